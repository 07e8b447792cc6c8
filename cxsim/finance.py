"""Discounting, return on investment, payback, lifetime value: arithmetic on arrays of money."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable

from cxsim.distributions import Floats

Discounting = Literal["monthly", "year-end", "mid-year"]
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


def return_on_investment(benefit: Floats, cost: Floats) -> Floats:
    """Return (benefit − cost)/cost; NaN where the cost is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(cost) == 0, np.nan, (benefit - cost) / cost)


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
    kept = (1.0 - np.asarray(churn)) * discount
    paid = {"end": discount, "start": 1.0, "survivors": kept}[timing]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(kept < 1.0, margin * paid / (1.0 - kept), np.nan)


@register_jitable
def payback(benefit: Floats, cost: Floats, factors: Floats, near_zero: float) -> float:
    """Point after which the cumulative net flow stays 0 or above; infinite where there is none.

    Parameters
    ----------
    benefit, cost, factors : ndarray (periods + 1,)
        Flows from the start, and what each is multiplied by.
    near_zero : float
        A cumulative flow this near to 0 counts as 0.
    """
    total = behind = 0.0
    last, point = -1, 0.0
    for t in range(benefit.size):
        total += (benefit[t] - cost[t]) * factors[t]
        cumulative = 0.0 if abs(total) <= near_zero else total
        if cumulative < 0.0:
            last, behind = t, cumulative
        elif last >= 0 and t == last + 1:
            point = last + behind / (behind - cumulative)
    return np.inf if last == benefit.size - 1 else point


@njit(nogil=True, cache=True, error_model="numpy")
def _appraise(
    benefit: Floats, cost: Floats, factors: Floats, out: Appraisal, present: tuple[Floats, Floats]
) -> None:
    level = np.ones(benefit.shape[1])
    for i in range(benefit.shape[0]):
        d = factors[min(i, factors.shape[0] - 1)]
        gain = spent = gain_pv = spent_pv = 0.0
        for t in range(d.size):
            gain += benefit[i, t]
            spent += cost[i, t]
            gain_pv += benefit[i, t] * d[t]
            spent_pv += cost[i, t] * d[t]
        out.benefit[i], out.cost[i], out.npv[i] = gain, spent, gain_pv - spent_pv
        present[0][i], present[1][i] = gain_pv, spent_pv
        if spent == 0.0:
            out.payback_months[i] = out.payback_months_discounted[i] = np.inf
            continue
        near_zero = NEAR_ZERO * spent
        out.payback_months[i] = payback(benefit[i], cost[i], level, near_zero)
        out.payback_months_discounted[i] = payback(benefit[i], cost[i], d, near_zero)


def appraise(benefit: Floats, cost: Floats, factors: Floats) -> Appraisal:
    """Return what each trial's flows are worth.

    Parameters
    ----------
    benefit, cost : ndarray (trials, periods + 1), currency
        From the start, t = 0.
    factors : ndarray (trials or 1, periods + 1)
        Discount factors.
    """
    trials = len(benefit)
    out = Appraisal(*(np.empty(trials) for _ in Appraisal._fields))
    present = np.empty(trials), np.empty(trials)
    _appraise(benefit, cost, factors, out, present)
    return out._replace(
        roi=return_on_investment(out.benefit, out.cost), roi_pv=return_on_investment(*present)
    )
