"""What differs between two versions of a scenario: all of it, once, in the reader's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxsim.scenario import Scenario
from cxsim.scenario.checks import NAMED
from cxsim.scenario.differences import differences, told
from cxsim.scenario.editing import added, renamed, with_ranks, with_source
from cxsim.text.language import DASH, LANGUAGES, PSEUDO, Language
from tests.generate import random_scenario

TELECOM = Scenario.load(Path(__file__).parents[2] / "sample_data" / "telecom.toml")
EN, FR = map(Language, LANGUAGES)
GROUP = TELECOM.groups[0].name
CHURN = f"groups.{GROUP}.promoters.churn"


def test_without_a_change_there_is_none():
    """A scenario differs in nothing from itself, read again."""
    assert differences(TELECOM, Scenario.parse(TELECOM.to_toml())) == ()


def test_a_number_is_told_in_its_unit():
    """A range gives way to a number, years to years, each as its language writes it."""
    changed = TELECOM.with_values({CHURN: 0.1, "horizon.years": 4})
    found = differences(changed, TELECOM)
    assert [one.path for one in found] == ["horizon.years", CHURN]
    assert (found[0].was, found[0].now) == (5, 4)
    years, churn = told(found, FR)
    assert years == ("Horizon", "5\xa0ans", "4\xa0ans")
    assert churn[0] == f"{GROUP} · promoteurs · Taux d’attrition"
    assert churn[1].startswith("9,4\xa0% (")
    assert churn[2] == "10\xa0%"


def test_money_is_in_the_currency_of_its_version():
    """Where the currency changes, what was stays in the old one."""
    path = f"investments.{TELECOM.investments[0].name}.per_year"
    changed = TELECOM.with_values({"currency": "USD", path: 1e6})
    row = {what: (was, now) for what, was, now in told(differences(changed, TELECOM), EN)}
    assert row["Currency"] == (TELECOM.currency, "USD")
    was, now = row[f"{TELECOM.investments[0].name} · Yearly cost"]
    assert "$" in now
    assert "$" not in was


@pytest.mark.parametrize("kind", NAMED)
def test_an_item_that_comes_or_goes_is_one_line(kind):
    """Not each of its numbers: the item, by its name."""
    more = added(TELECOM, kind, "Something new")
    came = [one for one in differences(more, TELECOM) if one.kind == "item"]
    [went] = [one for one in differences(TELECOM, more) if one.kind == "item"]
    assert [(one.path, one.was, one.now) for one in came] == [
        (f"{kind}.Something new", None, "Something new")
    ]
    assert (went.path, went.was, went.now) == (f"{kind}.Something new", "Something new", None)
    [row] = told([went], EN)
    assert row[1:] == ("Something new", DASH)
    assert all(one.kind != "value" for one in differences(more, TELECOM))


@pytest.mark.parametrize("kind", [kind for kind in NAMED if getattr(TELECOM, kind)])
def test_a_new_name_is_one_line(kind):
    """A renamed item keeps its numbers, sources and ranks: only the name is told."""
    name = getattr(TELECOM, kind)[0].name
    [one] = differences(renamed(TELECOM, kind, name, "Renamed"), TELECOM)
    assert (one.path, one.was, one.now) == (f"{kind}.Renamed.name", name, "Renamed")


def test_a_source_is_told_beside_its_number():
    """Another source of a number that stayed is a difference of its own."""
    cited = with_source(TELECOM, CHURN, {"source": "Our study", "kind": "measured", "grade": "B"})
    [one] = differences(cited, TELECOM)
    assert (one.kind, one.path, one.now.source) == ("source", CHURN, "Our study")
    [(what, _, now)] = told([one], EN)
    assert what == f"Source of {GROUP} · promoters · Churn"
    assert "Our study" in now


def test_a_rank_is_told_with_both_numbers():
    """A rank correlation that is set, or dropped, names the pair."""
    first, second = [path for path in TELECOM.uncertain if path.endswith(".churn")][:2]
    without = with_ranks(TELECOM, {(first, second): None})
    changed = with_ranks(without, {(first, second): 0.25})
    [one] = differences(changed, without)
    assert {one.path, one.other} == {first, second}
    assert told([one], FR)[0][1:] == (DASH, "0,25")
    assert told(differences(without, changed), EN)[0][1:] == ("0.25", DASH)


def test_the_card_and_the_choices_are_told_in_words():
    """Questions, options and months are read in the language, not in the words of the file."""
    other = TELECOM.with_values({"programme.ramp": "linear", "experience": None})
    changes = {"experience.cost.measure": "123", "programme.ramp": "s-curve"}
    rows = told(differences(other.with_values(changes), other), Language(PSEUDO))
    assert [row[2] for row in rows][1] == "123"
    shown = " ".join(cell for row in rows for cell in row)
    assert not any("a" <= letter <= "z" for letter in shown)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_missed_and_all_can_be_told(seed):
    """Two scenarios with other meanings differ in something; every difference has its words."""
    one, other = (random_scenario(n) for n in (seed, seed + 100))
    found = differences(one, other)
    assert found
    for language in (EN, FR):
        rows = told(found, language)
        assert len(rows) == len(found)
        assert all(what and was != now for what, was, now in rows)
