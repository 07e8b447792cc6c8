"""The answers to "why" as text for a terminal, and as a record for a program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cxsim.charts.picture import Picture
from cxsim.charts.why import (
    Plate,
    at_hand_plates,
    drivers_plates,
    information_plate,
    required_plates,
    research_plates,
)
from cxsim.export.plain import plain
from cxsim.export.terminal import table
from cxsim.results import Result, identity
from cxsim.sensitivity.breakeven import Answer
from cxsim.sensitivity.factors import Factor
from cxsim.sensitivity.frontier import Frontier
from cxsim.sensitivity.report import AtHand, Drivers, Required, Research
from cxsim.sensitivity.variance import Indices, Share
from cxsim.sensitivity.waterfall import Waterfall
from cxsim.text.language import Language
from cxsim.text.sensitivity import NOTES

MOST_ROWS = 17
"""Rows of a table on the terminal."""


@dataclass(frozen=True)
class Sensitivity:
    """The answers there are; what was not asked for is None."""

    result: Result
    at_hand: AtHand
    drivers: Drivers | None = None
    required: Required | None = None
    research: Research | None = None


def sensitivity_text(found: Sensitivity, language: Language) -> str:
    """Return every picture's sentence, its figures as a table, and when the method misleads."""
    parts: list[str] = [found.result.scenario.name]
    told: set[object] = set()
    for plate in _plates(found, language):
        for name, picture in plate.views:
            if (picture.header, picture.rows) in told and picture.rows:
                continue  # two pictures of the same figures
            told.add((picture.header, picture.rows))
            parts.append(f"{plate.title} · {name}" if name else plate.title)
            parts.append(picture.sentence)
            if picture.rows:
                parts.append(_short_table(picture, language))
        if plate.note not in told:
            misleads = language.read(NOTES[plate.note].misleads)
            parts.append(language.say("When it misleads: {note}", note=misleads))
        told.add(plate.note)
    return "\n\n".join(parts)


def _short_table(picture: Picture, language: Language) -> str:
    """The first rows of a picture's table, and how many there are beyond."""
    text = table([list(picture.header), *map(list, picture.rows[:MOST_ROWS])])
    more = len(picture.rows) - MOST_ROWS
    if more <= 0:
        return text
    rest = language.say("{count} more: --json has them all", count=language.number(more))
    return f"{text}\n{rest}"


def _plates(found: Sensitivity, language: Language) -> Iterable[Plate]:
    result = found.result
    yield from at_hand_plates(result, found.at_hand, language)
    if found.drivers is not None:
        yield from drivers_plates(result, found.drivers, language)
    if found.required is not None:
        yield from required_plates(result, found.required, language)
    yield information_plate(result, found.at_hand, language)
    if found.research is not None:
        yield from research_plates(result, found.research, language)


def sensitivity_record(found: Sensitivity, version: str) -> dict[str, Any]:
    """Return the JSON object of `cxsim sensitivity --json`; no NaN or infinity in it."""
    result, hand = found.result, found.at_hand
    record: dict[str, Any] = {
        **identity(result.scenario, version),
        "trials": result.design.trials,
        "seed": result.design.seed,
        "sampler": result.design.sampler,
        "measure": hand.measure.id,
        "figure": hand.measure.of(result),
        "tornado": [{**bar._asdict(), "correlated": bar.path in hand.joined} for bar in hand.bars],
        "without_effect": list(hand.idle),
        "first_order_estimator": "regression on the first trials",
        "first_order": [
            {**_factor(factor), **share._asdict()} for factor, share in hand.shares.items()
        ],
        "information": {
            "do_it": hand.information.do_it,
            "decision": hand.information.decision,
            "everything": hand.information.all,
            "error": hand.information.error,
            "inputs": [
                {**_factor(part.factor), "value": part.value, "error": part.error}
                for part in hand.information.parts
            ],
        },
    }
    if found.drivers is not None:
        record |= _drivers(found.drivers)
    if found.required is not None:
        record |= _required(found.required)
    if found.research is not None:
        record |= _research(found.research)
    whole: dict[str, Any] = plain(record)
    return whole


def _drivers(found: Drivers) -> dict[str, Any]:
    return {
        "one_at_a_time": [curve._asdict() for curve in found.curves],
        "variance": {
            "estimator": "Sobol' indices",
            "inputs": [
                {**_factor(factor), **_indices(indices)}
                for factor, indices in found.spread.factors.items()
            ],
            "grades": {
                grade or "none": _indices(each) for grade, each in found.spread.grades.items()
            },
            "reducible": _indices(found.spread.reducible),
        },
        "waterfall": {
            "levers": waterfall_record(found.levers),
            "channels": waterfall_record(found.channels),
        },
    }


def _required(found: Required) -> dict[str, Any]:
    grid = found.grid
    return {
        "goal": answer_record(found.answer),
        "frontiers": [_frontier(each) for each in found.frontiers],
        "map": {
            "across": grid.across,
            "up": grid.up,
            "measure": grid.measure.id,
            "x": grid.x.tolist(),
            "y": grid.y.tolist(),
            "figures": grid.figures.tolist(),
            "break_even": grid.break_even(),
        },
    }


def _research(found: Research) -> dict[str, Any]:
    return {
        "findable": found.findable._asdict() if found.findable is not None else None,
        "pilots": [
            {
                "kind": sizing.pilot.kind,
                "path": sizing.pilot.path,
                "samples": sizing.pilot.samples,
                "ceiling": sizing.ceiling,
                "best": sizing.best,
                "sizes": list(sizing.sizes),
                "values": list(sizing.values),
                "errors": list(sizing.errors),
                "costs": list(sizing.costs),
            }
            for sizing in found.sizings
        ],
    }


def _factor(factor: Factor) -> dict[str, Any]:
    return {
        "id": factor.id,
        "paths": list(factor.paths),
        "kind": factor.kind,
        "grade": factor.grade or None,
        "reducible": factor.reducible,
    }


def _indices(found: Indices) -> dict[str, Any]:
    return {"first": _share(found.first), "total": _share(found.total)}


def _share(share: Share) -> dict[str, float]:
    return share._asdict()


def waterfall_record(found: Waterfall) -> dict[str, Any]:
    """Return the parts of a benefit, and the same to the cent."""
    cents = [float(part) for part in found.in_cents]
    return {
        "total": found.total,
        "residual": found.residual,
        "parts": dict(zip(found.names, found.parts, strict=True)),
        "in_cents": dict(zip(found.names, cents, strict=True)),
    }


def answer_record(found: Answer) -> dict[str, Any]:
    """Return what must be true of a number, and the scan that says so."""
    goal = found.goal
    return {
        "path": goal.path,
        "measure": goal.measure.id,
        "target": goal.target,
        "low": goal.low,
        "high": goal.high,
        "figure": found.figure,
        "verdict": found.verdict,
        "roots": list(found.roots),
        "monotone": found.monotone,
        "values": list(found.values),
        "figures": list(found.figures),
    }


def _frontier(found: Frontier) -> dict[str, Any]:
    return {
        "path": found.path,
        "values": list(found.values),
        "needed": list(found.needed),
        "verdicts": list(found.verdicts),
        "best": list(found.best),
    }
