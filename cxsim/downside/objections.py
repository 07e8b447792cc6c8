"""What a careful reader objects to: functions that find the numbers of a scenario concerned."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cxsim.distributions import Distribution
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.numbers import mean
from cxsim.scenario.schema import FixedMix
from cxsim.scenario.shifts import centre, planned_spend

LEVERS = "programme.levers"
Places = Callable[[Scenario], Iterator[str]]
"""Yields the path of each number that an objection concerns; "" for the case as a whole."""


def above(path: str, limit: float) -> Places:
    """Return the place of a number whose centre lies above a limit."""

    def places(scenario: Scenario) -> Iterator[str]:
        if centre(scenario.value(path)) > limit + 1e-12:
            yield path

    return places


def below(path: str, limit: float) -> Places:
    """Return the place of a number whose centre lies below a limit."""

    def places(scenario: Scenario) -> Iterator[str]:
        if centre(scenario.value(path)) < limit - 1e-12:
            yield path

    return places


def where(holds: Callable[[Scenario], bool], path: str = "") -> Places:
    """Return the place of which something holds."""

    def places(scenario: Scenario) -> Iterator[str]:
        if holds(scenario):
            yield path

    return places


def _uncertain(number: object) -> bool:
    return isinstance(number, Distribution) and number.certain is None


def nothing_varies(scenario: Scenario) -> bool:
    """Whether every number is certain and no event can happen."""
    return not (scenario.uncertain or scenario.survey_mixes or scenario.risk_events)


def charged_twice(scenario: Scenario) -> Iterator[str]:
    """Investment lines with a range of their own beside an uncertain overrun."""
    if not _uncertain(scenario.programme.cost_overrun):
        return
    for line in scenario.investments:
        for name in ("one_off", "per_year"):
            if _uncertain(getattr(line, name)):
                yield f"investments.{line.name}.{name}"


def doubt_in_rate(scenario: Scenario) -> bool:
    """Whether the rate is raised beside an event that says the programme may fail."""
    fails = any(mean(event.effect_factor) < 1 for event in scenario.risk_events)
    return fails and scenario.mean("horizon.discount_rate") > 0.12


def overrun_again(scenario: Scenario) -> Iterator[str]:
    """Yield events that raise costs beside a cost overrun."""
    if mean(scenario.programme.cost_overrun) <= 0:
        return
    for event in scenario.risk_events:
        if mean(event.cost_factor) > 1:
            yield f"risk_events.{event.name}.cost_factor"


def lever_on_shift(scenario: Scenario) -> Iterator[str]:
    """Levers on what the shift between segments moves already."""
    levers = scenario.programme.levers
    if mean(levers.promoter_uplift) * mean(levers.causal_share) > 0 < mean(levers.churn_reduction):
        yield f"{LEVERS}.churn_reduction"


def ratios(name: str, limit: float, rising: bool) -> Places:
    """Places where one end of the scale is further from the other than was ever measured."""

    def places(scenario: Scenario) -> Iterator[str]:
        for group in scenario.groups:
            best, worst = (
                mean(getattr(group.promoters, name)),
                mean(getattr(group.detractors, name)),
            )
            high, low = (worst, best) if rising else (best, worst)
            if low > 0 and high / low > limit:
                end = "detractors" if rising else "promoters"
                yield f"groups.{group.name}.{end}.{name}"

    return places


def _churns(scenario: Scenario) -> list[str]:
    paths = (f"groups.{g.name}.{s}.churn" for g in scenario.groups for s in SEGMENTS)
    return [path for path in paths if path in scenario.uncertain]


def apart(scenario: Scenario) -> bool:
    """Whether several churns are uncertain and none are correlated."""
    churns = set(_churns(scenario))
    joined = any(set(pair) <= churns and rank for pair, rank in scenario.rank_correlations.items())
    return len(churns) > 1 and not joined


def lost_in_months(scenario: Scenario) -> Iterator[str]:
    """Yield churns that are high for a year."""
    for group in scenario.groups:
        for name in SEGMENTS:
            if mean(getattr(group, name).churn) > 0.6:
                yield f"groups.{group.name}.{name}.churn"


def no_training(scenario: Scenario) -> bool:
    """Whether there are costs, and none for training."""
    kinds = {line.category for line in scenario.investments}
    return bool(kinds) and "training" not in kinds


def outlives_its_money(scenario: Scenario) -> bool:
    """Whether funding stops within the horizon and the effect never fades."""
    last = scenario.horizon.months
    paid = [line.last_month(last) for line in scenario.investments if mean(line.per_year) > 0]
    return bool(paid) and max(paid) < last and mean(scenario.programme.fade_rate) == 0


def at_once(scenario: Scenario) -> bool:
    """Whether the full effect comes in the first month."""
    programme = scenario.programme
    works = mean(programme.levers.promoter_uplift) > 0
    return works and mean(programme.delay_months) == mean(programme.ramp_months) == 0


def counted_by_no_one(scenario: Scenario) -> Iterator[str]:
    """Yield mixes that are taken as exact."""
    for group in scenario.groups:
        if isinstance(group.mix, FixedMix) and mean(group.customers) > 0:
            yield f"groups.{group.name}.mix"


def by_word_of_mouth(scenario: Scenario) -> Iterator[str]:
    """Yield recommendations that win very many customers."""
    for group in scenario.groups:
        rates = (mean(segment.referrals_per_year) for segment in group.segments)
        won = sum(p * r for p, r in zip(group.mix.expected_value, rates, strict=True))
        if won > 0.15:
            yield f"groups.{group.name}.promoters.referrals_per_year"


def free(scenario: Scenario) -> bool:
    """Whether the programme costs nothing and yet works."""
    return planned_spend(scenario) == 0 and mean(scenario.programme.levers.promoter_uplift) > 0
