"""A scenario from ten answers: what is known goes in as stated, the rest is the neutral default."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from cxsim.scenario.checks import NAMED
from cxsim.scenario.editing import renamed
from cxsim.scenario.faults import Fault, ScenarioError
from cxsim.scenario.scenario import Scenario
from cxsim.scenario.schema import SEGMENTS
from cxsim.scenario.template import TEMPLATE
from cxsim.text.neutral import NEUTRAL
from cxsim.text.phrase import say

GROUP = "groups.Customers"
Index = dict[str, tuple[float, float, float]]
SPEND: Index = {
    "promoters": (1.0, 1.25, 2.4),
    "passives": (1.0, 1.1, 1.3),
    "detractors": (1.0, 1.0, 1.0),
}
"""Spend of a segment over a detractor's: lowest, most likely, highest."""
CHURN: Index = {
    "promoters": (0.5, 0.8, 1.0),
    "passives": (0.8, 0.95, 1.1),
    "detractors": (1.0, 1.4, 2.2),
}
"""Churn of a segment over the company's, before they are brought to its average."""
HIGHEST_CHURN = 0.98
HALF_WIDTH = 0.06
"""Of the neutral uplift's range: six points on either side."""


@dataclass(frozen=True)
class Answers:
    """What is known of a company and its programme; None where it is not.

    Attributes
    ----------
    name, objective, currency : str
        What the case is called; what the programme is for; ISO 4217.
    customers : float
        Today.
    spend : float, currency
        Of an average customer in a year.
    margin, churn : float, share
        Gross margin; customers lost in a year, the company's average.
    promoters, passives, detractors : float
        Answers counted in the last survey.
    uplift : float, share
        By which the share of promoters may grow, most likely.
    one_off, per_year : float, currency
        What the programme costs at the start, and each year.
    years : int
    discount_rate : float, share a year
    """

    name: str | None = None
    objective: str | None = None
    currency: str | None = None
    customers: float | None = None
    spend: float | None = None
    margin: float | None = None
    churn: float | None = None
    promoters: float | None = None
    passives: float | None = None
    detractors: float | None = None
    uplift: float | None = None
    one_off: float | None = None
    per_year: float | None = None
    years: int | None = None
    discount_rate: float | None = None


class Origins(NamedTuple):
    """What the sources of a started case say.

    Attributes
    ----------
    said : str
        Of a stated number: "Stated when the case was started".
    spread, level : str
        What is added where a neutral index spreads a stated average over the segments, and where
        new customers are set to keep the base level.
    unasked : str
        Of a number that nobody was asked for, and that follows from what was.
    """

    said: str
    spread: str
    level: str
    unasked: str


class _Draft:
    """The neutral pack while answers replace its numbers and their sources."""

    def __init__(self, words: Origins, today: date) -> None:
        self.neutral = Scenario.parse(TEMPLATE)
        self.changes: dict[str, object] = {}
        self.sources: dict[str, dict[str, Any]] = {}
        self.words = words
        self.today = today

    def state(self, path: str, value: object, note: str = "", kind: str = "stated") -> None:
        """Put an answer, or what follows from it, at a path; its source says so."""
        text = f"{self.words.said}; {note}" if note else self.words.said
        self.put(path, value, text, kind, "C")

    def assume(self, path: str, value: object) -> None:
        """Put what nobody was asked for at a path: it is weak until somebody stands for it."""
        self.put(path, value, self.words.unasked, "judgement", "D")

    def put(self, path: str, value: object, text: str, kind: str, grade: str) -> None:
        """Put a value and its source at a path."""
        self.changes[path] = value
        self.sources[path] = {"source": text, "kind": kind, "grade": grade, "date": self.today}

    def made(self, scenario_name: str | None, currency: str | None) -> Scenario:
        """Return the scenario."""
        if scenario_name:
            self.changes["name"] = scenario_name
        if currency:
            self.changes["currency"] = currency
        scenario = self.neutral.with_values(self.changes)
        content = scenario.content()
        content["sources"] = {**content["sources"], **self.sources}
        return Scenario.from_mapping(content).with_comments_of(self.neutral)


def started(answers: Answers, words: Origins, today: date) -> Scenario:
    """Return the neutral pack with the answers in it; every number keeps or gets a source.

    Parameters
    ----------
    answers : Answers
    words : Origins
    today : date

    Raises
    ------
    ScenarioError
        With every answer that lies outside its field's range; where a survey is told in part.
    """
    draft = _Draft(words, today)
    if answers.objective:
        draft.changes["description"] = answers.objective
    _plain(answers, draft)
    _mix(answers, draft)
    _segments(answers, draft)
    if answers.uplift is not None:
        _uplift(answers.uplift, draft)
    return draft.made(answers.name, answers.currency)


def worded(scenario: Scenario, translate: Callable[[str], str]) -> Scenario:
    """Return a copy whose names and sources, where they are the neutral pack's, are translated."""
    known = {text: translate(text) for text in map(str, NEUTRAL)}
    if all(text == said for text, said in known.items()):
        return scenario
    for kind in NAMED:
        for item in getattr(scenario, kind):
            scenario = renamed(scenario, kind, item.name, known.get(item.name, item.name))
    content = scenario.content()
    for table in (content, content.get("programme", {}), *content.get("sources", {}).values()):
        for name in {"name", "source"} & set(table):
            table[name] = known.get(table[name], table[name])
    return Scenario.from_mapping(content).with_comments_of(scenario)


def _plain(answers: Answers, draft: _Draft) -> None:
    """Answers that are a number of the scenario as they stand."""
    single = {
        f"{GROUP}.customers": answers.customers,
        "horizon.years": answers.years,
        "horizon.discount_rate": answers.discount_rate,
    }
    for path, value in single.items():
        if value is not None:
            draft.state(path, value)
    for segment in SEGMENTS if answers.margin is not None else ():
        draft.state(f"{GROUP}.{segment}.gross_margin", answers.margin)
    if answers.one_off is None and answers.per_year is None:
        return
    for field, cost in (("one_off", answers.one_off), ("per_year", answers.per_year)):
        draft.assume(f"investments.Training.{field}", 0.0)
        if cost is None:
            draft.assume(f"investments.CX team.{field}", 0.0)
        else:
            draft.state(f"investments.CX team.{field}", cost)


def _mix(answers: Answers, draft: _Draft) -> None:
    counts = (answers.promoters, answers.passives, answers.detractors)
    if all(count is None for count in counts):
        return
    if None in counts or not any(counts):
        rule = say("of the survey's three counts some are missing, or all are 0")
        remedy = say("give all three, a 0 where nobody answered so, or none of them")
        raise ScenarioError([Fault("", "", rule, remedy)])
    draft.state(f"{GROUP}.mix", {"dist": "survey", **dict(zip(SEGMENTS, counts, strict=True))})


def _segments(answers: Answers, draft: _Draft) -> None:
    """Spread the averages of the company over its segments by the neutral indices."""
    mix, words = draft.neutral.with_values(draft.changes).groups[0].mix.expected_value, draft.words
    if answers.spend is not None:
        base = answers.spend / _average(SPEND, mix)
        for segment in SEGMENTS:
            path = f"{GROUP}.{segment}"
            draft.assume(f"{path}.purchases_per_year", 1.0)
            ends = (base * index for index in SPEND[segment])
            draft.state(f"{path}.spend_per_purchase", _pert(*ends), words.spread, "benchmark")
            draft.assume(f"{path}.cost_to_serve", 0.0)
        draft.assume(f"{GROUP}.acquisition_cost", 0.0)
    if answers.churn is not None:
        index = _bearable(answers.churn, mix)
        base = answers.churn / _average(index, mix)
        for segment in SEGMENTS:
            ends = (base * each for each in index[segment])
            draft.state(f"{GROUP}.{segment}.churn", _pert(*ends), words.spread, "benchmark")
    if answers.churn is not None or answers.customers is not None:
        replaced = _replacing(draft)
        draft.state(f"{GROUP}.new_customers_per_year", replaced, words.level, "judgement")


def _bearable(churn: float, mix: tuple[float, ...]) -> Index:
    """Return the index of churn, drawn towards 1 where its highest end would lose everyone."""
    top, average = max(high for *_, high in CHURN.values()), _average(CHURN, mix)
    if churn * top <= HIGHEST_CHURN * average:
        return CHURN
    room = max(HIGHEST_CHURN - churn, 0.0)
    part = room / (churn * (top - 1) - HIGHEST_CHURN * (average - 1))
    low, mode, high = (
        {segment: 1 + part * (ends[place] - 1) for segment, ends in CHURN.items()}
        for place in range(3)
    )
    return {segment: (low[segment], mode[segment], high[segment]) for segment in CHURN}


def _average(index: Index, mix: tuple[float, ...]) -> float:
    """Mean of an index over the segments, each a PERT."""
    means = ((low + 4 * mode + high) / 6 for low, mode, high in index.values())
    return math.fsum(share * mean for share, mean in zip(mix, means, strict=True))


def _replacing(draft: _Draft) -> float:
    """Paid new customers a year that keep the base level, beside those recommended."""
    scenario = draft.neutral.with_values(draft.changes)
    group = scenario.groups[0]
    lost = 0.0
    for name, share in zip(SEGMENTS, group.mix.expected_value, strict=True):
        churn, won = (
            scenario.mean(f"{GROUP}.{name}.{field}") for field in ("churn", "referrals_per_year")
        )
        lost += share * (12 * (1 - (1 - churn) ** (1 / 12)) - won)
    return float(f"{max(0.0, lost) * scenario.mean(f'{GROUP}.customers'):.3g}")


def _uplift(points: float, draft: _Draft) -> None:
    path = "programme.levers.promoter_uplift"
    low, high = max(points - HALF_WIDTH, -1.0), min(points + HALF_WIDTH, 1.0)
    draft.state(path, _pert(low, points, high) if low <= points <= high else points)


def _pert(low: float, mode: float, high: float) -> Any:
    """Return the range in four significant figures; the number itself where it has no width."""
    low, mode, high = (float(f"{value:.4g}") for value in (low, mode, high))
    return mode if low == high else {"dist": "pert", "low": low, "mode": mode, "high": high}
