"""One input moved by itself."""

import numpy as np
import pytest
from scipy.stats import norm

from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.one_at_a_time import LEVELS, curves
from cxsim.simulation import simulate
from tests.sensitivity.cases import CROSS_SELL, FIRED, OVERRUN, joined, line, of_sample


def test_the_swing_is_that_of_the_input_alone():
    """From P10 to P90 of the cross-sell the NPV rises by 2·1.2816·20,000, whatever its rank."""
    for rank in (0.0, 0.8):
        found = {curve.path: curve for curve in curves(simulate(joined(rank), 4_096))}
        swing = 2 * norm.ppf(0.9) * 20_000
        assert found[CROSS_SELL].swing == pytest.approx(swing, rel=2e-3)
        assert found[OVERRUN].swing == pytest.approx(-swing / 2, rel=2e-3)


def test_a_straight_line_gives_a_straight_curve():
    """The curve follows the input's own percentiles."""
    [curve, _event] = curves(simulate(line(), 4_096))
    expected = 1_000 * np.array(curve.inputs) - 100_000
    np.testing.assert_allclose(curve.figures, expected, rtol=1e-9)
    assert curve.levels == LEVELS


def test_an_event_goes_from_never_to_always():
    """An event that takes the effect away: from the whole benefit to none."""
    scenario = line({"risk_events.E.probability": 0.3, "risk_events.E.effect_factor": 0.0})
    found = {curve.path: curve for curve in curves(simulate(scenario, 4_096))}
    assert found[FIRED].inputs == (0.0, 1.0)
    assert found[FIRED].figures == pytest.approx((10_000, -100_000), rel=1e-3)


def test_a_chance_is_taken_over_all_else():
    """With the cross-sell held, the chance of loss is 0 or 1 on either side of break-even."""
    found = curves(simulate(line(), 1_024), MEASURES["loss"])
    assert found[0].figures == (1.0, 1.0, 0.0, 0.0, 0.0)  # 84, 100, 110, 120, 136 for 100


def test_progress_is_told_to_the_end():
    """Each input moves the bar, the last one to its end."""
    told = []
    curves(of_sample("starbucks", 256), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
