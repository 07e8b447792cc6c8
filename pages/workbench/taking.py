"""What is typed, read as a change of the scenario, or refused with the reason and the remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from cxsim.distributions import Distribution
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.editing import renamed, with_source
from cxsim.scenario.numbers import Number, Range
from cxsim.text.bounds import bounds_sentence
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase
from cxsim.text.reading import UnreadableError, read_number, write_number

if TYPE_CHECKING:
    from pages.workbench.scene import Scene

WHOLE = {
    "horizon.years": "years",
    "from_month": "months",
    "to_month": "months",
    "funded_months": "months",
}
"""The places of whole numbers, and the unit they are counted in."""
EMPTIED = ("to_month", "funded_months")
"""Those of them that may be left empty."""
PART = re.compile(
    r"(.*)@(\w+|values\.\d+|weights\.\d+|source\.(?:source|kind|grade|owner|date))", re.DOTALL
)
"""A place that is part of a number: its path, and the part."""
NEW_SOURCE = {"source": "", "kind": "judgement", "grade": "D"}
"""What a source says before a reader has said more."""


class RefusedError(Exception):
    """Something typed that cannot be taken.

    Parameters
    ----------
    sentence : str
        Why, and what to write instead, in the reader's language.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Taken(NamedTuple):
    """What was typed, understood.

    Attributes
    ----------
    change : callable
        Returns the changed copy of a scenario.
    path : str
        The place it changes.
    reading : str
        How it was read, as it will be written.
    """

    change: Callable[[Scenario], Scenario]
    path: str
    reading: str


def parted(place: str) -> tuple[str, str]:
    """Return the path in a place, and which part of the number it is; names may hold an @ too."""
    found = PART.fullmatch(place)
    return (found[1], found[2]) if found else (place, "")


def tried(taken: Taken, scene: Scene) -> Taken:
    """Return what was understood, if the scenario can bear it."""
    try:
        taken.change(scene.scenario)
    except ScenarioError as error:
        raise RefusedError(sentences(error, scene.language)) from None
    return taken


def take(scene: Scene, place: str, text: str) -> Taken:
    """Return the change that a text at a place asks for.

    Raises
    ------
    RefusedError
        Where it cannot be read, or lies outside the place's range.
    """
    path, part = parted(place)
    leaf = path.rpartition(".")[2]
    if part:
        return _source(scene, path, part.removeprefix("source."), text)
    if path.count(".") == 2 and leaf == "name":
        return _name(path, text)
    if path in WHOLE or leaf in WHOLE:
        return _whole(scene, path, text)
    if leaf in FIELDS:
        return _number(scene, path, text)
    value = text.strip()
    return Taken(
        lambda scenario: scenario.with_value(path, value or _EMPTY.get(path, "")), path, ""
    )


_EMPTY: dict[str, Any] = {"horizon.start": None}


def read_as(text: str, unit: str, currency: str, language: Language) -> float:
    """Return the number in a text, in its own unit."""
    try:
        return read_number(text, unit, currency, language)
    except UnreadableError as error:
        raise RefusedError(_joined(error.rule, error.remedy, language)) from None


def within(scene: Scene, path: str, number: Number) -> Number:
    """Return a number that lies in the range of its place."""
    unit, currency = FIELDS[path.rpartition(".")[2]].unit, scene.scenario.currency
    return inside(scene.scenario.allowed(path), number, unit, currency, scene.language)


def inside(allowed: Range, number: Number, unit: str, currency: str, language: Language) -> Number:
    """Return a number that lies in a range; else say which, in the unit it is typed in."""
    least, greatest = number.support if isinstance(number, Distribution) else (number, number)
    above = least >= allowed.low if allowed.low_included else least > allowed.low
    below = greatest <= allowed.high if allowed.high_included else greatest < allowed.high
    if above and below and (math.isfinite(least) or isinstance(number, Distribution)):
        return number

    def write(end: float) -> str:
        return write_number(end, unit, currency, language)

    sentence = bounds_sentence(allowed, write, language)
    if isinstance(number, Distribution):
        sentence = language.say(
            "Some of its values lie outside. {rule} Give it ends, or another shape.", rule=sentence
        )
    raise RefusedError(sentence)


def sentences(
    error: ScenarioError, language: Language, write: Callable[[float], str] | None = None
) -> str:
    """Return what is wrong, without the places: the field it stands at shows where.

    Parameters
    ----------
    error : ScenarioError
    language : Language
    write : callable, optional
        Writes the numbers in it in the unit of the field.
    """
    rules = [(_in_units(f.rule, write) if write else f.rule, f.remedy) for f in error.faults]
    return " ".join(_joined(rule, remedy, language) for rule, remedy in rules)


def _in_units(phrase: Phrase, write: Callable[[float], str]) -> Phrase:
    """Return the phrase with its numbers as they are typed, where it says nothing of their form."""
    values = tuple((n, write(v) if isinstance(v, float) else v) for n, v in phrase.values)
    return Phrase(phrase.template, values) if ":" not in phrase.template else phrase


def _joined(rule: Phrase, remedy: Phrase, language: Language) -> str:
    words = language.say(
        "{rule}; {remedy}.", rule=language.read(rule), remedy=language.read(remedy)
    )
    return words[:1].upper() + words[1:]


def _number(scene: Scene, path: str, text: str) -> Taken:
    unit, currency = FIELDS[path.rpartition(".")[2]].unit, scene.scenario.currency
    value = within(scene, path, read_as(text, unit, currency, scene.language))
    reading = write_number(float(value), unit, currency, scene.language)
    return Taken(lambda scenario: scenario.with_value(path, value), path, reading)


def _whole(scene: Scene, path: str, text: str) -> Taken:
    if not text.strip() and path.rpartition(".")[2] in EMPTIED:
        return Taken(lambda scenario: scenario.with_value(path, None), path, "")
    unit = WHOLE.get(path) or WHOLE[path.rpartition(".")[2]]
    value = read_as(text, unit, scene.scenario.currency, scene.language)
    if value != int(value):
        raise RefusedError(scene.language.say("It must be a whole number."))
    whole = int(value)
    reading = scene.language.number(whole)
    return Taken(lambda scenario: scenario.with_value(path, whole), path, reading)


def _name(path: str, text: str) -> Taken:
    kind, old, _ = path.split(".")
    new = text.strip()
    return Taken(lambda scenario: renamed(scenario, kind, old, new), path, "")


def _source(scene: Scene, path: str, part: str, text: str) -> Taken:
    """Change one field of a number's source; an emptied source is none."""
    known = scene.scenario.sources.get(path)
    fields: dict[str, Any] = known.model_dump(exclude_none=True) if known else dict(NEW_SOURCE)
    fields[part] = _day(text, scene.language) if part == "date" else text.strip()
    if part in ("owner", "date") and not fields[part]:
        del fields[part]
    kept = fields if fields["source"] or part != "source" else None
    return Taken(lambda scenario: with_source(scenario, path, kept), f"{path}@source", "")


def _day(text: str, language: Language) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise RefusedError(language.say("It is not a date written like 2026-03-31.")) from None
