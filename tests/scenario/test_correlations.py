"""Rank correlations: pairs, joined sets, scores, and the nearest set that is possible."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario import Scenario
from cxsim.scenario.correlations import (
    components,
    infeasible,
    nearest_ranks,
    pair_ranks,
    score_matrix,
)

steady = settings(deadline=None, derandomize=True, max_examples=60)


def matrix_of(ranks):
    """The scores' correlations of three numbers a, b, c with the ranks of ab, ac, bc."""
    pairs = dict(zip([("a", "b"), ("a", "c"), ("b", "c")], ranks, strict=True))
    return score_matrix("abc", pairs)


def test_pairs_are_sorted_and_complete():
    """Among three numbers are three pairs, each once and in sorted order."""
    pairs, faults = pair_ranks([{"among": ["c", "a", "b"], "rank": 0.4}])
    assert pairs == {("a", "b"): 0.4, ("a", "c"): 0.4, ("b", "c"): 0.4}
    assert faults == []


def test_a_pair_given_twice():
    """The same rank twice is harmless, another rank is a fault of the later table."""
    first = {"between": ["a", "b"], "rank": 0.4}
    assert pair_ranks([first, {"among": ["b", "a"], "rank": 0.4}])[1] == []
    _, (fault,) = pair_ranks([first, {"among": ["c", "b", "a"], "rank": 0.5}])
    assert fault.path == "correlations[2]"
    assert fault.value == "a, b"


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"between": ["a", "b"]},
        {"between": ["a"], "rank": 0.1},
        {"between": ["a", "a"], "rank": 0.1},
        {"between": "ab", "rank": 0.1},
        {"between": ["a", 2], "rank": 0.1},
        {"between": ["a", "b"], "rank": 1.5},
        {"between": ["a", "b"], "rank": True},
        {"between": ["a", "b"], "rank": float("nan")},
    ],
)
def test_malformed_tables_are_passed_over(table):
    """A table with a fault of its own gives no pair and no second fault."""
    assert pair_ranks([table, {"between": ["x", "y"], "rank": 0.3}]) == ({("x", "y"): 0.3}, [])


def test_components_are_what_ranks_join():
    """A chain of pairs is one set; a rank of 0 joins nothing."""
    pairs = {("a", "b"): 0.1, ("b", "c"): 0.2, ("d", "e"): 0.3, ("c", "d"): 0.0}
    assert components(pairs) == [("a", "b", "c"), ("d", "e")]


@pytest.mark.parametrize(("rank", "score"), [(0.0, 0.0), (0.5, 0.517638), (1.0, 1), (-1.0, -1)])
def test_score_of_a_rank(rank, score):
    """The normal scores' correlation is 2·sin(πρ/6): Kruskal 1958."""
    assert score_matrix("ab", {("a", "b"): rank})[0, 1] == pytest.approx(score, abs=1e-6)


def test_ranks_of_one_are_possible():
    """Three numbers may move as one, or one against the other two."""
    assert list(infeasible({("a", "b"): 1.0, ("a", "c"): 1.0, ("b", "c"): 1.0})) == []
    assert list(infeasible({("a", "b"): -1.0, ("a", "c"): -1.0, ("b", "c"): 1.0})) == []
    assert len(list(infeasible({("a", "b"): 1.0, ("a", "c"): 1.0, ("b", "c"): -1.0}))) == 1


@pytest.mark.parametrize("rank", [1.0, -1.0])
def test_a_file_may_hold_a_rank_of_one(edited, rank):
    """±1 is a correlation like any other."""
    scenario = Scenario.parse(edited("rank = 0.6", f"rank = {rank}"))
    assert list(scenario.rank_correlations.values()) == [rank]


def test_only_the_impossible_set_is_told():
    """Two sets that share no number are judged apart."""
    pairs = {("a", "b"): -0.9, ("a", "c"): -0.9, ("b", "c"): -0.9, ("x", "y"): 0.9}
    (fault,) = infeasible(pairs)
    assert fault.value == "['a', 'b', 'c']"


def test_nearest_ranks_of_equal_ranks():
    """Three numbers cannot pairwise have −0.9; by symmetry the nearest scores are −½ each."""
    ranks = nearest_ranks(matrix_of([-0.9, -0.9, -0.9]))
    expected = 6 / math.pi * math.asin(-0.5 / 2)
    np.testing.assert_allclose(ranks[np.triu_indices(3, 1)], expected, atol=1.5e-3)


@steady
@given(st.tuples(*[st.floats(-1, 1)] * 3))
def test_nearest_ranks_are_possible(ranks):
    """Whatever three ranks are asked for, those offered are a set that numbers can have."""
    offered = nearest_ranks(matrix_of(ranks))
    assert np.array_equal(offered, offered.T)
    assert np.array_equal(np.diag(offered), np.ones(3))
    assert np.abs(offered).max() <= 1
    assert np.linalg.eigvalsh(matrix_of(offered[np.triu_indices(3, 1)]))[0] >= -1e-12
    pairs = dict(
        zip([("a", "b"), ("a", "c"), ("b", "c")], offered[np.triu_indices(3, 1)], strict=True)
    )
    assert list(infeasible(pairs)) == []


@steady
@given(st.tuples(*[st.floats(-0.45, 0.45)] * 3))
def test_possible_ranks_are_their_own_nearest(ranks):
    """A set well inside what is possible is offered as it is, to the three decimals shown."""
    offered = nearest_ranks(matrix_of(ranks))[np.triu_indices(3, 1)]
    np.testing.assert_allclose(offered, ranks, atol=6e-4)
