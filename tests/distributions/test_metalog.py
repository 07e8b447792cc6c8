"""The 3-term metalog against Keelin's closed form and against quadrature."""

import math

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.integrate import quad

from cxsim.distributions import Quantiles
from cxsim.distributions.metalog import METALOG_LIMIT

BOUNDS = [(None, None), (0.0, None), (None, 100.0), (0.0, 100.0)]


def keelin(u, p10, p50, p90, low, high):
    """The quantile as Keelin (2016) prints it, equations 6, 11 and 14, and its transforms."""

    def line(x):
        if low is not None and high is not None:
            return math.log((x - low) / (high - x))
        if low is not None:
            return math.log(x - low)
        return x if high is None else -math.log(high - x)

    q10, q50, q90 = line(p10), line(p50), line(p90)
    r = (q50 - q10) / (q90 - q10)
    logit = np.log(u / (1 - u))
    a2 = (q90 - q10) / 2 / math.log(9)
    a3 = (1 - 2 * r) * (q90 - q10) / (1 - 2 * 0.1) / math.log(9)
    m = q50 + a2 * logit + a3 * (u - 0.5) * logit
    if low is not None and high is not None:
        return (low + high * np.exp(m)) / (1 + np.exp(m))
    if low is not None:
        return low + np.exp(m)
    return m if high is None else high - np.exp(-m)


@pytest.mark.parametrize(("low", "high"), BOUNDS)
@pytest.mark.parametrize("p50", [18.0, 20.0, 26.0])
def test_quantiles_are_keelins(low, high, p50):
    """Unbounded, semi-bounded and bounded metalogs are those of the paper."""
    u = np.concatenate([np.geomspace(1e-6, 0.01, 20), np.linspace(0.01, 0.999, 200)])
    ours = Quantiles(p10=10.0, p50=p50, p90=40.0, low=low, high=high)
    np.testing.assert_allclose(ours.quantile(u), keelin(u, 10, p50, 40, low, high), rtol=1e-9)


@pytest.mark.parametrize(("low", "high"), BOUNDS)
def test_three_percentiles_come_back(low, high):
    """A metalog has exactly the percentiles that it was made from."""
    ours = Quantiles(p10=10.0, p50=20.0, p90=40.0, low=low, high=high)
    np.testing.assert_allclose(ours.quantile(np.array([0.1, 0.5, 0.9])), [10, 20, 40], rtol=1e-12)


@pytest.mark.parametrize(("low", "high"), BOUNDS)
@pytest.mark.parametrize("p50", [18.0, 20.0, 26.0])
def test_mean_is_the_integral_of_the_quantile(low, high, p50):
    """The point plan's mean agrees with adaptive quadrature over the logit of the probability."""
    ours = Quantiles(p10=10.0, p50=p50, p90=40.0, low=low, high=high)

    def weighted(s):
        u = 1 / (1 + math.exp(-s))
        return float(keelin(u, 10, p50, 40, low, high)) * u * (1 - u)

    mean = sum(quad(weighted, a, b, epsabs=1e-11, epsrel=1e-11)[0] for a, b in [(-35, 0), (0, 35)])
    assert ours.expected_value == pytest.approx(mean, rel=1e-6)


def test_known_answer():
    """10/20/40 gives p1, p99 and mean of known_answers.md, row Metalog (Keelin 2016)."""
    ours = Quantiles(p10=10.0, p50=20.0, p90=40.0)
    np.testing.assert_allclose(ours.quantile(np.array([0.01, 0.99])), [1.4395, 64.1793], atol=5e-5)
    assert ours.expected_value == pytest.approx(22.8445, abs=5e-5)


def widest(beyond):
    """Percentiles whose |a3|/a2 is METALOG_LIMIT + beyond; a3/a2 = (1 − 2r)·2/0.8."""
    r = (1 - (METALOG_LIMIT + beyond) * 0.4) / 2
    return {"p10": 0.0, "p50": r, "p90": 1.0}


def test_limit_of_skew():
    """Up to |a3| = 1.66711·a2 it is a distribution that rises; beyond, it is refused."""
    u = np.linspace(1e-6, 1 - 1e-6, 100_001)
    assert np.diff(Quantiles(**widest(-1e-6)).quantile(u)).min() >= 0
    with pytest.raises(ValidationError, match="p50 lies too near one end"):
        Quantiles(**widest(1e-6))


def test_infinite_mean_is_refused_and_infinite_variance_told():
    """Of a semi-bounded metalog a2 ≥ 1 has no mean, a2 ≥ ½ no variance; smaller is harmless."""
    for a2, heavy in [(0.49, False), (0.51, True), (0.99, True)]:
        wide = 9**a2
        ours = Quantiles(p10=1 / wide, p50=1.0, p90=wide, low=0.0)
        assert ours.heavy_tailed is heavy
        # The mean of exp(a2·logit) is the reflection formula's πa/sin(πa).
        expected = math.pi * a2 / math.sin(math.pi * a2)
        assert ours.expected_value == pytest.approx(expected, rel=1e-9)
    with pytest.raises(ValidationError, match="mean is infinite"):
        Quantiles(p10=1 / 9.1, p50=1.0, p90=9.1, low=0.0)


def test_bounds_are_never_reached():
    """The support excludes the bounds, so that churn may have high = 1."""
    low, high = Quantiles(p10=0.1, p50=0.2, p90=0.4, low=0.0, high=1.0).support
    assert 0 < low < 1e-300
    assert 1 - 1e-15 < high < 1


def test_equal_percentiles_are_a_number():
    """p10 = p50 = p90 is that number, with or without bounds."""
    assert Quantiles(p10=0.3, p50=0.3, p90=0.3).certain == 0.3
    assert Quantiles(p10=0.3, p50=0.3, p90=0.3, low=0.0, high=1.0).expected_value == 0.3
