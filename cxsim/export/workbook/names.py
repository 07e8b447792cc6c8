"""Names that a workbook accepts: of sheets, from any group's name, and of cells, from paths."""

from __future__ import annotations

import re

from cxsim.scenario import Scenario

FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
"""Characters that no sheet's name may have; the apostrophe only at its ends, but it is doubled."""
LONGEST = 24
"""Characters of a group's sheet; at most 31 are allowed, and formulas add up many of them."""


def sheet_name(place: int, name: str) -> str:
    """Return the name of a group's sheet: its number makes it unique and harmless."""
    tame = FORBIDDEN.sub(" ", name)[:LONGEST].strip()
    return f"{place} {tame}".strip()


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def cell_names(scenario: Scenario) -> dict[str, str]:
    """Return the stem of the defined names of each item, by the stem of its paths."""
    stems = {"horizon": "horizon", "programme": "programme", "programme.levers": "lever"}
    for kind, word in (("groups", "group"), ("investments", "line"), ("risk_events", "event")):
        for place, item in enumerate(getattr(scenario, kind), 1):
            stems[f"{kind}.{item.name}"] = f"{word}{place}"
    return stems


def cell_name(path: str, stems: dict[str, str]) -> str:
    """Return the defined name of the cell that holds what stands at a path."""
    stem, _, field = path.rpartition(".")
    if stem not in stems:  # a segment of a group, or its mix
        stem, _, segment = stem.rpartition(".")
        field = f"{segment}_{field}"
    return f"{stems[stem]}_{field}" if stem else field
