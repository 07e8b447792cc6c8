"""The model, month by month, for many trials.

Trials are computed LANES at a time: each loop over `i` does one step of the model for every trial
of a block, which the processor's vector units do several at once. Every function is plain Python
that numba also compiles, as part of what calls it; called as it stands, it is the slow exact twin.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.model.equations import effect, monthly_rate, move, referred, score
from cxsim.model.layout import LANES, Numbers
from cxsim.model.paths import Paths

Record = Any
"""A row of a record array, its fields as attributes, each ndarray (LANES,); or several rows."""


A_MONTH = 1.0 / 12.0
"""Of a year. Multiplied with: the processor divides ten times as slowly."""


@register_jitable
def begin(
    programme: Record, lines: Record, events: Record, horizon: Record, pilot: Record, block: Record
) -> None:
    """Write what does not change over the months: events, the end of funding, fade, inflation.

    A programme that does not go ahead after its pilot has no effect and costs nothing.
    """
    for i in range(LANES):
        block.delay[i] = programme.delay_months[i]
        ahead, overrun = pilot.ahead[i], programme.cost_overrun[i]
        block.strength[i] = ahead * programme.scale[i] ** programme.returns[i]
        block.cost_factor[i] = ahead * programme.scale[i] * (1.0 + overrun)
        block.churn_factor[i] = 1.0
        block.funded[i] = 0.0
    for e in range(events.size):
        event = events[e]
        for i in range(LANES):
            fired = event.fired[i] != 0.0
            block.delay[i] += event.delay_months[i] if fired else 0.0
            block.strength[i] *= event.effect_factor[i] if fired else 1.0
            block.cost_factor[i] *= event.cost_factor[i] if fired else 1.0
            block.churn_factor[i] *= event.churn_factor[i] if fired else 1.0
    for k in range(lines.size):
        line = lines[k]
        for i in range(LANES):
            paid = line.per_year[i] > 0.0 and line.from_month[i] <= line.to_month[i]
            block.funded[i] = max(block.funded[i], line.to_month[i] if paid else 0.0)
    for i in range(LANES):
        start = max(block.delay[i] + programme.ramp_months[i], block.funded[i])
        yearly = 1.0 - programme.fade_rate[i]
        block.fades_from[i] = np.floor(start) + 1.0
        block.first[i] = yearly ** ((np.floor(start) + 1.0 - start) * A_MONTH)
        block.monthly[i] = yearly**A_MONTH
        block.remaining[i] = 1.0
        block.prices[i] = 1.0
        block.dearer[i] = (1.0 + horizon.inflation[i]) ** A_MONTH


@register_jitable
def write_cost(t: int, lines: Record, pilot: Record, block: Record, month: Record) -> None:
    """Write C(t); what is paid once falls at the start of a line's first month, a pilot at t = 0.

    A line that begins after the horizon ends before it begins, and costs nothing.
    """
    changed, due = t == 0, False
    for k in range(lines.size):
        first, last = lines[k].from_month[0], lines[k].to_month[0]
        changed |= t in (first, last + 1.0)
        due |= t == first - 1.0
    if changed:
        month.a_year[:] = 0.0
        for k in range(lines.size):
            if lines[k].from_month[0] <= t <= lines[k].to_month[0]:
                month.a_year[:] += lines[k].per_year
    for i in range(LANES):
        month.cost[i] = block.cost_factor[i] * (month.a_year[i] * A_MONTH)
    if due:
        for k in range(lines.size):
            if t == lines[k].from_month[0] - 1.0 and t < lines[k].to_month[0]:
                for i in range(LANES):
                    month.cost[i] += block.cost_factor[i] * lines[k].one_off[i]
    if t == 0:
        month.cost[:] += pilot.cost


@register_jitable
def write_effect(t: int, programme: Record, s_curve: bool, block: Record, month: Record) -> None:
    """Write the strength of the programme in month t: e(t), which fades once funding has stopped.

    What remains, (1 − fade_rate)^((t − start)/12), is multiplied up month by month.
    """
    for i in range(LANES):
        first, monthly, fades_from = block.first[i], block.monthly[i], block.fades_from[i]
        fade = monthly if t > fades_from else 1.0
        faded = block.remaining[i] * (first if t == fades_from else fade)
        block.remaining[i] = faded
        grown = effect(t, block.delay[i], programme.ramp_months[i], s_curve)
        month.effect[i] = block.strength[i] * grown * faded


@register_jitable
def write_churn(segments: Record, block: Record, churn: Record) -> None:
    """Write the monthly churn of a group's segments, without events and with those that strike."""
    for s in range(3):
        segment, monthly = segments[s], churn[s]
        for i in range(LANES):
            monthly.calm[i] = monthly_rate(segment.churn[i])
            monthly.rate[i] = min(1.0, monthly.calm[i] * block.churn_factor[i])


@register_jitable
def write_rates(
    group: Record, segments: Record, levers: Record, churn: Record, rates: Record
) -> None:
    """Write what a customer of a group does and brings in a month at the strength ε."""
    for i in range(LANES):
        epsilon = rates.epsilon[i]
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
        rates.growth[i] = max(0.0, 1.0 - lost + won * A_MONTH)
        rates.margin[i] = margin * A_MONTH
        rates.spending[i] = spending * A_MONTH
        rates.acquisition[i] = acquired * A_MONTH
        rates.net_promoters[i] = q[0] - q[2]


@register_jitable
def rises(group: Record, month: Record, rates: Record) -> bool:
    """Write the strength of the programme on a group in a month; tell whether any has changed."""
    changed = False
    for i in range(LANES):
        epsilon = group.response[i] * month.effect[i]
        changed |= epsilon != rates.epsilon[i]
        rates.epsilon[i] = epsilon
    return changed


@register_jitable
def live(group: Record, now: Record, before: Record, customers: Record, month: Record) -> None:
    """Add a group's month to the company's, and bring its customers to the next month."""
    for i in range(LANES):
        with_, without = customers.with_[i], customers.without[i]
        month.benefit[i] += (with_ * now.margin[i] - now.acquisition[i]) - (
            without * before.margin[i] - before.acquisition[i]
        )
        month.revenue[i] += with_ * now.spending[i] - without * before.spending[i]
        month.customers_with[i] += with_
        month.customers_without[i] += without
        month.balance_with[i] += with_ * now.net_promoters[i]
        month.balance_without[i] += without * before.net_promoters[i]
        new = group.new_customers_per_year[i] * A_MONTH
        customers.with_[i] = with_ * now.growth[i] + new
        customers.without[i] = without * before.growth[i] + new


@register_jitable
def write_flows(t: int, programme: Record, block: Record, month: Record, paths: Paths) -> None:
    """Copy a block's flows of month t, at that month's prices."""
    for i in range(LANES):
        prices = block.prices[i] * block.dearer[i] if t > 0 else 1.0
        benefit = month.benefit[i]
        share = programme.attribution[i] if benefit > 0.0 else 1.0
        paths.benefit[i, t] = benefit * share * prices
        paths.cost[i, t] = month.cost[i] * prices
        paths.revenue[i, t] = month.revenue[i] * prices
        block.prices[i] = prices


@register_jitable
def write_customers(t: int, month: Record, paths: Paths) -> None:
    """Copy a block's customers and score of month t."""
    for i in range(LANES):
        with_, without = month.customers_with[i], month.customers_without[i]
        paths.customers_with[i, t - 1] = with_
        paths.customers_without[i, t - 1] = without
        paths.nps_with[i, t - 1] = score(month.balance_with[i], with_)
        paths.nps_without[i, t - 1] = score(month.balance_without[i], without)


@register_jitable
def write_end(customers: Record, paths: Paths) -> None:
    """Write the customers of a block after the last month: gained by group, and in all."""
    last = paths.customers_with.shape[1] - 1
    paths.customers_with[:, last] = 0.0
    paths.customers_without[:, last] = 0.0
    for g in range(customers.size):
        for i in range(LANES):
            with_, without = customers[g].with_[i], customers[g].without[i]
            paths.gained[i, g] = with_ - without
            paths.customers_with[i, last] += with_
            paths.customers_without[i, last] += without


@register_jitable
def take_draws(first: int, slots: NDArray[np.intp], draws: Floats, numbers: Numbers) -> None:
    """Put a block's draws in their places; lanes beyond the last trial keep what they held."""
    last = min(draws.shape[1], first + LANES)
    for j in range(slots.size):
        for i in range(last - first):
            numbers.flat[slots[j], i] = draws[j, first + i]


@register_jitable
def run_block(numbers: Numbers, s_curve: bool, seen: bool, paths: Paths) -> None:
    """Write the paths of a block of trials.

    Parameters
    ----------
    numbers : Numbers
        What the trials have drawn.
    s_curve : bool
        Whether the ramp is an s-curve.
    seen : bool
        Whether customers and score are wanted, month by month.
    paths : Paths
        Of LANES trials; written to.
    """
    programme, block, month = numbers.programme[0], numbers.block[0], numbers.month[0]
    groups, now, before, customers = numbers.groups, numbers.now, numbers.before, numbers.customers
    pilot = numbers.pilot[0]
    begin(programme, numbers.lines, numbers.events, numbers.horizon[0], pilot, block)
    for g in range(groups.size):
        group, segments, churn = groups[g], numbers.segments[g], numbers.churn[g]
        write_churn(segments, block, churn)
        for rates in (before[g], now[g]):
            rates.epsilon[:] = 0.0
            write_rates(group, segments, programme, churn, rates)
        customers[g].with_[:] = group.customers
        customers[g].without[:] = group.customers
    clear(month)
    for t in range(paths.benefit.shape[1]):
        write_cost(t, numbers.lines, pilot, block, month)
        if t > 0:
            write_effect(t, programme, s_curve, block, month)
            clear(month)
            for g in range(groups.size):
                if rises(groups[g], month, now[g]):
                    write_rates(groups[g], numbers.segments[g], programme, numbers.churn[g], now[g])
                live(groups[g], now[g], before[g], customers[g], month)
            if seen:
                write_customers(t, month, paths)
        write_flows(t, programme, block, month, paths)
    write_end(customers, paths)


@register_jitable
def clear(month: Record) -> None:
    """Begin the sums over groups at 0."""
    month.benefit[:] = 0.0
    month.revenue[:] = 0.0
    month.customers_with[:] = 0.0
    month.customers_without[:] = 0.0
    month.balance_with[:] = 0.0
    month.balance_without[:] = 0.0


play_block = njit(nogil=True, cache=True, error_model="numpy")(run_block)
"""`run_block`, compiled once for all that call it."""
