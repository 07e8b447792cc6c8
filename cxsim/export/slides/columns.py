"""Charts along an axis that PowerPoint draws itself: the spread, the waterfall, money over time."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from cxsim.charts.axes import Span
from cxsim.charts.distribution import Spread
from cxsim.export.slides.canvas import Box, Canvas, Style, colour
from cxsim.export.slides.chart import SMALL, add, fill, inside, legend, put, scale, skip
from cxsim.export.slides.embedded import Figures
from cxsim.export.telling.plots import Axis, Step, in_parts

HEAD, FOOT = 40, 24
"""Points above the columns for what is marked, and below them for the ticks."""


def histogram(
    canvas: Canvas,
    box: Box,
    spread: Spread,
    axis: Axis,
    points: Sequence[tuple[str, float]],
    words: tuple[str, str],
    alt: str,
) -> None:
    """Draw the bins as columns, losses in their own colour, with three percentiles marked.

    Parameters
    ----------
    canvas, box : Canvas, Box
    spread : Spread
    axis : Axis
        Whose ticks stand below; they are texts beside the chart, which names every column.
    points : sequence of (str, float)
        Three percentiles in ascending order, named with their amounts.
    words : (str, str)
        Loss and gain.
    alt : str
    """
    edges, shares = spread.bins()
    figures = Figures()
    figures.categories = [spread.show(edge) for edge in edges[:-1].tolist()]
    lost = edges[1:] <= 0
    series = np.where(lost, shares, np.nan), np.where(lost, np.nan, shares)
    put(figures, dict(zip(words, (part.tolist() for part in series), strict=True)))
    chart = add(canvas, box, XL_CHART_TYPE.COLUMN_STACKED, figures, alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 4, 100
    for each, name in zip(plot.series, ("loss", "accent"), strict=True):
        fill(each, name)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    inside(chart, HEAD / box.height, FOOT / box.height)
    _place(canvas, box, (float(edges[0]), float(edges[-1])), axis, points)


def _place(
    canvas: Canvas, box: Box, ends: Span, axis: Axis, points: Sequence[tuple[str, float]]
) -> None:
    """Write ticks below the columns, and mark percentiles: to the left, above, to the right."""

    def across(value: float) -> float:
        return box.left + box.width * (value - ends[0]) / (ends[1] - ends[0])

    foot = box.top + box.height - FOOT + 4
    for tick, text in zip(axis.ticks, axis.texts, strict=True):
        if ends[0] < tick < ends[1]:
            here = Box(across(tick) - 45, foot, 90, 16)
            canvas.text(here, text, Style(SMALL, colour="muted", side="center"))
    sides = ("right", -156.0, 20.0), ("center", -75.0, 2.0), ("left", 6.0, 20.0)
    for (text, value), (side, shift, down) in zip(points, sides, strict=True):
        if ends[0] <= value <= ends[1]:
            top = box.top + down
            canvas.text(
                Box(across(value) + shift, top, 150, 16), text, Style(SMALL, True, side=side)
            )
            start = top if side != "center" else top + 16
            canvas.panel(
                Box(across(value) - 0.5, start, 1, box.top + box.height - FOOT - start), "ink"
            )


def waterfall(
    canvas: Canvas, box: Box, found: Sequence[Step], words: Sequence[str], alt: str
) -> None:
    """Draw steps as stacked columns on an unseen ground, each named with its amount.

    Parameters
    ----------
    canvas, box : Canvas, Box
    found : sequence of Step
    words : (str, str, str)
        What the series are called: ground, above zero, below zero.
    alt : str
    """
    parts = [in_parts(step.start, step.end) for step in found]
    figures = Figures()
    figures.categories = [f"{step.name}\n{step.amount}" for step in found]
    ground = [above or below for above, _, below, _ in parts]
    series = [ground, [part[1] for part in parts], [part[3] for part in parts]]
    put(figures, dict(zip(words, series, strict=True)))
    chart = add(canvas, box, XL_CHART_TYPE.COLUMN_STACKED, figures, alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    fill(plot.series[0], None)
    tones = [{"gain": "accent", "loss": "loss", "total": "ink"}[step.kind] for step in found]
    for each in (plot.series[1], plot.series[2]):
        for place, tone in enumerate(tones):
            fill(each.points[place], tone)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.category_axis.tick_labels.font.color.rgb = colour("ink")


def cash_bands(
    canvas: Canvas,
    box: Box,
    bands: pd.DataFrame,
    axis: Axis,
    years: Mapping[int, str],
    names: tuple[Sequence[str], Sequence[str], str],
    alt: str,
) -> None:
    """Draw cumulative cash: bands stacked on an unseen ground, the median, and the plan dashed.

    Parameters
    ----------
    canvas, box : Canvas, Box
    bands : DataFrame
        As `Result.bands` has them.
    axis : Axis
    years : mapping of int to str
        What stands below a month.
    names : (sequence of str, sequence of str, str)
        Of the months; of the series: ground, 9 in 10, half, median, plan, and the head of the
        months; the number format.
    alt : str
    """
    months, words, number = names
    figures = Figures(number_format=number)
    figures.categories = [years.get(int(month), "") for month in bands.index]
    figures.beside = (words[5], list(months))
    width = {
        words[0]: bands["p5"],
        words[1]: bands["p25"] - bands["p5"],
        words[2]: bands["p75"] - bands["p25"],
        f"{words[1]} ": bands["p95"] - bands["p75"],
        words[3]: bands["p50"],
        words[4]: bands["plan"],
    }
    put(figures, {name: values.tolist() for name, values in width.items()})
    chart = add(canvas, box, XL_CHART_TYPE.AREA_STACKED, figures, alt)
    for series, tone in zip(
        list(chart.plots[0].series)[:4],
        (None, "accent-faint", "accent-soft", "accent-faint"),
        strict=True,
    ):
        fill(series, tone)
    _as_lines(chart, 4)
    for series, tone, size in zip(
        chart.plots[1].series, ("accent", "ink"), (2.5, 1.5), strict=True
    ):
        series.smooth = False
        _unmarked(series)
        series.format.line.color.rgb, series.format.line.width = colour(tone), Pt(size)
    _dashed(chart.plots[1].series[1])
    scale(chart.value_axis, axis, number)
    skip(chart.category_axis, _between(bands, years))
    legend(chart, [0, 3])


def _between(bands: pd.DataFrame, years: Mapping[int, str]) -> int:
    """How many categories lie between two that are named."""
    return -(-len(bands) // max(1, len(years) - 1))


def _unmarked(series: Any) -> None:
    marker = series._element.get_or_add_marker()
    etree.SubElement(marker, qn("c:symbol")).set("val", "none")


def _dashed(series: Any) -> None:
    line = series.format.line._get_or_add_ln()
    dash = etree.SubElement(line, qn("a:prstDash"))
    dash.set("val", "dash")
    line.find(qn("a:solidFill")).addnext(dash)


def _as_lines(chart: Any, first: int) -> None:
    """Turn the series of an area chart from one on into lines over the same axes."""
    area = chart._chartSpace.find(f".//{qn('c:areaChart')}")
    lines = etree.Element(qn("c:lineChart"))
    etree.SubElement(lines, qn("c:grouping")).set("val", "standard")
    etree.SubElement(lines, qn("c:varyColors")).set("val", "0")
    for series in area.findall(qn("c:ser"))[first:]:
        lines.append(series)
    for axis in area.findall(qn("c:axId")):
        lines.append(copy.deepcopy(axis))
    area.addnext(lines)
