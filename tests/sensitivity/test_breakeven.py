"""What must be true: roots known by hand, none, several, and what is refused."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from cxsim.scenario import ScenarioError
from cxsim.sensitivity.breakeven import goal_for, seek
from cxsim.sensitivity.frontier import frontier, frontiers
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.reach import reach
from cxsim.simulation import simulate
from cxsim.text.sensitivity import COST
from tests.sensitivity.cases import (
    CAUSAL,
    CROSS_SELL,
    OVERRUN,
    SPENT,
    UPLIFT,
    bounded,
    joined,
    line,
    moved,
)


def asked(scenario, path, measure, target, **ends):
    """Return the answer to a question of a scenario."""
    result = simulate(scenario, 4_096)
    return seek(result, goal_for(result, path, MEASURES[measure], target, **ends))


def test_the_mean_breaks_even_by_hand():
    """NPV = 1,000·X − 100,000: the mean is 20,000 where X is 120."""
    found = asked(line(), CROSS_SELL, "npv", 20_000)
    assert found.verdict == "at least"
    assert found.roots == pytest.approx((120.0,), abs=0.01)
    assert found.monotone


@pytest.mark.parametrize("rank", [0.0, 0.9])
def test_a_chance_by_closed_form(rank):
    """P(1,000·x > 100,000·(1 + o)) = 80 % with o normal, sd 0.1: x = 100 + 10·0.8416.

    The number is held: that it is correlated with the overrun changes nothing.
    """
    found = asked(joined(rank), CROSS_SELL, "gain", 0.8)
    assert found.roots == pytest.approx((100 + 10 * norm.ppf(0.8),), abs=0.05)


def test_the_most_that_may_be_spent():
    """Where less is better the answer is the most: cost × 1.1 breaks even on the mean."""
    found = asked(line(), COST, "npv", 0.0)
    assert found.verdict == "at most"
    assert found.roots == pytest.approx((1.1,), abs=1e-3)


def test_a_chance_of_loss_is_to_be_no_more():
    """P(loss) ≤ 20 % is the same question as P(gain) ≥ 80 %."""
    losses, gains = (asked(joined(0.0), CROSS_SELL, *q) for q in (("loss", 0.2), ("gain", 0.8)))
    assert losses.verdict == "at least"
    assert losses.roots == pytest.approx(gains.roots, abs=0.02)


def test_what_cannot_be_reached_is_said():
    """Within 0 to 90 the cross-sell pays back in no future; within 150 to 160 in all."""
    never = asked(line(), CROSS_SELL, "gain", 0.8, low=0.0, high=90.0)
    assert (never.verdict, never.roots, never.best) == ("never", (), 0.0)
    always = asked(line(), CROSS_SELL, "gain", 0.8, low=150.0, high=160.0)
    assert (always.verdict, always.roots) == ("always", ())


def test_a_figure_that_turns_back_has_two_roots():
    """Scale brings scale^0.5·110,000 and costs scale·100,000: in between it pays, beyond not."""
    found = asked(
        line({"programme.returns": 0.5}), "programme.scale", "npv", 5_000.0, low=0.0, high=2.0
    )
    roots = np.roots([-100_000, 110_000, -5_000]) ** 2  # of √scale
    assert found.verdict == "between"
    assert found.roots == pytest.approx(sorted(roots), abs=1e-3)
    assert not found.monotone


def test_the_figure_as_it_stands_is_told():
    """Beside the answer stands where the case is today."""
    assert asked(line(), CROSS_SELL, "npv", 0.0).figure == pytest.approx(10_000, rel=1e-3)


def test_a_frontier_by_hand():
    """NPV = 200,000·u·γ − 10,000·cost: what the uplift must be is a hyperbola in γ."""
    scenario = moved({CAUSAL: {"dist": "uniform", "low": 0.2, "high": 1.0}})
    result = simulate(scenario, 1_024)
    goal = goal_for(result, UPLIFT, MEASURES["npv"], 0.0, low=0.0, high=0.5)
    found = frontier(result, goal, CAUSAL, 256)
    np.testing.assert_allclose(found.needed, 0.05 / np.array(found.values), rtol=1e-3)
    assert set(found.verdicts) == {"at least"}


def test_a_frontier_may_end():
    """Where the goal is out of reach the frontier says so and gives no value."""
    result = simulate(line(), 256)
    goal = goal_for(result, CROSS_SELL, MEASURES["npv"], 0.0, low=0.0, high=120.0)
    [scale, cost, causal] = frontiers(result, goal, 256)
    assert (scale.path, cost.path, causal.path) == ("programme.scale", COST, CAUSAL)
    for value, needed, verdict in zip(cost.values, cost.needed, cost.verdicts, strict=True):
        if value > 1.2:
            assert verdict == "never"
            assert math.isnan(needed)
        else:
            assert needed == pytest.approx(100 * value, abs=0.05)


def test_the_range_stays_inside_the_field():
    """However wide a number's range, the search stays where the field allows it."""
    result = simulate(moved({UPLIFT: bounded(0.0, 0.1), CAUSAL: bounded(0.5, 0.06)}), 16)
    assert reach(result, CAUSAL) == (0.0, 1.0)
    assert reach(result, UPLIFT)[0] >= -1
    assert reach(result, SPENT) == (0.0, 20_000.0)
    assert reach(result, "programme.levers.spend_uplift") == (0.0, 0.5)


@pytest.mark.parametrize(
    ("path", "ends", "words"),
    [
        (CROSS_SELL, {"low": 5.0, "high": 5.0}, "its low end must be lower"),
        (CAUSAL, {"low": 0.0, "high": 1.5}, "it must lie between 0 and 1"),
        ("investments.L.per_year", {}, "has no natural size"),
    ],
)
def test_a_range_that_is_none_is_refused(path, ends, words):
    """The message names the number, its value and the rule."""
    result = simulate(line(), 16)
    with pytest.raises(ValueError, match=words) as refused:
        goal_for(result, path, MEASURES["npv"], 0.0, **ends)
    assert path in str(refused.value)


@pytest.mark.parametrize("path", ["programme.levers.nothing", "nowhere", "groups.X.customers"])
def test_an_unknown_number_is_refused(path):
    """A path that the scenario does not have is a fault of the input."""
    result = simulate(line(), 16)
    with pytest.raises(ScenarioError, match="no such place"):
        goal_for(result, path)


def test_a_frontier_against_itself_is_refused():
    """The number sought cannot also be the other one."""
    result = simulate(joined(0.0), 16)
    goal = goal_for(result, OVERRUN, MEASURES["npv"], 0.0)
    with pytest.raises(ValueError, match="needs another one"):
        frontier(result, goal, OVERRUN, 16)


def test_a_number_that_is_nearly_always_one_value_can_be_moved():
    """Where P1 and P99 are the same value, the rarer ones say how far a search goes."""
    rare = {"dist": "discrete", "values": [0.0, 6.0], "weights": [0.995, 0.005]}
    result = simulate(line({"programme.delay_months": rare}), 256)
    low, high = reach(result, "programme.delay_months")
    assert low == 0
    assert high > 6
