"""A workbook that comes back: the scenario it now is, what changed, and whose number that is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from cxsim.distributions import Distribution, SurveyMix
from cxsim.export.workbook.entries import Entry, names_of, sections
from cxsim.export.workbook.fill_in import made_from
from cxsim.export.workbook.form import CREDITS
from cxsim.export.workbook.moving import moved_mean, moved_mix
from cxsim.export.workbook.reading import (
    Cell,
    Sheet,
    WrongCellError,
    at_cell,
    day_in,
    read_sheet,
    value_in,
    word_of,
)
from cxsim.scenario import SEGMENTS, Scenario, ScenarioError
from cxsim.scenario.editing import renamed
from cxsim.scenario.faults import Fault
from cxsim.text.phrase import Phrase, say
from cxsim.text.places import PLACES

SAME = 1e-12
"""Relative difference below which a number is the one that was exported."""
STATED = {"kind": "stated", "grade": "C"}
"""What a number is that someone typed into a workbook: one firm's word."""


@dataclass(frozen=True)
class Change:
    """One place that is not what it was.

    Attributes
    ----------
    path : str
    cell : str
        Where it was typed: `Inputs!C12`.
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
class _Editing:
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


def read_workbook(
    source: bytes | Path,
    base: Scenario | None = None,
    today: date | None = None,
    translate: Callable[[str], str] = str,
) -> Imported:
    """Return the scenario in a workbook that was edited, or filled in.

    Parameters
    ----------
    source : bytes or Path
    base : Scenario, optional
        What the reader has open: it is said where the workbook was made from another version.
    today : date, optional
        Day of the changes where the sheet names none.
    translate : callable, optional
        Into the language of the sources of what was changed.

    Raises
    ------
    ScenarioError
        With every fault of every cell at once.
    """
    sheet = read_sheet(source)
    if not sheet.origin:
        return Imported(made_from(sheet, today))
    origin = Scenario.parse(sheet.origin)
    editing = _Editing(origin, sheet, sheet.cell("edited.by", "value").text)
    if base is not None and base.fingerprint != origin.fingerprint:
        editing.notes.append(OTHER)
    for section in sections(names_of(origin)):
        for entry in section.entries:
            _compare(editing, entry)
    for group in origin.groups:
        _compare_mix(editing, group.name)
    sources = dict(_sources(editing, today, translate))
    if editing.faults:
        raise ScenarioError(editing.faults)
    return Imported(_made(editing, sources), tuple(editing.changes), tuple(editing.notes))


OTHER = say("The workbook was made from another version of this case.")


def _compare(editing: _Editing, entry: Entry) -> None:
    """Take what the cell of an entry says, if it is not what it was."""
    if entry.path not in editing.sheet.rows:
        editing.notes.append(say("{path} has no row any more: it stays.", path=entry.path))
        return
    cell = editing.sheet.cell(entry.path, "value")
    try:
        now = value_in(cell, entry)
    except WrongCellError as error:
        editing.faults.append(error.fault)
        return
    if entry.kind == "switch":
        if now:
            editing.notes.append(_happens(cell))
    elif now is None and not _may_be_empty(entry):
        rule, remedy = say("it is empty"), say("write its value, 0 where there is none")
        editing.faults.append(Fault(cell.address, "", rule, remedy))
    elif entry.kind == "number" and isinstance(now, float):
        _compare_number(editing, entry, cell, now)
    elif entry.kind != "share of mix":
        _compare_word(editing, entry, cell, now)


def _happens(cell: Cell) -> Phrase:
    return say(
        "{cell}: in a scenario an event happens by its probability; it is not taken.",
        cell=cell.address,
    )


def _may_be_empty(entry: Entry) -> bool:
    empty = entry.kind in ("words", "month") or entry.path.endswith(".to_month")
    return empty and not entry.required


def _compare_number(editing: _Editing, entry: Entry, cell: Cell, now: float) -> None:
    origin, path = editing.origin, entry.path
    _compare_ends(editing, path)
    if math.isclose(now, origin.mean(path), rel_tol=SAME, abs_tol=0.0):
        return
    was = origin.numbers[path]
    if not isinstance(was, Distribution) or was.certain is not None:
        editing.keep(path, cell, was, now)
        return
    number = moved_mean(was, now, entry.allowed)
    note = say("its range moved along") if isinstance(number, Distribution) else LOST
    editing.keep(path, cell, was, number, note)


LOST = say("its range is lost: none of that shape has this mean")


def _compare_ends(editing: _Editing, path: str) -> None:
    """Say of P10 and P90 that were typed over that they are not taken."""
    number = editing.origin.numbers[path]
    cells = [editing.sheet.cell(path, key) for key in ("p10", "p90")]
    if not isinstance(number, Distribution) or number.certain is not None:
        typed = [cell for cell in cells if cell.text]
    else:
        ends = number.quantile(np.array([0.1, 0.9]))
        pairs = zip(cells, ends, strict=True)
        typed = [c for c, end in pairs if c.text and not _reads(c.text, float(end))]
    for cell in typed:
        editing.notes.append(
            say("{cell}: ranges are changed in cxsim; it is not taken.", cell=cell.address)
        )


def _reads(text: str, value: float) -> bool:
    try:
        return math.isclose(float(text), value, rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return False


def _compare_word(editing: _Editing, entry: Entry, cell: Cell, now: Any) -> None:
    table, _, leaf = entry.path.rpartition(".")
    was = getattr(editing.origin.value(table) if table else editing.origin, leaf)
    if now == was or (now is None and was in (None, "")):
        return
    kind, _, name = table.partition(".")
    if leaf == "name" and name:
        editing.names.append((kind, name, now))
        editing.changes.append(Change(entry.path, cell.address, was, now, editing.owner))
    else:
        editing.keep(entry.path, cell, was, now)


def _compare_mix(editing: _Editing, group: str) -> None:
    """Take a group's three shares together: counted answers stay as many as they were."""
    path = f"groups.{group}.mix"
    was = editing.origin.value(path)
    cells = [editing.sheet.cell(f"{path}.{segment}", "value") for segment in SEGMENTS]
    try:
        shares = [float(cell.text) for cell in cells]
    except ValueError:
        return  # told already, or a row is gone
    pairs = zip(shares, was.expected_value, strict=True)
    if all(math.isclose(now, then, rel_tol=SAME, abs_tol=1e-15) for now, then in pairs):
        return
    counted = isinstance(was, SurveyMix)
    mix = moved_mix(was, shares)
    note = None
    if counted:
        note = say("as many answers as before") if isinstance(mix, SurveyMix) else LOST
    editing.keep(path, cells[0], was, mix, note)


def _sources(
    editing: _Editing, today: date | None, translate: Callable[[str], str]
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


def _credit(editing: _Editing, row: Mapping[str, Cell]) -> dict[str, Any]:
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


def _made(editing: _Editing, sources: Mapping[str, dict[str, Any]]) -> Scenario:
    """Return the scenario with all changes, names last; faults name their cells."""
    try:
        content = editing.origin.with_values(editing.values).content()
        if sources:
            content["sources"] = {**content.get("sources", {}), **sources}
        scenario = Scenario.from_mapping(content).with_comments_of(editing.origin)
        for kind, old, new in editing.names:
            scenario = renamed(scenario, kind, old, new)
    except ScenarioError as error:
        raise ScenarioError([at_cell(fault, editing.sheet) for fault in error.faults]) from None
    return scenario
