"""Names under which draws are made: a case told in other words keeps its futures."""

from __future__ import annotations

import numpy as np
import pytest

from cxsim.comparison.composition import composed
from cxsim.sampling.design import Design
from cxsim.sampling.draws import sample
from cxsim.sampling.shifted import columns
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.drawn import drawn_path
from cxsim.scenario.editing import duplicated, free_name, removed, renamed
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import simulate
from tests.store import ROOT, sample_scenario

CASE = sample_scenario("telecom")
FOLDER = ROOT / "sample_data" / "fr"
NEW = {"Households": "Zweite", "Small business": "Aaa"}


@pytest.fixture(scope="module")
def told() -> Scenario:
    """The case with its groups in other words, in another order of the alphabet."""
    scenario = CASE
    for old, new in NEW.items():
        scenario = renamed(scenario, "groups", old, new)
    drawn = {f"groups.{new}": old for old, new in NEW.items()}
    return Scenario.from_mapping(scenario.content() | {"drawn_as": drawn})


def test_other_words_keep_the_futures(told):
    """Every draw, correlated ones too, and every NPV is the same to the bit."""
    ours, theirs = simulate(told, 1024), simulate(CASE, 1024)
    assert np.array_equal(ours.npv, theirs.npv)
    for path, draws in ours.draws.items():
        assert np.array_equal(draws, theirs.draws[drawn_path(path, told.stems)])
    assert told.fingerprint != CASE.fingerprint


def test_without_the_table_they_are_others(told):
    """The draws belong to names: it is the table that keeps them."""
    bare = Scenario.from_mapping(told.content() | {"drawn_as": {}})
    assert not np.array_equal(simulate(bare, 1024).npv, simulate(CASE, 1024).npv)


def test_what_is_drawn_again_is_drawn_alike(told):
    """Whether an event happens, and the scores of reverse stress, ask for the same points."""
    french = Scenario.load(FOLDER / "telecom.toml")
    held = [
        Rerun(simulate(scenario, 1024), 1024).outcomes({f"risk_events.{name}.probability": 0.9}).npv
        for scenario, name in ((french, "Guerre des prix"), (CASE, "Price war"))
    ]
    assert np.array_equal(*held)
    design = Design(64, 1)
    points = [
        [design.of(scenario).points(column) for column in columns(scenario)]
        for scenario in (french, CASE)
    ]
    assert np.array_equal(*points)


def test_one_design_draws_cases_in_either_language(told):
    """A comparison draws both with the design of one of them; each keeps its own draws."""
    ours = sample(told, simulate(CASE, 64).design)
    theirs = sample(CASE, simulate(told, 64).design)
    assert np.array_equal(
        ours["groups.Zweite.promoters.churn"], theirs["groups.Households.promoters.churn"]
    )


def test_the_table_follows_the_structure(told):
    """Renamed or removed, an item leaves the table; a copy is drawn under its own name."""
    assert renamed(told, "groups", "Aaa", "B").drawn_as == {"groups.Zweite": "Households"}
    assert removed(told, "groups", "Aaa").drawn_as == {"groups.Zweite": "Households"}
    assert duplicated(told, "groups", "Aaa", "B").drawn_as == told.drawn_as
    assert free_name(told, "groups", "Households") == "Households 2"


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"groups.Nobody": "X"}, "no group, line or event has this name"),
        ({"groups.Households": "Small business"}, "is drawn under this name already"),
        ({"groups.Households": "X", "groups.Small business": "X"}, "groups.Households is drawn"),
        ({"groups.Households": "a.b"}, "holds no dot"),
        ({"programme.scale": "X"}, "no group, line or event has this name"),
    ],
)
def test_what_cannot_be_is_refused(table, place):
    """No such item, one name for two, no name: each is told with its place."""
    with pytest.raises(ScenarioError, match=place):
        Scenario.from_mapping(CASE.content() | {"drawn_as": table})


def test_a_file_keeps_the_table(told, tmp_path):
    """What is saved is opened again with the same draws."""
    told.save(tmp_path / "case.toml")
    assert Scenario.load(tmp_path / "case.toml").fingerprint == told.fingerprint


def test_a_composed_case_is_drawn_as_its_parts():
    """World and programme bring their names; where two would be drawn alike one is let go."""
    french, other = (Scenario.load(FOLDER / f"{name}.toml") for name in ("telecom", "retailer"))
    both = composed(french, other, "Both")
    assert both.drawn_as["groups.Ménages"] == "Households"
    assert both.drawn_as["investments.Formation en magasin"] == "Training in stores"
    calm = removed(CASE, "risk_events", "Price war")
    struck = renamed(calm, "risk_events", "Late integration", "Price war")
    mixed = composed(french, struck, "Mixed")
    assert "risk_events.Guerre des prix" in both.drawn_as
    assert "risk_events.Guerre des prix" not in mixed.drawn_as
