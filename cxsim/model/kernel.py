"""The model, month by month, for many trials.

Trials are computed LANES at a time: each loop over `i` does one step of the model for every trial
of a block, which the processor's vector units do several at once. Every function is plain Python
that numba also compiles, as part of what calls it; called as it stands, it is the slow exact twin.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.model.customer import (
    A_MONTH,
    Record,
    count,
    live,
    set_out,
    write_chord,
    write_churn,
    write_course,
    write_rates,
)
from cxsim.model.equations import effect, score
from cxsim.model.layout import LANES, Numbers
from cxsim.model.paths import Paths

NEVER = 1 << 30
"""A month after any horizon."""


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
def write_cost(t: int, lines: Record, pilot: Record, block: Record, month: Record) -> int:
    """Write C(t), and tell the next month with another one.

    What is paid once falls at the start of a line's first month, a pilot at t = 0. A line that
    begins after the horizon ends before it begins, and costs nothing.
    """
    changes = NEVER
    month.a_year[:] = 0.0
    for k in range(lines.size):
        first, last = lines[k].from_month[0], lines[k].to_month[0]
        if first <= t <= last:
            month.a_year[:] += lines[k].per_year
        for other in (first - 1.0, first, last + 1.0):
            if other > t:
                changes = min(changes, int(other))
    for i in range(LANES):
        month.cost[i] = block.cost_factor[i] * (month.a_year[i] * A_MONTH)
    for k in range(lines.size):
        if t == lines[k].from_month[0] - 1.0 and t < lines[k].to_month[0]:
            for i in range(LANES):
                month.cost[i] += block.cost_factor[i] * lines[k].one_off[i]
    if t == 0:
        month.cost[:] += pilot.cost
        return 1  # without the pilot
    return changes


@register_jitable
def write_effect(t: int, programme: Record, s_curve: bool, block: Record, month: Record) -> None:
    """Write the share of the full effect that is there in month t, which fades without funding.

    What remains, (1 − fade_rate)^((t − start)/12), is multiplied up month by month.
    """
    for i in range(LANES):
        first, monthly, fades_from = block.first[i], block.monthly[i], block.fades_from[i]
        fade = monthly if t > fades_from else 1.0
        faded = block.remaining[i] * (first if t == fades_from else fade)
        block.remaining[i] = faded
        month.effect[i] = faded * effect(t, block.delay[i], programme.ramp_months[i], s_curve)


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
    groups, segments, churn = numbers.groups, numbers.segments, numbers.churn
    rates, courses, customers = numbers.rates, numbers.courses, numbers.customers
    pilot = numbers.pilot[0]
    begin(programme, numbers.lines, numbers.events, numbers.horizon[0], pilot, block)
    limited = np.zeros(groups.size, np.bool_)
    for g in range(groups.size):
        write_churn(segments[g], block, churn[g])
        limited[g] = set_out(
            groups[g], segments[g], programme, block, churn[g], rates[g], customers[g]
        )
        write_course(courses[g])
    clear(month)
    changes = 0
    for t in range(paths.benefit.shape[1]):
        if t == changes:
            changes = write_cost(t, numbers.lines, pilot, block, month)
        if t > 0:
            write_effect(t, programme, s_curve, block, month)
            clear(month)
            for g in range(groups.size):
                if limited[g]:
                    there = rates[g, 3]
                    there.effect[:] = month.effect
                    write_rates(groups[g], segments[g], programme, block, churn[g], there)
                    write_chord(month, customers[g], courses[g])
                if seen:
                    count(rates[g], customers[g], month)
                live(groups[g], rates[g], customers[g], month)
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
