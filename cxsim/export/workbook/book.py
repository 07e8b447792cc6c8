"""A workbook being written: its sheets, its cells and their values, its look."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from cxsim.export.workbook.look import FONT, LOOKS, number_format
from cxsim.export.workbook.names import quoted
from cxsim.export.workbook.terms import Cells, Term, Value, serial
from cxsim.text.language import Language

STEERING = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with, lest it turn into a formula when someone edits its cell."""
LINE = 13.5
"""Height of a line of text, points."""
TWO_LINES = 28.0
"""Height of a row of heads."""
DRAFT = "#B84A00"
"""Colour of the sheets of a draft."""
LONGEST = 32_767
"""Characters of a cell."""
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Plain(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas hold no function that a file writes in another way."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Take the sign of equality off; else thirty patterns are looked for in each formula."""
        return formula.removeprefix("=")


class Book:
    """A workbook being written.

    Parameters
    ----------
    path : Path
    language : Language
    currency : str
        Of all money in it.
    day : date
        Day it says it was made on: the file holds no clock of its own.
    header : str
        Printed above each page; empty for none.
    """

    def __init__(
        self, path: Path, language: Language, currency: str, day: date, header: str = ""
    ) -> None:
        self.language = language
        self.currency = currency
        self.file = xlsxwriter.Workbook(str(path), {**OPTIONS, "in_memory": True})
        made = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
        self.file.set_properties({"created": made, "author": "cxsim"})
        self.file.set_calc_mode("auto")
        self.file.set_size(2400, 1500)
        self._header = header
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, name: str, wide: bool = False) -> Sheet:
        """Return a new sheet, to be printed upright, or across where it is wide."""
        made = self.file.add_worksheet(name, _Plain)
        made.hide_gridlines(2)
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        if wide:
            made.set_landscape()
        if self._header:
            made.set_tab_color(DRAFT)
            made.set_header(f"&C&B{self._header.replace('&', '&&')}")
        made.set_footer("&L&F&C&A&R&P/&N")
        return Sheet(self, made, name)

    def look(self, role: str, unit: str = "", **more: object) -> Format:
        """Return the format of a role ("input", "formula", "head" …) in a unit."""
        kind = number_format(unit, self.currency, self.language)
        looks = {**FONT, **LOOKS[role], **({"num_format": kind} if kind else {}), **more}
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(looks)
        return self._formats[key]

    def define(self, name: str, cell: Term) -> Term:
        """Give a cell of any sheet a name, by which formulas of all sheets call it."""
        sheet, _, place = cell.text.rpartition("!")
        row, column = xl_cell_to_rowcol(place)
        self.file.define_name(name, f"={sheet}!{xl_rowcol_to_cell(row, column, True, True)}")
        return Term(name, cell.value)

    def close(self) -> None:
        """Write the file."""
        self.file.close()


class Sheet:
    """A sheet being written."""

    def __init__(self, book: Book, made: Worksheet, name: str) -> None:
        self.book = book
        self.made = made
        self.name = name

    def widths(self, *widths: float) -> None:
        """Set the widths of the first columns, characters."""
        for column, width in enumerate(widths):
            self.made.set_column(column, column, width)

    def text(self, row: int, column: int, text: str, role: str = "text", **more: Any) -> None:
        """Write a text: whatever it says, it stays one."""
        if text.startswith(STEERING):
            more["quote_prefix"] = True
        self.made.write_string(row, column, text[:LONGEST], self.book.look(role, **more))

    def texts(self, row: int, column: int, texts: Sequence[str], role: str = "head") -> None:
        """Write texts side by side."""
        for step, text in enumerate(texts):
            self.text(row, column + step, text, role)

    def fit(self, row: int, *written: tuple[str, float]) -> None:
        """Make a row as high as its texts need, each in a column of so many characters."""
        lines = max(1, *(math.ceil(len(text) / width) for text, width in written))
        if lines > 1:
            self.made.set_row(row, LINE * lines)

    def number(
        self, row: int, column: int, value: float, unit: str = "", role: str = "text"
    ) -> Term:
        """Write a number, if it is one, and return its cell."""
        look = self.book.look(role, unit)
        if math.isfinite(value):
            self.made.write_number(row, column, value, look)
        else:
            self.made.write_blank(row, column, None, look)
        return self.cell(row, column, value)

    def day(self, row: int, column: int, day: date | None, unit: str, role: str = "text") -> Term:
        """Write a day, or nothing, and return its cell."""
        return self.number(row, column, serial(day) if day else math.nan, unit, role)

    def formula(
        self, row: int, column: int, term: Term, unit: str = "", role: str = "formula"
    ) -> Term:
        """Write a formula with its value, and return its cell."""
        value: Value = term.value
        broken = isinstance(value, float) and not math.isfinite(value)
        stored = "#NUM!" if broken else value
        self.made.write_formula(row, column, f"={term.text}", self.book.look(role, unit), stored)
        return self.cell(row, column, value)

    def cell(self, row: int, column: int, value: Value) -> Term:
        """Return the term that refers to a cell from its own sheet."""
        return Term(xl_rowcol_to_cell(row, column), value)

    def abroad(self, cell: Term) -> Term:
        """Return the term that refers to a cell of this sheet from any sheet."""
        return Term(f"{quoted(self.name)}!{cell.text}", cell.value)

    def column(self, cells: Sequence[Term], abroad: bool = False) -> Cells:
        """Return neighbouring cells of this sheet as a range."""
        first, last = xl_cell_to_rowcol(cells[0].text), xl_cell_to_rowcol(cells[-1].text)
        place = ":".join(xl_rowcol_to_cell(*each, True, True) for each in (first, last))
        text = f"{quoted(self.name)}!{place}" if abroad else place
        return Cells(text, tuple(cell.value for cell in cells))

    def spread(self, pages: int) -> None:
        """Print the sheet over several pages side by side, its first column on each."""
        self.made.fit_to_pages(pages, 0)
        self.made.repeat_columns(0, 0)

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above and the columns before in sight, and on each printed page."""
        self.made.freeze_panes(row, column)
        if row:
            self.made.repeat_rows(max(0, row - 1), row - 1)
