"""Inflation and tax: what they must leave as it is, and what follows from them by hand."""

import numpy as np
import pytest
from hypothesis import given, settings

from cxsim.downside.months import months_of
from cxsim.finance import levy
from cxsim.simulation import point_plan, simulate
from tests.generate import random_scenario, seeds, tiny

SELLS = {
    "programme": {"levers": {"cross_sell": 120.0}},
    "risk_events": [],
    "investments": [{"name": "L", "category": "team", "one_off": 40.0}],
}
"""Ten a month come in from one customer, forty are paid at the start."""


@given(seeds)
@settings(max_examples=20)
def test_written_out_as_nothing_they_change_no_digit(seed: int):
    """Inflation and tax of 0, however losses are treated, leave every trial bit for bit."""
    plain = random_scenario(seed)
    zero = plain.with_values(
        {
            "horizon.inflation": 0.0,
            "horizon.tax_rate": 0.0,
            "horizon.tax_losses": "carried-forward",
        }
    )
    assert zero.fingerprint == plain.fingerprint
    first, second = simulate(plain, 32), simulate(zero, 32)
    for name in ("npv", "benefit", "cost", "revenue", "roi", "payback_months", "beyond_horizon"):
        assert np.array_equal(getattr(first, name), getattr(second, name), equal_nan=True)


@given(seeds)
@settings(max_examples=20)
def test_a_nominal_rate_leaves_present_values_as_they_were(seed: int):
    """Prices that grow by i at a rate of (1 + r)(1 + i) − 1 have the NPV of real money at r."""
    real = random_scenario(seed).with_values(
        {"horizon.discount_rate": 0.08, "horizon.discounting": "monthly"}
    )
    nominal = real.with_values(
        {"horizon.inflation": 0.03, "horizon.discount_rate": 1.08 * 1.03 - 1}
    )
    first, second = simulate(real, 32), simulate(nominal, 32)
    scale = np.abs(first.benefit) + first.cost
    np.testing.assert_allclose(second.npv, first.npv, rtol=1e-9, atol=1e-9 * scale.max())
    np.testing.assert_allclose(
        second.beyond_horizon, first.beyond_horizon, rtol=1e-9, atol=1e-9 * scale.max()
    )


def test_prices_grow_month_by_month():
    """At 12 % a year the amounts of month 12 are 1.12 times those of the start."""
    plan = point_plan(tiny({**SELLS, "horizon.inflation": 0.12}))
    assert plan.paths.benefit[0, 12] == pytest.approx(10 * 1.12)
    assert plan.paths.benefit[0, 6] == pytest.approx(10 * 1.12**0.5)
    assert plan.paths.cost[0, 0] == 40


@pytest.mark.parametrize(("rate", "inflation"), [(0.3, 0.0), (0.25, 0.04)])
def test_losses_offset_at_once_take_the_tax_off_npv(rate, inflation):
    """A tax-paying firm keeps 1 − t of every flow: NPV is that part of it, payback the same."""
    before = random_scenario(7).with_values({"horizon.inflation": inflation})
    first = simulate(before, 64)
    second = simulate(before.with_value("horizon.tax_rate", rate), 64)
    np.testing.assert_allclose(second.npv, (1 - rate) * first.npv, rtol=1e-9)
    np.testing.assert_allclose(second.payback_months, first.payback_months, rtol=1e-9)


def test_losses_carried_forward_by_hand():
    """Forty paid and ten a month: no tax until month 4 has paid them back, then a fifth of ten."""
    case = tiny({**SELLS, "horizon.tax_rate": 0.2, "horizon.tax_losses": "carried-forward"})
    plan = point_plan(case)
    assert plan.paths.benefit[0] == pytest.approx([0, 10, 10, 10, 10, *[8] * 8])
    assert plan.npv[0] == pytest.approx(4 * 10 + 8 * 8 - 40)


@given(seeds)
@settings(max_examples=20)
def test_carrying_losses_forward_is_never_better(seed: int):
    """Tax to date is the rate on the highest cumulative result so far, never less than at once."""
    once = random_scenario(seed).with_values({"horizon.tax_rate": 0.3})
    carried = once.with_value("horizon.tax_losses", "carried-forward")
    result = simulate(once, 16)
    untaxed = months_of(once.with_value("horizon.tax_rate", 0.0), result.draws, 16)
    net = np.cumsum(untaxed.benefit - untaxed.cost, axis=1)
    paths = months_of(carried, result.draws, 16)
    paid = net - np.cumsum(paths.benefit - paths.cost, axis=1)
    highest = np.maximum(0, np.maximum.accumulate(net, axis=1))
    scale = np.abs(net).max() + 1e-9
    np.testing.assert_allclose(paid, 0.3 * highest, atol=1e-9 * scale, rtol=1e-9)


def test_each_trial_has_its_own_rate():
    """A tax rate that is uncertain is taken trial by trial, a certain one by all."""
    benefit = np.array([[0.0, 10.0], [0.0, 10.0]])
    levy(benefit, np.zeros((2, 2)), np.array([0.1, 0.5]), False)
    assert benefit.tolist() == [[0, 9], [0, 5]]


def test_no_effect_costs_only_what_is_left_after_tax():
    """Without effect NPV is minus the discounted cost, less the relief where losses save tax."""
    case = tiny({**SELLS, "programme": {}, "horizon.tax_rate": 0.2})
    assert point_plan(case).npv[0] == -32
    alone = case.with_value("horizon.tax_losses", "carried-forward")
    assert point_plan(alone).npv[0] == -40
