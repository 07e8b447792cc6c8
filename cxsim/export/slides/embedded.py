"""Figures of a chart, and the workbook inside the slides that holds them: plain cells only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What is a text stays one: a name such as `=1+1` is never computed."""
EPOCH = datetime(1980, 1, 1)
"""When embedded workbooks were made: the same figures, the same bytes."""


class _PlainWriter(CategoryWorkbookWriter):  # type: ignore[misc]
    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Workbook, Any]]:
        workbook = Workbook(xlsx_file, PLAIN)
        workbook.set_properties({"created": EPOCH})
        sheet = workbook.add_worksheet()
        yield workbook, sheet
        head, texts = self._chart_data.beside
        column = 1 + len(self._chart_data)
        for row, text in enumerate([head, *texts] if texts else []):
            sheet.write_string(row, column, text)
        workbook.close()


class Figures(CategoryChartData):  # type: ignore[misc]
    """Series over named categories, as python-pptx takes them.

    Attributes
    ----------
    beside : (str, sequence of str)
        Head and cells of a last column, which the chart does not draw: the name of each category
        where the axis shows but some.
    """

    beside: tuple[str, Sequence[str]] = ("", ())

    @property
    def _workbook_writer(self) -> _PlainWriter:
        return _PlainWriter(self)
