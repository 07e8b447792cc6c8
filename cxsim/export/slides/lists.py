"""Charts that are lists, which PowerPoint draws: what drives the result, the stress tests."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Pt

from cxsim.distributions import Floats
from cxsim.export.slides.canvas import Box, Canvas, colour
from cxsim.export.slides.chart import SMALL, add, fill, legend, put
from cxsim.export.slides.embedded import Figures
from cxsim.export.telling.plots import in_parts


def _rows(chart: Any) -> None:
    """A list, the first row on top, without an axis of values."""
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.color.rgb = colour("ink")
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False


def swings(
    canvas: Canvas,
    box: Box,
    rows: Sequence[tuple[str, float, float]],
    centre: float,
    words: tuple[str, str],
    texts: Sequence[tuple[str, str]],
    alt: str,
) -> None:
    """Draw a bar from the centre to each end of each row; the ends are named.

    Parameters
    ----------
    canvas, box : Canvas, Box
    rows : sequence of (str, float, float)
        Name, and the figure where the input is low and where it is high.
    centre : float
    words : (str, str)
        Low and high.
    texts : sequence of (str, str)
        The two figures of each row.
    alt : str
    """
    figures = Figures()
    figures.categories = [name for name, _, _ in rows]
    ends = [[low - centre for _, low, _ in rows], [high - centre for _, _, high in rows]]
    put(figures, dict(zip(words, ends, strict=True)))
    chart = add(canvas, box, XL_CHART_TYPE.BAR_CLUSTERED, figures, alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    for side, (series, tone) in enumerate(zip(plot.series, ("axis", "accent"), strict=True)):
        fill(series, tone)
        _label(canvas, series, [pair[side] for pair in texts])
    _rows(chart)
    reach = 1.35 * max((abs(v) for side in ends for v in side if math.isfinite(v)), default=1.0)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = -reach, reach
    legend(chart, [])


def _label(canvas: Canvas, series: Any, texts: Sequence[str]) -> None:
    """Name the ends of bars."""
    for place, text in enumerate(texts):
        label = series.points[place].data_label
        run = label.text_frame.paragraphs[0].add_run()
        run.text = text
        run.font.size, run.font.color.rgb = Pt(SMALL - 1), colour("ink")
        run._r.get_or_add_rPr().set("lang", canvas.tag)
        label.position = XL_LABEL_POSITION.OUTSIDE_END


def spans(
    canvas: Canvas,
    box: Box,
    names: Sequence[str],
    ranges: Floats,
    words: tuple[str, str, str],
    alt: str,
) -> None:
    """Draw a bar from P10 to P90 for each row, its tones meeting at the median.

    Parameters
    ----------
    canvas, box : Canvas, Box
    names : sequence of str
    ranges : ndarray (rows, 3), currency
        P10, P50 and P90.
    words : (str, str, str)
        What is below zero, then P10 to median, then median to P90.
    alt : str
    """
    low = [in_parts(a, b) for a, b, _ in ranges.tolist()]
    high = [in_parts(b, c) for _, b, c in ranges.tolist()]
    ground = [a[0] or b[2] for a, b in zip(low, high, strict=True)]
    figures = Figures()
    figures.categories = list(names)
    series = {
        " ": ground,
        words[1]: [part[1] for part in low],
        words[2]: [part[1] for part in high],
        f"{words[0]} ": [part[3] for part in high],
        words[0]: [part[3] for part in low],
    }
    put(figures, series)
    chart = add(canvas, box, XL_CHART_TYPE.BAR_STACKED, figures, alt)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    tones = (None, "accent-soft", "accent", "loss", "loss-soft")
    for each, tone in zip(plot.series, tones, strict=True):
        fill(each, tone)
    _rows(chart)
