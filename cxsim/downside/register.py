"""The assumption register: every number with its range, source, owner and weight in the spread."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from cxsim.distributions import Distribution, SurveyMix
from cxsim.scenario import Scenario
from cxsim.scenario.numbers import Number, mean
from cxsim.scenario.schema import Source

OVERDUE = 365
"""Days after which a number is to be looked at again."""


class Assumption(NamedTuple):
    """One number of the register.

    Attributes
    ----------
    path : str
        As `sources` names it.
    value : float or None
        In the plan: itself, or its mean; None of a mix, whose shares are in `mix`.
    low, high : float or None
        Its tenth and ninetieth percentile; None where it is certain.
    mix : tuple of float or None
        Mean shares of promoters, passives and detractors.
    source : Source or None
    share : float
        Of the spread of NPV that it explains by itself, in [0, 1].
    stated : bool
        Whether the file gives it, or a source of it; else it stands at its default.
    overdue : bool
        Whether the day of its source lies more than a year back.
    """

    path: str
    value: float | None
    low: float | None
    high: float | None
    mix: tuple[float, float, float] | None
    source: Source | None
    share: float
    stated: bool
    overdue: bool


def register(scenario: Scenario, spread: Mapping[str, float], today: date) -> list[Assumption]:
    """Return every number of a scenario, what matters most first, then as the file has them.

    Parameters
    ----------
    scenario : Scenario
    spread : mapping of str to float
        Each input's share of the spread, as `spread_shares` gives them.
    today : date
        The day from which a source is overdue or not.
    """
    shares = dict(spread)
    for event in scenario.risk_events:  # whether it happens is told of its probability
        chance = f"risk_events.{event.name}.probability"
        shares[chance] = shares.get(chance, 0.0) + shares.get(f"risk_events.{event.name}.fired", 0)
    rows = [_number(scenario, p, n, shares, today) for p, n in scenario.numbers.items()]
    rows.append(_years(scenario, today))
    rows += [_mix(scenario, group.name, shares, today) for group in scenario.groups]
    return sorted(rows, key=lambda row: (-round(row.share, 6), not row.stated))


def _number(
    scenario: Scenario, path: str, number: Number, shares: dict[str, float], today: date
) -> Assumption:
    low = high = None
    if isinstance(number, Distribution) and number.certain is None:
        low, high = (float(v) for v in number.quantile(np.array([0.1, 0.9])))
    table, _, field = path.rpartition(".")
    source = scenario.sources.get(path)
    stated = field in scenario.value(table).model_fields_set or source is not None
    share = shares.get(path, 0.0)
    return Assumption(
        path, mean(number), low, high, None, source, share, stated, is_overdue(source, today)
    )


def _years(scenario: Scenario, today: date) -> Assumption:
    source = scenario.sources.get("horizon.years")
    years = float(scenario.horizon.years)
    overdue = is_overdue(source, today)
    return Assumption("horizon.years", years, None, None, None, source, 0.0, True, overdue)


def _mix(scenario: Scenario, group: str, shares: dict[str, float], today: date) -> Assumption:
    path = f"groups.{group}.mix"
    mix, source = scenario.value(path), scenario.sources.get(path)
    share = shares.get(path, 0.0) if isinstance(mix, SurveyMix) else 0.0
    overdue = is_overdue(source, today)
    return Assumption(path, None, None, None, mix.expected_value, source, share, True, overdue)


def is_overdue(source: Source | None, today: date) -> bool:
    """Whether the day of a source lies more than a year back."""
    return source is not None and source.date is not None and (today - source.date).days > OVERDUE


def record(row: Assumption) -> dict[str, object]:
    """Return an assumption as a JSON object; what is not known is null."""
    given = row.source.model_dump(mode="json") if row.source else {}
    finite = (v if v is None or math.isfinite(v) else None for v in (row.value, row.low, row.high))
    return {
        "path": row.path,
        **dict(zip(("value", "p10", "p90"), finite, strict=True)),
        "mix": row.mix,
        **{name: given.get(name) for name in Source.model_fields},
        "share": row.share,
        "stated": row.stated,
        "overdue": row.overdue,
    }
