"""The business case as a whole: its answer, its stamp, and the record that holds it all."""

import json
from dataclasses import replace

import pytest

from cxsim import __version__
from cxsim.downside.bridge import bridge
from cxsim.export.case import VIEWS, Cover, figure_text
from cxsim.export.case.record import case_record, write_record
from cxsim.text.language import LANGUAGES, Language
from tests.export.cases import DAY, case_in, case_of, scenario_of


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("headline", VIEWS)
def test_the_answer_is_of_the_view_that_is_told_first(code, headline):
    """Its amount is that view's NPV, without the sign that the words say."""
    case = replace(case_in("ordinary", code), headline=headline)
    npv = case.headline_view.figures["npv"]
    assert figure_text("npv", abs(npv), case.result, case.language) in case.answer
    assert case.headline_view.name == headline


def test_the_conservative_view_is_finances():
    """What the finance bridge ends at is what is told first."""
    case = case_of("ordinary")
    assert bridge(case.result)[-1].total == case.views[0].figures["npv"]
    assert case.headline == "conservative"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_stamp_says_which_case_it_is(code):
    """Scenario, version, trials, seed, fingerprint, day, and what is left out, on one line."""
    case = case_in("ordinary", code)
    scenario = case.scenario
    for text in (
        scenario.name,
        __version__,
        case.language.number(1_024),
        "sobol",
        scenario.fingerprint[:12],
        case.language.day(DAY),
        case.stamp[-1][1],
    ):
        assert text in case.stamp_line


def test_a_draft_becomes_final_by_a_name():
    """The case itself is not changed: it gives another one."""
    case = case_of("ordinary")
    assert case.draft
    assert str(len(case.unaccepted)) in case.draft_note
    final = case.accept("Grace Hopper")
    assert not final.draft
    assert not final.draft_note
    assert "Grace Hopper" in final.acceptance
    assert case.draft


def test_the_record_holds_everything(tmp_path):
    """Strict JSON, its results those of `cxsim run --json`, every number with its owner."""
    case = case_in("ordinary", "en")
    path = tmp_path / "case.json"
    shares: list[float] = []
    write_record(case, path, shares.append)
    assert shares[-1] == 1.0
    found = json.loads(path.read_text("utf-8"), parse_constant=pytest.fail)
    run = case.result.record(__version__)
    assert {name: found[name] for name in run} == json.loads(json.dumps(run))
    assert found["views"]["conservative"]["npv"] == case.views[0].figures["npv"]
    assert found["cover"]["customer"] == "Aster"
    assert [each["path"] for each in found["register"]] == [row.path for row in case.register]
    assert {each["whose"] for each in found["register"]} <= {
        "customer",
        "seller",
        "benchmark",
        "measured",
        "default",
    }
    assert {each["name"] for each in found["accepted"]} == {"Ada"}
    assert len(found["accepted"]) == sum(each["weak"] for each in found["register"])
    for part in ("drivers", "waterfall", "stresses", "audit", "tails", "bridge"):
        assert found[part]
    assert found["left_out"] == case.left_out


def test_hostile_names_are_data_in_the_record():
    """They stand in it to the letter."""
    found = case_record(case_of("hostile"))
    assert found["scenario"] == scenario_of("hostile")[0].name


def test_the_cover_changes_no_figure():
    """Another customer, author or language gives the same numbers."""
    case = case_of("ordinary")
    other = replace(case, cover=Cover(DAY, Language("fr"), "Other", "Else"))
    same = ("results", "views", "stresses", "tails", "what_must_be_true")
    first, second = case_record(case), case_record(other)
    assert all(first[name] == second[name] for name in same)
