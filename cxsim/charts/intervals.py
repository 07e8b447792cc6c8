"""Points with their intervals, in rows or in columns."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from cxsim.charts.axes import Span, round_step, ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, escape, figure, rule, whiskers
from cxsim.text.language import Language

LONGEST = 28
ROW = 34


class Dot(NamedTuple):
    """A point with the ends of its interval, and its name."""

    name: str
    value: float
    low: float
    high: float


def ends(name: str, language: Language) -> tuple[str, str, str]:
    """Return the heads of a value's columns: its name, and the ends of its interval."""
    return name, language.say("From"), language.say("To")


def part_name(by: str, name: str, language: Language, short: bool = False) -> str:
    """Return the name of a part; of 2026-03 as the language writes a month.

    Parameters
    ----------
    by, name : str
    language : Language
    short : bool
        Whether a January is its year alone, as under an axis.
    """
    if by != "month":
        return name
    write = language.month if short else language.month_of
    return write(int(name[:4]), int(name[5:7]))


def draw(
    dots: list[Dot], write: Callable[[float], str], upright: bool = False, zero: bool = False
) -> Figure:
    """Return points with their intervals, in rows or, upright, in columns."""
    span = _span(dots, zero)
    places = list(range(len(dots)))
    names = [escape(_short(dot.name)) for dot in dots]
    values = [dot.value for dot in dots]
    lows, highs = [dot.low for dot in dots], [dot.high for dot in dots]
    bars = whiskers(values, lows, highs, "accent", thickness=2, width=5)
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "hoverinfo": "skip",
        "marker": {"color": PALETTE["accent"], "size": 9},
    }
    listed = {"tickmode": "array", "tickvals": places, "ticktext": names, "zeroline": False}
    if upright:
        every = max(1, len(dots) // 6)
        listed |= {"tickvals": places[::every], "ticktext": names[::every]}
        trace |= {"x": places, "y": values, "error_y": bars}
        axes = {
            "xaxis": {**listed, "range": [-0.5, len(dots) - 0.5]},
            "yaxis": ticks(span, 4, write),
        }
        return figure([trace], showlegend=False, shapes=[rule(y=0)], **axes)
    trace |= {"x": values, "y": places, "error_x": bars}
    axes = {"yaxis": {**listed, "range": [len(dots) - 0.5, -0.5]}, "xaxis": ticks(span, 4, write)}
    height = max(220, 90 + ROW * len(dots))
    return figure(
        [trace], showlegend=False, height=height, shapes=[rule(x=0)] if zero else [], **axes
    )


def _span(dots: list[Dot], zero: bool) -> Span:
    ends = [end for dot in dots for end in (dot.low, dot.high) if math.isfinite(end)] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    width = (high - low) or abs(high) or 1.0
    step = round_step(width, 10)
    return step * math.floor(low / step - 0.5), step * math.ceil(high / step + 0.5)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
