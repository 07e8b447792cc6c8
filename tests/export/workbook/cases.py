"""Cases whose workbooks are judged, and the plan as an opened workbook has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cxsim.downside.audit import audit
from cxsim.downside.register import register
from cxsim.downside.stress import stress_tests
from cxsim.export.workbook import Content, write_content
from cxsim.results import RESULTS
from cxsim.scenario import Scenario
from cxsim.sensitivity.tornado import tornado
from cxsim.simulation import simulate
from cxsim.text.language import Language
from tests.generate import random_scenario
from tests.server import ROOT

DAY = date(2026, 11, 26)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1:A9)",
    "-2+3",
    "'[x]:*?/\\' <b>&amp; \"q\"",
    "{=1+1}",
    "http://example.org",
    "N" * 199,
)
"""Names that must stay texts; what holds a dot is no name of an item."""


def telecom() -> Scenario:
    """Return the sample."""
    return Scenario.load(ROOT / "sample_data" / "telecom.toml")


def small() -> Scenario:
    """Return the sample over one year: as many inputs, and a fifth of the formulas."""
    return telecom().with_value("horizon.years", 1)


def full() -> Scenario:
    """Return a case with eight groups and every feature: the money of the day, taxed."""
    parts = [random_scenario(seed, taxed=True) for seed in range(20, 28)]
    groups = [part.content()["groups"][0] for part in parts]
    lines = [line for part in parts for line in part.content().get("investments", [])]
    events = [event for part in parts for event in part.content().get("risk_events", [])]
    content = parts[0].content() | {
        "name": "Every feature",
        "horizon": {
            "years": 2,
            "discount_rate": {"dist": "pert", "low": 0.05, "mode": 0.08, "high": 0.12},
            "discounting": "mid-year",
            "start": "2027-10",
            "inflation": 0.03,
            "tax_rate": 0.25,
            "tax_losses": "carried-forward",
        },
        "groups": [{**group, "name": f"Group {n}"} for n, group in enumerate(groups)],
        "investments": [
            {**line, "name": f"Line {n}", "per_year": 9_000.0 + n} for n, line in enumerate(lines)
        ],
        "risk_events": [{**event, "name": f"Event {n}"} for n, event in enumerate(events)],
        "correlations": [],
    }
    content["programme"] |= {"ramp": "s-curve", "fade_rate": 0.3, "ramp_months": 7.5}
    content["programme"]["levers"] |= {"cross_sell": 3.0, "promoter_uplift": 0.08}
    return Scenario.from_mapping(content)


def hostile() -> Scenario:
    """Return a case all of whose names would do something elsewhere."""
    one = random_scenario(3).content()
    names = [name for name in HOSTILE if "." not in name]
    group, event = one["groups"][0], {"name": "", "probability": 0.5}
    path = f"groups.{names[0]}.customers"
    return Scenario.from_mapping(
        one
        | {
            "name": HOSTILE[0],
            "description": HOSTILE[6],
            "groups": [{**group, "name": name} for name in names],
            "investments": [
                {"name": n, "category": "team", "per_year": 5_000.0, "one_off": 50.0} for n in names
            ],
            "risk_events": [{**event, "name": name} for name in names],
            "correlations": [],
            "sources": {path: {"source": HOSTILE[0], "kind": "stated", "grade": "D"}},
        }
    )


def told(scenario: Scenario, code: str = "en") -> Content:
    """Return what a workbook tells of a scenario, from a few trials."""
    result = simulate(scenario, 64)
    return Content(
        result,
        Language(code),
        DAY,
        tornado(result),
        stress_tests(result, scenario.stresses),
        audit(scenario, result),
        register(scenario, {}, DAY),
        headline=HOSTILE[0],
        left_out="No terminal value.",
        customer=HOSTILE[0],
        author=HOSTILE[1],
        stamp=(("Name", scenario.name), ("Seed", "1")),
        draft="DRAFT",
    )


def written(scenario: Scenario, path: Path, code: str = "en") -> Path:
    """Write the workbook of a scenario and return its path."""
    write_content(told(scenario, code), path)
    return path


def cells_by_path(book: Any, sheet: str = "Assumptions") -> dict[str, Any]:
    """Return the cell of each input of an opened workbook, by its path."""
    rows = book[sheet].iter_rows()
    keys = [cell.value for cell in next(rows)]
    at = keys.index("value")
    return {row[0].value: row[at] for row in rows if row[0].value}


def typed(book: Any, target: Path, values: Mapping[str, object]) -> Path:
    """Type values into the inputs of an opened workbook; saving drops every stored result."""
    cells = cells_by_path(book)
    for path, value in values.items():
        cells[path].value = value
    book.save(target)
    return target


def plan_in(book: Any) -> dict[str, Any]:
    """Return the stored results of a workbook opened for its values, by name."""
    found = {}
    for name in RESULTS:
        sheet, _, place = book.defined_names[f"result_{name}"].attr_text.rpartition("!")
        found[name] = book[sheet.strip("'")][place.replace("$", "")].value
    return found
