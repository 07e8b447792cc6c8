"""The register: every number with its range, source, grade, owner and part in the spread."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cxsim.downside.register import Assumption
from cxsim.export.workbook.book import TWO_LINES, Book, Sheet
from cxsim.text.labels import FIELDS, path_label
from cxsim.text.phrase import say
from cxsim.text.places import PLACES

HEADS = (
    say("Assumption"),
    say("Value in the plan"),
    say("P10"),
    say("P90"),
    say("Part of the spread of NPV, by classes"),
    *(PLACES[f"source.{name}"].name for name in ("source", "kind", "grade", "owner", "date")),
    say("Remark"),
)
WIDTHS = (50, 18, 14, 14, 12, 60, 13, 8, 22, 12, 30)


def write_register(book: Book, sheet: Sheet, rows: Sequence[Assumption]) -> None:
    """Write the register, what matters most first."""
    language = book.language
    sheet.text(0, 0, language.say("Assumption register"), "title")
    sheet.texts(2, 0, [language.read(head) for head in HEADS])
    sheet.texts(2, 1, [language.read(head) for head in HEADS[1:5]], "head right")
    sheet.widths(*WIDTHS)
    sheet.made.set_row(2, TWO_LINES)
    sheet.freeze(3, 1)
    for place, row in enumerate(rows, 3):
        _write(book, sheet, place, row)


def _write(book: Book, sheet: Sheet, at: int, row: Assumption) -> None:
    language = book.language
    label = path_label(row.path, language)
    if row.path == "horizon.years":
        label = language.read(FIELDS["years"].name)
    sheet.text(at, 0, label, "wrapped")
    if row.mix:
        sheet.text(at, 1, " / ".join(language.percent(s, 0) for s in row.mix), align="right")
    for column, value in enumerate(() if row.mix else (row.value, row.low, row.high), 1):
        unit = FIELDS[row.path.rpartition(".")[2]].unit
        sheet.number(at, column, math.nan if value is None else value, unit)
    sheet.number(at, 4, row.share if row.share else math.nan, "ratio")
    source = row.source
    if source:
        kind = PLACES["source.kind"].options[source.kind]
        told = (source.source, language.read(kind), source.grade, source.owner or "")
        for column, text in enumerate(told, 5):
            sheet.text(at, column, text, "beside" if column == 5 else "note")
        sheet.fit(at, (source.source, WIDTHS[5]), (label, WIDTHS[0]))
        sheet.day(at, 9, source.date, "day", "known")
    remarks = [language.say("stands at its default")] if not row.stated else []
    remarks += [language.say("to be looked at again")] if row.overdue else []
    sheet.text(at, 10, language.listed(remarks) if remarks else "", "note")
