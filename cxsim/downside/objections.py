"""What a careful reader objects to: functions that find the numbers of a scenario concerned.

Each takes the scenario and what its rule in `rules.toml` tells it, and yields the path of every
number that the objection concerns, "" for the case as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np

from cxsim.distributions import Distribution
from cxsim.model.books import books
from cxsim.results import Result, percentiles
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.numbers import mean
from cxsim.scenario.schema import FixedMix, Investment, RiskEvent
from cxsim.scenario.shifts import centre, planned_spend
from cxsim.scenario.template import TEMPLATE

LEVERS = "programme.levers"
Paths = Iterator[str]
NEAR = 1e-12


def above(scenario: Scenario, path: str, limit: float) -> Paths:
    """Yield a number whose centre lies above a limit."""
    if centre(scenario.value(path)) > limit + NEAR:
        yield path


def below(scenario: Scenario, path: str, limit: float) -> Paths:
    """Yield a number whose centre lies below a limit."""
    if centre(scenario.value(path)) < limit - NEAR:
        yield path


def rates_above(scenario: Scenario, limit: float) -> Paths:
    """Yield the yearly rates of the horizon whose mean lies above a limit."""
    for path in ("horizon.discount_rate", "horizon.inflation"):
        if scenario.mean(path) > limit + NEAR:
            yield path


def answers_as_shares(scenario: Scenario) -> Paths:
    """Yield the survey mixes whose answers sum to a whole of shares, or of percentages."""
    for path, mix in scenario.survey_mixes.items():
        answers = (mix.promoters, mix.passives, mix.detractors)
        broken = any(count != int(count) for count in answers)
        if broken and min(abs(sum(answers) - whole) / whole for whole in (1, 100)) < 0.005:
            yield path


def endless_tails(scenario: Scenario) -> Paths:
    """Yield the uncertain numbers of infinite variance."""
    for path, number in scenario.uncertain.items():
        if getattr(number, "heavy_tailed", False):
            yield path


def idle_correlations(scenario: Scenario) -> Paths:
    """Yield the numbers that are correlated and certain."""
    correlated = {path for pair in scenario.rank_correlations for path in pair}
    yield from sorted(correlated - set(scenario.uncertain))


def uplift_a_year(scenario: Scenario, limit: float) -> Paths:
    """Yield the promoters' uplift where it grows faster than so many points a year."""
    programme = scenario.programme
    years = centre(programme.ramp_months) / 12
    if centre(programme.levers.promoter_uplift) / max(1.0, years) > limit + NEAR:
        yield f"{LEVERS}.promoter_uplift"


def _uncertain(number: object) -> bool:
    return isinstance(number, Distribution) and number.certain is None


def nothing_varies(scenario: Scenario) -> Paths:
    """Yield a case of which every number is certain and no event can happen."""
    if not (scenario.uncertain or scenario.survey_mixes or scenario.risk_events):
        yield ""


def nothing_happens(scenario: Scenario) -> Paths:
    """Yield an uncertain case without a risk event."""
    if not scenario.risk_events and (scenario.uncertain or scenario.survey_mixes):
        yield ""


def charged_twice(scenario: Scenario) -> Paths:
    """Yield investment lines with a range of their own beside an uncertain overrun."""
    if not _uncertain(scenario.programme.cost_overrun):
        return
    for line in scenario.investments:
        for name in ("one_off", "per_year"):
            if _uncertain(getattr(line, name)):
                yield f"investments.{line.name}.{name}"


def doubt_in_rate(scenario: Scenario, path: str) -> Paths:
    """Yield a raised rate beside an event that says the programme may fail."""
    fails = any(mean(event.effect_factor) < 1 for event in scenario.risk_events)
    if fails and scenario.mean("horizon.discount_rate") > 0.12:
        yield path


def overrun_again(scenario: Scenario) -> Paths:
    """Yield events that raise costs beside a cost overrun."""
    if mean(scenario.programme.cost_overrun) <= 0:
        return
    for event in scenario.risk_events:
        if mean(event.cost_factor) > 1:
            yield f"risk_events.{event.name}.cost_factor"


def events_without_effect(scenario: Scenario) -> Paths:
    """Yield the probability of events that change nothing when they happen."""
    fields = ("effect_factor", "cost_factor", "churn_factor", "delay_months")
    for event in scenario.risk_events:
        if all(getattr(event, name) == RiskEvent.model_fields[name].default for name in fields):
            yield f"risk_events.{event.name}.probability"


def lever_on_shift(scenario: Scenario) -> Paths:
    """Yield levers on what the shift between segments moves already."""
    levers = scenario.programme.levers
    if mean(levers.promoter_uplift) * mean(levers.causal_share) > 0 < mean(levers.churn_reduction):
        yield f"{LEVERS}.churn_reduction"


def ratios(scenario: Scenario, name: str, limit: float, rising: bool) -> Paths:
    """Yield where one end of the scale is further from the other than was ever measured."""
    for group in scenario.groups:
        best, worst = (mean(getattr(s, name)) for s in (group.promoters, group.detractors))
        high, low = (worst, best) if rising else (best, worst)
        if low > 0 and high / low > limit:
            yield f"groups.{group.name}.{'detractors' if rising else 'promoters'}.{name}"


def apart(scenario: Scenario) -> Paths:
    """Yield a case of which several churns are uncertain and none are correlated."""
    paths = (f"groups.{g.name}.{s}.churn" for g in scenario.groups for s in SEGMENTS)
    churns = {path for path in paths if path in scenario.uncertain}
    joined = any(set(pair) <= churns and rank for pair, rank in scenario.rank_correlations.items())
    if len(churns) > 1 and not joined:
        yield ""


def lost_in_months(scenario: Scenario, limit: float) -> Paths:
    """Yield churns that are high for a year."""
    for group in scenario.groups:
        for name in SEGMENTS:
            if mean(getattr(group, name).churn) > limit:
                yield f"groups.{group.name}.{name}.churn"


def _paid_for(scenario: Scenario) -> list[Investment]:
    """Return the lines that cost anything."""
    return [i for i in scenario.investments if mean(i.one_off) > 0 or mean(i.per_year) > 0]


def no_training(scenario: Scenario) -> Paths:
    """Yield a case with costs, and none for training."""
    paid = _paid_for(scenario)
    if paid and "training" not in {line.category for line in paid}:
        yield ""


def outlives_its_money(scenario: Scenario, path: str) -> Paths:
    """Yield where funding stops within the horizon and the effect never fades."""
    last = scenario.horizon.months
    paid = [line.last_month(last) for line in scenario.investments if mean(line.per_year) > 0]
    if paid and max(paid) < last and mean(scenario.programme.fade_rate) == 0:
        yield path


def effect_before_money(scenario: Scenario, path: str) -> Paths:
    """Yield the delay where the effect begins before anything is paid."""
    paid = _paid_for(scenario)
    works = mean(scenario.programme.levers.promoter_uplift) > 0
    first = min((line.from_month for line in paid), default=0)
    if works and mean(scenario.programme.delay_months) + 1 < first:
        yield path


def at_once(scenario: Scenario, path: str) -> Paths:
    """Yield where the full effect comes in the first month."""
    programme = scenario.programme
    works = mean(programme.levers.promoter_uplift) > 0
    if works and mean(programme.delay_months) == mean(programme.ramp_months) == 0:
        yield path


def counted_by_no_one(scenario: Scenario) -> Paths:
    """Yield mixes that are taken as exact."""
    for group in scenario.groups:
        if isinstance(group.mix, FixedMix) and mean(group.customers) > 0:
            yield f"groups.{group.name}.mix"


def by_word_of_mouth(scenario: Scenario, limit: float) -> Paths:
    """Yield recommendations that win very many customers."""
    for group in scenario.groups:
        rates = (mean(segment.referrals_per_year) for segment in group.segments)
        won = sum(p * r for p, r in zip(group.mix.expected_value, rates, strict=True))
        if won > limit:
            yield f"groups.{group.name}.promoters.referrals_per_year"


def grows_by_referral(scenario: Scenario) -> Paths:
    """Yield recommendations of groups that grow although no customer is acquired."""
    for group, book in zip(scenario.groups, books(scenario).groups, strict=True):
        if mean(group.new_customers_per_year) == 0 and book.growth > NEAR:
            yield f"groups.{group.name}.promoters.referrals_per_year"


def free(scenario: Scenario) -> Paths:
    """Yield a programme that costs nothing and yet works."""
    if planned_spend(scenario) == 0 and mean(scenario.programme.levers.promoter_uplift) > 0:
        yield ""


@lru_cache(maxsize=1)
def defaults() -> frozenset[str]:
    """The sources of grade D that the neutral pack comes with."""
    sources = Scenario.parse(TEMPLATE).sources.values()
    return frozenset(source.source for source in sources if source.grade == "D")


def untouched(scenario: Scenario) -> Paths:
    """Yield a case some of whose numbers are still the neutral pack's of grade D."""
    if any(s.grade == "D" and s.source in defaults() for s in scenario.sources.values()):
        yield ""


def unsourced(scenario: Scenario) -> Paths:
    """Yield uncertain numbers without a source."""
    yield from (path for path in scenario.uncertain if path not in scenario.sources)


def rate_below_inflation(scenario: Scenario, path: str) -> Paths:
    """Yield a nominal rate below inflation."""
    inflation = scenario.mean("horizon.inflation")
    if inflation > 0 and scenario.mean("horizon.discount_rate") < inflation:
        yield path


def result_above(result: Result, measure: str, limit: float) -> bool:
    """Whether the median of a result lies above a limit."""
    return percentiles(getattr(result, measure), (50,))["p50"] > limit


def result_below(result: Result, measure: str, limit: float) -> bool:
    """Whether the median of a result lies below a limit."""
    return percentiles(getattr(result, measure), (50,))["p50"] < limit


def never_a_loss(result: Result) -> bool:
    """Whether a case that costs something, and whose futures differ, loses in none of them."""
    return bool(result.draws) and bool(np.all(result.npv > 0)) and bool(np.any(result.cost > 0))


CHECKS: dict[str, Callable[..., Paths]] = {
    check.__name__: check
    for check in (
        *(above, below, rates_above, answers_as_shares, endless_tails, idle_correlations),
        *(uplift_a_year, nothing_varies, nothing_happens, charged_twice),
        *(doubt_in_rate, overrun_again, events_without_effect, lever_on_shift, ratios, apart),
        *(lost_in_months, no_training, outlives_its_money, effect_before_money, at_once),
        *(counted_by_no_one, by_word_of_mouth, grows_by_referral, free, untouched, unsourced),
        rate_below_inflation,
    )
}
"""By name: what finds the places of a scenario."""
RESULT_CHECKS: dict[str, Callable[..., bool]] = {
    check.__name__: check for check in (result_above, result_below, never_a_loss)
}
"""By name: what is asked of a simulation."""
