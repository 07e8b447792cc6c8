"""A customer's month, and a group's: what they do and bring at some share of the full effect.

Of each function, one loop over `i` does one step for every trial of a block; see `kernel`.
"""

from __future__ import annotations

from typing import Any

from numba.extending import register_jitable

from cxsim.distributions import Floats
from cxsim.model.equations import move, referred
from cxsim.model.layout import LANES

Record = Any
"""A row of a record array, its fields as attributes, each ndarray (LANES,); or several rows."""
A_MONTH = 1.0 / 12.0
"""Of a year. Multiplied with: the processor divides ten times as slowly."""


@register_jitable
def write_churn(segments: Record, block: Record, churn: Record) -> None:
    """Write the churn of a group's segments with the events that strike."""
    for s in range(3):
        segment, struck = segments[s], churn[s]
        for i in range(LANES):
            struck.rate[i] = min(1.0, segment.churn[i] * block.churn_factor[i])


@register_jitable
def write_rates(
    group: Record, segments: Record, levers: Record, block: Record, churn: Record, rates: Record
) -> None:
    """Write what a customer of a group does and brings in a month at some share of the effect."""
    for i in range(LANES):
        epsilon = group.response[i] * (block.strength[i] * rates.effect[i])
        p = (segments[0].share[i], segments[1].share[i], segments[2].share[i])
        uplift = levers.promoter_uplift[i] * epsilon
        q = move(p[0], p[1], p[2], uplift, levers.from_detractors[i])
        retained = 1.0 - min(1.0, levers.churn_reduction[i] * epsilon)
        served = 1.0 - min(1.0, levers.cost_to_serve_reduction[i] * epsilon)
        lost = won = margin = spending = 0.0
        for s in range(3):
            segment = segments[s]
            share = p[s] + levers.causal_share[i] * (q[s] - p[s])
            referrals = referred(segment.referrals_per_year[i], levers.referral_uplift[i] * epsilon)
            purchase = segment.spend_per_purchase[i] * (1.0 + levers.spend_uplift[i] * epsilon)
            spent = segment.purchases_per_year[i] * purchase + levers.cross_sell[i] * epsilon
            service = segment.cost_to_serve[i] * served
            rewards = max(0.0, referrals) * group.referral_cost[i]
            lost += share * min(1.0, churn[s].rate[i] * retained)
            won += share * referrals
            spending += share * spent
            margin += share * (segment.gross_margin[i] * spent - service - rewards)
        cheaper = 1.0 - min(1.0, levers.acquisition_cost_reduction[i] * epsilon)
        acquired = group.new_customers_per_year[i] * group.acquisition_cost[i] * cheaper
        rates.growth[i] = 1.0 - lost + won * A_MONTH
        rates.margin[i] = margin * A_MONTH
        rates.spending[i] = spending * A_MONTH
        rates.acquisition[i] = acquired * A_MONTH
        rates.net_promoters[i] = q[0] - q[2]


@register_jitable
def write_limited(
    group: Record, segments: Record, levers: Record, block: Record, churn: Record, customers: Record
) -> bool:
    """Write in which trials the full effect meets a limit of `write_rates`: 1 there, else 0.

    Tell whether it does in any.
    """
    somewhere = False
    for i in range(LANES):
        full = group.response[i] * block.strength[i]
        uplift, cut = levers.promoter_uplift[i] * full, levers.churn_reduction[i] * full
        left, referral = levers.from_detractors[i] * uplift, levers.referral_uplift[i] * full
        met = max(cut, levers.cost_to_serve_reduction[i] * full) > 1.0
        met |= levers.acquisition_cost_reduction[i] * full > 1.0
        met |= (left > segments[2].share[i]) | (uplift - left > segments[1].share[i])
        met |= (-uplift > segments[0].share[i]) | (abs(referral) > 1.0)
        for s in range(3):
            met |= churn[s].rate[i] * (1.0 - cut) > 1.0
        customers.limited[i] = 1.0 if met else 0.0
        somewhere |= met
    return somewhere


@register_jitable
def set_out(
    group: Record,
    segments: Record,
    levers: Record,
    block: Record,
    churn: Record,
    rates: Record,
    customers: Record,
) -> bool:
    """Write a group's customers at the start, and their month at none, half and all the effect.

    Tell whether the effect meets a limit in any trial.
    """
    for k in range(3):
        rates[k].effect[:] = 0.5 * k
        write_rates(group, segments, levers, block, churn, rates[k])
    customers.with_[:] = group.customers
    customers.without[:] = group.customers
    return write_limited(group, segments, levers, block, churn, customers)


@register_jitable
def write_course(course: Floats) -> None:
    """Write how a customer's month goes with x, the share of the full effect.

    Where no limit binds, each rate is a quadratic, level + (slope + bend·x)·x: its values at none,
    half and all of the effect say which.
    """
    for f in range(course.shape[1]):
        for i in range(LANES):
            half, full = course[1, f, i] - course[0, f, i], course[2, f, i] - course[0, f, i]
            course[1, f, i] = 4.0 * half - full
            course[2, f, i] = 2.0 * (full - 2.0 * half)


@register_jitable
def write_chord(month: Record, customers: Record, course: Floats) -> None:
    """Write the straight line to the month at the present effect, in trials that meet a limit."""
    for f in range(course.shape[1]):
        for i in range(LANES):
            x = month.effect[i]
            if customers.limited[i] > 0.0 and x > 0.0:
                course[1, f, i] = (course[3, f, i] - course[0, f, i]) / x
                course[2, f, i] = 0.0


@register_jitable
def along(x: float, level: float, slope: float, bend: float) -> float:
    """Rate at the share x of the full effect."""
    return level + (slope + bend * x) * x


@register_jitable
def count(rates: Record, customers: Record, month: Record) -> None:
    """Add a group's customers, and the balance of its promoters, to the company's."""
    before, slope, bend = rates[0], rates[1], rates[2]
    for i in range(LANES):
        x, with_, without = month.effect[i], customers.with_[i], customers.without[i]
        balance = along(x, before.net_promoters[i], slope.net_promoters[i], bend.net_promoters[i])
        month.customers_with[i] += with_
        month.customers_without[i] += without
        month.balance_with[i] += with_ * balance
        month.balance_without[i] += without * before.net_promoters[i]


@register_jitable
def live(group: Record, rates: Record, customers: Record, month: Record) -> None:
    """Add a group's month to the company's, and bring its customers to the next month."""
    before, slope, bend = rates[0], rates[1], rates[2]
    for i in range(LANES):
        x, with_, without = month.effect[i], customers.with_[i], customers.without[i]
        growth = along(x, before.growth[i], slope.growth[i], bend.growth[i])
        margin = along(x, before.margin[i], slope.margin[i], bend.margin[i])
        spending = along(x, before.spending[i], slope.spending[i], bend.spending[i])
        acquired = (slope.acquisition[i] + bend.acquisition[i] * x) * x
        month.benefit[i] += with_ * margin - without * before.margin[i] - acquired
        month.revenue[i] += with_ * spending - without * before.spending[i]
        new = group.new_customers_per_year[i] * A_MONTH
        customers.with_[i] = with_ * max(0.0, growth) + new
        customers.without[i] = without * max(0.0, before.growth[i]) + new
