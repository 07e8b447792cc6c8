"""The blank inputs sheet that is sent to be filled in, and the scenario that comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cxsim.export.workbook.book import Book
from cxsim.export.workbook.entries import Entry, Names, names_of, sections
from cxsim.export.workbook.form import CREDITS, HELP, LABEL, SOURCES, UNIT, Column, Form
from cxsim.export.workbook.inputs import value_of
from cxsim.export.workbook.reading import (
    Cell,
    Sheet,
    WrongCellError,
    at_cell,
    day_in,
    number_in,
    value_in,
    word_of,
)
from cxsim.scenario import SEGMENTS, Scenario, ScenarioError
from cxsim.scenario.faults import Fault
from cxsim.scenario.files import replacing
from cxsim.scenario.schema import SCHEMA_VERSION
from cxsim.text.language import Language
from cxsim.text.phrase import say
from cxsim.text.places import PLACES

COLUMNS = (
    Column("path", say("Place"), 8),
    LABEL,
    Column("value", say("Likely value"), 17),
    Column("low", say("Lowest"), 12),
    Column("high", say("Highest"), 12),
    UNIT,
    Column("default", say("If left empty"), 16),
    HELP,
    *SOURCES,
)
NOTE = say(
    "Fill in what you know: the likely value, and the lowest and highest where it is uncertain. "
    "Say where each number comes from and whose it is. What may be left empty says so. Write your "
    "name below and send the file back."
)
PREFILLED = ("name", "currency", "category")
"""Fields whose cells the sender has filled in."""


def write_fill_in(path: Path, outline: Scenario, language: Language, day: date) -> None:
    """Write the blank sheet for a case with the groups, lines and events of an outline.

    Parameters
    ----------
    path : Path
    outline : Scenario
        Only its names, currency and categories are written.
    language : Language
    day : date
        The day it is made on.
    """
    with replacing(path) as draft:
        book = Book(draft, language, outline.currency, day)
        form = Form(book, COLUMNS, outline.name, language.read(NOTE))
        for section in sections(names_of(outline)):
            form.heading(section)
            for entry in section.entries:
                if entry.kind != "switch":
                    _blank(form, outline, entry)
        book.close()


def _blank(form: Form, outline: Scenario, entry: Entry) -> None:
    """Write the row of an entry, its cells empty."""
    language = form.book.language
    form.entry(entry)
    known = entry.path.rpartition(".")[2] in PREFILLED and entry.path != "programme.name"
    form.value("value", entry, value_of(outline, entry, language) if known else "")
    if entry.kind == "number":
        form.value("low", entry, "")
        form.value("high", entry, "")
    default = language.say("required") if entry.required else _default(outline, entry, language)
    form.sheet.text(form.row, form.place["default"], default, "beside")
    first = entry.kind == "share of mix" and entry.path.endswith(SEGMENTS[0])
    if entry.kind == "number" or first:
        form.credit(None)
    form.advance()


def _default(outline: Scenario, entry: Entry, language: Language) -> str:
    """Return what an empty cell stands for."""
    table, _, field = entry.path.rpartition(".")
    known = type(outline.value(table) if table else outline).model_fields[field]
    value = known.default
    if entry.kind == "choice":
        return language.read(entry.options[value])
    if entry.unit in ("share", "points"):
        return language.percent(value, 0)
    return (
        language.number(value, 0 if value == int(value) else 1)
        if isinstance(value, float)
        else str(value or "")
    )


class _Filling:
    """The tables of a scenario, gathered cell by cell; faults are kept to be told together."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.content: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
        self.sources: dict[str, Any] = {}
        self.faults: list[Fault] = []

    def take(self, entry: Entry, table: dict[str, Any]) -> None:
        """Put what the cells of an entry say into its table."""
        cell = self.sheet.cell(entry.path, "value")
        try:
            value = self._range(entry, cell) or value_in(cell, entry)
        except WrongCellError as error:
            self.faults.append(error.fault)
            return
        if value is not None:
            table[entry.path.rpartition(".")[2]] = value
        elif entry.required:
            rule, remedy = say("it is empty"), say("write its value, 0 where there is none")
            self.faults.append(Fault(cell.address or entry.path, "", rule, remedy))

    def _range(self, entry: Entry, likely: Cell) -> dict[str, Any] | None:
        """Return the range between a lowest and a highest value; None where there is none."""
        ends = [self.sheet.cell(entry.path, key) for key in ("low", "high")]
        if entry.kind != "number" or not any(cell.text for cell in ends):
            return None
        for cell in (*ends, likely):
            if not cell.text:
                rule = say("a range needs a lowest, a likely and a highest value")
                raise WrongCellError(cell, rule, say("fill in all three, or the likely one alone"))
        low, high, mode = (number_in(cell) for cell in (*ends, likely))
        return {"dist": "pert", "low": low, "mode": mode, "high": high}

    def credit(self, path: str, row: Mapping[str, Cell], default: Mapping[str, Any]) -> None:
        """Keep where a number comes from, if it was filled in."""
        cells = {key: row[key] for key in CREDITS if key in row and row[key].text}
        if not row.get("value", Cell("", "")).text:
            return
        try:
            given = {k: day_in(c) if k == "date" else c.text for k, c in cells.items()}
        except WrongCellError as error:
            self.faults.append(error.fault)
            return
        if "kind" in given:
            word = str(given["kind"])
            given["kind"] = word_of(word, PLACES["source.kind"].options) or word
        self.sources[path] = {**default, **given}


def made_from(sheet: Sheet, today: date | None) -> Scenario:
    """Return the scenario that a filled-in sheet describes.

    Raises
    ------
    ScenarioError
        With every empty or wrong cell at once.
    """
    filling = _Filling(sheet)
    signed = _signed(sheet, today)
    for section in sections(_names(sheet)):
        for entry in section.entries:
            if entry.kind == "switch":
                continue
            filling.take(entry, _table(filling.content, entry.path))
            path, credited = entry.path, entry.kind in ("number", "share of mix")
            if entry.kind == "share of mix":
                path, _, segment = path.rpartition(".")
                credited = segment == SEGMENTS[0]
            if credited:
                filling.credit(path, sheet.rows.get(entry.path, {}), signed)
    if filling.faults:
        raise ScenarioError(filling.faults)
    return _validated(filling)


def _validated(filling: _Filling) -> Scenario:
    content = {**filling.content, "sources": filling.sources}
    for kind in Names._fields:
        content[kind] = list(content.get(kind, {}).values())
    try:
        return Scenario.from_mapping(content)
    except ScenarioError as error:
        faults = [at_cell(fault, filling.sheet) for fault in error.faults]
        raise ScenarioError(faults) from None


def _signed(sheet: Sheet, today: date | None) -> dict[str, Any]:
    """Return the source of what was filled in without one."""
    try:
        day = day_in(sheet.cell("edited.on", "value")) or today
    except WrongCellError as error:
        raise ScenarioError([error.fault]) from None
    owner = sheet.cell("edited.by", "value").text
    found: dict[str, Any] = {"source": owner or "—", "kind": "stated", "grade": "C"}
    return found | ({"owner": owner} if owner else {}) | ({"date": day} if day else {})


def _names(sheet: Sheet) -> Names:
    """Return the names by which the rows call their groups, lines and events."""

    def of(kind: str) -> Iterable[str]:
        return (p.split(".")[1] for p in sheet.rows if p.startswith(f"{kind}."))

    return Names(*(tuple(dict.fromkeys(of(kind))) for kind in Names._fields))


def _table(content: dict[str, Any], path: str) -> dict[str, Any]:
    """Return the table in which the field of a path stands."""
    table = content
    for step in path.split(".")[:-1]:
        table = table.setdefault(step, {})
    return table
