"""The hidden sheet that holds the scenario's own file, so that a workbook comes back whole."""

from __future__ import annotations

from cxsim.export.workbook.book import LONGEST, Book
from cxsim.scenario import Scenario

MARK = "cxsim scenario 1"
"""Stands in the first cell."""


def write_origin(book: Book, scenario: Scenario) -> None:
    """Write the text of the scenario's file, each line beside its number."""
    sheet = book.sheet(book.language.say("Scenario file"))
    sheet.text(0, 0, MARK, "key")
    sheet.widths(8, 120)
    row = 1
    for number, line in enumerate(scenario.to_toml().split("\n"), 1):
        for start in range(0, max(1, len(line)), LONGEST):
            sheet.number(row, 0, number, "whole", "known")
            sheet.text(row, 1, line[start : start + LONGEST])
            row += 1
    sheet.made.hide()
