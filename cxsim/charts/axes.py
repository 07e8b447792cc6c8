"""Axes that hold still: round ranges, and ticks in the reader's language."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from cxsim.distributions import Floats
from cxsim.results import Result
from cxsim.sensitivity.tornado import widest
from cxsim.text.language import Language

Span = tuple[float, float]


def round_step(width: float, parts: int) -> float:
    """Return 1, 2 or 5 times a power of ten: the step that cuts a width into about `parts`."""
    raw = max(width, 1e-12) / parts
    power = 10.0 ** math.floor(math.log10(raw))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= raw * (1 - 1e-9))


def ticks(span: Span, parts: int, text: Callable[[float], str]) -> dict[str, Any]:
    """Return an axis's range and ticks, the ticks printed by `text`."""
    step = round_step(span[1] - span[0], parts)
    first, last = math.ceil(span[0] / step - 1e-9), math.floor(span[1] / step + 1e-9)
    margin = 0.04 * (span[1] - span[0])  # a tick at the very end would run into the other axis
    values = [i * step for i in range(first, last + 1)]
    values = [v for v in values if span[0] + margin <= v <= span[1] - margin]
    return {
        "range": list(span),
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [text(value) for value in values],
        "tickangle": 0,
    }


def year_ticks(months: int, start: str | None, language: Language) -> dict[str, Any]:
    """Return the axis of a horizon: a tick a year, named by the calendar where it is known."""
    every = 12 if months <= 96 else 36
    values = list(range(0, months + 1, every))
    return {
        "range": [0, months],
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [year_name(month // 12, start, language) for month in values],
    }


def year_end(year: int, start: str | None, language: Language) -> str:
    """Return the name of the end of a year, counted from 1; of 0, the start."""
    if year == 0:
        return language.say("Start")
    if start is None:
        return language.say("Year {year}", year=language.number(year))
    months = 12 * int(start[:4]) + int(start[5:]) - 2 + 12 * year
    last = language.month(months // 12, months % 12 + 1)
    if start.endswith("-01"):
        last = str(int(start[:4]) + year - 1)
    return language.say("End of {period}", period=last)


def year_name(year: int, start: str | None, language: Language) -> str:
    """Return the name of the point that lies `year` years after the start."""
    if start is not None:
        return language.month(int(start[:4]) + year, int(start[5:]))
    if year == 0:
        return language.say("Start")
    return language.say("Year {year}", year=language.number(year))


def fit(axis: str, result: Result, kept: Span | None = None) -> Span:
    """Return a range that shows the result with room to move, never narrower than one kept.

    Parameters
    ----------
    axis : str
        "npv", "roi", "cash", "drivers", "customers" or "nps".
    result : Result
    kept : Span or None
        A range to keep as far as it does: that of the result before, while one slider moves.
    """
    if axis in ("npv", "roi"):
        wanted = _span(_inner(getattr(result, axis)))
    elif axis == "cash":
        cash = result.bands["cash"].to_numpy()
        wanted = _span((float(cash.min()), float(cash.max())))
    elif axis == "drivers":
        wanted = _span(_driver_span(result), zero=False)
    else:
        wanted = _span(_path_span(result, axis), zero=False)
    return wanted if kept is None else _grow(kept, wanted)


def span_of(values: Floats) -> Span:
    """Return a range that shows all but the outermost of the trials, and 0."""
    return _span(_inner(values))


def _inner(values: Floats) -> Span:
    """The range of all but the outermost trials, 1 in 1,000 on each side."""
    finite = values[np.isfinite(values)]
    low, high = np.percentile(finite, (0.1, 99.9)) if len(finite) else (-1.0, 1.0)
    return float(low), float(high)


def _driver_span(result: Result) -> Span:
    ends = [end for bar in widest(result) for end in (bar.low, bar.high)]
    ends = ends or [float(result.npv.mean())]
    return min(ends), max(ends)


def _path_span(result: Result, name: str) -> Span:
    bands = np.stack([result.bands[f"{name}_{side}"] for side in ("with", "without")])
    low, high = float(bands.min()), float(bands.max())
    return (low, high) if np.isfinite([low, high]).all() else (0.0, 1.0)


def _span(inner: Span, zero: bool = True) -> Span:
    """A round range around another, with a fifth of its width to spare, and with 0 in it."""
    if not all(map(math.isfinite, inner)):
        return 0.0, 1.0
    low, high = (min(inner[0], 0.0), max(inner[1], 0.0)) if zero else inner
    width = (high - low) or abs(high) or 1.0
    step = round_step(width, 10)
    return (
        step * math.floor((low - 0.1 * width) / step),
        step * math.ceil((high + 0.1 * width) / step),
    )


def _grow(kept: Span, wanted: Span) -> Span:
    """Keep a range unless what it must show has left it."""
    spare = 0.15 * (wanted[1] - wanted[0])
    low = kept[0] if wanted[0] >= kept[0] - spare else wanted[0]
    high = kept[1] if wanted[1] <= kept[1] + spare else wanted[1]
    return low, high
