"""Why, what it must survive, and what was objected: tables of what was found, with their charts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cxsim.downside.audit import Finding
from cxsim.downside.stress import Outcome
from cxsim.export.workbook.book import TWO_LINES, Book, Sheet
from cxsim.sensitivity.tornado import Bar
from cxsim.text.downside import SEVERITIES
from cxsim.text.labels import path_label
from cxsim.text.phrase import Words, say
from cxsim.text.sensitivity import MEASURE_NAMES, NOTES

MOST_BARS = 15
"""Bars that the chart shows; the table has them all."""
FIGURES = {
    "p10": (say("P10"), "sum"),
    "p50": (say("P50"), "sum"),
    "p90": (say("P90"), "sum"),
    "mean": (say("Mean"), "sum"),
    "chance_of_loss": (say("Chance of loss"), "ratio"),
    "chance_of_payback": (say("Chance of payback"), "ratio"),
}
"""Of NPV under a stress."""


def write_tornado(book: Book, sheet: Sheet, bars: Sequence[Bar], mean: float) -> None:
    """Write the mean NPV where each input is low and where it is high, and draw the widest bars."""
    language = book.language
    title = language.read(NOTES["tornado"].name)
    _begin(sheet, title, language.read(NOTES["tornado"].misleads), (58, 17, 17, 17))
    measure = language.read(MEASURE_NAMES["npv"])
    low = language.say("{measure}, assumption low", measure=measure)
    high = language.say("{measure}, assumption high", measure=measure)
    sheet.text(3, 0, language.say("Assumption"), "head")
    sheet.texts(3, 1, [low, high, language.say("Swing")], "head right")
    for row, bar in enumerate(bars, 4):
        sheet.text(row, 0, path_label(bar.path, language))
        for column, value in enumerate((bar.low, bar.high, bar.swing), 1):
            sheet.number(row, column, value, "sum")
    drawn = min(len(bars), MOST_BARS)
    if not drawn or not math.isfinite(mean):
        return
    chart = book.file.add_chart({"type": "bar"})
    for column, name, colour in ((1, low, "#C9803A"), (2, high, "#1F6F8B")):
        chart.add_series(
            {
                "name": name,
                "categories": [sheet.name, 4, 0, 3 + drawn, 0],
                "values": [sheet.name, 4, column, 3 + drawn, column],
                "fill": {"color": colour},
                "gap": 40,
                "overlap": 100,
            }
        )
    chart.set_title({"name": measure, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"size": 8}})
    chart.set_x_axis({"crossing": mean, "num_format": "#,##0", "num_font": {"size": 8}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 860, "height": 120 + 26 * drawn})
    sheet.made.insert_chart(3, 5, chart)


def write_stress(book: Book, sheet: Sheet, outcomes: Sequence[Outcome]) -> None:
    """Write NPV under each stress; the first row is the case as it stands."""
    language = book.language
    note = language.say("The same futures, with one thing gone wrong, or several at once.")
    _begin(sheet, language.say("Stress tests"), note, (44, *[15] * len(FIGURES), 80))
    heads = [language.read(head) for head, _ in FIGURES.values()]
    sheet.text(3, 0, language.say("Stress test"), "head")
    sheet.texts(3, 1, heads, "head right")
    sheet.text(3, 1 + len(heads), language.say("Why it is asked"), "head", indent=1, align="left")
    for row, outcome in enumerate(outcomes, 4):
        sheet.text(row, 0, _stress_name(outcome, book), "wrapped" if outcome.id else "total")
        for column, (figure, (_, unit)) in enumerate(FIGURES.items(), 1):
            sheet.number(row, column, getattr(outcome, figure), unit)
        why = language.read(outcome.why) if outcome.why else ""
        sheet.text(row, len(FIGURES) + 1, why, "beside")
        sheet.fit(row, (why, 80), (_stress_name(outcome, book), 44))


def _stress_name(outcome: Outcome, book: Book) -> str:
    if not outcome.id:
        return book.language.say("The case as it stands")
    return book.language.read(outcome.name) if isinstance(outcome.name, Words) else outcome.name


def write_audit(book: Book, sheet: Sheet, findings: Sequence[Finding]) -> None:
    """Write what a careful reader would object to."""
    language = book.language
    note = language.say("Rules that this case breaks; a note is weaker than a warning.")
    _begin(sheet, language.say("Audit"), note, (12, 44, 70, 90))
    heads = language.say("Severity"), language.say("Place"), language.say("Finding")
    sheet.texts(3, 0, [*heads, language.say("Why it matters")])
    for row, finding in enumerate(findings, 4):
        place = path_label(finding.path, language) if finding.path else language.say("the case")
        sheet.text(row, 0, language.read(SEVERITIES[finding.severity]), "wrapped")
        sheet.text(row, 1, place, "wrapped")
        sentence, why = language.read(finding.sentence), language.read(finding.why)
        sheet.text(row, 2, sentence, "wrapped")
        sheet.text(row, 3, why, "note")
        sheet.fit(row, (place, 44), (sentence, 70), (why, 90))
    if not findings:
        sheet.text(4, 0, language.say("No rule is broken."))


def _begin(sheet: Sheet, title: str, note: str, widths: tuple[float, ...]) -> None:
    sheet.text(0, 0, title, "title")
    sheet.made.merge_range(1, 0, 1, 3, "")
    sheet.text(1, 0, note, "note")
    sheet.made.set_row(1, 44)
    sheet.widths(*widths)
    sheet.made.set_row(3, TWO_LINES)
    sheet.freeze(4, 1)
