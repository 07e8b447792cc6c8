"""Scenarios to start from: the commented one of neutral defaults, and one in which nothing is."""

from importlib.resources import files
from typing import Any, Final

_ROOM: Final = files("cxsim.scenario")
TEMPLATE: Final = (_ROOM / "template.toml").read_text(encoding="utf-8")
"""The text of the commented scenario that a newcomer starts from, in English."""


def template(code: str) -> str:
    """Return the text of that scenario in a language: its comments, names and sources."""
    told = _ROOM / f"template_{code}.toml"
    return told.read_text(encoding="utf-8") if told.is_file() else TEMPLATE


_NOBODY: Final = {
    "purchases_per_year": 0.0,
    "spend_per_purchase": 0.0,
    "gross_margin": 0.0,
    "churn": 0.0,
}
EMPTY: Final[dict[str, Any]] = {
    "schema_version": 2,
    "name": "New case",
    "currency": "EUR",
    "horizon": {"years": 3, "discount_rate": 0.10},
    "groups": [
        {
            "name": "Customers",
            "customers": 0.0,
            "mix": {"promoters": 0.0, "passives": 1.0, "detractors": 0.0},
            "promoters": _NOBODY,
            "passives": _NOBODY,
            "detractors": _NOBODY,
        }
    ],
}
"""The tables of a scenario with what no scenario can do without, and nothing in it."""
