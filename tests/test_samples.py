"""The samples and the neutral pack keep the rules that their files promise."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from cxsim.downside.audit import audit, unasked
from cxsim.model.books import books
from cxsim.scenario import Scenario
from cxsim.scenario.checks import NAMED
from cxsim.scenario.drawn import DRAWN
from cxsim.scenario.schema import SurveyMix
from cxsim.scenario.template import TEMPLATE
from cxsim.simulation import simulate
from pages.shared.page import SAMPLES

FOLDER = Path(__file__).parent.parent / "sample_data"
FILES = sorted(FOLDER.glob("*.toml"))
FRENCH = sorted((FOLDER / "fr").glob("*.toml"))
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
    assert unasked(scenario) == []
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
    said = re.search(
        r"pays in (\d+) of 100 simulated futures and typically loses(?: about)? ([\d.]+) million",
        head(path),
    )
    assert said is not None
    result, decimals = simulate(Scenario.load(path)), len(said[2].partition(".")[2])
    assert round(100 * (1 - result.chance_of_loss)) == int(said[1])
    assert f"{-result.answer.p50 / 1e6:.{decimals}f}" == said[2]


def words_of(scenario: Scenario) -> list[str]:
    """Return every name and text of a scenario, in the order of its file."""
    found = [scenario.name, scenario.description, scenario.programme.name]
    found += [item.name for kind in NAMED for item in getattr(scenario, kind)]
    found += [text for each in scenario.intangibles for text in (each.owner, each.evidence)]
    card = scenario.experience
    for question in (card.cost, card.response, card.talk):
        found += [question.measure, question.target]
    for source in scenario.sources.values():
        found += [source.source, source.owner or ""]
    return found


def comments(path: Path) -> list[str]:
    """Return the comments of a file."""
    return re.findall(r"(?m)# (.*)$", path.read_text("utf-8"))


def head(path: Path) -> str:
    """Return the comments of a file as one line."""
    return " ".join(comments(path))


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.stem)
def test_the_french_samples_are_the_english_ones(path):
    """The same numbers, ranks, kinds and grades in the same order: the same figures to the bit."""
    french, english = Scenario.load(path), Scenario.load(FOLDER / path.name)
    assert [*french.numbers.values()] == [*english.numbers.values()]
    assert [c.rank for c in french.correlations] == [c.rank for c in english.correlations]
    names = [item.name for kind in DRAWN for item in getattr(english, kind)]
    assert [*french.drawn_as.values()] == names
    known = [(each.kind, each.grade, each.date) for each in english.sources.values()]
    assert [(each.kind, each.grade, each.date) for each in french.sources.values()] == known
    ours, theirs = simulate(french, 1024), simulate(english, 1024)
    assert np.array_equal(ours.npv, theirs.npv)
    assert np.array_equal(ours.payback_months, theirs.payback_months)


def test_no_english_is_left_in_the_french_samples():
    """Every name, text and comment is another one, but for what is a name in both languages."""
    assert [path.name for path in FRENCH] == [path.name for path in FILES]
    for path in FRENCH:
        ours, theirs = (words_of(Scenario.load(each)) for each in (path, FOLDER / path.name))
        same = {french for french, english in zip(ours, theirs, strict=True) if french == english}
        assert same <= {"", "Starbucks 2002", "Christine Day, Starbucks"}
        assert set(comments(path)) & set(comments(FOLDER / path.name)) == set()


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.stem)
def test_french_samples_are_set_as_french(path):
    """Curved apostrophes, and a space that does not break before high punctuation."""
    for text in [*words_of(Scenario.load(path)), *comments(path)]:
        bare = text.replace("Starbucks:", "")  # the title of an English book
        assert re.findall(r"[^\u202f][;!?]|[^\u00a0][:%]|'| »|« ", bare) == [], text


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.stem)
def test_what_came_out_is_what_the_french_file_says(path):
    """Chance and typical loss in the head of the file are those that the English head tells."""
    french = re.search(r"dans (\d+) futurs? simulés? .*? typiquement ([\d,]+) m", head(path))
    english = re.search(
        r"in (\d+) of 100 .*? typically loses(?: about)? ([\d.]+) m", head(FOLDER / path.name)
    )
    assert french is not None
    assert english is not None
    assert (french[1], french[2].replace(",", ".")) == english.groups()


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
