"""Reverse stress: which inputs must move, and how far, for nothing to be left."""

from __future__ import annotations

import math

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, rule
from cxsim.charts.rows import height, row_axis
from cxsim.downside.reverse import LONGEST, Moved, Reverse
from cxsim.text.downside import value_at
from cxsim.text.labels import path_label
from cxsim.text.language import Language
from cxsim.text.phrase import DEVIATIONS

MOST = 8
"""Inputs shown, those that move most."""
TOLD = 3
"""Inputs named in the sentence."""
RARE = 0.001
"""A chance below which its number says no more."""


def reverse(found: Reverse, currency: str, language: Language) -> Picture:
    """Return the inputs that move, with their medians before and after."""
    say = language.say
    inputs = found.moved[:MOST]
    rows = tuple(
        (
            path_label(each.path, language),
            value_at(each.path, each.before, currency, language),
            value_at(each.path, each.after, currency, language),
            language.number(each.shift, 2),
        )
        for each in inputs
    )
    header = (
        say("Assumption"),
        say("Median now"),
        say("Median then"),
        say("Shift in standard deviations"),
    )
    return Picture(
        lambda: _draw(inputs, language), _sentence(found, currency, language), header, rows
    )


def headline(found: Reverse, language: Language) -> str:
    """Return in one short sentence how far the median is from zero."""
    if math.isnan(found.length):
        return language.say("Nothing within the ranges brings the median of NPV to zero.")
    return language.say(
        "It takes {length}, a chance of {chance}, to bring the median of NPV to zero.",
        length=language.quantity(found.length, DEVIATIONS, 1),
        chance=_chance(found, language),
    )


def _chance(found: Reverse, language: Language) -> str:
    if found.chance < RARE:
        return language.say("less than {share}", share=language.percent(RARE, 1))
    return language.say("about {share}", share=language.percent(found.chance, 1))


def _sentence(found: Reverse, currency: str, language: Language) -> str:
    say = language.say
    percentile = "P50" if found.measure == "p50" else "P10"
    start = language.money(found.start, currency)
    if found.length == 0:
        return say("{percentile} of NPV is zero as the case stands.", percentile=percentile)
    if math.isnan(found.length) or not found.moved:
        return say(
            "{percentile} of NPV is {start}, and no shift of the assumptions by up to {most} "
            "brings it to zero.",
            percentile=percentile,
            start=start,
            most=language.quantity(LONGEST, DEVIATIONS),
        )
    return say(
        "{percentile} of NPV goes from {start} to zero where the assumptions lie {length} off "
        "together, the likeliest way to it: a chance of {chance}. Above all: {inputs}.",
        percentile=percentile,
        start=start,
        length=language.quantity(found.length, DEVIATIONS, 1),
        chance=_chance(found, language),
        inputs=language.listed(_told(each, currency, language) for each in found.moved[:TOLD]),
    )


def _told(each: Moved, currency: str, language: Language) -> str:
    return language.say(
        "“{input}” at {after} instead of {before}",
        input=path_label(each.path, language),
        before=value_at(each.path, each.before, currency, language),
        after=value_at(each.path, each.after, currency, language),
    )


def _draw(inputs: tuple[Moved, ...], language: Language) -> Figure:
    if not inputs:
        return figure([], xaxis={"visible": False}, yaxis={"visible": False})
    places = list(range(len(inputs)))
    most = 1.2 * max(abs(each.shift) for each in inputs)
    hatch = [{True: "", False: "/"}[each.shift > 0] for each in inputs]
    colours = [PALETTE["accent" if each.shift > 0 else "muted"] for each in inputs]
    bars = {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "width": 0.6,
        "x": [each.shift for each in inputs],
        "y": places,
        "marker": {
            "color": colours,
            "pattern": {"shape": hatch, "bgcolor": colours, "fgcolor": PALETTE["surface"]},
        },
    }
    return figure(
        [bars],
        height=height(len(inputs)),
        xaxis={
            **ticks((-most, most), 4, lambda shift: language.number(shift, 1)),
            "title": {"text": escape(language.say("Shift in standard deviations"))},
        },
        yaxis=row_axis([path_label(each.path, language) for each in inputs]),
        shapes=[rule("ink", x=0)],
        showlegend=False,
    )
