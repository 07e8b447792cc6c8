"""The normal, whole and truncated, and the lognormal, against scipy.stats."""

import math

import numpy as np
import pytest
from scipy import stats

from cxsim.distributions import Lognormal, Normal

U = np.concatenate([np.geomspace(1e-9, 1e-3, 20), np.linspace(0.001, 0.999, 400)])
U = np.concatenate([U, 1 - U])

WINDOWS = [
    (None, None),
    (0.0, None),
    (None, 6.0),
    (0.0, 9.0),
    (4.9, 5.1),
    (12.0, None),
    (None, -4.0),
    (20.0, 21.0),
    (-11.0, -10.0),
]


def truncated(low, high):
    """Scipy's normal of mean 5 and sd 2 between low and high."""
    a = -math.inf if low is None else (low - 5) / 2
    b = math.inf if high is None else (high - 5) / 2
    return stats.truncnorm(a, b, 5, 2)


@pytest.mark.parametrize(("low", "high"), WINDOWS)
def test_truncated_quantiles_are_those_of_scipy(low, high):
    """The part of the curve between the bounds is rescaled, also far out in either tail."""
    ours = Normal(mean=5.0, sd=2.0, low=low, high=high)
    np.testing.assert_allclose(ours.quantile(U), truncated(low, high).ppf(U), rtol=1e-9)


@pytest.mark.parametrize(("low", "high"), WINDOWS)
def test_truncated_mean_is_that_of_scipy(low, high):
    """The point plan takes the mean of the truncated curve, not the parameter `mean`."""
    ours = Normal(mean=5.0, sd=2.0, low=low, high=high)
    assert ours.expected_value == pytest.approx(truncated(low, high).mean(), rel=1e-9)


def test_symmetric_window_keeps_the_mean():
    """Cut by as much on both sides, the mean stays where it was."""
    assert Normal(mean=5.0, sd=2.0, low=4.0, high=6.0).expected_value == 5.0


def test_support_is_the_window():
    """What a normal may take lies between its bounds; without them it has none."""
    assert Normal(mean=5.0, sd=2.0, low=1.0).support == (1.0, math.inf)
    assert Normal(mean=5.0, sd=2.0).support == (-math.inf, math.inf)


def test_normal_of_no_spread_is_its_mean():
    """With sd 0 a normal is a number, whether or not it has bounds around it."""
    assert Normal(mean=5.0, sd=0.0).certain == 5.0
    assert Normal(mean=5.0, sd=0.0, low=1.0, high=9.0).certain == 5.0


@pytest.mark.parametrize(("mean", "sd"), [(120.0, 12.0), (1.0, 5.0), (0.02, 1e-4)])
def test_lognormal_is_that_of_scipy(mean, sd):
    """Mean and sd are of the quantity itself, not of its logarithm."""
    ours = Lognormal(mean=mean, sd=sd)
    variance = math.log(1 + (sd / mean) ** 2)
    theirs = stats.lognorm(math.sqrt(variance), scale=mean * math.exp(-variance / 2))
    assert ours.expected_value == mean
    assert theirs.mean() == pytest.approx(mean)
    assert theirs.std() == pytest.approx(sd)
    np.testing.assert_allclose(ours.quantile(U), theirs.ppf(U), rtol=1e-9)


def test_lognormal_is_above_nothing():
    """A lognormal is positive without an upper end; with sd 0 it is its mean."""
    low, high = Lognormal(mean=1.0, sd=0.5).support
    assert 0 < low < 1e-300
    assert high == math.inf
    assert Lognormal(mean=3.0, sd=0.0).certain == 3.0
