"""Discounting, return, payback and lifetime value, on flows small enough to check by hand."""

import math

import numpy as np
import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.finance import (
    Appraisal,
    appraise,
    discount_factors,
    internal_rates,
    lifetime_value,
    present_value,
    return_on_investment,
    tail_mean,
)
from tests import reference

money = st.floats(-1e6, 1e6).map(lambda x: round(x, 2))
spending = st.floats(0, 1e6).map(lambda x: round(x, 2))
flows = st.lists(st.tuples(money, spending), min_size=2, max_size=30)
rates = st.floats(-0.5, 2.0)


def appraise_one(benefit: list[float], cost: list[float], rate: float = 0.0) -> Appraisal:
    """Return what one trial is worth; a period's factor is (1 + rate)^−t."""
    factors = (1.0 + rate) ** -np.arange(len(benefit), dtype=float)[None]
    return appraise(np.array([benefit]), np.array([cost]), factors)


def payback(net: list[float]) -> float:
    """Return the payback of a net flow with a one-off of 100 added on both sides at the end."""
    benefit, cost = [0.0, *net], [0.0] * (len(net) + 1)
    benefit[-1], cost[-1] = benefit[-1] + 100.0, 100.0
    return float(appraise_one(benefit[1:], cost[1:]).payback_months[0])


@pytest.mark.parametrize(
    ("discounting", "years"),
    [
        ("monthly", [0, 1 / 12, 11 / 12, 1, 13 / 12, 2]),
        ("year-end", [0, 1, 1, 1, 2, 2]),
        ("mid-year", [0, 0.5, 0.5, 0.5, 1.5, 1.5]),
    ],
)
def test_discounting_conventions(discounting: str, years: list[float]):
    """At 21 % a year d(t) = 1.21^(−y), y by convention, for months 0, 1, 11, 12, 13 and 24."""
    found = discount_factors(0.21, 24, discounting)[0, [0, 1, 11, 12, 13, 24]]
    np.testing.assert_allclose(found, 1.21 ** -np.array(years), rtol=1e-15)


@given(rates, st.sampled_from(["monthly", "year-end", "mid-year"]), st.integers(1, 180))
@settings(deadline=None, derandomize=True)
def test_the_start_is_never_discounted(rate: float, discounting: str, months: int):
    """d(0) = 1, and each later factor is no nearer to today's than the one before."""
    found = discount_factors(rate, months, discounting)
    assert found.shape == (1, months + 1)
    assert found[0, 0] == 1.0
    assert (np.diff(found[0]) * np.sign(rate) <= 0).all()


def test_each_trial_has_its_own_rate():
    """An array of rates gives a row of factors for each trial."""
    found = discount_factors(np.array([0.0, 1.0, -0.5]), 12, "monthly")
    np.testing.assert_allclose(found[:, 12], [1.0, 0.5, 2.0], rtol=1e-15)
    np.testing.assert_array_equal(found[0], 1.0)


@given(flows, rates)
@settings(deadline=None, derandomize=True)
def test_present_value_is_the_sum_of_discounted_flows(rows: list, rate: float):
    """`present_value` and `appraise` agree on the net present value of the same flows."""
    benefit, cost = (list(column) for column in zip(*rows, strict=True))
    years = np.arange(len(rows), dtype=float)
    found = present_value(np.array(benefit), years, rate) - present_value(
        np.array(cost), years, rate
    )
    scale = present_value(np.abs(benefit) + np.array(cost), years, rate)
    npv = float(appraise_one(benefit, cost, rate).npv[0])
    assert npv == pytest.approx(found, abs=1e-12 * scale)


def test_appraisal_by_hand():
    """100 spent now bring 60 a year: at 25 % they are worth 100 + 15.2 after three years."""
    found = appraise_one([0.0, 60.0, 60.0, 60.0], [100.0, 0.0, 0.0, 0.0], 0.25)
    assert found.benefit[0] == 180.0
    assert found.cost[0] == 100.0
    assert found.roi[0] == pytest.approx(0.8)
    assert found.npv[0] == pytest.approx(60 * (0.8 + 0.64 + 0.512) - 100)
    assert found.roi_pv[0] == pytest.approx(0.1712)
    assert found.payback_months[0] == pytest.approx(1 + 40 / 60)
    assert found.payback_months_discounted[0] == pytest.approx(2 + (100 - 86.4) / 30.72)


@given(flows, rates)
@settings(deadline=None, derandomize=True)
def test_appraisal_agrees_with_the_reference(rows: list, rate: float):
    """Payback, plain and discounted, is the one that the definition gives, crossing by crossing."""
    benefit, cost = (list(column) for column in zip(*rows, strict=True))
    found = appraise_one(benefit, cost, rate)
    net = [b - c for b, c in rows]
    worth = [x * (1 + rate) ** -float(t) for t, x in enumerate(net)]
    for name, expected in (
        ("payback_months", reference.payback(net, sum(cost))),
        ("payback_months_discounted", reference.payback(worth, sum(cost))),
    ):
        assert getattr(found, name)[0] == pytest.approx(expected, rel=1e-9), name


@given(flows)
@settings(deadline=None, derandomize=True)
def test_without_a_rate_present_values_are_sums(rows: list):
    """At 0 % NPV is benefit minus cost, and both returns and both paybacks are the same."""
    benefit, cost = (list(column) for column in zip(*rows, strict=True))
    found = appraise_one(benefit, cost)
    assert found.npv[0] == found.benefit[0] - found.cost[0]
    np.testing.assert_array_equal(found.roi, found.roi_pv)
    np.testing.assert_array_equal(found.payback_months, found.payback_months_discounted)


@pytest.mark.parametrize(
    ("net", "expected"),
    [
        ([0.0, 0.0, 5.0], 0.0),  # never below 0
        ([-10.0, 4.0, 8.0], 1.75),  # inside its second period
        ([-10.0, 10.0, 0.0], 1.0),  # reaches 0 exactly and stays
        ([-10.0, 20.0, -15.0, 10.0], 2.5),  # above 0, below again: the last crossing counts
        ([-10.0, 20.0, -10.0, -5.0, 10.0], 3.5),  # touches 0 on its way down
        ([5.0, -10.0, 10.0], 1.5),  # starts above 0
        ([-10.0, 3.0, 3.0], math.inf),  # below 0 at the end
        ([20.0, -5.0, -20.0], math.inf),  # ends below 0 though it was above
    ],
)
def test_payback_is_where_the_cumulative_flow_stays_above(net: list[float], expected: float):
    """The point after which the cumulative flow stays at 0 or above, linear within its period."""
    assert payback(net) == pytest.approx(expected)


@pytest.mark.parametrize(("miss", "paid"), [(0.0, True), (0.9e-9, True), (1.1e-9, False)])
def test_a_cumulative_flow_near_zero_counts_as_zero(miss: float, paid: bool):
    """A shortfall within 1e-9 of the cost is rounding, and one beyond it is a shortfall."""
    found = appraise_one([0.0, 50.0, 50.0 - 100 * miss], [100.0, 0.0, 0.0])
    assert found.payback_months[0] == (2.0 if paid else math.inf)


def test_without_cost_there_is_no_return():
    """Where nothing is spent ROI is undefined and payback is never, whatever the benefit."""
    found = appraise_one([0.0, 5.0], [0.0, 0.0], 0.1)
    assert np.isnan([found.roi[0], found.roi_pv[0]]).all()
    assert np.isinf([found.payback_months[0], found.payback_months_discounted[0]]).all()
    assert found.npv[0] == pytest.approx(5 / 1.1)


def test_trials_are_appraised_one_by_one():
    """Each row has its own flows and its own factors; one row of factors serves all."""
    benefit, cost = np.array([[0.0, 30.0], [0.0, 5.0]]), np.array([[10.0, 0.0], [10.0, 0.0]])
    own = appraise(benefit, cost, np.array([[1.0, 0.5], [1.0, 1.0]]))
    np.testing.assert_array_equal(own.npv, [5.0, -5.0])
    shared = appraise(benefit, cost, np.array([[1.0, 0.5]]))
    np.testing.assert_array_equal(shared.npv, [5.0, -7.5])
    np.testing.assert_array_equal(shared.payback_months, [1 / 3, np.inf])


@given(money, spending.filter(lambda cost: cost > 0))
@settings(deadline=None, derandomize=True)
def test_return_on_investment_turns_back_into_benefit(benefit: float, cost: float):
    """(1 + ROI)·cost is the benefit."""
    roi = float(return_on_investment(np.array(benefit), np.array(cost)))
    assert (1 + roi) * cost == pytest.approx(benefit, rel=1e-9, abs=1e-9 * cost)


def test_return_without_cost_is_undefined():
    """A cost of 0 gives no return, not an infinite one."""
    found = return_on_investment(np.array([5.0, 0.0, 5.0]), np.array([0.0, 0.0, 2.0]))
    np.testing.assert_array_equal(found, [np.nan, np.nan, 1.5])


@given(st.floats(0, 500), st.floats(0.02, 1), st.floats(0.8, 1))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_lifetime_value_is_the_sum_of_its_months(margin: float, churn: float, v: float):
    """Each timing is its series, summed until nothing of it is left."""
    t = np.arange(1, 4001)
    kept = (1 - churn) ** (t - 1) * margin
    for timing, series in (
        ("end", kept * v**t),
        ("start", kept * v ** (t - 1)),
        ("survivors", kept * (1 - churn) * v**t),
    ):
        assert lifetime_value(margin, churn, v, timing) == pytest.approx(series.sum(), rel=1e-9)


def test_lifetime_value_without_limit():
    """Where (1 − churn)·v is 1 or more the sum has no limit, and the value is undefined."""
    found = lifetime_value(10.0, np.array([0.0, 0.0, 0.0, 0.1]), np.array([1.0, 1.01, 0.9, 1.2]))
    np.testing.assert_array_equal(np.isnan(found), [True, True, False, True])


FLOWS = [
    [-100.0, *[5.0] * 36],
    [-100.0, *[2.0] * 36],
    [-50.0, -10.0, -10.0, *[4.0] * 57],
    [-10.0, *[0.8] * 24],
    [-10.0, 0.0, 0.0, 12.0],
]


@pytest.mark.parametrize("flow", FLOWS)
def test_the_internal_rate_is_that_of_pyxirr(flow):
    """One change of sign has one rate: a second author's monthly rate, compounded to a year."""
    found = internal_rates(np.array([flow]))
    assert found.found[0] == 1
    monthly = pyxirr.irr(flow)
    assert found.rate[0] == pytest.approx((1 + monthly) ** 12 - 1, rel=1e-6)


def test_several_internal_rates_are_counted():
    """−1,000, 2,300, −1,320 a year apart is 0 at 10 and at 20 %: two rates, and none is given."""
    flow = np.zeros((1, 25))
    flow[0, [0, 12, 24]] = -1000, 2300, -1320
    found = internal_rates(flow)
    assert found.found[0] == 2
    assert math.isnan(found.rate[0])


def test_no_internal_rate_is_told_as_none():
    """What only costs, or only earns, has no rate at which it is worth nothing."""
    found = internal_rates(np.array([[-1.0, -1.0], [1.0, 1.0], [0.0, 0.0]]))
    assert found.found.tolist() == [0, 0, 0]
    assert np.isnan(found.rate).all()


def test_the_mean_of_a_tail_counts_its_last_value_in_part():
    """The lowest quarter of ten values is the two lowest and half of the third."""
    values = np.array([3.0, 1.0, 2.0, *range(10, 17)])
    assert tail_mean(values, 0.25) == pytest.approx((1 + 2 + 0.5 * 3) / 2.5)
    assert tail_mean(values, 1.0) == pytest.approx(values.mean())
