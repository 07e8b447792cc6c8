"""LibreOffice computes the workbook anew, and finds the point plan, whatever is typed in."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from cxsim.export.workbook.ledger import COLUMNS, TOP
from cxsim.results import RESULTS
from cxsim.scenario import Scenario
from cxsim.simulation import point_plan
from tests.export.workbook.cases import full, plan_in, telecom, typed, written
from tests.generate import random_scenario
from tests.office import convert

EXACT = 1e-9
CASES = {
    "telecom": telecom(),
    "full": full(),
    "random": random_scenario(4, taxed=True),
}
FIRST = {name: f"groups.{case.groups[0].name}" for name, case in CASES.items()}


def changes(name: str) -> dict[str, object]:
    """Return ten numbers of a case, and words in the scenario's own terms, that are typed over."""
    group = FIRST[name]
    shorter = {"horizon.years": 3} if name == "telecom" else {}
    return shorter | {
        "horizon.discount_rate": 0.04,
        "horizon.tax_rate": 0.31,
        "horizon.inflation": 0.015,
        "horizon.tax_losses": "carried-forward",
        "horizon.discounting": "year-end",
        "programme.scale": 1.7,
        "programme.delay_months": 1.5,
        "programme.ramp_months": 4.0,
        "programme.ramp": "s-curve",
        "programme.fade_rate": 0.4,
        "programme.levers.promoter_uplift": 0.12,
        "programme.levers.causal_share": 0.8,
        "programme.levers.cross_sell": 11.0,
        f"{group}.customers": 23_456.0,
        f"{group}.promoters.churn": 0.07,
        f"{group}.detractors.referrals_per_year": -0.1,
    }


WORDS = {
    "carried-forward": "are carried forward",
    "year-end": "at year's end",
    "s-curve": "S-curve",
}


class Judged(NamedTuple):
    """A workbook as written, and as LibreOffice computed it: untouched, and after changes."""

    untouched: Any
    changed: Any


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the workbook of each case."""
    folder = tmp_path_factory.mktemp("written")
    return {name: written(case, folder / f"{name}.xlsx") for name, case in CASES.items()}


@pytest.fixture(scope="module")
def stored(files: dict[str, Path]) -> dict[str, Any]:
    """Return the workbooks, opened for the values that are stored in them."""
    return {name: openpyxl.load_workbook(file, data_only=True) for name, file in files.items()}


@pytest.fixture(scope="module")
def judged(
    office: None, files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Judged]:
    """Return all cases, computed in one start of LibreOffice from files without any result."""
    folder = tmp_path_factory.mktemp("judged")
    again = []
    for name, file in files.items():
        book = openpyxl.load_workbook(file)
        again.append(typed(book, folder / f"{name}-bare.xlsx", {}))
        told = {path: WORDS.get(str(value), value) for path, value in changes(name).items()}
        again.append(typed(book, folder / f"{name}-new.xlsx", told))
    (folder / "out").mkdir()
    made = [
        openpyxl.load_workbook(f, data_only=True) for f in convert(again, "xlsx", folder / "out")
    ]
    pairs = zip(made[::2], made[1::2], strict=True)
    return {name: Judged(*pair) for name, pair in zip(files, pairs, strict=True)}


def assert_plan(found: dict[str, Any], scenario: Scenario) -> None:
    """Compare each result with the point plan's."""
    plan = point_plan(scenario)
    for result in RESULTS:
        expected = plan.value(result)
        if expected is None:
            assert found[result] == "—", result
        else:
            assert found[result] == pytest.approx(expected, rel=EXACT, abs=1e-9), result


@pytest.mark.parametrize("name", CASES)
def test_stored_results_are_the_plan(name, stored):
    """A reader that computes nothing shows the point plan, in every result."""
    assert_plan(plan_in(stored[name]), CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_recalculated_results_are_the_plan(name, judged):
    """LibreOffice, which is given no result, computes the point plan from the inputs."""
    assert_plan(plan_in(judged[name].untouched), CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_results_after_changes_are_the_plan_of_the_changed_scenario(name, judged):
    """Sixteen inputs typed over give what the model gives for the scenario so changed."""
    changed = CASES[name].with_values(changes(name))
    found = plan_in(judged[name].changed)
    assert found["npv"] != pytest.approx(plan_in(judged[name].untouched)["npv"], rel=1e-3)
    assert_plan(found, changed)


@pytest.mark.parametrize("name", CASES)
def test_every_stored_value_is_what_its_formula_gives(name, stored, judged):
    """Of thousands of formulas each one's stored value is the one LibreOffice finds."""
    computed = judged[name].untouched
    compared, wrong = 0, []
    for sheet in stored[name]:
        for row in sheet.iter_rows():
            for cell in row:
                other = computed[sheet.title][cell.coordinate].value
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    compared += 1
                    if not isinstance(other, int | float) or not math.isclose(
                        cell.value, other, rel_tol=EXACT, abs_tol=1e-7
                    ):
                        wrong.append((sheet.title, cell.coordinate, cell.value, other))
                elif (cell.value or None) != (other or None) and sheet.sheet_state == "visible":
                    wrong.append((sheet.title, cell.coordinate, cell.value, other))
    assert wrong == []
    assert compared > 1000


def test_the_months_are_those_of_the_model(judged):
    """Benefit, cost, customers and NPS of each month are the point plan's, to the last digit."""
    paths = point_plan(CASES["full"]).paths
    sheet = judged["full"].untouched["Ledger"]
    at = list(COLUMNS)
    months = paths.benefit.shape[1]
    for column, values, start in (
        ("benefit", paths.benefit[0], 0),
        ("cost", paths.cost[0], 0),
        ("with", paths.customers_with[0][:-1], 1),
        ("nps_with", paths.nps_with[0], 1),
        ("nps_without", paths.nps_without[0], 1),
    ):
        rows = range(TOP + 2 + start, TOP + 2 + months)
        found = [sheet.cell(row, at.index(column) + 1).value for row in rows]
        assert found == pytest.approx(list(values), rel=EXACT, abs=1e-6)


def test_years_add_up_to_the_ledger(judged):
    """Both tables of years hold all of benefit and cost; a fiscal year is named by its end."""
    sheet = judged["full"].untouched["Years"]
    rows = [[cell.value for cell in row[:6]] for row in sheet.iter_rows(min_row=6, max_row=20)]
    calendar = [row for row in rows if isinstance(row[0], int | float) and row[0] > 2000]
    horizon = [row for row in rows if isinstance(row[0], int | float) and row[0] < 2000]
    plan = point_plan(CASES["full"])
    for table in (horizon, calendar):
        assert sum(row[2] for row in table) == pytest.approx(plan.value("benefit"), rel=EXACT)
        assert sum(row[3] for row in table) == pytest.approx(plan.value("cost"), rel=EXACT)
    assert [row[0] for row in calendar] == [2027, 2028, 2029]
