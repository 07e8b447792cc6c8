"""Differences, future by future."""

import math

import numpy as np
import pytest
from scipy.special import ndtr

from cxsim.comparison import compare
from cxsim.comparison.differences import (
    best_shares,
    chances,
    difference,
    differences,
    means_of,
)
from tests.comparison.cases import GAIN, SPENT, TRIALS, bet, contrasted, simulated


def test_a_copy_ties_in_every_future():
    """Against itself a scenario is better in half of the futures by the rule, all of them ties."""
    telecom = simulated("telecom").scenario
    comparison = compare([telecom, telecom], trials=TRIALS)
    for name, found in differences(comparison, 1).items():
        assert (found.better, found.tied) == (0.5, 1.0), name
    assert differences(comparison, 1)["npv"][:2] == (0.0, pytest.approx(math.nan, nan_ok=True))
    assert best_shares(comparison) == (0.5, 0.5)


def test_the_chance_of_being_better_is_that_of_two_normals():
    """N(1, 1) on draws of its own beats N(0, 1) with Φ(1/√2); on common draws it always does."""
    cost = {"dist": "normal", "mean": 10.0, "sd": 1.0, "low": 0.0}
    other = bet(0.0, 1.0).with_values({SPENT: cost, GAIN: 10.0})
    ahead = compare([bet(0.0, 1.0), other], "AB")
    found = differences(ahead, 1)["npv"]
    assert found.better == pytest.approx(ndtr(1 / math.sqrt(2)), abs=0.01)
    assert found.mean == pytest.approx(1.0, abs=0.001)
    common = compare([bet(0.0, 1.0), bet(1.0, 1.0)], "AB", trials=TRIALS)
    assert differences(common, 1)["npv"].better == 1.0
    assert differences(common, 1)["npv"].p10 == pytest.approx(1.0)


def test_lower_is_better_of_costs_and_of_waiting():
    """A dearer programme is worse; one that pays back beats one that never does; never ties."""
    never, soon, later = (np.array([v]) for v in (np.inf, 10.0, 20.0))
    assert chances(soon, later, "payback_months") == (1.0, 0.0)
    assert chances(later, never, "payback_months") == (1.0, 0.0)
    assert chances(never, soon, "payback_months") == (0.0, 0.0)
    assert chances(never, never, "payback_months") == (0.5, 1.0)
    assert chances(later, soon, "cost") == (0.0, 0.0)
    assert chances(later, soon, "npv") == (1.0, 0.0)


def test_what_is_never_or_undefined_is_counted_and_not_dropped():
    """Percentiles are of the futures in which both are finite, whose share is told."""
    ours, base = np.array([10.0, np.inf, 12.0, np.inf]), np.array([11.0, 12.0, np.inf, np.inf])
    found = difference(ours, base, "payback_months")
    assert (found.p50, found.finite) == (-1.0, 0.25)
    assert math.isnan(found.mean)
    assert found.better == (1 + 1 + 0.5) / 4
    undefined = difference(np.array([np.nan, 1.0]), np.array([0.0, 0.0]), "roi")
    assert math.isnan(undefined.better)
    assert undefined.finite == 0.5


def test_rounding_is_no_difference():
    """Sums taken in another order are the same outcome."""
    base = np.array([1e6, -1e6])
    assert chances(base * (1 + 1e-13), base, "npv") == (0.5, 1.0)


def test_the_standard_error_is_that_of_the_common_scrambles():
    """It is the sd of the mean difference over eight scrambles, smaller than of either alone."""
    comparison = contrasted()
    means = [means_of(result) for result in comparison.results]
    found = differences(comparison, 1, means)["npv"]
    apart = means[1]["npv"] - means[0]["npv"]
    assert found.error == pytest.approx(np.std(apart, ddof=1))
    assert abs(apart.mean() - found.mean) < 6 * found.error
    assert found.error < np.std(means[0]["npv"], ddof=1)


def test_every_future_has_one_best():
    """The shares in which each is worth the most sum to one."""
    shares = best_shares(contrasted())
    assert sum(shares) == pytest.approx(1.0)
    assert shares[1] > 0.8
