"""The year table: what each year of the calendar, or of the company's books, brings and costs."""

from __future__ import annotations

from cxsim.results import FLOWS
from cxsim.scenario import Scenario
from cxsim.simulation import in_calendar
from cxsim.text.results import FLOW_NAMES, year_name
from pages.bench import Field, Grid, Option, Row, Section
from pages.shared.page import simulated
from pages.workbench.scene import Scene

BEGINS = "years.begin"
"""The field that says in which month a year begins; empty for years of the horizon."""


def years(scene: Scene) -> tuple[Section, ...]:
    """Return the section with the table."""
    say = scene.language.say
    scenario = scene.scenario
    begins = scene.session.typed.get(BEGINS, "")
    fields = (_begins(scene, begins),) if scenario.horizon.start else ()
    words = say(
        "Of each year, the value that one in ten futures stay below, half, and one in ten exceed. "
        "Percentiles are taken row by row: they do not add up."
    )
    if not scenario.horizon.start:
        words += " " + say("Give the case a first month (Facts) to see the years of a calendar.")
    table = Grid("years", say("Year table"), _head(scene), _rows(scene, scenario, begins))
    return (Section("years", say("Year by year"), words, fields=fields, grids=(table,)),)


def _begins(scene: Scene, begins: str) -> Field:
    months = (Option(str(month), scene.language.month_name(month)) for month in range(1, 13))
    options = (Option("", scene.language.say("the first month of the case")), *months)
    return Field(BEGINS, scene.language.say("Years begin in"), begins, "choice", options)


def _head(scene: Scene) -> tuple[str, ...]:
    names = [scene.language.read(FLOW_NAMES[flow]) for flow in FLOWS]
    return (scene.language.say("Year"), "", *names)


def _rows(scene: Scene, scenario: Scenario, begins: str) -> tuple[Row, ...]:
    result = simulated(scenario)
    if begins and scenario.horizon.start:
        result = in_calendar(result, int(begins))
    found = {(row["flow"], row["year"]): row for row in result.year_table().to_dict("records")}
    return tuple(
        Row(
            year_name(year, scene.language),
            (
                percentile.upper(),
                *(
                    scene.language.money(found[flow, year][percentile], scenario.currency)
                    for flow in FLOWS
                ),
            ),
            again=percentile != "p10",
        )
        for year in result.years
        for percentile in ("p10", "p50", "p90")
    )
