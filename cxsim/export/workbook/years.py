"""The flows by the years of the horizon, and by those of a calendar or a fiscal year."""

from __future__ import annotations

from cxsim.export.workbook.book import TWO_LINES, Book, Sheet
from cxsim.export.workbook.ledger import Company
from cxsim.export.workbook.terms import Cells, Term, either, pick, same, term, total_where, words
from cxsim.text.results import FLOW_NAMES

FLOWS = ("revenue", "benefit", "cost", "net")
FIRST_MONTH = "fiscal_first_month"
"""Defined name of the month in which a fiscal year begins."""
TOP = 4


def begin_years(book: Book, sheet: Sheet) -> Term:
    """Write the sheet's title and the month in which a year begins; return that month's cell."""
    language = book.language
    sheet.text(0, 0, language.say("The plan by year"), "title")
    sheet.widths(44, *[17] * 5)
    sheet.text(1, 0, language.say("A fiscal year begins in month (1 for the calendar's)"))
    cell = sheet.number(1, 1, 1.0, "whole", "input")
    rule = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 12}
    sheet.made.data_validation(1, 1, 1, 1, rule)
    return book.define(FIRST_MONTH, sheet.abroad(cell))


def write_years(book: Book, sheet: Sheet, company: Company, years: int) -> None:
    """Write both tables and a chart of the first."""
    language = book.language
    columns = company.columns
    names = [term(0), *(term(year) for year in range(1, years + 1))]
    _table(sheet, TOP, language.say("Year of the horizon (0: the start)"), names, columns, "year")
    first = pick(columns["fiscal"], term(1))
    unknown = same(first, words(""))
    fiscal = [either(unknown, words(""), first + step) for step in range(years + 1)]
    title = language.say("Calendar or fiscal year (needs a first month)")
    row = _table(sheet, TOP + years + 4, title, fiscal, columns, "fiscal")
    _chart(book, sheet, years, row + 2)


def _table(
    sheet: Sheet, top: int, title: str, names: list[Term], columns: dict[str, Cells], key: str
) -> int:
    """Write the flows of each year, and their sum over time; return the last row."""
    language = sheet.book.language
    flows = [language.read(FLOW_NAMES[flow]) for flow in (*FLOWS, "cumulative")]
    sheet.text(top, 0, title, "head")
    sheet.texts(top, 1, flows, "head right")
    sheet.made.set_row(top, TWO_LINES)
    before: Term | None = None
    row = top
    for name in names:
        row += 1
        year = sheet.formula(row, 0, name, "whole")
        sums = [
            sheet.formula(row, at, _sum(year, columns[key], columns[flow]), "sum")
            for at, flow in enumerate(FLOWS, 1)
        ]
        net = sums[-1]
        known = either(same(year, words("")), words(""), before + net if before else net)
        before = sheet.formula(row, len(FLOWS) + 1, known, "sum")
    return row


def _sum(year: Term, keys: Cells, flow: Cells) -> Term:
    return either(same(year, words("")), words(""), total_where(keys, year, flow))


def _chart(book: Book, sheet: Sheet, years: int, row: int) -> None:
    """Draw net and cumulative cash of the first table."""
    language = book.language
    first, last = TOP + 1, TOP + 1 + years
    bars = book.file.add_chart({"type": "column"})
    line = book.file.add_chart({"type": "line"})
    for chart, at, flow in ((bars, 4, "net"), (line, 5, "cumulative")):
        chart.add_series(
            {
                "name": language.read(FLOW_NAMES[flow]),
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, at, last, at],
                "gap": 60,
            }
        )
    bars.combine(line)
    bars.set_title({"name": language.say("Cash of the plan by year"), "name_font": {"size": 12}})
    bars.set_legend({"position": "bottom"})
    bars.set_x_axis({"label_position": "low"})
    bars.set_y_axis({"num_format": "#,##0"})
    bars.set_size({"width": 760, "height": 320})
    sheet.made.insert_chart(row, 0, bars)
