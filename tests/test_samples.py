"""The samples and the neutral pack keep the rules that their files promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxsim.downside.audit import audit
from cxsim.model.books import books
from cxsim.scenario import Scenario
from cxsim.scenario.schema import SurveyMix
from cxsim.scenario.template import TEMPLATE
from cxsim.simulation import simulate
from pages.shared.page import SAMPLES

FOLDER = Path(__file__).parent.parent / "sample_data"
FILES = sorted(FOLDER.glob("*.toml"))
SOURCED = {path.stem: path.read_text("utf-8") for path in FILES} | {"neutral": TEMPLATE}
BEFORE_SOURCES_WERE_FOR_ALL = ("telecom", "starbucks")
"""Samples in which a few plain numbers explain themselves in comments instead."""


def test_every_file_is_in_the_menu():
    """The folder and the app's list name the same files."""
    assert {path.name for path in FILES} == set(SAMPLES)


@pytest.mark.parametrize("name", SOURCED)
def test_every_number_says_where_it_comes_from(name):
    """No number but nothing and the plain factor 1 is without a source, a kind and a grade."""
    scenario = Scenario.parse(SOURCED[name])
    assert scenario.warnings() == []
    unsourced = [
        path
        for path, number in scenario.numbers.items()
        if path not in scenario.sources and number not in (0.0, 1.0)
    ]
    if name in BEFORE_SOURCES_WERE_FOR_ALL:
        assert not [path for path in unsourced if path in scenario.uncertain]
    else:
        assert unsourced == []
    for group in scenario.groups:
        assert f"groups.{group.name}.mix" in scenario.sources


@pytest.mark.parametrize("name", SOURCED)
def test_the_company_is_plausible(name):
    """As it is, no company grows or shrinks by more than a tenth, and each has a margin."""
    company = books(Scenario.parse(SOURCED[name])).company
    assert abs(company.growth) < 0.1
    assert 0 < company.margin < company.revenue


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_came_out_is_what_the_file_says(path):
    """The chance and the typical loss in the head of the file are the model's own."""
    text = " ".join(re.sub(r"^# ?", "", line) for line in path.read_text("utf-8").splitlines())
    said = re.search(
        r"pays in (\d+) of 100 simulated futures and typically loses(?: about)? ([\d.]+) million",
        text,
    )
    result = simulate(Scenario.load(path))
    if path.stem == "starbucks":
        return
    assert said is not None
    assert round(100 * (1 - result.chance_of_loss)) == int(said[1])
    assert -result.answer.p50 / 1e6 == pytest.approx(float(said[2]), abs=0.05)


@pytest.mark.parametrize("name", ["saas", "bank", "retailer"])
def test_the_newer_samples_break_no_rule(name):
    """A careful reader would object to none of their numbers, and each mix was counted."""
    scenario = Scenario.parse(SOURCED[name])
    assert audit(scenario) == []
    assert all(isinstance(group.mix, SurveyMix) for group in scenario.groups)
    assert {line.category for line in scenario.investments} == {
        "team",
        "training",
        "technology",
        "operations",
    }
