"""What was typed into a workbook that came back: each change, and whose number it now is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cxsim.export.workbook.form import CREDITS
from cxsim.export.workbook.reading import Cell, Sheet, WrongCellError, day_in, word_of
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.faults import Fault
from cxsim.text.phrase import Phrase
from cxsim.text.places import PLACES

STATED = {"kind": "stated", "grade": "C"}
"""What a number is that someone typed into a workbook: one firm's word."""


@dataclass(frozen=True)
class Change:
    """One place that is not what it was.

    Attributes
    ----------
    path : str
    cell : str
        Where it was typed: `Assumptions!C12`.
    was, now : object
        Numbers, distributions, mixes, words.
    owner : str
        Who changed it; empty where nobody signed.
    note : Phrase or None
        What became of its range.
    """

    path: str
    cell: str
    was: Any
    now: Any
    owner: str = ""
    note: Phrase | None = None


@dataclass(frozen=True)
class Imported:
    """The scenario that a workbook holds, and how it differs from the one it was made from.

    Attributes
    ----------
    scenario : Scenario
    changes : tuple of Change
        Empty of a sheet that was filled in from nothing.
    notes : tuple of Phrase
        What was typed and is not taken, or is missing.
    """

    scenario: Scenario
    changes: tuple[Change, ...] = ()
    notes: tuple[Phrase, ...] = ()


@dataclass
class Editing:
    """What is gathered from the cells, one after another."""

    origin: Scenario
    sheet: Sheet
    owner: str
    values: dict[str, object] = field(default_factory=dict)
    names: list[tuple[str, str, str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[Phrase] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def keep(self, path: str, cell: Cell, was: Any, now: Any, note: Phrase | None = None) -> None:
        """Keep a change."""
        self.values[path] = now
        self.changes.append(Change(path, cell.address, was, now, self.owner, note))


def sources_of(
    editing: Editing, today: date | None, translate: Callable[[str], str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the source of each number that was changed, or whose source was."""
    try:
        day = day_in(editing.sheet.cell("edited.on", "value")) or today
    except WrongCellError as error:
        editing.faults.append(error.fault)
        return
    own = {"source": translate("Edited in the workbook"), **STATED}
    signed = {"owner": editing.owner} if editing.owner else {}
    dated = {"date": day} if day else {}
    changed = {change.path for change in editing.changes}
    known = [*editing.origin.numbers, *(f"groups.{g.name}.mix" for g in editing.origin.groups)]
    for path in [*known, "horizon.years"]:
        was = editing.origin.sources.get(path)
        row = editing.sheet.rows.get(path, editing.sheet.rows.get(f"{path}.{SEGMENTS[0]}", {}))
        given = _credit(editing, row)
        then = was.model_dump(exclude_none=True) if was else {}
        if given and given != then:
            yield path, given
            if path not in changed:
                cell = row["source"].address
                editing.changes.append(Change(path, cell, was, given, editing.owner))
        elif path in changed:
            yield path, {**own, **signed, **dated}


def _credit(editing: Editing, row: Mapping[str, Cell]) -> dict[str, Any]:
    """Return where a row says that its number comes from."""
    found: dict[str, Any] = {}
    for key in CREDITS:
        cell = row.get(key, Cell("", ""))
        if not cell.text:
            continue
        try:
            found[key] = day_in(cell) if key == "date" else cell.text
        except WrongCellError as error:
            editing.faults.append(error.fault)
    if "kind" in found:
        found["kind"] = word_of(found["kind"], PLACES["source.kind"].options) or found["kind"]
    return found
