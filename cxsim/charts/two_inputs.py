"""A figure over two numbers: tiles, and the line where it breaks even."""

from __future__ import annotations

from typing import Any

import numpy as np

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, line
from cxsim.charts.rows import nothing
from cxsim.sensitivity.two_inputs import Grid
from cxsim.text.language import Language
from cxsim.text.results import show
from cxsim.text.sensitivity import MEASURE_NAMES, MEASURE_WORDS, input_name, show_input

FAINTEST = 0.12


def two_inputs(grid: Grid, currency: str, language: Language) -> Picture:
    """Return the map of a figure over two numbers."""
    name = language.read(MEASURE_NAMES[grid.measure.id])
    if not np.isfinite(grid.figures).all():
        return nothing(language.say("{figure} is undefined here.", figure=name))
    corner = language.say(
        "{up} ↓ · {across} →",
        up=input_name(grid.up, language),
        across=input_name(grid.across, language),
    )
    every = slice(None, None, 3)
    return Picture(
        lambda: _draw(grid, currency, language),
        _sentence(grid, currency, language),
        (corner, *(show_input(grid.across, x, currency, language) for x in grid.x[every])),
        tuple(
            (
                show_input(grid.up, y, currency, language),
                *(show(v, grid.measure.unit, currency, language) for v in row[every]),
            )
            for y, row in zip(grid.y[every], grid.figures[every], strict=True)
        ),
    )


def _sentence(grid: Grid, currency: str, language: Language) -> str:
    values = {
        "figure": language.read(MEASURE_WORDS[grid.measure.id]),
        "across": input_name(grid.across, language),
        "up": input_name(grid.up, language),
        "even": show(grid.measure.break_even, grid.measure.unit, currency, language),
        "low": show(float(grid.figures.min()), grid.measure.unit, currency, language),
        "high": show(float(grid.figures.max()), grid.measure.unit, currency, language),
    }
    if not grid.break_even():
        return language.say(
            "Over “{across}” and “{up}” {figure} lies between {low} and {high}: nowhere on this "
            "map does it cross {even}.",
            **values,
        )
    return language.say(
        "Over “{across}” and “{up}” {figure} lies between {low} and {high}; on the line it is "
        "{even}.",
        **values,
    )


def _draw(grid: Grid, currency: str, language: Language) -> Figure:
    good = grid.figures >= grid.measure.break_even
    if not grid.measure.more_is_better:
        good = ~good
    wide, tall = (float(axis[1] - axis[0]) for axis in (grid.x, grid.y))
    pieces = grid.break_even()
    xs = [x for (start, stop) in pieces for x in (start[0], stop[0], None)]
    ys = [y for (start, stop) in pieces for y in (start[1], stop[1], None)]
    border = line(x=xs, y=ys, line={"color": PALETTE["ink"], "width": 3}, showlegend=False)
    return figure(
        [*_tiles(grid, good, wide, tall), border],
        barmode="overlay",
        bargap=0,
        height=440,
        showlegend=False,
        xaxis=_axis(grid.across, grid.x, wide, 4, currency, language),
        yaxis=_axis(grid.up, grid.y, tall, 5, currency, language),
    )


def _axis(
    path: str, values: Any, step: float, parts: int, currency: str, language: Language
) -> dict[str, Any]:
    span = float(values[0]) - step / 2, float(values[-1]) + step / 2
    title = {"text": escape(input_name(path, language))}
    return {
        **ticks(span, parts, lambda v: show_input(path, v, currency, language)),
        "title": title,
        "showgrid": False,
        "zeroline": False,
    }


def _tiles(grid: Grid, good: Any, wide: float, tall: float) -> list[dict[str, Any]]:
    """A bar trace for each row, the stronger in colour the farther from breaking even."""
    away = np.abs(grid.figures - grid.measure.break_even)
    strength = FAINTEST + (0.85 - FAINTEST) * away / (float(away.max()) or 1.0)
    return [
        {
            "type": "bar",
            "hoverinfo": "skip",
            "x": grid.x.tolist(),
            "y": [tall] * len(grid.x),
            "base": float(y) - tall / 2,
            "width": wide,
            "marker": {
                "color": [PALETTE["accent" if each else "loss"] for each in good[row]],
                "opacity": strength[row].round(3).tolist(),
                "line": {"width": 0},
            },
        }
        for row, y in enumerate(grid.y)
    ]
