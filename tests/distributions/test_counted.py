"""Discrete outcomes, and the mix that a survey's answers give."""

import numpy as np
import pytest
from scipy import stats

from cxsim.distributions import Discrete, SurveyMix

U = (np.arange(20_000) + 0.5) / 20_000


def test_discrete_takes_each_value_as_often_as_its_weight():
    """Weights 1 : 2 : 1, in whatever order they are written, give quarters and a half."""
    ours = Discrete(values=(18.0, 6.0, 12.0), weights=(1.0, 1.0, 2.0))
    values, counts = np.unique(ours.quantile(U), return_counts=True)
    assert values.tolist() == [6.0, 12.0, 18.0]
    assert counts.tolist() == [5000, 10000, 5000]


def test_discrete_quantiles_are_those_of_scipy():
    """The inverse of the step function is scipy's rv_discrete."""
    ours = Discrete(values=(0.0, 2.0, 7.0), weights=(0.2, 0.5, 0.3))
    theirs = stats.rv_discrete(values=([0, 2, 7], [0.2, 0.5, 0.3]))
    u = np.linspace(0.0005, 0.9995, 1000)
    np.testing.assert_array_equal(ours.quantile(u), theirs.ppf(u))
    assert ours.expected_value == pytest.approx(theirs.mean(), rel=1e-14)


def test_weights_need_no_sum_of_one():
    """Only the ratio of the weights counts."""
    small = Discrete(values=(1.0, 2.0), weights=(0.25, 0.75))
    large = Discrete(values=(1.0, 2.0), weights=(1.0, 3.0))
    assert small.expected_value == large.expected_value == 1.75
    np.testing.assert_array_equal(small.quantile(U), large.quantile(U))


def test_value_without_weight_is_no_outcome():
    """A weight of 0 takes its value out of the support and out of the draws."""
    ours = Discrete(values=(-5.0, 1.0, 2.0), weights=(0.0, 1.0, 1.0))
    assert ours.support == (1.0, 2.0)
    assert ours.quantile(np.array([1e-12]))[0] == 1.0


def test_equal_values_are_one_outcome():
    """A value written twice has both weights; a value alone is a number."""
    ours = Discrete(values=(3.0, 1.0, 3.0), weights=(1.0, 2.0, 1.0))
    assert ours.outcomes == ((1.0, 3.0), (0.5, 0.5))
    assert Discrete(values=(4.0, 4.0), weights=(1.0, 2.0)).certain == 4.0


def test_survey_mean_is_laplaces():
    """The mean of a share is (count + 1)/(n + 3), a third each of an empty survey."""
    assert SurveyMix(promoters=620, passives=840, detractors=540).expected_value == (
        621 / 2003,
        841 / 2003,
        541 / 2003,
    )
    assert SurveyMix(promoters=0, passives=0, detractors=0).expected_value == (1 / 3,) * 3


def test_survey_shares_are_a_dirichlet():
    """Each share is the beta that a Dirichlet has there, and the three sum to 1."""
    survey = SurveyMix(promoters=132, passives=160, detractors=108)
    rng = np.random.default_rng(1)
    shares = survey.shares(rng.random(40_000), rng.random(40_000))
    np.testing.assert_allclose(sum(shares), 1, rtol=0, atol=1e-15)
    for share, count in zip(shares, (132, 160, 108), strict=True):
        theirs = stats.beta(count + 1, 403 - count - 1)
        assert share.min() >= 0
        assert stats.kstest(share, theirs.cdf).pvalue > 0.001
        # Four standard errors of the mean of 40,000 draws.
        assert share.mean() == pytest.approx(theirs.mean(), abs=4 * theirs.std() / 200)


def test_survey_shares_move_against_each_other():
    """The covariance of two shares is the Dirichlet's −ab/(n²(n + 1))."""
    survey = SurveyMix(promoters=19, passives=29, detractors=49)
    rng = np.random.default_rng(2)
    promoters, _, detractors = survey.shares(rng.random(100_000), rng.random(100_000))
    expected = -20 * 50 / (100**2 * 101)
    assert np.cov(promoters, detractors)[0, 1] == pytest.approx(expected, rel=0.05)
