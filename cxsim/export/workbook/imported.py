"""A workbook that comes back: the scenario it now is, what changed, and whose number that is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from cxsim.distributions import Distribution, SurveyMix
from cxsim.export.workbook.changes import Change, Editing, Imported, sources_of
from cxsim.export.workbook.entries import Entry, names_of, sections
from cxsim.export.workbook.fill_in import made_from
from cxsim.export.workbook.moving import moved_mean, moved_mix
from cxsim.export.workbook.reading import (
    Cell,
    WrongCellError,
    at_cell,
    read_sheet,
    value_in,
)
from cxsim.scenario import SEGMENTS, Scenario, ScenarioError
from cxsim.scenario.editing import renamed
from cxsim.scenario.faults import Fault
from cxsim.text.phrase import Phrase, say

SAME = 1e-12
"""Relative difference below which a number is the one that was exported."""


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
    editing = Editing(origin, sheet, sheet.cell("edited.by", "value").text)
    if base is not None and base.fingerprint != origin.fingerprint:
        editing.notes.append(OTHER)
    for section in sections(names_of(origin)):
        for entry in section.entries:
            _compare(editing, entry)
    for group in origin.groups:
        _compare_mix(editing, group.name)
    sources = dict(sources_of(editing, today, translate))
    if editing.faults:
        raise ScenarioError(editing.faults)
    return Imported(_made(editing, sources), tuple(editing.changes), tuple(editing.notes))


OTHER = say("The workbook was made from another version of this case.")


def _compare(editing: Editing, entry: Entry) -> None:
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


def _compare_number(editing: Editing, entry: Entry, cell: Cell, now: float) -> None:
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


def _compare_ends(editing: Editing, path: str) -> None:
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


def _compare_word(editing: Editing, entry: Entry, cell: Cell, now: Any) -> None:
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


def _compare_mix(editing: Editing, group: str) -> None:
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


def _made(editing: Editing, sources: Mapping[str, dict[str, Any]]) -> Scenario:
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
