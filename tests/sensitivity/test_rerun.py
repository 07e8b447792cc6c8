"""The same trials with a change."""

import numpy as np
import pytest

from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import simulate
from cxsim.text.sensitivity import COST
from tests.sensitivity.cases import CROSS_SELL, FIRED, line, of_sample
from tests.store import sample_scenario

UPLIFT = "programme.levers.promoter_uplift"


def test_nothing_changed_is_the_result_itself():
    """Without a change the trials come out as they were, bit for bit."""
    result = of_sample("telecom")
    again = Rerun(result, 1_000).outcomes({})
    assert np.array_equal(again.npv, result.npv[:1_000])
    assert np.array_equal(again.roi, result.roi[:1_000])


def test_a_number_held_is_that_number_certain():
    """Holding a number gives what the scenario with the plain number gives, trial by trial."""
    result = of_sample("telecom")
    plain = simulate(sample_scenario("telecom").with_value(UPLIFT, 0.05), 4_096)
    again = Rerun(result).outcomes({UPLIFT: 0.05})
    np.testing.assert_allclose(again.npv, plain.npv, rtol=1e-12)


def test_a_certain_number_can_be_held():
    """So can a number that is certain in the file: the scale of the programme."""
    result = of_sample("telecom")
    plain = simulate(sample_scenario("telecom").with_value("programme.scale", 1.5), 4_096)
    again = Rerun(result).outcomes({"programme.scale": 1.5})
    np.testing.assert_allclose(again.npv, plain.npv, rtol=1e-12)


def test_cost_is_multiplied():
    """Twice the cost is twice the cost of every trial, and the benefit stays."""
    result = of_sample("telecom")
    again = Rerun(result).outcomes({COST: 2.0})
    np.testing.assert_allclose(again.cost, 2 * result.cost, rtol=1e-12)
    np.testing.assert_array_equal(again.benefit, result.benefit)


def test_a_share_of_a_mix_takes_from_the_others():
    """The three shares still sum to 1, and the two others keep their proportion."""
    again = Rerun(of_sample("telecom"))
    mix = "groups.Small business.mix"
    draws = again.held({f"{mix}.promoters": 0.5})
    shares = [draws[f"{mix}.{segment}"] for segment in ("promoters", "passives", "detractors")]
    np.testing.assert_allclose(np.sum(shares, axis=0), 1, rtol=1e-12)
    before = [again.draws[f"{mix}.{segment}"] for segment in ("passives", "detractors")]
    np.testing.assert_allclose(shares[1] / shares[2], before[0] / before[1], rtol=1e-9)


def test_a_probability_held_decides_the_event():
    """With a probability held at 0 the event never happens, at 1 always, else as often."""
    scenario = line({"risk_events.E.probability": 0.5, "risk_events.E.effect_factor": 0.0})
    again = Rerun(simulate(scenario, 1_024))
    path = "risk_events.E.probability"
    for chance in (0.0, 0.25, 1.0):
        assert again.held({path: chance})[FIRED].mean() == pytest.approx(chance, abs=1e-3)


def test_a_case_without_anything_uncertain():
    """One trial is run where nothing is drawn, and it is the plan."""
    scenario = line({CROSS_SELL: 110.0}).with_value("risk_events", [])
    again = Rerun(simulate(scenario, 16))
    assert again.measure({}, MEASURES["npv"]) == pytest.approx(10_000)
    assert again.measure({CROSS_SELL: 90.0}, MEASURES["npv"]) == pytest.approx(-10_000)
