"""The equations of the model, month by month, for many trials.

Every function here is plain Python that numba also compiles. `run_trials` is compiled as
`run_trials_fast`; called as it stands, it is the slow exact twin.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.model.layout import Numbers

Record = Any
"""A row of a record array, its fields as attributes; or several of them."""


class Paths(NamedTuple):
    """What follows from the numbers, month by month; the kernel writes into these arrays.

    Attributes
    ----------
    benefit, cost : ndarray (trials, months + 1), currency
        B(t) and C(t), from t = 0, the start.
    revenue : ndarray (trials, months + 1), currency
        Spending with the programme minus without; no attribution.
    customers_with, customers_without : ndarray (trials, months + 1)
        N(t) over all groups from t = 1; the last column is N(T + 1).
    nps_with, nps_without : ndarray (trials, months), points
        Net promoter score in month t = 1 … T; NaN where there is no customer.
    gained : ndarray (trials, groups)
        N(T + 1) with the programme minus without.
    """

    benefit: Floats
    cost: Floats
    revenue: Floats
    customers_with: Floats
    customers_without: Floats
    nps_with: Floats
    nps_without: Floats
    gained: Floats


class Rates(NamedTuple):
    """What a group's customers do and bring in a month, per customer."""

    growth: float
    margin: float
    spending: float
    acquisition: float
    net_promoters: float


@register_jitable
def monthly_rate(yearly: float) -> float:
    """Monthly rate of loss that compounds to a yearly one: 1 − (1 − churn)^(1/12)."""
    kept: float = (1.0 - yearly) ** (1.0 / 12.0)
    return 1.0 - kept


@register_jitable
def yearly_rate(monthly: float) -> float:
    """Yearly rate of loss that a monthly one compounds to: 1 − (1 − m)^12."""
    kept: float = (1.0 - monthly) ** 12.0
    return 1.0 - kept


@register_jitable
def effect(month: int, delay: float, ramp: float, s_curve: bool) -> float:
    """Share of the full effect in a month: e(t) before any fade."""
    if ramp == 0.0:
        return 1.0 if month > delay else 0.0
    x = min(1.0, max(0.0, (month - delay) / ramp))
    return 3.0 * x**2 - 2.0 * x**3 if s_curve else x


@register_jitable
def write_effects(
    programme: Record, delay: float, funded: float, s_curve: bool, strength: float, effects: Floats
) -> None:
    """Write the strength of the programme in month t: e(t), which fades once funding has stopped.

    What remains, (1 − fade_rate)^((t − start)/12), is multiplied up month by month.
    """
    ramp, yearly = programme.ramp_months, 1.0 - programme.fade_rate
    for t in range(1, effects.size):
        effects[t] = strength * effect(t, delay, ramp, s_curve)
    if yearly == 1.0:
        return
    start = max(delay + ramp, funded)
    monthly, remaining = yearly ** (1.0 / 12.0), 1.0
    for t in range(max(1, int(start)), effects.size):
        if t >= start + 1.0:
            remaining *= monthly
        elif t > start:
            remaining = yearly ** ((t - start) / 12.0)
        effects[t] *= remaining


@register_jitable
def move(
    promoters: float, passives: float, detractors: float, uplift: float, from_detractors: float
) -> tuple[float, float, float]:
    """The mix q after an uplift u of the promoters' share."""
    if uplift >= 0.0:
        left = min(detractors, from_detractors * uplift)
        from_passives = min(passives, uplift - left)
        left = min(detractors, uplift - from_passives)
        return promoters + left + from_passives, passives - from_passives, detractors - left
    lost = min(promoters, -uplift)
    return (
        promoters - lost,
        passives + (1.0 - from_detractors) * lost,
        detractors + from_detractors * lost,
    )


@register_jitable
def rates(group: Record, segments: Record, levers: Record, churn: Floats, epsilon: float) -> Rates:
    """Rates of a group when the programme's strength is ε; without it, ε = 0."""
    p = (segments[0].share, segments[1].share, segments[2].share)
    q = move(p[0], p[1], p[2], levers.promoter_uplift * epsilon, levers.from_detractors)
    retained = 1.0 - min(1.0, levers.churn_reduction * epsilon)
    served = 1.0 - min(1.0, levers.cost_to_serve_reduction * epsilon)
    lost = won = margin = spending = 0.0
    for s in range(3):
        segment = segments[s]
        share = p[s] + levers.causal_share * (q[s] - p[s])
        referrals = segment.referrals_per_year
        if referrals >= 0.0:
            referrals *= 1.0 + max(-1.0, levers.referral_uplift * epsilon)
        else:
            referrals *= 1.0 - min(1.0, levers.referral_uplift * epsilon)
        purchase = segment.spend_per_purchase * (1.0 + levers.spend_uplift * epsilon)
        spent = segment.purchases_per_year * purchase + levers.cross_sell * epsilon
        rewards = max(0.0, referrals) * group.referral_cost
        lost += share * min(1.0, churn[s] * retained)
        won += share * referrals / 12.0
        spending += share * spent / 12.0
        margin += (
            share / 12.0 * (segment.gross_margin * spent - segment.cost_to_serve * served - rewards)
        )
    cheaper = 1.0 - min(1.0, levers.acquisition_cost_reduction * epsilon)
    acquisition = group.new_customers_per_year / 12.0 * group.acquisition_cost * cheaper
    return Rates(max(0.0, 1.0 - lost + won), margin, spending, acquisition, q[0] - q[2])


@register_jitable
def spend_on(lines: Record, factor: float, cost: Floats) -> float:
    """Write C(t) from t = 0, and return F, the last month in which a line is still paid."""
    months = cost.size - 1
    funded = 0.0
    cost[:] = 0.0
    for i in range(lines.size):
        line = lines[i]
        if line.from_month > months:
            continue
        cost[int(line.from_month) - 1] += factor * line.one_off
        if line.per_year > 0.0:
            funded = max(funded, line.to_month)
            monthly = factor * line.per_year / 12.0
            for t in range(int(line.from_month), int(line.to_month) + 1):
                cost[t] += monthly
    return funded


def run_trials(
    numbers: Numbers, slots: NDArray[np.intp], draws: Floats, s_curve: bool, paths: Paths
) -> None:
    """Write the paths of every trial.

    Parameters
    ----------
    numbers : Numbers
        The point plan; overwritten with each trial's draws.
    slots : ndarray (uncertain,) of int
        Place of each drawn number in the flat vector.
    draws : ndarray (uncertain, trials)
    s_curve : bool
        Whether the ramp is an s-curve.
    paths : Paths
        Arrays to write to.
    """
    programme, months = numbers.programme[0], paths.benefit.shape[1] - 1
    effects, churn = np.empty(months + 1), np.empty(3)
    for trial in range(paths.benefit.shape[0]):
        for j in range(slots.size):
            numbers.flat[slots[j]] = draws[j, trial]

        effect_factor = cost_factor = churn_factor = 1.0
        delay = programme.delay_months
        for i in range(numbers.events.size):
            event = numbers.events[i]
            if event.fired != 0.0:
                effect_factor *= event.effect_factor
                cost_factor *= event.cost_factor
                churn_factor *= event.churn_factor
                delay += event.delay_months

        k = programme.scale * (1.0 + programme.cost_overrun) * cost_factor
        funded = spend_on(numbers.lines, k, paths.cost[trial])
        strength = programme.scale**programme.returns * effect_factor
        write_effects(programme, delay, funded, s_curve, strength, effects)

        benefit, revenue = paths.benefit[trial], paths.revenue[trial]
        with_, without = paths.customers_with[trial], paths.customers_without[trial]
        nps_with, nps_without = paths.nps_with[trial], paths.nps_without[trial]
        for total in (benefit, revenue, with_, without, nps_with, nps_without):
            total[:] = 0.0
        for g in range(numbers.groups.size):
            group, segments = numbers.groups[g], numbers.segments[g]
            for s in range(3):
                churn[s] = min(1.0, monthly_rate(segments[s].churn) * churn_factor)
            before = rates(group, segments, programme, churn, 0.0)
            now, last = before, 0.0
            n_with = n_without = group.customers
            won = group.new_customers_per_year / 12.0
            for t in range(1, months + 1):
                epsilon = group.response * effects[t]
                if epsilon != last:
                    now, last = rates(group, segments, programme, churn, epsilon), epsilon
                benefit[t] += (n_with * now.margin - now.acquisition) - (
                    n_without * before.margin - before.acquisition
                )
                revenue[t] += n_with * now.spending - n_without * before.spending
                with_[t - 1] += n_with
                without[t - 1] += n_without
                nps_with[t - 1] += n_with * now.net_promoters
                nps_without[t - 1] += n_without * before.net_promoters
                n_with = n_with * now.growth + won
                n_without = n_without * before.growth + won
            with_[months] += n_with
            without[months] += n_without
            paths.gained[trial, g] = n_with - n_without
        for t in range(1, months + 1):
            if benefit[t] > 0.0:
                benefit[t] *= programme.attribution
            nps_with[t - 1] = score(nps_with[t - 1], with_[t - 1])
            nps_without[t - 1] = score(nps_without[t - 1], without[t - 1])


@register_jitable
def score(net_promoters: float, customers: float) -> float:
    """Net promoter score in points; NaN where there is no customer."""
    return 100.0 * net_promoters / customers if customers > 0.0 else np.nan


run_trials_fast = njit(nogil=True, cache=True, error_model="numpy")(run_trials)
