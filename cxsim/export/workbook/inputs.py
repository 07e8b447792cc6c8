"""The inputs sheet: a named cell for each number of the scenario, where it comes from, its range."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from cxsim.distributions import Distribution, SurveyMix
from cxsim.export.workbook.book import Book, Sheet
from cxsim.export.workbook.entries import Entry, Section, sections
from cxsim.export.workbook.names import cell_name, cell_names
from cxsim.export.workbook.terms import Term, Value, serial
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.schema import Source
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.places import PLACES
from cxsim.text.reading import write_number
from cxsim.text.shapes import PARAMETERS, Listed, range_sentence

MARK = "cxsim inputs 1"
"""Stands in the first, hidden cell; by it, and by the keys beside it, the sheet is read back."""
EDITED = {"edited.by": say("Edited by (name)"), "edited.on": say("Edited on (date)")}
"""The two cells that say whose the changes are."""
CREDITS = ("source", "kind", "grade", "owner", "date")
UNIT_WORDS: dict[str, Phrase] = {
    "share": say("share"),
    "points": say("share points"),
    "factor": say("factor"),
    "count": say("count"),
    "yearly count": say("a year"),
    "months": say("months"),
    "years": say("years"),
}


class Column(NamedTuple):
    """A column of the sheet: its key, its head and its width in characters."""

    key: str
    head: Phrase
    width: float


LABEL = Column("label", say("Input"), 34)
UNIT = Column("unit", say("Unit"), 11)
HELP = Column("help", say("What it means"), 60)
SOURCES = (
    Column("source", PLACES["source.source"].name, 44),
    Column("kind", PLACES["source.kind"].name, 13),
    Column("grade", PLACES["source.grade"].name, 8),
    Column("owner", PLACES["source.owner"].name, 20),
    Column("date", PLACES["source.date"].name, 12),
)
COLUMNS = (
    Column("path", say("Place"), 8),
    LABEL,
    Column("value", say("Value in the plan"), 17),
    UNIT,
    Column("p10", say("P10"), 12),
    Column("p90", say("P90"), 12),
    Column("range", say("Range"), 44),
    Column("whose", say("Whose number"), 14),
    *SOURCES,
    HELP,
)


@dataclass(frozen=True)
class Inputs:
    """The named cells.

    Attributes
    ----------
    cells : mapping of str to Term
        By path.
    sheet : str
        The sheet's name.
    """

    cells: Mapping[str, Term]
    sheet: str

    def __getitem__(self, path: str) -> Term:
        return self.cells[path]

    def chosen(self, path: str, word: str, language: Language) -> Term:
        """Return whether a choice is the one given."""
        from cxsim.export.workbook.terms import same, words
        from cxsim.text.places import place_of

        return same(self.cells[path], words(language.read(place_of(path).options[word])))


class Form:
    """An inputs sheet being written, row by row.

    Parameters
    ----------
    book : Book
    columns : tuple of Column
    """

    def __init__(self, book: Book, columns: tuple[Column, ...], title: str, note: str) -> None:
        self.book = book
        self.sheet: Sheet = book.sheet(book.language.say("Inputs"), wide=True)
        self.columns = columns
        self.place = {column.key: at for at, column in enumerate(columns)}
        self.row = 0
        self._begin(title, note)

    def _begin(self, title: str, note: str) -> None:
        sheet, language = self.sheet, self.book.language
        sheet.widths(*(column.width for column in self.columns))
        sheet.made.set_column(0, 0, 8, None, {"hidden": True})
        keys = [MARK, *(column.key for column in self.columns[1:])]
        sheet.texts(0, 0, keys, "key")
        sheet.made.set_row(0, None, None, {"hidden": True})
        sheet.text(1, 1, title, "title")
        sheet.made.merge_range(2, 1, 2, self.place["unit"] + 3, "")
        sheet.text(2, 1, note, "note")
        sheet.made.set_row(2, 58)
        for row, (path, label) in enumerate(EDITED.items(), 3):
            sheet.text(row, 0, path, "key")
            sheet.text(row, 1, language.read(label))
            unit = "day" if path.endswith(".on") else ""
            sheet.made.write_blank(row, self.place["value"], None, self.book.look("typed", unit))
        sheet.texts(6, 0, [language.read(column.head) for column in self.columns])
        sheet.freeze(7, 3)
        self.row = 7

    def heading(self, section: Section) -> None:
        """Write the band above a section's rows."""
        kind = self.book.language.read(section.heading)
        text = f"{kind}: {section.name}" if section.name else kind
        for column in range(1, len(self.columns)):
            self.sheet.text(self.row, column, text if column == 1 else "", "heading")
        self.row += 1

    def entry(self, entry: Entry) -> None:
        """Write what stands beside an entry's cells: its path, name, unit and meaning."""
        language = self.book.language
        self.sheet.text(self.row, 0, entry.path, "key")
        self.sheet.text(self.row, 1, entry.title(language), "wrapped")
        self.sheet.text(self.row, self.place["unit"], self.unit(entry), "known")
        self.sheet.text(self.row, self.place["help"], language.read(entry.help), "note")

    def unit(self, entry: Entry) -> str:
        """Return the unit of an entry in words."""
        if entry.unit == "money":
            return self.book.currency
        return self.book.language.read(UNIT_WORDS[entry.unit]) if entry.unit else ""

    def value(self, key: str, entry: Entry, value: Value) -> Term:
        """Write the value of an entry into the cell of a key, to be typed over."""
        at = self.place[key]
        if isinstance(value, str) and value:
            self.sheet.text(self.row, at, value, "typed")
        else:
            number = math.nan if isinstance(value, str) else value
            self.sheet.number(self.row, at, number, shown_as(entry), "input")
        self.validate(at, entry)
        return self.sheet.abroad(self.sheet.cell(self.row, at, value))

    def validate(self, at: int, entry: Entry) -> None:
        """Let the cell of an entry take only what its field may hold."""
        if rule := validation(entry, self.book.language):
            self.sheet.made.data_validation(self.row, at, self.row, at, rule)

    def credit(self, source: Source | None) -> None:
        """Write where a number comes from; all of it may be typed over."""
        language = self.book.language
        for key in CREDITS:
            at, value = self.place[key], getattr(source, key, None)
            if key == "date":
                self.sheet.day(self.row, at, value, "day", "input")
            else:
                options = PLACES[f"source.{key}"].options if key == "kind" else {}
                word = language.read(options[value]) if value in options else value or ""
                self.sheet.text(self.row, at, word, "typed")
        self._choose("kind", [language.read(p) for p in PLACES["source.kind"].options.values()])
        self._choose("grade", list("ABCD"))

    def _choose(self, key: str, options: list[str]) -> None:
        at = self.place[key]
        rule = {"validate": "list", "source": options}
        self.sheet.made.data_validation(self.row, at, self.row, at, rule)


def shown_as(entry: Entry) -> str:
    """Return the unit by which the cell of an entry is formatted."""
    if entry.kind in ("whole", "switch"):
        return "whole"
    return "month" if entry.kind == "month" else entry.unit


def validation(entry: Entry, language: Language) -> dict[str, object]:
    """Return the rule of data validation for an entry's cell; none for words."""
    if entry.kind == "choice":
        return {"validate": "list", "source": [language.read(o) for o in entry.options.values()]}
    if entry.kind in ("words", "month"):
        return {}
    low, high = (0, 1) if entry.kind == "switch" else (entry.allowed.low, entry.allowed.high)
    kind = "integer" if entry.kind in ("whole", "switch") else "decimal"
    most = max(low, -1e300), min(high, 1e300)
    rule: dict[str, object] = {"validate": kind, "criteria": "between"}
    rule |= {"minimum": most[0], "maximum": most[1]}
    if math.isfinite(low) and math.isfinite(high):
        words = language.say("It lies between {low:g} and {high:g}.", low=low, high=high)
    elif math.isfinite(low):
        words = language.say("It is {low:g} or more.", low=low)
    else:
        words = language.say("It is a number.")
    return rule | {"error_title": language.say("Not possible here"), "error_message": words}


def write_inputs(book: Book, scenario: Scenario, whose: Mapping[str, str]) -> Inputs:
    """Write the inputs sheet of a scenario and return its named cells.

    Parameters
    ----------
    book : Book
    scenario : Scenario
    whose : mapping of str to str
        Whose number each is, in words, by path.
    """
    language = book.language
    form = Form(book, COLUMNS, language.say("Inputs"), language.say(NOTE))
    stems, cells = cell_names(scenario), {}
    for section in sections(scenario):
        form.heading(section)
        for entry in section.entries:
            form.entry(entry)
            cell = form.value("value", entry, value_of(scenario, entry, language))
            if entry.counted:
                cells[entry.path] = book.define(cell_name(entry.path, stems), cell)
            _beside(form, scenario, entry, whose)
            form.row += 1
    return Inputs(cells, form.sheet.name)


NOTE = (
    "Blue cells are typed in, and all that is black follows from them: change one and watch the "
    "results. An uncertain number stands at its mean; its range moves along when you change it. "
    "Write your name below: when the file comes back, what you changed is yours. The ledger has "
    "as many months as the file was made for; a shorter horizon is honoured, a longer one is not."
)
say(NOTE)


def value_of(scenario: Scenario, entry: Entry, language: Language) -> Value:
    """Return what stands in the cell of an entry: a number, a text, or "" for nothing."""
    match entry.kind:
        case "number":
            return scenario.mean(entry.path)
        case "share of mix":
            stem, _, segment = entry.path.rpartition(".")
            shares: tuple[float, ...] = scenario.value(stem).expected_value
            return shares[SEGMENTS.index(segment)]
        case "switch":
            return 0.0
    table, _, field = entry.path.rpartition(".")
    value = getattr(scenario.value(table) if table else scenario, field)
    if value is None:
        return ""
    if entry.kind == "month":
        return serial(date.fromisoformat(f"{value}-01"))
    if entry.kind == "choice":
        return language.read(entry.options[value])
    return value if isinstance(value, str) else float(value)


def _beside(form: Form, scenario: Scenario, entry: Entry, whose: Mapping[str, str]) -> None:
    """Write an entry's range and source."""
    path = entry.path
    if entry.kind == "share of mix":
        path = path.rpartition(".")[0]
        if not entry.path.endswith(SEGMENTS[0]):
            return
    if entry.kind not in ("number", "share of mix") and path != "horizon.years":
        return
    form.sheet.text(form.row, form.place["whose"], whose.get(path, ""), "known")
    form.credit(scenario.sources.get(path))
    number = scenario.value(path)
    text = form.sheet
    if isinstance(number, SurveyMix):
        text.text(form.row, form.place["range"], survey_words(number, form.book.language), "note")
    if not isinstance(number, Distribution) or number.certain is not None:
        return
    for key, value in zip(("p10", "p90"), number.quantile(np.array([0.1, 0.9])), strict=True):
        text.number(form.row, form.place[key], float(value), entry.unit, "known")
    words = range_words(number, entry.unit, form.book.currency, form.book.language)
    text.text(form.row, form.place["range"], words, "note")


def range_words(number: Distribution, unit: str, currency: str, language: Language) -> str:
    """Return a range by its shape's own numbers: Lowest €36 · Most likely €42 · Highest €52."""
    if isinstance(number, Listed):
        return range_sentence(number, unit, currency, language)
    told = []
    for field, value in number.model_dump().items():
        known = PARAMETERS.get((number.dist, field))
        if known is None or value is None or (field == "concentration" and value == 4):
            continue
        own = unit if known.own else "factor"
        written = write_number(round(value - known.less, 9), own, currency, language)
        told.append(f"{language.read(known.name)}\N{NO-BREAK SPACE}{written}")
    return " · ".join(told)


def survey_words(mix: SurveyMix, language: Language) -> str:
    """Return the counted answers of a survey."""
    told = [
        f"{language.read(PARAMETERS['survey', name].name)}\N{NO-BREAK SPACE}"
        + language.number(getattr(mix, name))
        for name in SEGMENTS
    ]
    return " · ".join(told)


__all__ = ["COLUMNS", "FIELDS", "Form", "Inputs", "write_inputs"]
