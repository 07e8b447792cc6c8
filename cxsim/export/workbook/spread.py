"""How the results are spread over the simulated futures: percentiles, a histogram, a chart."""

from __future__ import annotations

import math

import numpy as np

from cxsim.charts.axes import round_step
from cxsim.distributions import Floats
from cxsim.export.workbook.book import TWO_LINES, Book, Sheet
from cxsim.results import RESULTS, Result, percentiles
from cxsim.text.language import DASH, Language
from cxsim.text.results import RESULT_LABELS, STATISTIC_NAMES

SHOWN = (5, 10, 20, 25, 50, 75, 80, 90, 95)
"""Percentiles; P20, P50 and P80 are the three views of a case."""
BINS = 40
TOP = 3


def write_spread(book: Book, sheet: Sheet, result: Result) -> None:
    """Write percentiles of all results and the histogram of NPV."""
    language = book.language
    sheet.text(0, 0, language.say("What the simulation found"), "title")
    sheet.made.merge_range(1, 0, 1, 8, "")
    sheet.text(1, 0, _note(result, language), "note")
    sheet.made.set_row(1, 32)
    sheet.widths(34, *[14] * (len(SHOWN) + 2))
    mean = language.read(STATISTIC_NAMES["mean"])
    heads = [mean, *(f"P{p}" for p in SHOWN), language.say("Plan")]
    sheet.text(TOP, 0, language.say("Result"), "head")
    sheet.texts(TOP, 1, heads, "head right")
    sheet.made.set_row(TOP, TWO_LINES)
    for row, name in enumerate(RESULTS, TOP + 1):
        _percentiles(sheet, row, name, result)
    row = TOP + len(RESULTS) + 2
    for name, value in (
        (language.say("Chance of loss"), result.chance_of_loss),
        (language.say("Chance of payback"), result.chance_of_payback),
    ):
        sheet.text(row, 0, name)
        sheet.number(row, 1, value, "ratio", "figure")
        row += 1
    _histogram(book, sheet, row + 1, result.npv[np.isfinite(result.npv)])


def _note(result: Result, language: Language) -> str:
    return language.say(
        "Each of {trials} simulated futures draws every uncertain number and lets events "
        "happen or not. Percentiles are taken result by result. These are figures, not "
        "formulas: they do not follow the assumptions. A dash: a result that never comes "
        "about, or has no value.",
        trials=language.number(len(result.npv)),
    )


def _percentiles(sheet: Sheet, row: int, name: str, result: Result) -> None:
    label, values = RESULT_LABELS[name], getattr(result, name)
    unit = {"money": "sum"}.get(label.unit, label.unit)
    sheet.text(row, 0, sheet.book.language.read(label.name))
    found = percentiles(values, SHOWN)
    mean = float(np.mean(values)) if np.isfinite(values).all() else math.nan
    plan = result.point.value(name)
    figures = [mean, *found.values(), math.nan if plan is None else plan]
    for column, value in enumerate(figures, 1):
        if math.isfinite(value):
            sheet.number(row, column, value, unit)
        else:
            sheet.text(row, column, DASH, "text", align="right")


def _histogram(book: Book, sheet: Sheet, top: int, npv: Floats) -> None:
    """Write the share of the futures by class of NPV, and draw it."""
    if not len(npv):
        return
    language = book.language
    edges = class_edges(npv)
    shares = np.histogram(np.clip(npv, edges[0], edges[-1]), edges)[0] / len(npv)
    heads = [language.say("NPV from"), language.say("to"), language.say("Share of the futures")]
    sheet.texts(top, 0, heads, "head right")
    ends = [min(edges[0], npv.min()), *edges[1:-1], max(edges[-1], npv.max())]
    for step, share in enumerate(shares):
        row = top + 1 + step
        sheet.number(row, 0, float(ends[step]), "sum")
        sheet.number(row, 1, float(ends[step + 1]), "sum")
        sheet.number(row, 2, float(share), "ratio")
    last = top + len(shares)
    chart = book.file.add_chart({"type": "column"})
    losses = [{"fill": {"color": "#B42318"}} if edge < 0 else None for edge in edges[:-1]]
    chart.add_series(
        {
            "categories": [sheet.name, top + 1, 0, last, 0],
            "values": [sheet.name, top + 1, 2, last, 2],
            "gap": 5,
            "fill": {"color": "#1F6F8B"},
            "points": losses,
        }
    )
    chart.set_title({"name": language.say("Net present value"), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {
            "label_position": "low",
            "interval_unit": 5,
            "num_format": "#,##0",
            "num_font": {"size": 8},
        }
    )
    chart.set_y_axis({"num_format": "0%", "major_gridlines": {"visible": False}})
    chart.set_size({"width": 760, "height": 340})
    sheet.made.insert_chart(top, 4, chart)


def class_edges(npv: Floats) -> Floats:
    """Return round edges of classes; 0 is one of them if it lies within, tails in the last ones."""
    low, high = (float(v) for v in np.quantile(npv, (0.005, 0.995)))
    step = round_step(high - low, BINS) if high > low else max(1.0, abs(low))
    first, last = math.floor(low / step), math.floor(high / step) + 1
    return np.asarray(step * np.arange(first, last + 1), dtype=float)
