"""A telling as the record that the template reads: plain texts, marks and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cxsim.charts.palette import PRINT
from cxsim.export.document.marks import (
    Drawing,
    cash_bands,
    histogram,
    keyed,
    spans,
    swings,
    waterfall,
)
from cxsim.export.telling.tables import Table
from cxsim.export.telling.telling import Chapter, Telling
from cxsim.export.telling.typeface import named

MOST_NEEDED = 6
"""Rows of what must be true on the second page; the slides have the same."""
MOST_POINTS = 6
"""Points of a list on the second page."""
NAME_LINE, NAME_SIZE = 93, 7.5
"""Points of the line on which a row of a picture is named, and of its letters."""
Record = dict[str, Any]


def content(told: Telling, logo: str) -> Record:
    """Return everything the template shows.

    Parameters
    ----------
    told : Telling
    logo : str
        Name of the logo's file beside the template; empty without one.
    """
    return {
        "language": told.language.code,
        "colours": dict(PRINT),
        "draft": told.draft,
        "stamp": told.stamp,
        "logo": logo,
        **_front(told),
        "views": [view._asdict() for view in told.views],
        "answer": {"title": told.answer.title, "text": " ".join(told.answer.points)},
        **_pictures(told),
        "required": _listed(told.required) | {"table": asdict(told.needed.first(MOST_NEEDED))},
        "left_out": _listed(told.left_out) | _more(told),
        "next": _listed(told.next),
        "annexes": _annexes(told),
    }


def _front(told: Telling) -> Record:
    front = told.front
    day = front.day
    names = [front.customer, front.scenario] if front.customer else [front.scenario]
    return {
        "title": f"{' · '.join(names)} · {front.kind}",
        "author": front.author,
        "date": [day.year, day.month, day.day],
        "front": {"kind": front.kind, "names": names, "line": front.line},
    }


def _pictures(told: Telling) -> Record:
    say = told.language.say
    shape, flow, bars, tests = told.shape, told.flow, told.bars, told.tests
    spread = histogram(shape.spread, shape.axis, shape.points, told.answer.words)
    plan = say("if everything goes to plan")
    cash = cash_bands(flow.bands, flow.axis, flow.years, plan, told.cash.words)
    names = [_beside(name) for name in bars.names]
    drivers = swings(names, bars.ends, bars.centre, bars.axis, told.drivers.words)
    names = [_beside(name) for name in tests.names]
    downside = spans(names, tests.ranges, tests.axis, told.downside.words)
    shades = {"accent-faint": say("9 in 10"), "accent-soft": say("half"), "accent": say("median")}
    ends = {
        "axis": say("assumption low, or no event"),
        "accent": say("assumption high, or the event"),
    }
    return {
        "distribution": {
            "picture": keyed(spread, {"loss": say("Loss"), "accent": say("Gain")}),
            "caption": told.answer.words,
        },
        "money": _drawn(told.money, waterfall(told.steps, told.step_axis, told.money.words)),
        "cash": _drawn(told.cash, keyed(cash, shades)),
        "drivers": _drawn(told.drivers, keyed(drivers, ends)),
        "downside": _drawn(told.downside, keyed(downside, {"loss-soft": say("below zero")})),
    }


def _beside(name: str) -> str:
    """A name on at most two lines beside its bar."""
    return named(name, NAME_LINE, NAME_SIZE, 2)


def _drawn(chapter: Chapter, picture: Drawing) -> Record:
    return {"title": chapter.title, "picture": picture, "caption": chapter.words}


def _listed(chapter: Chapter) -> Record:
    found: Record = {"title": chapter.title}
    if chapter.words:
        found["caption"] = chapter.words
    if chapter.points:
        found["points"] = list(chapter.points[:MOST_POINTS])
    return found


def _more(told: Telling) -> Record:
    """Where the points stand that the page has no room for."""
    more = len(told.left_out.points) - MOST_POINTS
    if more <= 0:
        return {}
    say = told.language.say
    return {"caption": say("And {count} more, in the annex.", count=told.language.number(more))}


def _annexes(told: Telling) -> list[Record]:
    say = told.language.say
    left_out: Record = {"title": told.left_out.title, "points": list(told.left_out.points)}
    return [
        {
            "title": say("Method"),
            "parts": [*({"text": text} for text in told.method), left_out],
        },
        _annex(say("Year by year"), say("Percentiles do not add up."), told.years),
        _annex(say("Stress tests"), told.downside.words, [told.stresses]),
        _annex(say("Audit"), told.assumed.words, [told.audit]),
        _annex(say("Assumption register"), told.assumed.title, [told.register]),
    ]


def _annex(title: str, words: str, found: Sequence[Table]) -> Record:
    parts: list[Record] = [{"text": words}] if words else []
    parts += [{"table": asdict(each)} for each in found if each.rows]
    return {"title": title, "parts": parts}
