"""Deciding once something is known: the unit normal loss, its error, and what is not acted on."""

import math

import numpy as np
import pytest

from cxsim.decision.regression import Fit, basis_of, conditional_mean
from cxsim.decision.worth import goes_ahead, value_of
from tests.sensitivity.cases import normal_value


def test_the_unit_normal_loss():
    """Of a standard normal with mean 0 the value is 1/√(2π); far from 0 it is nothing."""
    assert normal_value(0.0, 1.0) == pytest.approx(1 / math.sqrt(2 * math.pi))
    assert normal_value(-1.0, 1.0) == pytest.approx(0.0833155, abs=1e-7)
    assert normal_value(5.0, 0.0) == 0


def test_the_error_is_that_of_repeated_samples():
    """Over 200 random samples the sd of the estimate is its own error, within a third."""
    rng = np.random.default_rng(2)
    found = []
    for _ in range(200):
        x, noise = rng.normal(size=(2, 1_000))
        found.append(value_of(conditional_mean([x], 0.3 + x + 2 * noise)))
    values, errors = np.array(found).T
    assert errors.mean() == pytest.approx(values.std(), rel=1 / 3)
    assert values.mean() == pytest.approx(
        normal_value(0.3, 1.0), abs=4 * values.std() / 200**0.5 + 0.02
    )


def test_it_is_done_where_the_mean_given_the_answer_is_above_nothing():
    """What tells all splits the trials at 0; what tells nothing, or wrongly, leaves the mean."""
    x, noise = np.random.default_rng(4).normal(size=(2, 4_096))
    assert np.array_equal(goes_ahead(conditional_mean([x], x)), x > 0)
    for shift, done in ((0.5, 1.0), (-0.5, 0.0)):
        assert set(goes_ahead(conditional_mean([noise], x + shift))) == {done}
    mean = np.where(noise > 0, 0.31, 0.01)
    wrong = Fit(mean + 0.2 * x, np.where(noise > 2, -0.1, mean), basis_of([noise]))
    assert wrong.explained > 0
    assert goes_ahead(wrong).all()
    assert np.isnan(goes_ahead(conditional_mean([noise], np.full(4_096, np.inf)))).all()
