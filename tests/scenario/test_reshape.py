"""The same knowledge in another shape: it fits its field, and stays near what was known."""

from __future__ import annotations

from contextlib import suppress
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsim.distributions import DISTRIBUTIONS, Distribution, SurveyMix
from cxsim.scenario import ScenarioError
from cxsim.scenario import numbers as fields
from cxsim.scenario.reshape import reshaped, reshaped_mix
from cxsim.scenario.schema import FixedMix

RANGES = {
    name: get_args(getattr(fields, name))[1]
    for name in ("Free", "Amount", "Share", "Churn", "Margin", "Rate", "Points", "Relative")
}
SYMMETRIC = ("pert", "triangular", "uniform", "normal", "quantiles")


@given(
    st.sampled_from(sorted(RANGES)),
    st.sampled_from(sorted(DISTRIBUTIONS)),
    st.sampled_from(["share", "money", "months", "points", "factor"]),
    st.floats(-0.9, 0.9)
    | st.floats(0, 1e6)
    | st.sampled_from([0.0, 1.0, 0.5, -1.0, 1e-15, -2e-16]),
)
def test_a_number_becomes_a_range_inside_its_field(name, dist, unit, value):
    """Around any allowed number each shape is either valid and uncertain, or refused in words."""
    allowed = RANGES[name]
    try:
        allowed.read(value)
    except Exception:
        return
    too_near = 0 < allowed.high - value < 1e-3  # for a range of four significant figures
    if dist in ("beta", "lognormal") or too_near:
        with suppress(ScenarioError):
            allowed.read(reshaped(value, dist, allowed, unit))
        return
    made = reshaped(value, dist, allowed, unit)
    assert isinstance(made, Distribution)
    assert made.certain is None
    assert allowed.read(made) == made


@pytest.mark.parametrize("value", [0.004, 0.02, 0.984375, 0.995])
def test_near_an_end_the_quantiles_still_fit(value):
    """A churn close to none or all of the customers has a first range of three quantiles."""
    made = reshaped(value, "quantiles", RANGES["Churn"], "share")
    assert made.quantile(np.array([0.5])) == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize("dist", SYMMETRIC)
def test_there_and_back(dist):
    """Made a range and certain again, a number is what it was."""
    made = reshaped(40.0, dist, RANGES["Amount"], "money")
    assert reshaped(made, "certain", RANGES["Amount"], "money") == pytest.approx(40.0)


@pytest.mark.parametrize("first", DISTRIBUTIONS)
@pytest.mark.parametrize("second", DISTRIBUTIONS)
def test_what_is_known_is_carried_over(first, second):
    """From shape to shape the middle and the width stay about what they were."""
    allowed = RANGES["Share"]
    try:
        before = reshaped(0.3, first, allowed, "share")
        after = reshaped(before, second, allowed, "share")
    except ScenarioError:
        assert "lognormal" in (first, second)
        return
    u = np.array([0.1, 0.5, 0.9])
    assert after.quantile(u) == pytest.approx(before.quantile(u), abs=0.04)


def test_an_unknown_shape_is_refused():
    """A word that is no shape is told, not raised as an accident."""
    with pytest.raises(ScenarioError):
        reshaped(1.0, "gauss", RANGES["Free"], "money")


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_mix_is_counted_and_known(promoters, passives):
    """Shares become 400 answers and answers shares that sum to 1 exactly enough."""
    answers = SurveyMix(promoters=promoters, passives=passives, detractors=7)
    shares = reshaped_mix(answers, "fixed")
    assert isinstance(shares, FixedMix)
    assert shares.expected_value == pytest.approx(answers.expected_value, abs=2e-3)
    again = reshaped_mix(shares, "survey")
    assert isinstance(again, SurveyMix)
    assert abs(again.promoters + again.passives + again.detractors - 400) <= 1
