"""Uniform, triangular, beta and PERT against scipy.stats and their closed forms."""

import numpy as np
import pytest
from scipy import stats
from scipy.special import betaincinv

from cxsim.distributions import Beta, Pert, Triangular, Uniform
from cxsim.distributions.bounded import beta_quantile

U = np.concatenate([np.geomspace(1e-10, 1e-3, 30), np.linspace(0.001, 0.999, 500)])
U = np.concatenate([U, 1 - U])

SHAPES = [
    (Uniform(low=-2.0, high=6.0), stats.uniform(-2, 8)),
    (Triangular(low=0.0, mode=1.0, high=5.0), stats.triang(0.2, 0, 5)),
    (Triangular(low=2.0, mode=2.0, high=3.0), stats.triang(0.0, 2, 1)),
    (Triangular(low=2.0, mode=3.0, high=3.0), stats.triang(1.0, 2, 1)),
    (Beta(alpha=8.0, beta=2.0), stats.beta(8, 2)),
    (Pert(low=0.0, mode=1.0, high=5.0), stats.beta(1.8, 4.2, 0, 5)),
    (Pert(low=-1.0, mode=3.0, high=3.0, concentration=2.0), stats.beta(3, 1, -1, 4)),
    (Pert(low=0.0, mode=1.0, high=4.0, concentration=0.0), stats.uniform(0, 4)),
]


@pytest.mark.parametrize(("ours", "theirs"), SHAPES)
def test_quantiles_are_those_of_scipy(ours, theirs):
    """Every quantile, far tails included, is scipy's to 1e-8 of the width."""
    width = ours.support[1] - ours.support[0]
    np.testing.assert_allclose(ours.quantile(U), theirs.ppf(U), rtol=0, atol=1e-8 * width)


@pytest.mark.parametrize(("ours", "theirs"), SHAPES)
def test_expected_value_is_that_of_scipy(ours, theirs):
    """The mean that enters the point plan is scipy's."""
    assert ours.expected_value == pytest.approx(theirs.mean(), rel=1e-13)


def test_pert_known_answer():
    """PERT (0, 1, 5) has the mean, sd and percentiles of known_answers.md, row PERT."""
    pert = Pert(low=0.0, mode=1.0, high=5.0)
    assert pert.expected_value == 1.5
    tens = pert.quantile(np.array([0.1, 0.5, 0.9]))
    np.testing.assert_allclose(tens, [0.449511, 1.383361, 2.726670], atol=5e-7)
    u = (np.arange(200_000) + 0.5) / 200_000
    assert np.std(pert.quantile(u)) == pytest.approx(0.866025, abs=1e-5)


def test_triangular_known_answer():
    """Triangular (0, 1, 5) has the mean and percentiles of known_answers.md, row Triangular."""
    triangular = Triangular(low=0.0, mode=1.0, high=5.0)
    assert triangular.expected_value == 2.0
    tens = triangular.quantile(np.array([0.1, 0.5, 0.9]))
    np.testing.assert_allclose(tens, [0.707107, 1.837722, 3.585786], atol=5e-7)


def test_concentration_is_four_by_default():
    """A PERT without concentration is the one with λ = 4, and a higher λ is narrower."""
    pert = Pert(low=0.0, mode=1.0, high=5.0)
    same = Pert(low=0.0, mode=1.0, high=5.0, concentration=4.0)
    narrow = Pert(low=0.0, mode=1.0, high=5.0, concentration=40.0)
    u = np.array([0.1, 0.9])
    assert np.array_equal(pert.quantile(u), same.quantile(u))
    assert np.ptp(narrow.quantile(u)) < 0.5 * np.ptp(pert.quantile(u))


@pytest.mark.parametrize("alpha", [0.3, 1.0, 1.8, 4.2, 60.0, 3000.0])
@pytest.mark.parametrize("beta", [0.4, 1.0, 2.5, 5.0, 900.0])
def test_beta_table_is_close_to_the_exact_inverse(alpha, beta):
    """The cubic table lies within 1e-8 of betaincinv for flat, U-shaped and peaked betas."""
    exact = betaincinv(alpha, beta, U)
    np.testing.assert_allclose(beta_quantile(alpha, beta, U), exact, rtol=0, atol=1e-8)


@pytest.mark.parametrize(("alpha", "beta"), [(0.3, 0.4), (1.8, 4.2), (8.0, 2.0), (500.0, 3.0)])
def test_beta_table_never_falls(alpha, beta):
    """Between and across its knots the table rises with the probability."""
    u = np.linspace(1e-9, 1 - 1e-9, 100_001)
    assert np.diff(beta_quantile(alpha, beta, u)).min() >= 0


def test_beta_never_reaches_its_ends():
    """The support of a beta excludes 0 and 1, so a rate of loss below 1 may be a beta."""
    low, high = Beta(alpha=2.0, beta=3.0).support
    assert 0 < low < 1e-300
    assert 1 - 1e-15 < high < 1


def test_quantile_keeps_the_shape_of_its_argument():
    """A matrix of probabilities gives a matrix of values, each its own."""
    u = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    for ours, _ in SHAPES:
        assert ours.quantile(u).shape == (2, 3)
        assert ours.quantile(u)[1, 0] == ours.quantile(np.array([0.4]))[0]
