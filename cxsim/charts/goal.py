"""What must be true: the figure as one number is moved, and the frontier against another."""

from __future__ import annotations

import math

import numpy as np

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, line, rule
from cxsim.charts.rows import blank, nothing
from cxsim.charts.tornado import around
from cxsim.sensitivity.breakeven import Answer, Goal
from cxsim.sensitivity.frontier import Frontier
from cxsim.text.language import DASH, Language
from cxsim.text.results import show
from cxsim.text.sensitivity import (
    MEASURE_NAMES,
    MEASURE_WORDS,
    input_name,
    show_input,
    show_round,
)

FLAT = 0.005
"""A change of a chance, half a point, below which it hardly moves."""


def goal_sentence(answer: Answer, currency: str, language: Language) -> str:
    """Return what must be true, in a sentence or two."""
    return " ".join(
        [
            _must(answer, currency, language),
            *_turns_back(answer, language),
            *_flat(answer, currency, language),
        ],
    )


def _must(answer: Answer, currency: str, language: Language) -> str:
    say = language.say
    goal = answer.goal
    values = {
        "input": input_name(goal.path, language),
        "wish": _wish(goal, currency, language),
        "low": show_input(goal.path, goal.low, currency, language),
        "high": show_input(goal.path, goal.high, currency, language),
        "best": show(answer.best, goal.measure.unit, currency, language),
    }
    roots = [show_input(goal.path, root, currency, language) for root in answer.roots]
    if not any(map(math.isfinite, answer.figures)):
        name = language.read(MEASURE_NAMES[goal.measure.id])
        return say("{figure} is undefined here.", figure=name)
    if answer.verdict == "never":
        return say(
            "For {wish} no “{input}” is enough: it cannot be reached within {low} to {high}. The "
            "best is {best}.",
            **values,
        )
    ends = {key: values[key] for key in ("input", "wish", "low", "high")}
    if answer.verdict == "always":
        return say("For {wish} any “{input}” from {low} to {high} will do.", **ends)
    if answer.verdict == "at least":
        return say("For {wish} “{input}” must be at least {root}.", root=roots[0], **_two(ends))
    if answer.verdict == "at most":
        return say("For {wish} “{input}” must be at most {root}.", root=roots[0], **_two(ends))
    return say(
        "For {wish} “{input}” must lie on the right side of {roots}.",
        roots=", ".join(roots),
        **_two(ends),
    )


def _two(ends: dict[str, str]) -> dict[str, str]:
    return {key: ends[key] for key in ("input", "wish")}


def _turns_back(answer: Answer, language: Language) -> list[str]:
    if answer.monotone:
        return []
    return [language.say("Beware: as it rises, the figure rises in some places, falls in others.")]


def _flat(answer: Answer, currency: str, language: Language) -> list[str]:
    """What is said of a chance that is reached where it hardly moves."""
    goal = answer.goal
    if goal.measure.unit != "share" or len(answer.roots) != 1:
        return []
    after = max(1, int(np.searchsorted(answer.values, answer.roots[0])))
    low, high = answer.values[after - 1 : after + 1]
    first, second = answer.figures[after - 1 : after + 1]
    if not abs(second - first) < FLAT:
        return []
    return [
        language.say(
            "The figure hardly moves there, from {first} at {low} to {second} at {high}: take the "
            "number as rough.",
            first=show(first, goal.measure.unit, currency, language),
            second=show(second, goal.measure.unit, currency, language),
            low=show_input(goal.path, low, currency, language),
            high=show_input(goal.path, high, currency, language),
        )
    ]


def _wish(goal: Goal, currency: str, language: Language) -> str:
    values = {
        "figure": language.read(MEASURE_WORDS[goal.measure.id]),
        "target": show_round(goal.target, goal.measure.unit, currency, language),
    }
    if goal.measure.more_is_better:
        return language.say("{figure} to be {target} or more", **values)
    return language.say("{figure} to be {target} or less", **values)


def goal_picture(answer: Answer, currency: str, language: Language) -> Picture:
    """Return the figure over the range of the number, with the target and where it is reached."""
    goal = answer.goal
    sentence = goal_sentence(answer, currency, language)
    if not any(map(math.isfinite, answer.figures)):
        return nothing(sentence)
    return Picture(
        lambda: _draw(answer, currency, language),
        sentence,
        (input_name(goal.path, language), language.read(MEASURE_NAMES[goal.measure.id])),
        tuple(
            (
                show_input(goal.path, value, currency, language),
                show(found, goal.measure.unit, currency, language),
            )
            for value, found in zip(answer.values, answer.figures, strict=True)
        ),
    )


def _draw(answer: Answer, currency: str, language: Language) -> Figure:
    goal = answer.goal
    stroke = {"color": PALETTE["accent"], "width": 2.5}
    traces = [line(x=list(answer.values), y=list(answer.figures), line=stroke, showlegend=False)]
    if answer.roots:
        mark = {"color": PALETTE["ink"], "size": 11, "symbol": "diamond"}
        points = {"x": list(answer.roots), "y": [goal.target] * len(answer.roots)}
        traces.append(line(mode="markers", marker=mark, showlegend=False, **points))
    finite = [figure for figure in answer.figures if math.isfinite(figure)]
    return figure(
        traces,
        xaxis={
            **ticks(
                (goal.low, goal.high), 5, lambda v: show_input(goal.path, v, currency, language)
            ),
            "title": {"text": escape(input_name(goal.path, language))},
        },
        yaxis=ticks(
            around([(min(finite), max(finite)), (goal.target, goal.target)]),
            5,
            lambda v: show_round(v, goal.measure.unit, currency, language),
        ),
        shapes=[rule("ink", y=goal.target)],
    )


def frontier_picture(found: Frontier, currency: str, language: Language) -> Picture:
    """Return what must be true of the goal's number for values of another one."""
    say = language.say
    goal = found.goal
    names = {"input": input_name(goal.path, language), "other": input_name(found.path, language)}
    asked = [
        needed(value, verdict, goal, currency, language)
        for value, verdict in zip(found.needed, found.verdicts, strict=True)
    ]
    header = (
        names["other"],
        say("“{input}” must be", input=names["input"]),
        say("{figure} at best", figure=language.read(MEASURE_NAMES[goal.measure.id])),
    )
    at = [show_input(found.path, value, currency, language) for value in found.values]
    best = [show(figure, goal.measure.unit, currency, language) for figure in found.best]
    rows = tuple(zip(at, asked, best, strict=True))
    reached = np.isfinite(found.needed)
    if not reached.any():
        sentence = say(
            "Whatever “{other}”, from {start} to {end}, no “{input}” in the range is enough.",
            start=at[0],
            end=at[-1],
            **names,
        )
        return Picture(blank, sentence, header, rows)
    places = np.flatnonzero(reached)
    sentence = say(
        "“{input}” needed: {first} with “{other}” at {start}, {last} with it at {end}.",
        first=asked[places[0]],
        last=asked[places[-1]],
        start=at[places[0]],
        end=at[places[-1]],
        **names,
    )
    if not reached.all():
        sentence += " " + say("Elsewhere it cannot be reached.")
    return Picture(lambda: _draw_frontier(found, currency, language), sentence, header, rows)


def needed(value: float, verdict: str, goal: Goal, currency: str, language: Language) -> str:
    """Return in a word what must be true: any value, at least so much …"""
    shown = DASH if math.isnan(value) else show_input(goal.path, value, currency, language)
    match verdict:
        case "never":
            return language.say("cannot be reached")
        case "always":
            return language.say("any value")
        case "at most":
            return language.say("at most {value}", value=shown)
    return language.say("at least {value}", value=shown)


def _draw_frontier(found: Frontier, currency: str, language: Language) -> Figure:
    goal = found.goal
    stroke = {"color": PALETTE["accent"], "width": 2.5}
    marker = {"color": PALETTE["accent"], "size": 7}
    finite = [value for value in found.needed if math.isfinite(value)]
    curve = line(
        x=list(found.values),
        y=[value if math.isfinite(value) else None for value in found.needed],
        mode="lines+markers",
        line=stroke,
        marker=marker,
        showlegend=False,
    )
    ends = around([(found.values[0], found.values[-1])])
    return figure(
        [curve],
        xaxis={
            **ticks(ends, 5, lambda v: show_input(found.path, v, currency, language)),
            "title": {"text": escape(input_name(found.path, language))},
        },
        yaxis={
            **ticks(
                around([(min(finite), max(finite))]),
                5,
                lambda v: show_input(goal.path, v, currency, language),
            ),
            "title": {"text": escape(input_name(goal.path, language))},
        },
    )
