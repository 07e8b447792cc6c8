"""A driver's value in its unit."""

from __future__ import annotations

from cxsim.text.labels import FIELDS
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
