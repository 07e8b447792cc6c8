"""What the worst tenth have in common: how far their inputs stand from the usual."""

from __future__ import annotations

from collections.abc import Sequence

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, rule
from cxsim.charts.rows import height, row_axis
from cxsim.downside.worst import Common
from cxsim.text.comparing import futures
from cxsim.text.downside import value_at
from cxsim.text.labels import path_label
from cxsim.text.language import Language

MOST = 8


def worst(found: Sequence[Common], currency: str, language: Language) -> Picture:
    """Return the inputs of the worst tenth that stand furthest from the usual."""
    say = language.say
    inputs = found[:MOST]
    rows = tuple(
        (
            path_label(each.path, language),
            value_at(each.path, each.usual, currency, language),
            value_at(each.path, each.worst, currency, language),
            language.number(100 * each.rank),
        )
        for each in inputs
    )
    header = (say("Assumption"), say("All futures"), say("Worst tenth"), say("Distance, of 100"))
    sentence = say("Nothing is uncertain: all futures are alike.")
    if inputs:
        sentence = _sentence(inputs[0], currency, language)
    return Picture(lambda: _draw(inputs, language), sentence, header, rows)


def _sentence(first: Common, currency: str, language: Language) -> str:
    texts = {
        "input": path_label(first.path, language),
        "usual": value_at(first.path, first.usual, currency, language),
        "worst": value_at(first.path, first.worst, currency, language),
    }
    if first.path.endswith(".fired"):
        worst, usual = (futures(share, language) for share in (first.worst, first.usual))
        return language.say(
            "In the worst tenth “{input}” happens in {worst}, against {usual} in all.",
            **(texts | {"worst": worst, "usual": usual}),
        )
    return language.say(
        "In the worst tenth “{input}” stands out: its median is {worst}, against {usual} in all "
        "futures.",
        **texts,
    )


def _draw(inputs: Sequence[Common], language: Language) -> Figure:
    if not inputs:
        return figure([], xaxis={"visible": False}, yaxis={"visible": False})
    places = list(range(len(inputs)))
    most = 1.2 * max(abs(each.rank) for each in inputs) or 1.0
    bars = {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "width": 0.6,
        "x": [each.rank for each in inputs],
        "y": places,
        "marker": {"color": PALETTE["accent"]},
    }
    return figure(
        [bars],
        height=height(len(inputs)),
        xaxis={
            **ticks((-most, most), 4, lambda rank: language.number(100 * rank)),
            "title": {"text": escape(language.say("Distance, of 100"))},
        },
        yaxis=row_axis([path_label(each.path, language) for each in inputs]),
        shapes=[rule("ink", x=0)],
        showlegend=False,
    )
