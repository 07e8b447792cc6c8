"""What each picture of a business case shows: the screen's own figures, named in its language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxsim.charts.axes import fit, year_end, year_ticks
from cxsim.charts.distribution import Spread, spread
from cxsim.charts.stress import named
from cxsim.distributions import Floats
from cxsim.downside.stress import Outcome
from cxsim.export.telling.plots import Axis, Step, money_axis, steps
from cxsim.results import Result, percentiles
from cxsim.sensitivity.tornado import Bar
from cxsim.sensitivity.waterfall import Waterfall
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.sensitivity import CHANNEL_NAMES, input_name

MARKED = (20, 50, 80)
"""Percentiles of NPV that are named in its picture: the three views."""
MOST_BARS = 8
"""Inputs in the picture of what drives the result."""
MOST_TESTS = 9
"""Stress tests in their picture, the case itself beside them."""


class Shape(NamedTuple):
    """How NPV is spread: bins, an axis, and three percentiles named with their amounts."""

    spread: Spread
    axis: Axis
    points: tuple[tuple[str, float], ...]


def shape(result: Result, language: Language) -> Shape:
    """Return how NPV is spread, in the bins of the screen."""
    currency = result.scenario.currency
    span = fit("npv", result)
    found = percentiles(result.npv, MARKED)
    points = tuple(
        (f"{name.upper()}\N{NO-BREAK SPACE}{language.money(value, currency)}", value)
        for name, value in found.items()
    )
    axis = money_axis(span, 6, currency, language)
    inner = Axis(
        span,
        *zip(
            *((t, text) for t, text in zip(axis.ticks, axis.texts, strict=True) if _in(t, span)),
            strict=True,
        ),
    )
    return Shape(spread(result, None, "npv", span, language), inner, points)


def _in(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]


def money(parts: Waterfall, result: Result, language: Language) -> list[Step]:
    """Return the steps from nothing to the mean benefit, the cost, and what is left."""
    say = language.say
    cost = float(result.cost.mean())
    return steps(
        [(_part(n, language), p) for n, p in zip(parts.names, parts.parts, strict=True)],
        (say("Benefit"), parts.total),
        [(say("Cost"), cost)],
        (say("Net"), parts.total - cost),
        result.scenario.currency,
        language,
    )


def _part(name: str, language: Language) -> str:
    known = CHANNEL_NAMES.get(name)
    return language.read(known if known is not None else FIELDS[name].name)


def step_axis(found: Sequence[Step]) -> Axis:
    """Return an axis around all steps, without ticks: each step is named with its amount."""
    ends = [end for step in found for end in (step.start, step.end)]
    return Axis((min(ends), max(ends)), (), ())


class Cash(NamedTuple):
    """Cumulative cash: its bands, an axis, the years by month, and the name of every month."""

    bands: pd.DataFrame
    axis: Axis
    years: dict[int, str]
    months: tuple[str, ...]


def cash(result: Result, language: Language) -> Cash:
    """Return cumulative cash, undiscounted, as the screen has it."""
    bands, horizon = result.bands["cash"], result.scenario.horizon
    values = bands.to_numpy()
    axis = money_axis(
        (float(np.nanmin(values)), float(np.nanmax(values))),
        5,
        result.scenario.currency,
        language,
    )
    ticks = year_ticks(horizon.months, horizon.start, language)
    years = dict(zip(ticks["tickvals"], ticks["ticktext"], strict=True))
    months = [int(month) for month in bands.index]
    named_months = tuple(
        year_end(m // 12, horizon.start, language)
        if m % 12 == 0
        else language.say("Month {month}", month=language.number(m))
        for m in months
    )
    return Cash(bands, axis, years, named_months)


class Drivers(NamedTuple):
    """What the mean NPV depends on: inputs, its figures with each low and high, and its mean."""

    names: tuple[str, ...]
    ends: tuple[tuple[float, float], ...]
    texts: tuple[tuple[str, str], ...]
    centre: float
    axis: Axis


def drivers(result: Result, bars: Sequence[Bar], language: Language) -> Drivers:
    """Return the inputs that matter most, the widest first."""
    currency, shown = result.scenario.currency, bars[:MOST_BARS]
    ends = tuple((bar.low, bar.high) for bar in shown)
    centre = float(result.npv.mean())
    values = [centre, *(end for pair in ends for end in pair)]
    return Drivers(
        tuple(input_name(bar.path, language) for bar in shown),
        ends,
        tuple(
            (language.money(low, currency), language.money(high, currency)) for low, high in ends
        ),
        centre,
        money_axis(values, 3, currency, language, zero=False),
    )


class Tests(NamedTuple):
    """The case and its stress tests: names, P10, P50 and P90 of each, and an axis."""

    names: tuple[str, ...]
    ranges: Floats
    axis: Axis


def tests(outcomes: Sequence[Outcome], currency: str, language: Language) -> Tests:
    """Return the case as it stands, and the tests that hurt most after it."""
    finite = [each for each in outcomes if np.isfinite([each.p10, each.p50, each.p90]).all()]
    worst = sorted(finite[1:], key=lambda each: each.p50)[:MOST_TESTS]
    shown = [each for place, each in enumerate(finite) if place == 0 or each in worst]
    ranges = np.array([(each.p10, each.p50, each.p90) for each in shown]).reshape(-1, 3)
    axis = money_axis(ranges.ravel().tolist(), 3, currency, language)
    return Tests(tuple(named(each, language) for each in shown), ranges, axis)
