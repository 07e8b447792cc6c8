"""Answers of surveys and tests, as each trial would have given them."""

import numpy as np
import pytest
from scipy.stats import binom, kstest

from cxsim.sampling import Design
from cxsim.sampling.answers import binomial, difference

DESIGN = Design(4_096, 1)


@pytest.mark.parametrize(("count", "chance"), [(1, 0.3), (10, 0.05), (400, 0.31), (25_600, 0.9)])
def test_counts_are_binomial(count, chance):
    """Each count is as frequent as the binomial says: the greatest gap is below 0.01."""
    found = binomial(DESIGN, "survey", count, np.full(4_096, chance))
    values = np.unique(found)
    shares = [np.mean(found <= value) for value in values]
    np.testing.assert_allclose(shares, binom.cdf(values, count, chance), atol=0.01)
    assert found.min() >= 0
    assert found.max() <= count


def test_counts_of_certain_and_impossible_answers():
    """With no one asked, or no chance, the count is 0; with certainty all of them."""
    chances = np.array([0.0, 0.5, 1.0])
    assert binomial(Design(4, 1), "s", 50, chances)[[0, 2]].tolist() == [0, 50]
    assert binomial(Design(4, 1), "s", np.zeros(3), chances).tolist() == [0, 0, 0]


def test_a_difference_has_the_error_of_two_shares():
    """Mean and sd are those of the difference of two observed shares, and its law is normal."""
    base, moved, count = 0.4, 0.46, 250
    found = difference(DESIGN, "test", count, np.full(4_096, base), np.full(4_096, moved))
    sd = ((base * (1 - base) + moved * (1 - moved)) / count) ** 0.5
    assert found.mean() == pytest.approx(0.06, abs=sd / 100)
    assert found.std() == pytest.approx(sd, rel=0.01)
    assert kstest((found - 0.06) / sd, "norm").statistic < 0.01


def test_same_seed_same_answers():
    """Answers depend on seed and name alone."""
    chances = np.linspace(0.1, 0.9, 4_096)
    once = binomial(DESIGN, "a", 30, chances)
    assert np.array_equal(once, binomial(Design(4_096, 1), "a", 30, chances))
    assert not np.array_equal(once, binomial(DESIGN, "b", 30, chances))
    assert not np.array_equal(once, binomial(Design(4_096, 2), "a", 30, chances))
