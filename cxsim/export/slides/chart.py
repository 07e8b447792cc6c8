"""What all charts of the slides share: how they are put there, filled, scaled and named."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from cxsim.export.slides.canvas import Box, Canvas, colour, describe
from cxsim.export.slides.embedded import Figures
from cxsim.export.telling.plots import Axis
from cxsim.text.language import Language

SMALL = 12
"""Points of the texts in a chart."""


def add(canvas: Canvas, box: Box, kind: Any, figures: Figures, alt: str) -> Any:
    """Return a new chart on a slide, quiet, with its alternative text."""
    place = (Pt(value) for value in box)
    frame = canvas.slide.shapes.add_chart(kind, *place, figures)
    describe(frame, alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(SMALL), colour("muted")
    _quiet(chart.category_axis)
    return chart


def _quiet(axis: Any) -> None:
    axis.format.line.color.rgb = colour("axis")
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def fill(part: Any, name: str | None) -> None:
    """Fill a series or a point; None leaves it empty."""
    if name is None:
        part.format.fill.background()
        part.format.line.fill.background()
        return
    part.format.fill.solid()
    part.format.fill.fore_color.rgb = colour(name)
    part.format.line.fill.background()


def put(figures: Figures, named: Mapping[str, Sequence[Any]]) -> None:
    """Put series by name into figures; what is not finite is left empty."""
    for name, values in named.items():
        plain = [None if v is None or not math.isfinite(v) else float(v) for v in values]
        figures.add_series(name, plain)


def legend(chart: Any, hidden: Sequence[int]) -> None:
    """Show a legend below, without some of the series."""
    chart.has_legend = True
    legend = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    legend.font.size = Pt(SMALL)
    for place in hidden:
        entry = etree.SubElement(legend._element, qn("c:legendEntry"))
        etree.SubElement(entry, qn("c:idx")).set("val", str(place))
        etree.SubElement(entry, qn("c:delete")).set("val", "1")
        legend._element.find(qn("c:legendPos")).addnext(entry)


def money_format(axis: Axis, currency: str, language: Language) -> str:
    """Return the number format that writes the ticks of an axis as the language writes money."""
    largest = max(map(abs, axis.ticks))
    power = max(0, min(4, int(math.log10(largest)) // 3)) if largest >= 1 else 0
    before, after = re.split(
        r"[\d.,\s]*\d", language.money(111 * 1000.0**power, currency), maxsplit=1
    )
    step = (axis.ticks[1] - axis.ticks[0]) / 1000**power
    digits = next((d for d in range(4) if abs(round(step, d) - step) < 1e-9), 3)
    number = "#,##0" + ("." + "0" * digits if digits else "") + "," * power
    zero = language.money(0, currency)
    signs = (before, f"\N{MINUS SIGN}{before}", after, zero)
    quoted = [f'"{sign}"' if sign else "" for sign in signs]
    return f"{quoted[0]}{number}{quoted[2]};{quoted[1]}{number}{quoted[2]};{quoted[3]}"


def inside(chart: Any, above: float, below: float) -> None:
    """Let the columns take the whole width, and leave parts of the height free."""
    area = chart._chartSpace.chart.plotArea
    layout = area.find(qn("c:layout"))
    if layout is None:
        layout = etree.Element(qn("c:layout"))
        area.insert(0, layout)
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    etree.SubElement(manual, qn("c:layoutTarget")).set("val", "inner")
    for mode in ("xMode", "yMode"):
        etree.SubElement(manual, qn(f"c:{mode}")).set("val", "edge")
    for name, value in (("x", 0.0), ("y", above), ("w", 1.0), ("h", 1.0 - above - below)):
        etree.SubElement(manual, qn(f"c:{name}")).set("val", f"{value:.5f}")


def skip(axis: Any, every: int) -> None:
    """Name only every so many categories."""
    axis.tick_labels.font.size = Pt(SMALL)  # so that the labels have properties of their own
    element = axis._element
    element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = etree.SubElement(element, qn(tag))
        skip.set("val", str(every))
        element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def scale(value_axis: Any, axis: Axis, number: str) -> None:
    """Set the ends and the steps of an axis of amounts."""
    value_axis.minimum_scale, value_axis.maximum_scale = axis.span
    value_axis.major_unit = axis.ticks[1] - axis.ticks[0]
    value_axis.tick_labels.number_format = number
    value_axis.tick_labels.number_format_is_linked = False
    value_axis.format.line.fill.background()
    value_axis.major_tick_mark = XL_TICK_MARK.NONE
    value_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    value_axis.has_major_gridlines = True
    value_axis.major_gridlines.format.line.color.rgb = colour("grid")
