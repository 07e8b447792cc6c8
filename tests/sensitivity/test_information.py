"""What knowing is worth: closed forms of normals, a nested simulation, and no value at all."""

import math

import numpy as np
import pytest

from cxsim.sensitivity.information import findable, information
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import simulate
from tests.sensitivity.cases import (
    CAUSAL,
    CROSS_SELL,
    FIRED,
    OVERRUN,
    UPLIFT,
    bounded,
    joined,
    line,
    moved,
    normal,
    normal_value,
)


def parts(result):
    """Return value and error of each set of inputs by its id."""
    return {part.factor.id: part for part in information(result).parts}


@pytest.mark.parametrize("mean", [90.0, 97.0, 100.0, 104.0, 130.0])
def test_one_normal_by_closed_form(mean):
    """NPV normal, sd 20,000: knowing it is worth sd·(φ(z) − z·Φ(−z)), z = |mean|/sd."""
    result = simulate(line({CROSS_SELL: normal(mean, 20.0)}), 16_384)
    found = information(result)
    expected = normal_value(1_000 * mean - 100_000, 20_000)
    assert found.all == pytest.approx(expected, abs=4 * found.error)
    assert parts(result)[CROSS_SELL].value == pytest.approx(expected, abs=4 * found.error)
    assert found.do_it == (float(result.npv.mean()) > 0)


@pytest.mark.parametrize("mean", [95.0, 100.0, 108.0])
def test_each_of_two_normals_by_closed_form(mean):
    """Knowing one of two independent normals is worth what its own sd says; so is the other."""
    scenario = joined(0.0).with_value(CROSS_SELL, normal(mean, 20.0))
    found = parts(simulate(scenario, 16_384))
    for path, sd in ((CROSS_SELL, 20_000), (OVERRUN, 10_000)):
        expected = normal_value(1_000 * mean - 100_000, sd)
        assert found[path].value == pytest.approx(expected, abs=4 * found[path].error)


@pytest.mark.parametrize("rank", [-0.7, 0.7])
def test_correlated_inputs_are_learnt_together(rank):
    """The set of both is worth what the sd of the whole NPV says."""
    result = simulate(joined(rank), 16_384)
    [both] = [part for part in information(result).parts if part.factor.kind == "set"]
    score = 2 * math.sin(math.pi * rank / 6)
    sd = math.sqrt(20_000**2 + 10_000**2 - 2 * score * 20_000 * 10_000)
    assert both.value == pytest.approx(normal_value(10_000, sd), abs=4 * both.error)


def test_against_a_nested_simulation():
    """Uplift × causal share: the regression's value of each is that of a nested simulation.

    Outer: 128 evenly spaced values of one; inner: 2,048 trials with it held.
    """
    causal = {"dist": "pert", "low": 0.3, "mode": 1.0, "high": 1.0}
    scenario = moved({CAUSAL: causal, UPLIFT: bounded(0.06, 0.02)})
    result = simulate(scenario, 16_384)
    again, found = Rerun(result, 2_048), parts(result)
    for path in (UPLIFT, CAUSAL):
        outer = np.quantile(result.draws[path], (np.arange(128) + 0.5) / 128)
        means = np.array([again.outcomes({path: value}).npv.mean() for value in outer])
        nested = np.maximum(means, 0).mean() - max(means.mean(), 0)
        assert nested > 100
        assert found[path].value == pytest.approx(nested, abs=4 * found[path].error + 5)


def test_what_never_changes_the_decision_is_worth_nothing():
    """A sure gain: nothing is worth knowing, to the digit."""
    found = information(simulate(line({CROSS_SELL: normal(300.0, 1.0)}), 4_096))
    assert (found.all, [part.value for part in found.parts]) == (0.0, [0.0])
    assert found.do_it


def test_luck_cannot_be_known():
    """An event is no input to find out; what is reducible is worth its mean over luck, exactly.

    Half of the time the effect is lost: E[NPV | X] = 500·X − 100,000.
    """
    scenario = line(
        {
            CROSS_SELL: normal(190.0, 20.0),
            "risk_events.E.probability": 0.5,
            "risk_events.E.effect_factor": 0.0,
        }
    )
    result = simulate(scenario, 4_096)
    assert FIRED not in parts(result)
    found = findable(result)
    assert found.value == pytest.approx(normal_value(-5_000, 10_000), abs=4 * found.error)
    share = 10_000**2 / (0.5 * 20_000**2 + 0.25 * 190_000**2)
    assert found.share == pytest.approx(share, rel=0.05)


def test_too_many_events_are_said():
    """Beyond six events their combinations are not run, and there is no figure."""
    content = line().content()
    content["risk_events"] = [{"name": f"E{i}", "probability": 0.5} for i in range(7)]
    assert findable(simulate(line().from_mapping(content), 64)) is None


def test_an_undefined_npv_has_no_value():
    """Where a trial gives no finite number, there is none."""
    result = simulate(line({"groups.G.customers": 1e300, CROSS_SELL: normal(1e200, 1e199)}), 16)
    assert result.not_finite
    found = information(result)
    assert math.isnan(found.all)
    assert found.parts == ()
    assert findable(result) is None
