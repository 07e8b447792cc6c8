"""The tables of a business case as text in the reader's language, for slides and document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cxsim.charts.stress import named
from cxsim.downside.audit import Finding
from cxsim.downside.register import Assumption
from cxsim.downside.stress import Outcome
from cxsim.results import FLOWS, Result
from cxsim.text.downside import SEVERITIES, value_at
from cxsim.text.labels import path_label
from cxsim.text.language import DASH, Language
from cxsim.text.results import FLOW_NAMES, year_name
from cxsim.text.sensitivity import register_name

MOST_YEARS = 6
"""Columns of years in one table."""
LEFT, RIGHT = "left", "right"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Parameters
    ----------
    heads : tuple of str
    rows : tuple of tuple of str
    widths : tuple of float
        Of the columns, in proportion.
    sides : tuple of {"left", "right"}
        To which their texts keep.
    whole : tuple of int
        Columns whose texts are never cut.
    """

    heads: Row
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    sides: tuple[str, ...]
    whole: tuple[int, ...] = ()

    def first(self, most: int) -> Table:
        """Return the table with no more than so many rows."""
        return Table(self.heads, self.rows[:most], self.widths, self.sides, self.whole)


def assumptions(
    rows: Sequence[Assumption], owners: Mapping[str, str], currency: str, language: Language
) -> Table:
    """Return each number with its range, grade, source and whose it is, what matters most first.

    Parameters
    ----------
    rows : sequence of Assumption
    owners : mapping of str to str
        By path: whose number it is, in words.
    currency : str
    language : Language
    """
    say = language.say
    heads = (
        say("Assumption"),
        say("Mean"),
        say("P10 to P90"),
        say("Grade"),
        say("Whose number"),
        say("Source"),
    )
    found = tuple(
        (
            register_name(row.path, language),
            _value(row, currency, language),
            _range(row, currency, language),
            row.source.grade if row.source else DASH,
            owners.get(row.path, DASH),
            row.source.source if row.source else DASH,
        )
        for row in rows
    )
    sides = (LEFT, RIGHT, RIGHT, *[LEFT] * 3)
    return Table(
        heads, found, (2.9, 1.1, 1.7, 0.7, 2.0, 4.1), sides, (heads.index(say("Whose number")),)
    )


def _value(row: Assumption, currency: str, language: Language) -> str:
    if row.mix is not None:
        return " / ".join(language.percent(share) for share in row.mix)
    return DASH if row.value is None else value_at(row.path, row.value, currency, language)


def _range(row: Assumption, currency: str, language: Language) -> str:
    if row.low is None or row.high is None:
        return DASH
    low, high = (value_at(row.path, end, currency, language) for end in (row.low, row.high))
    return language.say("{low} to {high}", low=low, high=high)


def stresses(outcomes: Sequence[Outcome], currency: str, language: Language) -> Table:
    """Return the case and each stress test with its range and its chance of loss."""
    say = language.say
    heads = (say("Stress test"), "P10", "P50", "P90", say("Chance of loss"), say("Why"))
    rows = tuple(
        (
            named(each, language),
            *(language.money(value, currency) for value in (each.p10, each.p50, each.p90)),
            language.chance(each.chance_of_loss),
            language.read(each.why) if each.why else DASH,
        )
        for each in outcomes
    )
    return Table(heads, rows, (3.0, 1.1, 1.1, 1.1, 1.1, 5.0), (LEFT, *[RIGHT] * 4, LEFT))


def audit(findings: Sequence[Finding], language: Language) -> Table:
    """Return what a careful reader would object to."""
    say = language.say
    rows = tuple(
        (
            language.read(SEVERITIES[finding.severity]),
            path_label(finding.path, language) if finding.path else say("the case"),
            language.read(finding.sentence),
            language.read(finding.why),
        )
        for finding in findings
    )
    heads = (say("Severity"), say("Place"), say("Finding"), say("Why"))
    return Table(heads, rows, (1.1, 2.5, 4.0, 4.5), (LEFT,) * 4)


def years(result: Result, language: Language) -> tuple[Table, ...]:
    """Return P10, P50 and P90 of each flow by year, in as many tables as the years need."""
    places = range(0, len(result.years), MOST_YEARS)
    found = result.year_table()
    return tuple(_years(found, result, slice(at, at + MOST_YEARS), language) for at in places)


def _years(found: pd.DataFrame, result: Result, part: slice, language: Language) -> Table:
    currency, rows = result.scenario.currency, []
    for flow in FLOWS:
        shown = found[found["flow"] == flow][part]
        for place, p in enumerate(("p10", "p50", "p90")):
            name = "" if place else language.read(FLOW_NAMES[flow])
            rows.append((name, p.upper(), *(language.money(v, currency) for v in shown[p])))
    names = [year_name(year, language) for year in result.years[part]]
    empty = [""] * (MOST_YEARS - len(names))
    return Table(
        (language.say("Flow"), "", *names, *empty),
        tuple((*row, *empty) for row in rows),
        (3.0, 0.7, *[1.3] * MOST_YEARS),
        (LEFT, LEFT, *[RIGHT] * MOST_YEARS),
    )
