"""Pictures as marks that the template draws: boxes, areas, lines and words on a unit square.

Each mark is plain: places from 0 to 1, from the left and from below; a colour by its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from cxsim.charts.distribution import Spread
from cxsim.distributions import Floats
from cxsim.export.telling.plots import Axis, Step

Drawing = dict[str, Any]
BAR = 0.62
"""Part of its row that a bar takes."""


PLACES = (("end", 0.88), ("center", 0.97), ("start", 0.88))
"""Where three percentiles are named: to the left, above, to the right."""


def _drawing(alt: str, **marks: Any) -> Drawing:
    kinds = ("boxes", "areas", "lines", "words", "x", "y", "keys")
    return {**{kind: [] for kind in kinds}, "rows": False, "alt": alt, **marks}


def keyed(drawing: Drawing, names: Mapping[str, str]) -> Drawing:
    """Return a drawing with what its colours mean, by their names."""
    return {**drawing, "keys": [{"fill": fill, "text": text} for fill, text in names.items()]}


def _box(x: tuple[float, float], y: tuple[float, float], fill: str) -> dict[str, Any]:
    return {"x": sorted(x), "y": sorted(y), "fill": fill}


def _line(points: Any, stroke: str, width: float, dashed: bool = False) -> dict[str, Any]:
    return {"points": points, "stroke": stroke, "width": width, "dashed": dashed}


def _upright(at: float, stroke: str = "axis", width: float = 0.75) -> dict[str, Any]:
    return _line([(at, 0.0), (at, 1.0)], stroke, width)


def _level(at: float, stroke: str = "axis", width: float = 0.75) -> dict[str, Any]:
    return _line([(0.0, at), (1.0, at)], stroke, width)


def _ticks(axis: Axis, most: int = 8) -> list[dict[str, Any]]:
    """The ticks, every second or third of them where there are too many."""
    every = -(-len(axis.ticks) // most)
    named = zip(axis.ticks[::every], axis.texts[::every], strict=True)
    return [{"at": axis.at(tick), "text": text} for tick, text in named]


def histogram(spread: Spread, axis: Axis, points: Sequence[tuple[str, float]], alt: str) -> Drawing:
    """Return the bins, losses in their own colour, with three percentiles marked.

    Parameters
    ----------
    spread : Spread
    axis : Axis
    points : sequence of (str, float)
        Three percentiles in ascending order, named with their amounts.
    alt : str
    """
    edges, shares = spread.bins()
    top = float(shares.max()) or 1.0
    boxes = [
        _box((axis.at(low), axis.at(high)), (0.0, 0.82 * float(share) / top), _tone(high <= 0))
        for low, high, share in zip(edges[:-1].tolist(), edges[1:].tolist(), shares, strict=True)
        if share > 0
    ]
    words, lines = [], [_level(0.0)]
    for (text, value), (side, y) in zip(points, PLACES, strict=True):
        if axis.span[0] <= value <= axis.span[1]:
            at = axis.at(value)
            lines.append(_line([(at, 0.0), (at, y - 0.04 if side == "center" else y)], "ink", 0.75))
            words.append({"x": at, "y": y, "text": text, "side": side})
    return _drawing(alt, boxes=boxes, lines=lines, words=words, x=_ticks(axis))


def _tone(lost: bool) -> str:
    return "loss" if lost else "accent"


def cash_bands(
    bands: pd.DataFrame, axis: Axis, years: Mapping[int, str], plan: str, alt: str
) -> Drawing:
    """Return cumulative cash as two bands and the median, and the plan dashed."""
    months = bands.index.to_numpy()
    x = months / months[-1]

    def points(name: str) -> list[tuple[float, float]]:
        return [(float(a), axis.at(float(b))) for a, b in zip(x, bands[name], strict=True)]

    areas = [
        {"points": points(low) + points(high)[::-1], "fill": fill}
        for low, high, fill in (("p5", "p95", "accent-faint"), ("p25", "p75", "accent-soft"))
    ]
    lines = [*(_level(axis.at(t), "grid", 0.5) for t in axis.ticks), _level(axis.at(0.0))]
    lines += [_line(points("p50"), "accent", 1.75), _line(points("plan"), "ink", 1.0, True)]
    x_ticks = [{"at": month / int(months[-1]), "text": text} for month, text in years.items()]
    end = axis.at(float(bands["plan"].iloc[-1]))
    words = [{"x": 0.995, "y": end + 0.03, "text": plan, "side": "end"}]
    return _drawing(alt, areas=areas, lines=lines, words=words, x=x_ticks, y=_ticks(axis))


def waterfall(steps: Sequence[Step], axis: Axis, alt: str) -> Drawing:
    """Return the steps as columns, each with its amount; names stand below."""
    count = len(steps)
    boxes, words, ticks = [], [], []

    def up(value: float) -> float:
        return 0.92 * axis.at(value)  # room for the amount above

    for place, step in enumerate(steps):
        middle = (place + 0.5) / count
        sides = middle - BAR / 2 / count, middle + BAR / 2 / count
        fill = {"gain": "accent", "loss": "loss", "total": "ink"}[step.kind]
        boxes.append(_box(sides, (up(step.start), up(step.end)), fill))
        words.append(
            {
                "x": middle,
                "y": up(max(step.start, step.end)) + 0.04,
                "text": step.amount,
                "side": "center",
            }
        )
        ticks.append({"at": middle, "text": step.name})
    return _drawing(alt, boxes=boxes, words=words, x=ticks, lines=[_level(up(0.0))], columns=count)


def _row(place: int, count: int) -> tuple[float, tuple[float, float]]:
    middle = 1 - (place + 0.5) / count
    return middle, (middle - BAR / 2 / count, middle + BAR / 2 / count)


def swings(
    names: Sequence[str], ends: Sequence[tuple[float, float]], centre: float, axis: Axis, alt: str
) -> Drawing:
    """Return a bar from the centre to each end of each row: low muted, high in full."""
    boxes, ticks = [], []
    for place, (name, (low, high)) in enumerate(zip(names, ends, strict=True)):
        middle, sides = _row(place, len(names))
        boxes.append(_box((axis.at(centre), axis.at(low)), sides, "axis"))
        boxes.append(_box((axis.at(centre), axis.at(high)), sides, "accent"))
        ticks.append({"at": middle, "text": name})
    lines = [*(_upright(axis.at(t), "grid", 0.5) for t in axis.ticks)]
    lines.append(_upright(axis.at(centre), "ink"))
    return _drawing(alt, boxes=boxes, lines=lines, x=_ticks(axis, 4), y=ticks, rows=True)


def spans(names: Sequence[str], ranges: Floats, axis: Axis, alt: str) -> Drawing:
    """Return a bar from P10 to P90 for each row with its median; the first row stands out.

    Parameters
    ----------
    names : sequence of str
    ranges : ndarray (rows, 3), currency
        P10, P50 and P90; rows that are not finite stay empty.
    axis : Axis
    alt : str
    """
    boxes, lines, ticks = [], [_upright(axis.at(t), "grid", 0.5) for t in axis.ticks], []
    lines.append(_upright(axis.at(0.0)))
    for place, (name, (low, middle, high)) in enumerate(zip(names, ranges, strict=True)):
        at, sides = _row(place, len(names))
        ticks.append({"at": at, "text": name})
        if not np.isfinite([low, middle, high]).all():
            continue
        fill = "accent-soft" if place == 0 else "line"
        boxes.append(_box((axis.at(low), axis.at(high)), sides, fill))
        lost = _box((axis.at(min(low, 0.0)), axis.at(min(high, 0.0))), sides, "loss-soft")
        boxes += [lost] if low < 0 else []
        lines.append(_line([(axis.at(middle), y) for y in sides], "ink", 1.5))
    return _drawing(alt, boxes=boxes, lines=lines, x=_ticks(axis, 4), y=ticks, rows=True)
