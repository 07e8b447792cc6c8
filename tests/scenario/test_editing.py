"""Changes of structure: what belongs to an item goes with it, the rest stays."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.changes import Changes
from cxsim.scenario.checks import NAMED, check_whole
from cxsim.scenario.correlations import rank_limits
from cxsim.scenario.editing import (
    added,
    duplicated,
    free_name,
    removed,
    renamed,
    with_ranks,
    with_source,
)

TELECOM = Scenario.load(Path(__file__).parents[2] / "sample_data" / "telecom.toml")
CHURNS = [path for path in TELECOM.numbers if path.endswith(".churn")]


@pytest.mark.parametrize("kind", NAMED)
def test_what_is_added_is_valid_and_last(kind):
    """A new item has a name, defaults, and changes nothing else."""
    more = added(TELECOM, kind, "Something new")
    assert getattr(more, kind)[-1].name == "Something new"
    assert getattr(more, kind)[:-1] == getattr(TELECOM, kind)
    assert all("Something new" in path for path in Changes(more, TELECOM).places)


def test_a_new_group_says_where_its_numbers_come_from():
    """Every number that is not nothing has a source."""
    more = added(TELECOM, "groups", "New")
    for path, number in more.numbers.items():
        if path.startswith("groups.New.") and number not in (0.0, 1.0):
            assert path in more.sources


@pytest.mark.parametrize("kind", NAMED)
def test_a_duplicate_stands_behind_with_its_sources(kind):
    """The copy has the same numbers and sources, and no correlations."""
    name = getattr(TELECOM, kind)[0].name
    twice = duplicated(TELECOM, kind, name, "Copy")
    first, second = getattr(twice, kind)[:2]
    assert (first.name, second.name) == (name, "Copy")
    assert first.model_copy(update={"name": "Copy"}) == second
    stem = f"{kind}.{name}."
    copied = [p.replace(stem, f"{kind}.Copy.") for p in TELECOM.sources if p.startswith(stem)]
    assert set(copied) <= set(twice.sources)
    assert twice.rank_correlations == TELECOM.rank_correlations


@pytest.mark.parametrize("kind", NAMED)
def test_a_rename_takes_everything_along(kind):
    """Sources and correlations follow, and back again it is the same scenario."""
    name = getattr(TELECOM, kind)[0].name
    other = renamed(TELECOM, kind, name, "Other")
    assert len(other.sources) == len(TELECOM.sources)
    assert len(other.rank_correlations) == len(TELECOM.rank_correlations)
    assert renamed(other, kind, "Other", name).content() == TELECOM.content()


@pytest.mark.parametrize("new", ["", " ", "a.b", "Small business", "line\nbreak"])
def test_an_impossible_name_is_refused(new):
    """A name that is taken, empty, or no name is told, and nothing changes."""
    with pytest.raises(ScenarioError):
        renamed(TELECOM, "groups", "Households", new)


@pytest.mark.parametrize("kind", NAMED)
def test_a_removal_leaves_nothing_behind(kind):
    """Neither sources nor correlations name what is gone."""
    name = getattr(TELECOM, kind)[0].name
    less = removed(TELECOM, kind, name)
    stem = f"{kind}.{name}."
    assert not any(path.startswith(stem) for path in less.sources)
    assert not any(path.startswith(stem) for pair in less.rank_correlations for path in pair)
    with pytest.raises(ScenarioError, match="no such place"):
        removed(less, kind, name)


def test_the_last_group_stays():
    """A scenario without customers is none."""
    with pytest.raises(ScenarioError, match="groups"):
        removed(removed(TELECOM, "groups", "Households"), "groups", "Small business")


def test_a_free_name():
    """A wish that is taken gets a number."""
    assert free_name(TELECOM, "groups", "Traders") == "Traders"
    assert free_name(TELECOM, "groups", "Households") == "Households 2"


def test_sources_are_set_and_taken_away():
    """A source changes no result, and is noticed."""
    path = "programme.scale"
    said = with_source(TELECOM, path, {"source": "The board", "kind": "stated", "grade": "B"})
    assert said.sources[path].source == "The board"
    assert said.fingerprint == TELECOM.fingerprint
    assert Changes(said, TELECOM).sources == {path}
    assert Changes(with_source(said, path, None), TELECOM).sources == (
        {path} if path in TELECOM.sources else frozenset()
    )


def test_a_field_is_put_back_as_it_was_given():
    """Also one that was not given: it is not given any more."""
    changed = TELECOM.with_values({"programme.scale": 2.0, "groups.Households.response": 0.5})
    assert Changes(changed, TELECOM).places == {"programme.scale", "groups.Households.response"}
    for path in Changes(changed, TELECOM).places:
        changed = Changes(changed, TELECOM).restored(path)
    assert changed.content() == TELECOM.content()
    assert "response" not in changed.groups[0].model_fields_set


def test_the_same_meaning_is_no_change():
    """A default written out, and a range of zero width, are what they mean."""
    same = TELECOM.with_values(
        {
            "groups.Households.response": 1.0,
            "programme.scale": {"dist": "uniform", "low": 1.0, "high": 1.0},
        }
    )
    assert Changes(same, TELECOM).places == frozenset()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_ranks_are_what_was_asked_for(data):
    """Whatever pairs are set, kept or taken away, each pair has exactly its rank."""
    pairs = list(combinations(sorted(CHURNS), 2))
    some = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5))
    ranks = {pair: data.draw(st.sampled_from([None, 0.0, 0.1, 0.4, 0.45])) for pair in some}
    wanted = dict(TELECOM.rank_correlations)
    for pair, rank in ranks.items():
        wanted.pop(pair, None)
        if rank is not None:
            wanted[pair] = rank
    try:
        changed = with_ranks(TELECOM, ranks)
    except ScenarioError:
        return
    assert changed.rank_correlations == wanted
    untouched = [
        t for t in TELECOM.correlations if not set(combinations(sorted(t.paths), 2)) & set(some)
    ]
    assert all(table in changed.correlations for table in untouched)


def test_one_rank_for_all_is_one_table():
    """Pairs of one rank among several numbers are written as `among`."""
    ranks = dict.fromkeys(combinations(sorted(CHURNS), 2), 0.3)
    changed = with_ranks(TELECOM, ranks)
    assert Changes(changed, TELECOM).ranks
    assert [t.rank for t in changed.correlations if t.among and set(t.among) == set(CHURNS)] == [
        0.3
    ]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(combinations(CHURNS[:5], 2))), st.floats(0, 1))
def test_ranks_inside_the_limits_are_possible(pair, share):
    """What the limits allow passes the check of the whole file; what lies outside does not."""
    low, high = rank_limits(TELECOM.rank_correlations, *pair)
    assert (low, high) == rank_limits(TELECOM.rank_correlations, *reversed(pair))
    inside = low + share * (high - low)
    assert check_whole(with_ranks(TELECOM, {pair: inside}).content()) == []
    for outside in (low - 0.01, high + 0.01):
        if -1 <= outside <= 1:
            with pytest.raises(ScenarioError, match="together"):
                with_ranks(TELECOM, {pair: outside})


def test_a_pair_alone_is_free():
    """Two numbers with no other correlation can have any rank."""
    assert rank_limits({}, "a", "b") == (-1.0, 1.0)
