"""Tables of the slides: plain lines, cells cut to what fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from cxsim.charts.palette import PRINT
from cxsim.export.slides.canvas import LEADING, Box, Canvas, Style, describe
from cxsim.export.telling.typeface import cut, lines, named

INSET = 4
"""Points between a cell's border and its text."""
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without lines or fills."""


def table(
    canvas: Canvas,
    box: Box,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    sides: Sequence[str],
    alt: str,
    size: float = 12,
    whole: Sequence[int] = (),
) -> float:
    """Draw a table and return where it ends.

    Rows that find no room are left out, and texts are cut to two lines.

    Parameters
    ----------
    canvas, box : Canvas, Box
    heads : sequence of str
    rows : sequence of sequence of str
    widths : sequence of float
        In proportion.
    sides : sequence of {"left", "right"}
    alt : str
    size : float
        Points.
    whole : sequence of int
        Columns whose texts are never cut.
    """
    rooms = [box.width * width / sum(widths) for width in widths]
    cells = [
        _fitted(row, rooms, size, place == 0, whole) for place, row in enumerate([heads, *rows])
    ]
    heights = [_height(row, rooms, size, place == 0) for place, row in enumerate(cells)]
    while sum(heights) > box.height:
        heights.pop()
        cells.pop()
    frame = canvas.slide.shapes.add_table(
        len(cells), len(heads), Pt(box.left), Pt(box.top), Pt(box.width), Pt(sum(heights))
    )
    describe(frame, alt)
    _bare(frame)
    for column, room in zip(frame.table.columns, rooms, strict=True):
        column.width = Pt(room)
    for place, (row, height) in enumerate(zip(cells, heights, strict=True)):
        frame.table.rows[place].height = Pt(height)
        for text, side, cell in zip(row, sides, frame.table.rows[place].cells, strict=True):
            _write(canvas, cell, text, Style(size, place == 0, _tone(place), side))
    return box.top + sum(heights)


def _tone(place: int) -> str:
    return "ink" if place else "muted"


def _fitted(
    row: Sequence[str], rooms: Sequence[float], size: float, bold: bool, whole: Sequence[int]
) -> list[str]:
    inner = [room - 2 * INSET for room in rooms]
    shown = [cut(text, room, size, 2, bold) for text, room in zip(row, inner, strict=True)]
    shown[0] = named(row[0], inner[0], size, 2, bold)
    return [text if place in whole else shown[place] for place, text in enumerate(row)]


def _height(row: Sequence[str], rooms: Sequence[float], size: float, bold: bool) -> float:
    most = max(
        len(lines(text, room - 2 * INSET, size, bold))
        for text, room in zip(row, rooms, strict=True)
    )
    return most * LEADING * size + 2 * INSET


def _bare(frame: Any) -> None:
    properties = frame._element.find(f".//{qn('a:tblPr')}")
    properties.find(qn("a:tableStyleId")).text = PLAIN
    properties.set("bandRow", "0")


def _write(canvas: Canvas, cell: Any, text: str, style: Style) -> None:
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(INSET)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    canvas.write(cell.text_frame.paragraphs[0], text, style)
    line = etree.SubElement(cell._tc.get_or_add_tcPr(), qn("a:lnB"))
    line.set("w", str(Pt(0.75)))
    fill = etree.SubElement(line, qn("a:solidFill"))
    name = "line" if style.colour == "ink" else "axis"
    etree.SubElement(fill, qn("a:srgbClr")).set("val", PRINT[name][1:])
