"""Less of it, more of it, later."""

import numpy as np
import pytest

from cxsim.comparison.contrasts import CONTRASTS
from cxsim.scenario.shifts import planned_spend
from cxsim.simulation import point_plan
from tests.comparison.cases import contrasted, same_futures
from tests.generate import tiny

UNCERTAIN = {"dist": "uniform", "low": 1.0, "high": 5.0}


def test_every_contrast_keeps_the_futures():
    """A contrast changes no draw of what it leaves alone."""
    base, *others = contrasted().results
    for other in others:
        assert set(base.draws) <= same_futures(base, other)


@pytest.mark.parametrize(("place", "factor"), [(1, 0.5), (2, 2.0)])
def test_cost_follows_the_scale_and_the_effect_its_power(place, factor):
    """Cost is scaled in every future; the benefit by less than twice, more than half."""
    base, other = contrasted().results[0], contrasted().results[place]
    assert other.cost == pytest.approx(factor * base.cost)
    gained = base.benefit > 0
    ratio = other.benefit[gained] / base.benefit[gained]
    assert np.all(ratio > 0.5)
    assert np.all(ratio < 2.0)


@pytest.mark.parametrize("delay", [2.0, UNCERTAIN])
def test_a_year_later_the_same_flows_come_twelve_months_later(delay):
    """With customers that stay, benefit and cost are those of the plan, shifted by a year."""
    scenario = tiny(
        {
            "horizon.years": 3,
            "programme.delay_months": delay,
            "programme.ramp_months": 6.0,
            "programme.levers.cross_sell": 120.0,
            "investments.L.one_off": 50.0,
            "investments.L.per_year": 12.0,
            "investments.L.to_month": 8,
            "risk_events": [],
        }
    )
    waited = CONTRASTS["wait"].change(scenario)
    now, then = point_plan(scenario).paths, point_plan(waited).paths
    if delay is not UNCERTAIN:
        assert then.benefit[0, 12:] == pytest.approx(now.benefit[0, :-12])
    assert then.cost[0, 12:] == pytest.approx(now.cost[0, :-12])
    assert not then.cost[0, :12].any()


def test_an_uncertain_delay_is_a_year_longer_in_every_future():
    """Each trial waits twelve months more than it would have: none gains in the first year."""
    waited = contrasted().results[3]
    assert waited.yearly["benefit"][:, 1] == pytest.approx(0.0)
    assert waited.yearly["cost"][:, 0] == pytest.approx(0.0)
    assert contrasted().results[0].yearly["cost"][:, 0].min() > 0


def test_what_would_begin_after_the_end_is_not_paid():
    """The horizon ends where it did: a line of its last year is cut by waiting."""
    line = {"investments.L.per_year": 12.0, "investments.L.from_month": 5}
    assert planned_spend(tiny(line)) > 0
    assert planned_spend(CONTRASTS["wait"].change(tiny(line))) == 0
