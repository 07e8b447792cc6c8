"""Discounting, return on investment, payback, lifetime value: arithmetic on arrays of money."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable

from cxsim.distributions import Floats

Discounting = Literal["monthly", "year-end", "mid-year"]
SIDE_BY_SIDE = 64
"""Trials whose flows are appraised in one go."""
NEAR_ZERO = 1e-9
"""A cumulative flow within this share of the cost counts as 0."""


class Appraisal(NamedTuple):
    """What flows of money are worth, trial by trial; all ndarray (trials,).

    Attributes
    ----------
    benefit, cost, npv : currency
        Sums over time, undiscounted but for `npv`.
    roi, roi_pv : ratio
        (benefit − cost)/cost, plain and on present values; NaN where the cost is 0.
    payback_months, payback_months_discounted : periods from the start
        Infinite where it never pays back or the cost is 0.
    """

    benefit: Floats
    cost: Floats
    npv: Floats
    roi: Floats
    roi_pv: Floats
    payback_months: Floats
    payback_months_discounted: Floats


def discount_factors(rate: float | Floats, months: int, discounting: Discounting) -> Floats:
    """Return d(t) = (1 + rate)^(−y) for t = 0 … months; d(0) = 1.

    Parameters
    ----------
    rate : float or ndarray (trials,), a year
    discounting : str
        y is t/12 ("monthly"), the year's end ("year-end") or its middle ("mid-year").

    Returns
    -------
    ndarray (trials or 1, months + 1)
    """
    t = np.arange(months + 1)
    years = {"monthly": t / 12, "year-end": np.ceil(t / 12), "mid-year": np.ceil(t / 12) - 0.5}
    y = np.where(t == 0, 0.0, years[discounting])
    return (1.0 + np.atleast_1d(np.asarray(rate, dtype=float))[:, None]) ** -y


def present_value(amounts: Floats, years: Floats, rate: float) -> float:
    """Return Σ amount·(1 + rate)^(−years), currency.

    Parameters
    ----------
    amounts : ndarray (flows,), currency
    years : ndarray (flows,)
        When each is paid, from the start.
    rate : float, a year
    """
    return float(np.sum(np.asarray(amounts) * (1.0 + rate) ** -np.asarray(years, dtype=float)))


@register_jitable
def ratio(benefit: float, cost: float) -> float:
    """Return on investment, (benefit − cost)/cost; NaN where the cost is 0."""
    return (benefit - cost) / cost if cost != 0.0 else np.nan


def return_on_investment(benefit: float | Floats, cost: float | Floats) -> Floats:
    """Return (benefit − cost)/cost; NaN where the cost is 0."""
    return np.asarray(np.vectorize(ratio, otypes=[float])(benefit, cost))


def lifetime_value(
    margin: float | Floats,
    churn: float | Floats,
    discount: float | Floats,
    timing: Literal["end", "start", "survivors"] = "end",
) -> Floats:
    """Return the discounted margin of a customer over their whole life, currency.

    Parameters
    ----------
    margin, churn : float or ndarray, a period
        Margin of a customer, and share of customers lost.
    discount : float or ndarray
        v = 1/(1 + rate of a period).
    timing : str
        "end": customers at a period's start pay at its end, margin·v/(1 − (1 − churn)·v);
        "start": they pay at its start; "survivors": those left at its end pay then
        (Farris et al., Marketing Metrics, section 5.3).

    Returns
    -------
    ndarray
        NaN where (1 − churn)·v ≥ 1: the sum has no limit.
    """
    at_end = np.vectorize(lifetime_margin, otypes=[float])(margin, churn, discount)
    moved = {"end": 1.0, "start": 1.0 / np.asarray(discount), "survivors": 1.0 - np.asarray(churn)}
    return np.asarray(at_end * moved[timing])


@register_jitable
def lifetime_margin(margin: float, churn: float, discount: float) -> float:
    """Lifetime value of one customer who pays at each period's end; NaN where it has no limit."""
    kept = (1.0 - churn) * discount
    return margin * discount / (1.0 - kept) if kept < 1.0 else np.nan


@register_jitable
def write_level(factors: Floats, first: int, t: int, level: Floats) -> None:
    """Write the factor of period t of each lane; those beyond the last trial stay as they are."""
    if factors.shape[0] == 1:
        level[:] = factors[0, t]
    else:
        for i in range(min(level.size, factors.shape[0] - first)):
            level[i] = factors[first + i, t]


@register_jitable
def write_payback(cumulative: Floats, near: Floats, at: int, many: int, out: Floats) -> None:
    """Write the point after which the cumulative net flow of each trial stays 0 or above.

    Parameters
    ----------
    cumulative : ndarray (lanes, periods), currency
    near : ndarray (lanes,), currency
        What counts as 0; where it is 0 nothing was spent, and nothing is paid back.
    at, many : int
        As in `appraise_block`.
    out : ndarray (trials,)
        Written to; infinite where there is no such point.
    """
    lanes, periods = cumulative.shape
    last = np.full(lanes, -1.0)
    for t in range(periods):
        for i in range(lanes):
            last[i] = t if cumulative[i, t] < -near[i] else last[i]
    for i in range(many):
        t, point = int(last[i]), 0.0
        if 0 <= t < periods - 1:
            behind, ahead = cumulative[i, t], cumulative[i, t + 1]
            point = t + behind / (behind - (ahead if ahead > near[i] else 0.0))
        never = t == periods - 1 or near[i] == 0.0
        out[at + i] = np.inf if never else point


@register_jitable
def add_flows(
    benefit: float, cost: float, factor: float, totals: Floats, i: int
) -> tuple[float, float]:
    """Add a period's flows to a trial's sums; return the cumulative net, plain and discounted."""
    totals[0, i] += benefit
    totals[1, i] += cost
    totals[2, i] += benefit * factor
    totals[3, i] += cost * factor
    return totals[0, i] - totals[1, i], totals[2, i] - totals[3, i]


@register_jitable
def appraise_block(
    benefit: Floats, cost: Floats, factors: Floats, first: int, at: int, many: int, out: Appraisal
) -> Floats:
    """Write what the flows of some trials are worth, side by side; return their cumulative net.

    Parameters
    ----------
    benefit, cost : ndarray (lanes, periods + 1), currency
        From the start, t = 0.
    factors : ndarray (trials or 1, periods + 1)
        What each flow is multiplied by: a row for each trial of the lanes, or one for all.
    first, at : int
        Place of the first lane's trial among the factors, and in what is written.
    many : int
        Lanes that hold a trial; the others are passed over.
    out : Appraisal
        Written to.

    Returns
    -------
    ndarray (lanes, periods + 1), currency
        Undiscounted.
    """
    lanes, periods = benefit.shape
    net, net_pv = np.empty((periods, lanes)), np.empty((periods, lanes))
    totals = np.zeros((4, lanes))
    gain, spent, gain_pv, spent_pv = totals
    for t in range(periods):
        if factors.shape[0] == 1:  # which then stays in a register
            level = factors[0, t]
            for i in range(lanes):
                net[t, i], net_pv[t, i] = add_flows(benefit[i, t], cost[i, t], level, totals, i)
        else:
            for i in range(lanes):
                level = factors[min(first + i, factors.shape[0] - 1), t]
                net[t, i], net_pv[t, i] = add_flows(benefit[i, t], cost[i, t], level, totals, i)
    for i in range(many):
        out.benefit[at + i], out.cost[at + i] = gain[i], spent[i]
        out.npv[at + i] = gain_pv[i] - spent_pv[i]
        out.roi[at + i] = ratio(gain[i], spent[i])
        out.roi_pv[at + i] = ratio(gain_pv[i], spent_pv[i])
    near = NEAR_ZERO * spent
    write_payback(net.T, near, at, many, out.payback_months)
    write_payback(net_pv.T, near, at, many, out.payback_months_discounted)
    return net.T


@njit(nogil=True, cache=True, error_model="numpy")
def _appraise(benefit: Floats, cost: Floats, factors: Floats, out: Appraisal) -> None:
    for first in range(0, benefit.shape[0], SIDE_BY_SIDE):
        last = min(first + SIDE_BY_SIDE, benefit.shape[0])
        gains, spent = benefit[first:last], cost[first:last]
        appraise_block(gains, spent, factors, first, first, last - first, out)


def appraise(benefit: Floats, cost: Floats, factors: Floats) -> Appraisal:
    """Return what each trial's flows are worth.

    Parameters
    ----------
    benefit, cost : ndarray (trials, periods + 1), currency
        From the start, t = 0.
    factors : ndarray (trials or 1, periods + 1)
        Discount factors.
    """
    out = empty_appraisal(len(benefit))
    _appraise(benefit, cost, factors, out)
    return out


def empty_appraisal(trials: int) -> Appraisal:
    """Return an appraisal to write to."""
    return Appraisal(*(np.empty(trials) for _ in Appraisal._fields))


@njit(nogil=True, cache=True)
def levy(benefit: Floats, cost: Floats, rate: Floats, carried: bool) -> None:
    """Take the tax on each period's net flow off the benefit, in place.

    Parameters
    ----------
    benefit, cost : ndarray (trials, periods), currency
    rate : ndarray (trials or 1,)
        Share of what is earned.
    carried : bool
        Whether a loss waits for later gains to be set against; else it saves tax at once.
    """
    if not rate.any():
        return
    trials, periods = benefit.shape
    losses = np.zeros(trials)
    for t in range(periods):
        for i in range(trials):
            net = benefit[i, t] - cost[i, t]
            taxed = max(0.0, net - losses[i]) if carried else net
            losses[i] = max(0.0, losses[i] - net)
            benefit[i, t] -= rate[min(i, rate.size - 1)] * taxed
