"""The one number that is open: how sure it is, where it comes from, what it was."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from cxsim.distributions import Discrete, Distribution, SurveyMix
from cxsim.distributions.outline import outline
from cxsim.text.labels import FIELDS, SEGMENT_NAMES
from cxsim.text.places import PLACES
from cxsim.text.reading import write_number
from cxsim.text.shapes import (
    MIX_SHAPES,
    NUMBER_SHAPES,
    QUESTION,
    mix_sentence,
    range_sentence,
)
from pages.bench import Button, Curve, Field, Inspector, Mark, Option
from pages.workbench.scene import Scene, joined
from pages.workbench.shape import Shape

SOURCE = ("source", "kind", "grade", "owner", "date")
PERCENTILES = (10, 50, 90)
YEARS = "horizon.years"
"""The one whole number that has a source."""
NEAR = 0.28
"""Share of the axis below which two labels would touch."""


def number_of(opened: str) -> str:
    """Return the path of the number that a field opens: a share opens its group's mix."""
    kind, *steps = opened.split(".")
    share = kind == "groups" and len(steps) == 3 and steps[1] == "mix"
    return ".".join([kind, *steps[:2]]) if share else opened


def inspector(scene: Scene) -> Inspector | None:
    """Return the details of the number that is open; None where none is."""
    opened = scene.session.opened
    path = number_of(opened)
    mixes = [f"groups.{group.name}.mix" for group in scene.scenario.groups]
    if path not in scene.scenario.numbers and path not in (*mixes, YEARS):
        return None
    say = scene.language.say
    record = FIELDS[path.rpartition(".")[2]]
    was = scene.was(path)
    off = not was or not scene.changes.known(path)
    return Inspector(
        id=opened,
        title=say("Mix of segments") if path in mixes else scene.language.read(record.name),
        place=_place(path, scene),
        help=scene.language.read(record.help),
        **(_nothing() if path == YEARS else _spread(Shape(scene, path))),
        source_title=say("Source"),
        source=_source(scene, path),
        was=was,
        deeds=(scene.button("reset", path, label=say("Reset"), off=off),),
        close=Button("close", say("Close")),
    )


def _spread(shape: Shape) -> dict[str, Any]:
    """Return the part that says how sure a number is."""
    drawn, fault = shape.drawn()
    typed = shape.scene.session.typed
    return {
        "shape": _question(shape),
        "fields": shape.fields(),
        "buttons": _outcomes(shape),
        "fault": fault if any(f"{shape.path}@{name}" in typed for name in shape.names) else "",
        "curve": _curve(shape, drawn),
    }


def _nothing() -> dict[str, Any]:
    """Return the same of a whole number, which is always certain."""
    return {"shape": None, "fields": (), "buttons": (), "fault": "", "curve": None}


def _place(path: str, scene: Scene) -> str:
    kind, *steps = path.split(".")
    if kind in ("horizon", "programme"):
        return scene.language.say("Programme") if kind == "programme" else ""
    words = [scene.language.read(SEGMENT_NAMES[s]) for s in steps[1:-1] if s in SEGMENT_NAMES]
    return joined([steps[0], *words])


def _question(shape: Shape) -> Field:
    read = shape.scene.language.read
    answers = MIX_SHAPES if shape.is_mix else NUMBER_SHAPES
    fitting = (w for w in answers if shape.is_mix or w == shape.dist or _fits(shape, w))
    options = tuple(Option(word, read(answers[word])) for word in fitting)
    return Field(f"{shape.path}@dist", read(QUESTION), shape.dist, "choice", options)


def _fits(shape: Shape, dist: str) -> bool:
    """Whether a place can hold a shape at all: a share has no endless tail, money is no share."""
    allowed = shape.scene.scenario.allowed(shape.path)
    if dist == "lognormal":
        return math.isinf(allowed.high)
    return dist != "beta" or not math.isinf(allowed.high)


def _outcomes(shape: Shape) -> tuple[Button, ...]:
    if shape.dist != "discrete":
        return ()
    scene, count = shape.scene, len(shape.value.values)
    more = scene.button("outcome", "add", shape.path, label=scene.language.say("Add an outcome"))
    less = [
        scene.button(
            "outcome",
            str(place),
            shape.path,
            label=scene.language.say("Remove outcome {number}", number=place + 1),
            tone="quiet",
        )
        for place in range(count)
        if count > 1
    ]
    return (more, *less)


def _source(scene: Scene, path: str) -> tuple[Field, ...]:
    known = scene.scenario.sources.get(path)
    fields = []
    for part in SOURCE:
        place = PLACES[f"source.{part}"]
        value = getattr(known, part, None)
        options = tuple(Option(v, scene.language.read(w)) for v, w in place.options.items())
        field = Field(
            f"{path}@source.{part}",
            scene.language.read(place.name),
            "" if value is None else str(value),
            kind="choice" if options else "text",
            options=(*(() if known else (Option("", "—"),)), *options) if options else (),
            help=scene.language.read(place.help),
            warning=_stale(scene, path) if part == "source" and known else "",
        )
        fields.append(field if options else scene.typed(field))
    return tuple(fields)


def _stale(scene: Scene, path: str) -> str:
    """Return a doubt where a number has changed and its source has not."""
    if path in scene.changes.places and path not in scene.changes.sources:
        return scene.language.say("The number has changed since: does its source still hold?")
    return ""


def _curve(shape: Shape, drawn: Any) -> Curve | None:
    scene = shape.scene
    if isinstance(drawn, SurveyMix):
        return Curve((), False, (), (), mix_sentence(drawn, scene.language))
    if not isinstance(drawn, Distribution) or drawn.certain is not None:
        return None
    record, currency = FIELDS[shape.path.rpartition(".")[2]], scene.scenario.currency
    x, y = outline(drawn)
    low, width = float(x[0]), float(x[-1] - x[0]) or 1.0
    marks = drawn.quantile(np.array(PERCENTILES) / 100)

    def mark(value: float, label: str = "") -> Mark:
        at = min(max((value - low) / width, 0.0), 1.0)
        rounded = float(f"{value:.3g}")
        text = write_number(rounded, record.unit, currency, scene.language)
        return Mark(at, f"{label} {text}".strip())

    return Curve(
        points=tuple(((float(a) - low) / width, float(b)) for a, b in zip(x, y, strict=True)),
        bars=isinstance(drawn, Discrete),
        marks=_apart([mark(float(v), f"P{p}") for p, v in zip(PERCENTILES, marks, strict=True)]),
        ends=(mark(low), mark(low + width)),
        sentence=range_sentence(drawn, record.unit, currency, scene.language),
    )


def _apart(marks: list[Mark]) -> tuple[Mark, ...]:
    """Return the marks; where two would touch, the later one keeps its line and loses its text."""
    kept: list[Mark] = []
    last = -math.inf
    for mark in marks:
        if mark.at - last < NEAR:
            kept.append(Mark(mark.at, ""))
        else:
            kept.append(mark)
            last = mark.at
    return tuple(kept)
