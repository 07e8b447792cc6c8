"""Numbers moved as a whole: to another centre, or by a factor."""

import numpy as np
import pytest

from cxsim.distributions import (
    Beta,
    Discrete,
    Distribution,
    Lognormal,
    Normal,
    Pert,
    Quantiles,
    Triangular,
    Uniform,
)
from cxsim.scenario.numbers import Range
from cxsim.scenario.shifts import centre, move_centre, scale

SHARE = Range(low=0, high=1)
SHAPES = [
    0.3,
    Pert(low=0.05, mode=0.3, high=0.7),
    Triangular(low=0.05, mode=0.3, high=0.7),
    Uniform(low=0.2, high=0.6),
    Normal(mean=0.3, sd=0.05, low=0.0, high=1.0),
    Lognormal(mean=0.3, sd=0.01),
    Beta(alpha=3.0, beta=7.0),
    Discrete(values=[0.2, 0.4], weights=[1.0, 1.0]),
    Quantiles(p10=0.2, p50=0.3, p90=0.42, low=0.0, high=1.0),
    Quantiles(p10=0.01, p50=0.02, p90=0.08, low=0.0, high=0.3),
]


@pytest.mark.parametrize("to", [0.0, 0.001, 0.1, 0.235, 0.5, 0.97, 1.0])
@pytest.mark.parametrize("number", SHAPES, ids=str)
def test_the_centre_is_where_it_was_moved(number, to):
    """What a slider shows is the centre of what is drawn, whatever the shape and the place."""
    moved = move_centre(number, to, SHARE)
    assert centre(moved) == pytest.approx(to, abs=1e-12)
    if isinstance(moved, Distribution) and not isinstance(moved, Lognormal):
        low, high = moved.support
        assert low >= 0
        assert high <= 1


@pytest.mark.parametrize("number", [n for n in SHAPES if not isinstance(n, Beta)], ids=str)
def test_scaled_draws_are_draws_scaled(number):
    """A number times a factor draws each value times the factor."""
    u = np.linspace(0.01, 0.99, 50)
    scaled = scale(number, 2.5)
    if isinstance(number, Distribution):
        assert isinstance(scaled, Distribution)
        np.testing.assert_allclose(scaled.quantile(u), 2.5 * number.quantile(u), rtol=1e-9)
    else:
        assert scaled == 2.5 * number
    assert scale(number, 0.0) == 0.0
