"""Read a workbook in a process of its own, with limits.

`sheets FILE`, `rows FILE NAME CSV` or `marked FILE MARK …`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

MEMORY = 3 << 29
SECONDS = 100
MOST_CELLS = 60_000_000
MOST_MARKED = 2_000_000
"""Cells of a sheet that is searched for marks."""
MARKED_ROWS = 30
"""Rows from the top in which a mark is looked for."""


def limit() -> None:
    """Take no more memory and time than a workbook deserves; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sheets(file: str) -> list[tuple[str, int]]:
    """Return the name of each sheet, and its count of cells."""
    book = CalamineWorkbook.from_path(file)
    found: list[tuple[str, int]] = []
    if len(book.sheet_names) == 1:
        return [(book.sheet_names[0], 1)]
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        found.append((name, sheet.total_height * sheet.total_width))
    return found


def rows(file: str, name: str) -> Iterator[list[str]]:
    """Yield the rows of a sheet as text; one that is empty throughout is left out."""
    sheet = CalamineWorkbook.from_path(file).get_sheet_by_name(name)
    if sheet.height * sheet.width > MOST_CELLS:
        raise MemoryError
    for row in sheet.iter_rows():
        cells = [text(value) for value in row]
        if any(cells):
            yield cells


def marked(file: str, marks: list[str]) -> dict[str, Any]:
    """Return, by mark, the sheet that has it near its top: its name, and its rows from there on.

    A row is its number, from 1, and its cells as text from the mark's column on.
    """
    book = CalamineWorkbook.from_path(file)
    found: dict[str, Any] = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is None or (sheet.end[0] + 1) * (sheet.end[1] + 1) > MOST_MARKED:
            continue
        cells = sheet.to_python(skip_empty_area=False)
        for place, row in enumerate(cells[:MARKED_ROWS]):
            for mark in (m for m in marks if m in row and m not in found):
                at = row.index(mark)
                told = ((n, [text(v) for v in each[at:]]) for n, each in enumerate(cells, 1))
                rows = [pair for pair in told if pair[0] > place and any(pair[1])]
                found[mark] = {"sheet": name, "at": at, "rows": rows}
    return found


def text(value: Any) -> str:
    """Return a cell as text: days as 2026-03-31, whole numbers without decimals."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            written = repr(value)
            return written + "0" if len(written.partition(".")[2]) == 3 else written
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
    return str(value)


def main(arguments: list[str]) -> None:
    """Answer on standard output, as JSON."""
    limit()
    match arguments:
        case ["sheets", file]:
            print(json.dumps({"sheets": sheets(file)}))
        case ["rows", file, name, target]:
            with Path(target).open("w", encoding="utf-8", newline="") as copy:
                csv.writer(copy, lineterminator="\n").writerows(rows(file, name))
            print(json.dumps({"sheets": []}))
        case ["marked", file, *marks]:
            print(json.dumps(marked(file, marks)))


if __name__ == "__main__":
    main(sys.argv[1:])
