"""The form of an inputs sheet: hidden keys, heads, and beside each cell what may stand in it."""

from __future__ import annotations

import math
from typing import NamedTuple

from cxsim.export.workbook.book import Book, Sheet
from cxsim.export.workbook.entries import Entry, Section
from cxsim.export.workbook.terms import Term, Value
from cxsim.scenario.schema import Source
from cxsim.text.language import Language
from cxsim.text.phrase import POINTS, Phrase, say
from cxsim.text.places import PLACES

MARK = "cxsim inputs 1"
"""Stands in the first, hidden cell; by it, and by the keys beside it, the sheet is read back."""
EDITED = {"edited.by": say("Edited by (name)"), "edited.on": say("Edited on (date)")}
"""The two cells that say whose the changes are."""
FIGURES = ("value", "p10", "p90", "low", "high", "date")
"""Columns whose heads stand above numbers."""
CREDITS = ("source", "kind", "grade", "owner", "date")
UNIT_WORDS: dict[str, Phrase] = {
    "share": say("%"),
    "points": POINTS.many,
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


LABEL = Column("label", say("Assumption"), 34)
UNIT = Column("unit", say("Unit"), 11)
HELP = Column("help", say("What it means"), 60)
SOURCES = (
    Column("source", PLACES["source.source"].name, 44),
    Column("kind", PLACES["source.kind"].name, 13),
    Column("grade", PLACES["source.grade"].name, 8),
    Column("owner", PLACES["source.owner"].name, 20),
    Column("date", PLACES["source.date"].name, 12),
)


class Form:
    """An inputs sheet being written, row by row.

    Parameters
    ----------
    book : Book
    columns : tuple of Column
    """

    def __init__(self, book: Book, columns: tuple[Column, ...], title: str, note: str) -> None:
        self.book = book
        self.sheet: Sheet = book.sheet(book.language.say("Assumptions"), wide=True)
        self.columns = columns
        self.place = {column.key: at for at, column in enumerate(columns)}
        self.row = 0
        self._written: dict[str, tuple[str, float]] = {}
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
        for at, column in enumerate(self.columns):
            role = "head right" if column.key in FIGURES else "head"
            sheet.text(6, at, language.read(column.head), role)
        sheet.freeze(7, 3)
        self.row = 7

    def heading(self, section: Section) -> None:
        """Write the band above a section's rows."""
        kind = self.book.language.read(section.heading)
        text = f"{kind}: {section.name}" if section.name else kind
        for column in range(1, len(self.columns)):
            self.sheet.text(self.row, column, text if column == 1 else "", "heading")
        self.advance()

    def entry(self, entry: Entry) -> None:
        """Write what stands beside an entry's cells: its path, name, unit and meaning."""
        language = self.book.language
        self.sheet.text(self.row, 0, entry.path, "key")
        self.sheet.text(self.row, 1, entry.title(language), "wrapped")
        self.sheet.text(self.row, self.place["unit"], self.unit(entry), "beside")
        self.sheet.text(self.row, self.place["help"], language.read(entry.help), "beside")
        self.fit(entry.title(language), "label")
        self.fit(language.read(entry.help), "help")

    def fit(self, text: str, key: str) -> None:
        """Let the row be high enough for a text in the column of a key."""
        self._written[key] = (text, self.columns[self.place[key]].width)
        self.sheet.fit(self.row, *self._written.values())

    def advance(self) -> None:
        """Go on to the next row."""
        self.row += 1
        self._written = {}

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
            self.fit(value, key)
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
                word = str(value or "")
                if key == "kind" and value:
                    word = language.read(PLACES["source.kind"].options[value])
                self.sheet.text(self.row, at, word, "typed")
                self.fit(word, key)
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
