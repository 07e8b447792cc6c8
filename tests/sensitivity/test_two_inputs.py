"""The map of two numbers, and the line where it breaks even."""

import numpy as np
import pytest

from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.two_inputs import STEPS, grid
from cxsim.simulation import simulate
from cxsim.text.sensitivity import COST
from tests.sensitivity.cases import CAUSAL, CROSS_SELL, UPLIFT, joined, line, moved


def test_a_plane_and_its_line():
    """NPV = 1,000·x − 100,000·f: on every piece of the line x = 100·f, and it is one line."""
    found = grid(simulate(line(), 64), CROSS_SELL, COST, MEASURES["npv"])
    expected = 1_000 * found.x[None, :] - 100_000 * found.y[:, None]
    np.testing.assert_allclose(found.figures, expected, atol=1e-6)
    pieces = found.break_even()
    ends = np.array([end for piece in pieces for end in piece])
    np.testing.assert_allclose(ends[:, 0], 100 * ends[:, 1], rtol=1e-9)
    assert len(pieces) >= STEPS // 2


def test_a_curved_line():
    """Where uplift × causal share breaks even, a hyperbola, the line keeps to it."""
    scenario = moved({CAUSAL: {"dist": "uniform", "low": 0.0, "high": 1.0}})
    found = grid(simulate(scenario, 1_024), UPLIFT, CAUSAL, MEASURES["npv"])
    ends = np.array([end for piece in found.break_even() for end in piece])
    np.testing.assert_allclose(ends[:, 0] * ends[:, 1], 0.05, rtol=0.03)


def test_all_good_or_all_bad_has_no_line():
    """Where the figure never crosses, there is no line."""
    scenario = line({"investments.L.one_off": 0.0})
    assert (
        grid(simulate(scenario, 64), CROSS_SELL, "programme.returns", MEASURES["npv"]).break_even()
        == []
    )


def test_correlated_numbers_are_both_held():
    """Two correlated numbers may be mapped: each is held, whatever the other is."""
    found = grid(simulate(joined(0.9), 64), CROSS_SELL, COST, MEASURES["gain"])
    assert found.figures.shape == (STEPS, STEPS)
    assert {0.0, 1.0} <= set(found.figures.ravel())


def test_one_number_twice_is_refused():
    """A map needs two numbers, and says so."""
    with pytest.raises(ValueError, match="two different numbers"):
        grid(simulate(line(), 16), CROSS_SELL, CROSS_SELL, MEASURES["npv"])
