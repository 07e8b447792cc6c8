"""A driver's value in its unit, and what is said of one without a range."""

from __future__ import annotations

from collections.abc import Sequence

from cxsim.text.labels import FIELDS, path_label
from cxsim.text.language import Language


def write_driver(field: str, value: float, currency: str, language: Language) -> str:
    """Return a driver's value in its unit: a share as a percentage, money with its sign."""
    match FIELDS[field].unit:
        case "share":
            return language.percent(value, 1)
        case "money":
            return language.money(value, currency)
        case _:
            return language.number(value, 2)


def without_a_range(paths: Sequence[str], language: Language) -> str:
    """Return which of the numbers that were moved are certain, and what to do; or nothing."""
    if not paths:
        return ""
    names = language.listed(
        language.say("“{name}”", name=path_label(path, language)) for path in paths
    )
    return language.say(
        "Moved but certain, and so without a bar: {names}. Give it a range in Facts, Actions or "
        "Beliefs, by ±, to see what its doubt weighs.",
        names=names,
    )
