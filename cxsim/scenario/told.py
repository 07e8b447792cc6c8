"""What stands in a place of a scenario, and what the place is called, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxsim.distributions import Distribution, SurveyMix
from cxsim.scenario.schema import SEGMENTS, FixedMix, Source
from cxsim.text.labels import FIELDS
from cxsim.text.language import DASH, Language
from cxsim.text.places import PLACES, QUESTIONS, place_of
from cxsim.text.sensitivity import input_name, show_input
from cxsim.text.shapes import short_range


def place_text(path: str, language: Language) -> str:
    """Return what a place of a scenario is called: a number, a mix, or a word."""
    steps = path.split(".")
    known = path if len(steps) < 3 else f"{steps[0]}.{steps[-1]}"
    if known not in PLACES:
        return input_name(path, language)
    name = language.read(place_of(path).name)
    if len(steps) < 3:
        return name
    item = language.read(QUESTIONS[steps[1]]) if steps[0] == "experience" else steps[1]
    return f"{item} · {name}"


def value_text(path: str, value: Any, currency: str, language: Language) -> str:
    """Return what stands, or stood, in a place: a number in its unit, a range, a word."""
    if value is None or value == "":
        return DASH
    if isinstance(value, Source):
        value = value.model_dump(exclude_none=True)
    if isinstance(value, (FixedMix, SurveyMix)):
        return " / ".join(language.percent(share, 1) for share in value.expected_value)
    if isinstance(value, Mapping):
        return _table_text(value, language)
    if isinstance(value, Distribution):
        field = path.rpartition(".")[2]
        unit, centre = FIELDS[field].unit, value.expected_value
        shown, spread = short_range(value, centre, unit, currency, language)
        return language.say("{value} ({note})", value=shown, note=spread)
    if isinstance(value, (int, float)) and path.rpartition(".")[2] in FIELDS:
        return show_input(path, value, currency, language)
    options = _options(path)
    return language.read(options[value]) if value in options else str(value)


def _table_text(value: Mapping[str, Any], language: Language) -> str:
    if set(SEGMENTS) <= set(value):
        shares = [float(value[name]) for name in SEGMENTS]
        return " / ".join(language.percent(share / (sum(shares) or 1.0), 1) for share in shares)
    return language.listed(str(value[name]) for name in value)


def _options(path: str) -> Mapping[str, Any]:
    steps = path.split(".")
    known = path if len(steps) < 3 else f"{steps[0]}.{steps[-1]}"
    return PLACES[known].options if known in PLACES else {}
