"""A workbook comes back: whole when nothing was typed, and with every change named when it was."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cxsim.distributions import SurveyMix
from cxsim.export.workbook import Imported, read_workbook, write_fill_in
from cxsim.scenario import Scenario, ScenarioError
from cxsim.simulation import point_plan
from cxsim.text.language import Language
from tests.export.workbook.cases import DAY, cells_by_path, full, hostile, small, typed, written

HOME = "groups.Households"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's workbook."""
    return written(small(), tmp_path_factory.mktemp("back") / "telecom.xlsx")


def edited(file: Path, folder: Path, values: dict[str, object]) -> Imported:
    """Return what comes back after values were typed."""
    target = typed(openpyxl.load_workbook(file), folder / "edited.xlsx", values)
    return read_workbook(target, small(), date(2026, 12, 1))


def faults(file: Path, folder: Path, values: dict[str, object]) -> list[str]:
    """Return what is told of values that cannot be."""
    with pytest.raises(ScenarioError) as caught:
        edited(file, folder, values)
    return [fault.read() for fault in caught.value.faults]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_it_comes_back_whole(code, file, tmp_path):
    """Untouched it is the scenario it was made from: numbers, ranges, sources, comments."""
    path = written(small(), tmp_path / "fr.xlsx", code) if code == "fr" else file
    back = read_workbook(path.read_bytes(), small())
    assert back.scenario.content() == small().content()
    assert back.scenario.to_toml() == small().to_toml()
    assert (back.changes, back.notes) == ((), ())


@pytest.mark.parametrize("case", [full(), hostile()], ids=["full", "hostile"])
def test_any_case_comes_back(case, tmp_path):
    """So does one with every feature, and one whose names look like formulas."""
    back = read_workbook(written(case, tmp_path / "any.xlsx"))
    assert back.scenario.content() == case.content()
    assert back.scenario.fingerprint == case.fingerprint
    assert back.changes == ()


def test_changes_are_named_and_signed(file, tmp_path):
    """What was typed is in the scenario, with cell, before and after, and whose number it is."""
    back = edited(
        file,
        tmp_path,
        {
            "edited.by": "Jo Customer",
            "edited.on": date(2026, 11, 30),
            f"{HOME}.customers": 130_000,
            "programme.ramp": "even",
            "horizon.start": "2028-04",
            "investments.CX team.to_month": None,
            "groups.Small business.name": "Firms",
        },
    )
    scenario = back.scenario
    assert scenario.mean(f"{HOME}.customers") == 130_000
    assert (scenario.programme.ramp, scenario.horizon.start) == ("linear", "2028-04")
    assert scenario.value("investments.CX team").to_month is None
    assert [group.name for group in scenario.groups] == ["Households", "Firms"]
    by_path = {change.path: change for change in back.changes}
    change = by_path[f"{HOME}.customers"]
    assert (change.was, change.now, change.owner) == (120_000, 130_000, "Jo Customer")
    assert change.cell.startswith("Assumptions!C")
    source = scenario.sources[f"{HOME}.customers"]
    assert (source.owner, source.kind, source.date) == (
        "Jo Customer",
        "stated",
        date(2026, 11, 30),
    )
    assert "programme.ramp" not in scenario.sources
    assert len(back.changes) == 5


MOVED = {
    f"{HOME}.promoters.churn": 0.1,
    f"{HOME}.promoters.spend_per_purchase": 50.0,
    "groups.Small business.passives.churn": 0.1,
    "groups.Small business.detractors.churn": 0.2,
    "groups.Small business.detractors.spend_per_purchase": 90.0,
    "groups.Small business.response": 1.1,
    "programme.ramp_months": 9.0,
    "programme.attribution": 0.6,
}
"""New means of a pert, a truncated normal, a metalog, a lognormal, a triangular, a beta …"""


def test_ranges_move_with_their_means(file, tmp_path):
    """Shapes stay and means are what was typed, so that the plan is the one that was seen."""
    back = edited(file, tmp_path, dict(MOVED))
    changes = {change.path: change for change in back.changes}
    assert set(changes) == set(MOVED)
    for path, value in MOVED.items():
        assert back.scenario.mean(path) == pytest.approx(value, rel=1e-9)
        assert type(changes[path].now) is type(changes[path].was)
        assert path in back.scenario.uncertain
        assert "moved" in str(changes[path].note)
    plans = [point_plan(s).value("npv") for s in (back.scenario, small().with_values(MOVED))]
    assert plans[0] == pytest.approx(plans[1], rel=1e-8)


def test_a_range_that_does_not_fit_is_lost_and_said(file, tmp_path):
    """Fade of 1 leaves no room for a range: the number becomes certain."""
    back = edited(file, tmp_path, {"programme.fade_rate": 1.0})
    assert back.scenario.programme.fade_rate == 1.0
    assert "lost" in str(back.changes[0].note)


def test_a_counted_mix_keeps_its_answers(file, tmp_path):
    """Other shares of a survey are taken as those of as many answers."""
    stem = "groups.Small business.mix"
    shares = {f"{stem}.promoters": 0.5, f"{stem}.passives": 0.3, f"{stem}.detractors": 0.2}
    mix = edited(file, tmp_path, dict(shares)).scenario.value(stem)
    assert isinstance(mix, SurveyMix)
    assert mix.promoters + mix.passives + mix.detractors == pytest.approx(400)
    assert mix.expected_value == pytest.approx((0.5, 0.3, 0.2))


def test_every_wrong_cell_is_told_at_once(file, tmp_path):
    """Texts, emptiness and wrong words are told together, each with its cell."""
    told = faults(
        file,
        tmp_path,
        {
            f"{HOME}.customers": "many",
            f"{HOME}.acquisition_cost": None,
            "programme.ramp": "crooked",
            "horizon.years": 2.5,
            f"{HOME}.promoters.churn": "0,12",
        },
    )
    assert len(told) == 5
    assert all(line.startswith("Assumptions!C") for line in told)


def test_what_the_scenario_refuses_names_the_cell(file, tmp_path):
    """A churn of 1.3 and a mix that sums to 1.2 are refused where they were typed."""
    told = faults(file, tmp_path, {f"{HOME}.promoters.churn": 1.3, f"{HOME}.mix.promoters": 0.55})
    assert any("churn" in line and line.startswith("Assumptions!C") for line in told)
    assert any("mix" in line and line.startswith("Assumptions!C") for line in told)


def test_cells_are_found_wherever_they_stand(file, tmp_path):
    """Rows and a column that someone put in, and a sheet with another name, do no harm."""
    book = openpyxl.load_workbook(file)
    cells_by_path(book)[f"{HOME}.customers"].value = 99_000
    sheet = book["Assumptions"]
    sheet.insert_rows(9, 2)
    sheet.insert_cols(3)
    sheet.title = "Ours"
    book.save(tmp_path / "moved.xlsx")
    back = read_workbook(tmp_path / "moved.xlsx")
    assert [change.path for change in back.changes] == [f"{HOME}.customers"]
    assert back.changes[0].cell.startswith("Ours!D")


def test_what_is_not_taken_is_said(file, tmp_path):
    """An event that was let happen, a range's end that was typed over, a row that is gone."""
    book = openpyxl.load_workbook(file)
    cells = cells_by_path(book)
    cells["risk_events.Price war.fired"].value = 1
    churn = cells[f"{HOME}.promoters.churn"]
    book["Assumptions"].cell(churn.row, 5).value = 0.01
    book["Assumptions"].cell(cells[f"{HOME}.passives.churn"].row, 1).value = None
    book.save(tmp_path / "notes.xlsx")
    back = read_workbook(tmp_path / "notes.xlsx")
    assert back.scenario.content() == small().content()
    assert len(back.notes) == 3


def test_another_version_of_the_case_is_told(file):
    """Who has another scenario open is told that the workbook is not of that one."""
    base = small().with_value(f"{HOME}.customers", 5.0)
    assert "another version" in str(read_workbook(file, base).notes[0])


def _zip(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no workbook at all",
        _zip(xl__workbook="<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>"),
        _zip(xl__workbook="<a/>"),
        _zip(xl__workbook="0" * 600_000_0),
    ],
    ids=["empty", "text", "entities", "no sheets", "bomb"],
)
def test_what_is_no_workbook_is_refused(content):
    """A damaged or hostile file is refused with a reason; nothing else happens."""
    with pytest.raises(ScenarioError) as caught:
        read_workbook(content)
    assert str(caught.value)


def test_a_workbook_of_someone_else_is_refused(tmp_path):
    """Without the hidden cells there is nothing to go by."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Sales"
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(ScenarioError, match="no sheet of assumptions"):
        read_workbook(tmp_path / "other.xlsx")


def _filled(outline: Scenario, path: Path, code: str, gap: frozenset[str] = frozenset()) -> Any:
    """Fill a blank sheet in with the means of a scenario."""
    write_fill_in(path, outline, Language(code), DAY)
    book = openpyxl.load_workbook(path)
    cells = cells_by_path(book, Language(code).say("Assumptions"))
    for each, number in outline.numbers.items():
        if each in cells and each not in gap:
            cells[each].value = outline.mean(each) if number is not None else None
    for group in outline.groups:
        for segment, share in zip(
            ("promoters", "passives", "detractors"), group.mix.expected_value, strict=True
        ):
            cells[f"groups.{group.name}.mix.{segment}"].value = share
    cells["horizon.years"].value = outline.horizon.years
    return book, cells


def test_a_filled_in_sheet_is_a_scenario(tmp_path):
    """Low, likely and high become a range, the name that signed it owns it, defaults are theirs."""
    outline = small()
    book, cells = _filled(outline, tmp_path / "blank.xlsx", "fr")
    cells["edited.by"].value = "Jo Customer"
    sheet = book.active
    churn = cells[f"{HOME}.promoters.churn"]
    for step, value in enumerate((0.1, 0.05, 0.2)):
        sheet.cell(churn.row, churn.column + step).value = value
    book.save(tmp_path / "filled.xlsx")
    scenario = read_workbook(tmp_path / "filled.xlsx", today=DAY).scenario
    number = scenario.value(f"{HOME}.promoters.churn")
    assert (number.low, number.mode, number.high) == (0.05, 0.1, 0.2)
    assert scenario.mean(f"{HOME}.customers") == 120_000
    assert scenario.sources[f"{HOME}.customers"].owner == "Jo Customer"
    assert [line.category for line in scenario.investments] == [
        line.category for line in outline.investments
    ]
    assert scenario.horizon.start is None


def test_all_missing_cells_are_listed_at_once(tmp_path):
    """A blank sheet says of each required cell where it is; half a range is refused too."""
    write_fill_in(tmp_path / "blank.xlsx", small(), Language("en"), DAY)
    with pytest.raises(ScenarioError) as caught:
        read_workbook(tmp_path / "blank.xlsx")
    places = [fault.path for fault in caught.value.faults]
    assert len(places) == len(set(places)) > 30
    assert all(place.startswith("Assumptions!C") for place in places)
    book, cells = _filled(small(), tmp_path / "gap.xlsx", "en", frozenset({f"{HOME}.customers"}))
    churn = cells[f"{HOME}.promoters.churn"]
    book.active.cell(churn.row, churn.column + 1).value = 0.01
    book.save(tmp_path / "gap.xlsx")
    with pytest.raises(ScenarioError) as caught:
        read_workbook(tmp_path / "gap.xlsx")
    assert len(caught.value.faults) == 2
