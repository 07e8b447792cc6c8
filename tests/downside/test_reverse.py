"""The shortest way to nothing: the closed form of a linear case, and what must hold of others."""

import math

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from cxsim.downside.reverse import Reverse, reverse_stress
from cxsim.sampling import Design, sample
from cxsim.sampling.shifted import Shifted, columns, moved
from cxsim.scenario.editing import with_ranks
from cxsim.simulation import outcomes
from tests.downside.cases import linear, simulated
from tests.downside.cases import sample as case
from tests.generate import tiny

COSTS = [f"investments.{name}.one_off" for name in "ABC"]
SDS = np.array([60.0, 30.0, 20.0])


def ways(found: Reverse) -> np.ndarray:
    shifts = {each.path: each.shift for each in found.moved}
    return np.array([shifts[path] for path in COSTS])


@pytest.mark.parametrize(("measure", "z"), [("p50", 0.0), ("p10", ndtri(0.1))])
def test_a_linear_case_has_its_closed_form(measure, z):
    """NPV = 250 − Σ σz: the length is (250 + z·70)/70, each shift in proportion to its sd.

    The direction comes from 2,048 Sobol' points, whose means of a score over half the trials are
    right to about 0.01: the length, wrong by half the square of an angle, to 1e-3.
    """
    found = reverse_stress(simulated(linear(), 16_384), measure)
    assert found.start == pytest.approx(250 + z * 70, abs=0.5)
    assert found.length == pytest.approx(found.start / 70, rel=1e-2)
    assert found.chance == pytest.approx(ndtr(-found.length))
    assert ways(found) / found.length == pytest.approx(SDS / 70, abs=0.05)
    assert np.linalg.norm(ways(found)) == pytest.approx(found.length)
    for each in found.moved:
        place = COSTS.index(each.path)
        assert each.after - each.before == pytest.approx(each.shift * SDS[place], rel=1e-6)


def test_the_percentile_is_zero_there():
    """The scenario simulated anew with the shift has a median of 0, up to the steps of two trials.

    One is the median's own, the other of an event that begins to happen; by 2,048 trials of a
    normal distribution each is 1/(2,048·0.4) standard deviations.
    """
    alone = case("starbucks")
    alone = with_ranks(alone, dict.fromkeys(alone.rank_correlations))
    result = simulated(alone, 2_048)
    found = reverse_stress(result)
    shifts = dict.fromkeys(columns(result.scenario), 0.0)
    events = {f"risk_events.{e.name}.fired" for e in result.scenario.risk_events}
    for each in found.moved:
        if each.path in shifts:
            shifts[each.path] = -each.shift if each.path in events else each.shift
    design = Shifted(2_048, 1, shifts=tuple(shifts.items()))
    npv = outcomes(result.scenario, sample(result.scenario, design), 2_048).npv
    spread = np.std(result.npv)
    assert abs(np.median(npv)) < 2.5e-3 * spread
    assert abs(np.median(result.npv)) > 0.5 * spread


def test_a_probability_drawn_after_its_event_is_no_way():
    """Whether the event happens is; its probability says no more."""
    result = simulated(case("bank"), 2_048)
    chance = "risk_events.The programme does not land.probability"
    assert chance in result.draws
    assert chance not in columns(result.scenario)
    assert chance not in {each.path for each in reverse_stress(result).moved}


def test_it_is_no_further_than_along_a_single_input():
    """The way over all inputs is at most as long as one that moves a single input would be."""
    found = reverse_stress(simulated(linear(), 4_096))
    assert found.length < 250 / SDS.max()


def test_correlated_inputs_move_together():
    """Of two costs joined by a rank of 0.8 one cannot move without the other."""
    joined = with_ranks(linear(), {(COSTS[0], COSTS[1]): 0.8})
    found = reverse_stress(simulated(joined, 4_096))
    shifts = {each.path: each.shift for each in found.moved}
    assert shifts[COSTS[1]] > 0.8 * shifts[COSTS[0]] > 0
    rho = 2 * math.sin(math.pi * 0.8 / 6)
    sd = math.sqrt(60**2 + 30**2 + 20**2 + 2 * rho * 60 * 30)
    assert found.length == pytest.approx(250 / sd, rel=2e-2)


def test_nothing_uncertain_has_no_way():
    """A case that is certain, or already at nothing, is told apart."""
    certain = reverse_stress(simulated(tiny({"risk_events": []}), 64))
    assert certain.moved == ()
    far = linear().with_value("investments.A.one_off", 0.0)
    far = far.with_values({f"investments.{n}.one_off": 1.0 for n in "BC"})
    assert math.isnan(reverse_stress(simulated(far, 64)).length)


def test_what_cannot_be_reached_is_none():
    """A gain so sure that no shift of six standard deviations takes it away has no length."""
    sure = linear().with_value("programme.levers.cross_sell", 1e6)
    found = reverse_stress(simulated(sure, 1_024))
    assert math.isnan(found.length)
    assert found.moved == ()


def test_shifted_points_are_the_points_shifted():
    """A shift of a score by 1 takes a column's median from 0.5 to Φ(1), and no other column's."""
    plain, there = Design(256, 1), Shifted(256, 1, shifts=(("a", 1.0),))
    assert np.allclose(ndtri(there.points("a")) - ndtri(plain.points("a")), 1.0)
    assert np.array_equal(there.points("b"), plain.points("b"))


def test_correlated_numbers_share_a_shift():
    """A shift of the first of two correlated scores moves the second by their correlation."""
    joined = with_ranks(linear(), {(COSTS[0], COSTS[1]): 0.5})
    found = moved(joined, {COSTS[0]: 1.0})
    assert found[COSTS[0]] == 1.0
    assert found[COSTS[1]] == pytest.approx(2 * math.sin(math.pi * 0.5 / 6))
    assert found[COSTS[2]] == 0.0
