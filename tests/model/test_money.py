"""Customers, margin, costs and events of the kernel by hand, on cases small enough for it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.model import monthly_rate, yearly_rate
from cxsim.scenario import Scenario
from cxsim.simulation import point_plan
from tests.generate import tiny
from tests.model.test_kernel import LEVER, plan, strength
from tests.paths import paths_of


def test_churn_is_a_monthly_rate_that_compounds():
    """Half lost in a year leaves 2^(−t/12) after t months; a reduction acts on the monthly rate."""
    seen = plan({"groups.G.promoters.churn": 0.5, LEVER + "churn_reduction": 0.2})
    t = np.arange(13)
    np.testing.assert_allclose(seen.customers_without[0], 0.5 ** (t / 12), rtol=1e-14)
    m = 1 - 0.5 ** (1 / 12)
    np.testing.assert_allclose(seen.customers_with[0], (1 - 0.8 * m) ** t, rtol=1e-14)


def test_a_reduction_of_churn_stops_at_none():
    """A reduction of 1 at twice the effect leaves no churn, not a negative one."""
    seen = plan(
        {
            "groups.G.promoters.churn": 0.5,
            LEVER + "churn_reduction": 1.0,
            "groups.G.response": 2.0,
        }
    )
    np.testing.assert_array_equal(seen.customers_with[0], 1.0)


def test_churn_factor_stops_at_everyone():
    """An event that multiplies churn by 1,000 takes all customers in a month, and no more."""
    scenario = tiny(
        {
            "groups.G.promoters.churn": 0.5,
            "risk_events.E.churn_factor": 1000.0,
            "risk_events.E.probability": 1.0,
        }
    )
    seen = paths_of(scenario, 4)
    np.testing.assert_array_equal(seen.customers_without[:, 0], 1.0)
    np.testing.assert_array_equal(seen.customers_without[:, 1:], 0.0)


def test_referrals_win_customers_and_bad_word_of_mouth_keeps_them_away():
    """1.2 a year wins 10 % a month, −1.2 loses as many; an uplift brings both nearer to good."""
    for referrals, without, with_ in ((1.2, 1.1, 1.15), (-1.2, 0.9, 0.95)):
        seen = plan(
            {
                "groups.G.promoters.referrals_per_year": referrals,
                LEVER + "referral_uplift": 0.5,
            }
        )
        assert seen.customers_without[0, 1] == pytest.approx(without, rel=1e-14)
        assert seen.customers_with[0, 1] == pytest.approx(with_, rel=1e-14)


def test_an_uplift_of_referrals_stops_at_none():
    """Neither −100 % at twice the effect nor +100 % of bad word of mouth turns the sign."""
    for referrals, uplift in ((1.2, -1.0), (-1.2, 1.0)):
        seen = plan(
            {
                "groups.G.promoters.referrals_per_year": referrals,
                LEVER + "referral_uplift": uplift,
                "groups.G.response": 2.0,
            }
        )
        np.testing.assert_array_equal(seen.customers_with[0], 1.0)


def test_customers_do_not_fall_below_none():
    """Word of mouth that keeps away twice the customers leaves the newly won ones only."""
    seen = plan(
        {
            "groups.G.promoters.referrals_per_year": -24.0,
            "groups.G.new_customers_per_year": 60.0,
        }
    )
    np.testing.assert_array_equal(seen.customers_without[0, 1:], 5.0)


def test_margin_by_hand():
    """One customer, all drivers at once: benefit = with − without of each term of the margin."""
    seen = plan(
        {
            "groups.G.promoters.purchases_per_year": 12.0,
            "groups.G.promoters.spend_per_purchase": 10.0,
            "groups.G.promoters.gross_margin": 0.5,
            "groups.G.promoters.cost_to_serve": 24.0,
            "groups.G.promoters.referrals_per_year": 0.12,
            "groups.G.referral_cost": 100.0,
            "groups.G.new_customers_per_year": 6.0,
            "groups.G.acquisition_cost": 8.0,
            LEVER + "spend_uplift": 0.1,
            LEVER + "cross_sell": 6.0,
            LEVER + "cost_to_serve_reduction": 0.25,
            LEVER + "referral_uplift": 0.5,
            LEVER + "acquisition_cost_reduction": 0.5,
        }
    )
    gain = 0.5 * (12 + 6) + 24 * 0.25 - 0.06 * 100
    assert seen.benefit[0, 1] == pytest.approx(gain / 12 + 6 / 12 * 8 * 0.5, rel=1e-13)
    assert seen.revenue[0, 1] == pytest.approx(18 / 12, rel=1e-13)


def test_reductions_stop_at_free():
    """A saving of 100 % at twice the effect saves all of the cost, and no more."""
    seen = plan(
        {
            "groups.G.promoters.cost_to_serve": 12.0,
            "groups.G.new_customers_per_year": 12.0,
            "groups.G.acquisition_cost": 3.0,
            "groups.G.response": 2.0,
            LEVER + "cost_to_serve_reduction": 1.0,
            LEVER + "acquisition_cost_reduction": 1.0,
        }
    )
    assert seen.benefit[0, 1] == pytest.approx(1 + 3, rel=1e-15)


def test_bad_word_of_mouth_earns_no_reward():
    """Where referrals are negative, referral_cost is neither paid nor returned."""
    changes = {
        "groups.G.promoters.referrals_per_year": -0.1,
        LEVER + "referral_uplift": 0.5,
        "groups.G.promoters.purchases_per_year": 12.0,
    }
    free = plan(changes)
    paid = plan({**changes, "groups.G.referral_cost": 50.0})
    np.testing.assert_array_equal(free.benefit, paid.benefit)


def test_gains_are_shared_and_losses_are_not():
    """Attribution multiplies a month's benefit above 0; one below 0 stays whole."""
    np.testing.assert_array_equal(strength({"programme.attribution": 0.25}), 0.25)
    loss = strength({"programme.attribution": 0.25, LEVER + "cross_sell": -12.0})
    np.testing.assert_array_equal(loss, -1.0)


def test_costs_fall_when_their_line_says():
    """A one-off is paid before its month, a twelfth of the year in each month of the line."""
    seen = plan(
        {
            "investments.L.one_off": 100.0,
            "investments.L.per_year": 24.0,
            "investments.L.from_month": 3,
            "investments.L.to_month": 5,
            "programme.scale": 2.0,
            "programme.cost_overrun": 0.5,
        }
    )
    expected = 3.0 * np.array([0, 0, 100, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0])
    np.testing.assert_allclose(seen.cost[0], expected, rtol=1e-15)


@pytest.mark.parametrize(("start", "paid"), [(1, 7.0), (12, 7.0), (13, 0.0), (40, 0.0)])
def test_what_lies_beyond_the_horizon_is_cut(start: int, paid: float):
    """A one-off is paid when its month lies within the horizon, the last month included."""
    changes = {
        "investments.L.one_off": 7.0,
        "investments.L.from_month": start,
        "investments.L.to_month": 90,
    }
    assert plan(changes).cost.sum() == paid


def test_a_line_beyond_the_horizon_funds_nothing():
    """The effect fades from its full height where the only yearly money starts too late."""
    changes = {
        "investments.L.per_year": 9.0,
        "investments.L.from_month": 13,
        "investments.L.to_month": 90,
    }
    faded = strength({**changes, "programme.fade_rate": 0.5})
    np.testing.assert_allclose(faded, 0.5 ** (np.arange(1, 13) / 12), rtol=1e-14)


def test_events_that_fire_change_effect_cost_churn_and_delay():
    """Two events that both fire multiply their factors and add their delays to the programme's."""
    content = tiny(
        {
            LEVER + "cross_sell": 12.0,
            "programme.delay_months": 1.0,
            "investments.L.one_off": 10.0,
            "groups.G.promoters.churn": 0.5,
        }
    ).content()
    factors = {"effect_factor": 0.5, "cost_factor": 3.0, "churn_factor": 2.0, "delay_months": 2.0}
    content["risk_events"] = [{"name": n, "probability": 1.0, **factors} for n in ("a", "b")]
    seen = paths_of(Scenario.from_mapping(content), 2)
    left = (1 - 4 * (1 - 0.5 ** (1 / 12))) ** np.arange(12)
    np.testing.assert_allclose(seen.cost[:, 0], 90.0, rtol=1e-15)
    np.testing.assert_allclose(seen.customers_without[0, :12], left, rtol=1e-13)
    np.testing.assert_allclose(seen.benefit[1, 1:], [0] * 5 + [0.25 * n for n in left[5:]], 1e-13)


def test_nps_is_weighted_by_customers_and_none_without_any():
    """Ten promoters and thirty detractors make −50; where there is no customer there is no NPS."""
    content = tiny({"groups.G.customers": 10.0}).content()
    detractors = {"promoters": 0.0, "passives": 0.0, "detractors": 1.0}
    content["groups"].append(
        content["groups"][0] | {"name": "H", "customers": 30.0, "mix": detractors}
    )
    np.testing.assert_array_equal(
        point_plan(Scenario.from_mapping(content)).paths.nps_without[0], -50.0
    )
    assert np.isnan(plan({"groups.G.customers": 0.0}).nps_with).all()


@given(st.floats(0, 0.999))
@settings(deadline=None, derandomize=True)
def test_monthly_and_yearly_rates_undo_each_other(churn: float):
    """The monthly rate compounds back to the yearly one."""
    assert yearly_rate(monthly_rate(churn)) == pytest.approx(churn, rel=1e-11, abs=1e-14)
