"""The scenario that the files make: measured facts, the neutral pack for what they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cxsim.baseline.company import Company
from cxsim.baseline.drivers import Drivers
from cxsim.baseline.estimates import Estimate
from cxsim.baseline.pilot import Pilot
from cxsim.baseline.shrinkage import Cell, Leaning
from cxsim.baseline.sources import Case, Tell, measured, neutral, stated
from cxsim.baseline.survey import FEWEST
from cxsim.scenario import Scenario
from cxsim.scenario.schema import SEGMENTS
from cxsim.scenario.start import CHURN, HIGHEST_CHURN, SPEND, worded
from cxsim.scenario.template import TEMPLATE
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import count, money, number, share

NEUTRAL_CHURN = 0.18
"""Of the neutral pack, on average."""
INDEX = {"spend_per_purchase": SPEND, "churn": CHURN}


def scenario_of(
    firm: Company,
    found: Drivers,
    pilots: list[Pilot],
    name: str,
    currency: str,
    margin: float | None,
    tell: Tell,
    today: date,
) -> Scenario:
    """Return the scenario of a company's files.

    Parameters
    ----------
    firm : Company
    found : Drivers
    pilots : list of Pilot
        Each gives the lever it measures.
    name, currency : str
    margin : float or None
        Gross margin, where it is stated: no file holds it.
    tell : callable
        Writes a phrase in the language of the sources.
    today : date

    Raises
    ------
    ScenarioError
        Where a name or the currency is none.
    """
    pack = worded(Scenario.parse(TEMPLATE), lambda text: tell(Phrase(text))).content()
    case = Case(firm, found, tell, today)
    case.content = {**pack, "name": name, "currency": currency}
    del case.content["correlations"]
    case.content["groups"] = [_group(case, group, pack, margin) for group in firm.groups]
    if ranks := _correlations(case):
        case.content["correlations"] = ranks
    kept = {p: s for p, s in pack["sources"].items() if not p.startswith("groups.")}
    for pilot in pilots:
        _lever(case, pilot)
    case.content["sources"] = {**kept, **case.sources}
    return Scenario.from_mapping(case.content)


def _group(case: Case, group: str, pack: Mapping[str, Any], margin: float | None) -> dict[str, Any]:
    default = pack["groups"][0]
    table: dict[str, Any] = {"name": group}
    _count(case, table, group, "customers", case.found.customers.get(group), default)
    _count(case, table, group, "new_customers_per_year", case.found.won.get(group), default)
    for name in ("acquisition_cost",):
        table[name] = default[name]
        neutral(case, f"groups.{group}.{name}")
    _mix(case, table, group, default)
    for place, segment in enumerate(SEGMENTS):
        table[segment] = _segment(case, group, place, default[segment], margin)
    if case.found.won.get(group) is None:
        _level(case, table, group)
    return table


def _level(case: Case, table: dict[str, Any], group: str) -> None:
    """Set the customers won so that they replace those lost, where no file counts them."""
    churn = case.found.whole.get("churn", {}).get(group)
    lost = churn.value if churn else NEUTRAL_CHURN
    table["new_customers_per_year"] = float(f"{lost * table['customers']:.3g}")
    words = say(
        "No file says how many are won: set so that the base neither grows nor shrinks much"
    )
    path = f"groups.{group}.new_customers_per_year"
    case.sources[path] = {"source": case.tell(words), "kind": "judgement", "grade": "D"}


def _count(
    case: Case,
    table: dict[str, Any],
    group: str,
    name: str,
    found: int | None,
    default: Mapping[str, Any],
) -> None:
    """Put a count; next year's customers are uncertain, however well this year's are known."""
    path = f"groups.{group}.{name}"
    if not found:
        table[name] = default[name] if found is None else 0
        neutral(case, path)
        return
    table[name] = found
    if name == "new_customers_per_year":
        estimate = Estimate(float(found), found**0.5, found)
        table[name] = estimate.distribution
    measured(case, path, name, found, say("counted"))


def _mix(case: Case, table: dict[str, Any], group: str, default: Mapping[str, Any]) -> None:
    counts: tuple[int, ...] = case.found.mix.get(group, ())
    path = f"groups.{group}.mix"
    if sum(counts) < FEWEST:
        counts = tuple(map(sum, zip(*case.found.mix.values(), strict=True)))
        if sum(counts) < FEWEST:
            table["mix"] = default["mix"]
            neutral(case, path)
            return
    table["mix"] = {"dist": "survey", **dict(zip(SEGMENTS, map(float, counts), strict=True))}
    measured(case, path, "mix", sum(counts), say("last answer of each customer"))


def _segment(
    case: Case, group: str, place: int, default: Mapping[str, Any], margin: float | None
) -> dict[str, Any]:
    table: dict[str, Any] = {}
    segment = SEGMENTS[place]
    bought = bool(case.found.whole.get("purchases_per_year", {}).get(group))
    for name in default:
        path = f"groups.{group}.{segment}.{name}"
        leaning = case.found.cells.get(name, {}).get((group, place))
        whole = case.found.whole.get(name, {}).get(group)
        if name == "gross_margin":
            table[name] = default[name] if margin is None else margin
            (neutral if margin is None else stated)(case, path)
        elif leaning is not None:
            table[name] = leaning.estimate.distribution
            note = _account(case, (group, place), name, _leaning(leaning))
            measured(case, path, name, leaning.estimate.customers, note)
        elif whole is not None:
            table[name] = _spread(name, segment, whole, _shares(case, group))
            note = say("all customers of the group")
            if name in INDEX:
                note = say("the group's own, spread over the segments by the neutral index")
            measured(case, path, name, whole.customers, note, mixed=name in INDEX)
        else:
            table[name] = 0.0 if bought and name == "cost_to_serve" else default[name]
            neutral(case, path)
    return _with_referrals(case, table, group, place)


def _with_referrals(case: Case, table: dict[str, Any], group: str, place: int) -> dict[str, Any]:
    """Put the referrals of a segment that the neutral pack has none for."""
    leaning = case.found.cells.get("referrals_per_year", {}).get((group, place))
    if "referrals_per_year" not in table and leaning is not None:
        table["referrals_per_year"] = leaning.estimate.distribution
        path = f"groups.{group}.{SEGMENTS[place]}.referrals_per_year"
        measured(case, path, "referrals_per_year", leaning.estimate.customers, _leaning(leaning))
    return table


def _shares(case: Case, group: str) -> tuple[float, float, float]:
    counts = case.found.mix.get(group, (160, 140, 100))
    whole = sum(counts) + 3
    return (counts[0] + 1) / whole, (counts[1] + 1) / whole, (counts[2] + 1) / whole


def _spread(
    name: str, segment: str, whole: Estimate, shares: tuple[float, float, float]
) -> dict[str, Any] | float:
    """Return a group's number for one segment: by the neutral index, or as it is."""
    index = INDEX.get(name)
    if index is None:
        return whole.distribution
    average = sum(
        part * (low + 4 * mode + high) / 6
        for part, (low, mode, high) in zip(shares, (index[s] for s in SEGMENTS), strict=True)
    )
    base = whole.value / average
    most = HIGHEST_CHURN if name == "churn" else float("inf")
    low, mode, high = (float(f"{min(base * each, most):.4g}") for each in index[segment])
    if low == high:
        sd = base * whole.sd / whole.value if whole.value else 0.0
        return Estimate(mode, sd, whole.customers, whole.shape).distribution
    return {"dist": "pert", "low": low, "mode": mode, "high": high}


def _leaning(leaning: Leaning) -> Phrase:
    if leaning.raw is None:
        return say("fewer than ten customers: the group's own, with the spread between segments")
    if leaning.weight < 1:
        return say("a small cell, shrunk toward its group")
    return say("90% interval from customer to customer")


def _account(case: Case, cell: Cell, name: str, note: Phrase) -> Phrase:
    """Return a note with what the cost to serve is made of, where it is that."""
    account = case.found.service.get(cell) if name == "cost_to_serve" else None
    if account is None or account.each is None:
        return note
    values = {
        "note": note,
        "often": number(account.contacts.value, 2),
        "each": money(account.each.value, case.content["currency"]),
    }
    if account.resolved is None:
        return say("{note}; {often} contacts a year × {each}", **values)
    return say(
        "{note}; {often} contacts a year × {each}, {share} resolved at first contact",
        share=share(account.resolved.value, 0),
        **values,
    )


def _correlations(case: Case) -> list[dict[str, Any]]:
    """Return the neutral pack's rank of churn, for the groups whose churn rests on one index."""
    return [
        {"among": [f"groups.{group}.{segment}.churn" for segment in SEGMENTS], "rank": 0.5}
        for group in case.firm.groups
        if not any((group, place) in case.found.cells.get("churn", {}) for place in range(3))
    ]


def _lever(case: Case, pilot: Pilot) -> None:
    """Put the lever that a pilot has measured; its own mix shift is in it already."""
    name = pilot.path.rpartition(".")[2]
    levers = {**case.content["programme"]["levers"], name: pilot.distribution}
    case.content["programme"] = {**case.content["programme"], "levers": levers}
    words = say(
        "Pilot against control, difference in differences: {n} customers in the pilot, {control} "
        "in the control group",
        n=count(pilot.cells[1].customers),
        control=count(pilot.cells[3].customers),
    )
    case.sources[pilot.path] = {
        "source": case.tell(words),
        "kind": "measured",
        "grade": "B",
        "date": case.today,
    }
