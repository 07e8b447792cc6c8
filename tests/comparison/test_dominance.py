"""Stochastic dominance, of distributions whose relation is known."""

import numpy as np
import pytest
from scipy.special import ndtri

from cxsim.comparison.dominance import dominance, dominances
from tests.comparison.cases import contrasted

SCORES = ndtri((np.arange(4_096) + 0.5) / 4_096)
SHUFFLED = np.random.default_rng(5).permutation(SCORES)


@pytest.mark.parametrize(
    ("ours", "theirs", "order"),
    [
        (SCORES + 1, SCORES, 1),
        (SCORES + 1, SHUFFLED, 1),
        (SCORES, SHUFFLED + 1, -1),
        (SCORES, 2 * SHUFFLED, 2),
        (2 * SCORES, SHUFFLED, -2),
        (SCORES + 0.5, 2 * SHUFFLED, 2),
        (SCORES, 2 * SHUFFLED + 1, 0),
        (SCORES, SHUFFLED, 0),
        (SCORES, SCORES.copy(), 0),
        (np.full(64, 2.0), np.full(64, 1.0), 1),
    ],
    ids=[
        *("higher", "higher, other draws", "lower", "narrower", "wider", "higher and narrower"),
        *("wider but higher", "the same, other draws", "a copy", "certain"),
    ],
)
def test_the_order_is_known(ours, theirs, order):
    """Higher dominates in the first order, narrower in the second, a trade-off in none."""
    assert dominance(ours, theirs) == order
    assert dominance(theirs, ours) == -order


def test_noise_does_not_decide():
    """Two samples of one distribution rarely dominate: at most about one pair in twenty."""
    rng = np.random.default_rng(1)
    found = [dominance(*rng.normal(size=(2, 512))) for _ in range(100)]
    assert np.count_nonzero(found) <= 12


def test_what_is_undefined_does_not_dominate():
    """A ROI without a cost leaves the pair undecided."""
    assert dominance(np.array([np.nan, 1.0]), np.array([0.0, 0.0])) == 0


def test_every_pair_is_told_once():
    """Six pairs of four; half the scale dominates twice the scale of a case that loses."""
    found = dominances(contrasted(), "npv")
    assert [(d.first, d.second) for d in found] == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    half_and_double = found[3]
    assert (half_and_double.winner, half_and_double.order) == (1, 1)
