"""What each input does alone: the swing over its own range, and the curve within it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, line, rule
from cxsim.charts.rows import MOST_ROWS, height, nothing, row_axis, shorten, two_ends
from cxsim.charts.tornado import around
from cxsim.results import Result
from cxsim.sensitivity.measures import Measure
from cxsim.sensitivity.one_at_a_time import LEVELS, Curve
from cxsim.text.language import Language
from cxsim.text.results import show
from cxsim.text.sensitivity import (
    MEASURE_NAMES,
    MEASURE_WORDS,
    input_name,
    show_input,
    show_round,
)

STROKES = (
    ("accent", "solid", "circle"),
    ("ink", "solid", "square"),
    ("muted", "solid", "diamond"),
    ("accent", "dash", "x"),
    ("ink", "dot", "triangle-up"),
    ("muted", "dash", "cross"),
)
"""Colour, dash and marker of each curve: told apart without colour."""


def alone(
    result: Result, curves: Sequence[Curve], measure: Measure, spider: bool, language: Language
) -> Picture:
    """Return each input's own swing, or the curves of those that matter most."""
    currency = result.scenario.currency
    name = language.read(MEASURE_NAMES[measure.id])
    if not all(np.isfinite(curve.figures).all() for curve in curves):
        return nothing(language.say("{figure} is undefined here.", figure=name))
    moving = [curve for curve in curves if curve.swing]
    if not moving:
        return nothing(language.say("No uncertain assumption moves it."))
    centre = measure.of(result)
    return Picture(
        lambda: (
            _spider(moving[: len(STROKES)], centre, measure, currency, language)
            if spider
            else _swings(moving[:MOST_ROWS], centre, measure, currency, language)
        ),
        _sentence(moving[0], measure, currency, language),
        (
            language.say("Assumption"),
            language.say("From"),
            language.say("To"),
            *(language.say("{figure} at P{p}", figure=name, p=round(100 * p)) for p in LEVELS),
        ),
        tuple(_row(curve, measure, currency, language) for curve in curves),
    )


def _sentence(curve: Curve, measure: Measure, currency: str, language: Language) -> str:
    values = {
        "input": input_name(curve.path, language),
        "figure": language.read(MEASURE_WORDS[measure.id]),
        "low": show(curve.figures[0], measure.unit, currency, language),
        "high": show(curve.figures[-1], measure.unit, currency, language),
        "start": show_input(curve.path, curve.inputs[0], currency, language),
        "end": show_input(curve.path, curve.inputs[-1], currency, language),
    }
    if curve.path.endswith(".fired"):
        return language.say(
            "By itself “{input}” moves it most: {figure} would be {low} if it never happened and "
            "{high} if it always did.",
            **{key: values[key] for key in ("input", "figure", "low", "high")},
        )
    return language.say(
        "By itself “{input}” moves it most: from {start} to {end}, its P10 and P90, {figure} goes "
        "from {low} to {high}.",
        **values,
    )


def _row(curve: Curve, measure: Measure, currency: str, language: Language) -> tuple[str, ...]:
    known = dict(zip(curve.levels, curve.figures, strict=True))
    ends = [show_input(curve.path, value, currency, language) for value in curve.inputs]
    levels = (0.0, None, None, None, 1.0) if curve.path.endswith(".fired") else LEVELS
    figures = [
        show(None if level is None else known[level], measure.unit, currency, language)
        for level in levels
    ]
    return (input_name(curve.path, language), ends[0], ends[-1], *figures)


def _swings(
    curves: list[Curve], centre: float, measure: Measure, currency: str, language: Language
) -> Figure:
    ends = [(curve.figures[0], curve.figures[-1]) for curve in curves]
    words = language.say("at its P10, or never"), language.say("at its P90, or always")
    return figure(
        two_ends(ends, centre, words),
        barmode="overlay",
        height=height(len(curves)),
        xaxis=ticks(
            around([*ends, (centre, centre)]),
            4,
            lambda value: show_round(value, measure.unit, currency, language),
        ),
        yaxis=row_axis([input_name(curve.path, language) for curve in curves]),
        shapes=[rule("ink", x=centre)],
    )


def _spider(
    curves: list[Curve], centre: float, measure: Measure, currency: str, language: Language
) -> Figure:
    traces = []
    for curve, (colour, dash, symbol) in zip(curves, STROKES, strict=False):
        event = curve.path.endswith(".fired")
        stroke = {"color": PALETTE[colour], "width": 2, "dash": dash}
        marker = {"color": PALETTE[colour], "symbol": symbol, "size": 7}
        traces.append(
            line(
                x=[LEVELS[0], LEVELS[-1]] if event else list(curve.levels),
                y=list(curve.figures),
                mode="lines+markers",
                line=stroke,
                marker=marker,
                name=escape(shorten(input_name(curve.path, language))).replace("\n", ""),
            )
        )
    figures = [(min(curve.figures), max(curve.figures)) for curve in curves]
    return figure(
        traces,
        height=420,
        xaxis={
            "range": [0.05, 0.95],
            "tickmode": "array",
            "tickvals": list(LEVELS),
            "ticktext": [f"P{round(100 * level)}" for level in LEVELS],
        },
        yaxis=ticks(around(figures), 5, lambda v: show_round(v, measure.unit, currency, language)),
        shapes=[rule("ink", y=centre)],
        legend={"y": -0.14, "yanchor": "top"},
    )
