"""A chunk of trials: the model's months, what they are worth, and what is kept of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.finance import (
    Appraisal,
    appraise_block,
    discount_factors,
    empty_appraisal,
    levy,
    lifetime_margin,
    write_level,
)
from cxsim.model import (
    A_MONTH,
    LANES,
    Layout,
    Numbers,
    Paths,
    empty_paths,
    play_block,
    take_draws,
)
from cxsim.results import band_months
from cxsim.sampling import Draws
from cxsim.scenario import Scenario

CORES = os.cpu_count() or 1
CHUNK = 8_192
"""Trials that one thread computes at a time, at most; no digit depends on it."""
YEARLY = ("revenue", "benefit", "cost")
FOLLOWED = ("customers_with", "customers_without", "nps_with", "nps_without")


class Kept(NamedTuple):
    """What is kept of all trials of a simulation, which each chunk writes its part of.

    Attributes
    ----------
    appraisal : Appraisal
    beyond_horizon : ndarray (trials,), currency
    yearly : ndarray (flows, years, trials), currency
        The YEARLY flows.
    cash : ndarray (months shown, first trials), currency
        Cumulative.
    followed : ndarray (paths, months shown, first trials)
        The FOLLOWED paths.
    """

    appraisal: Appraisal
    beyond_horizon: Floats
    yearly: Floats
    cash: Floats
    followed: Floats


class Calendar(NamedTuple):
    """Which months are summed and shown.

    Attributes
    ----------
    starts : ndarray (years,) of int
        First month of each year that flows are summed over.
    money, people : ndarray (months shown,) of int
        Months whose cumulative cash, and whose customers and score, are shown.
    """

    starts: NDArray[np.intp]
    money: NDArray[np.intp]
    people: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Trials:
    """What the chunks of one simulation share.

    Parameters
    ----------
    scenario : Scenario
    layout : Layout
    draws : Draws
    count : int
    starts : tuple of int
        First month of each year that flows are summed over.
    """

    scenario: Scenario
    layout: Layout
    draws: Draws
    count: int
    starts: tuple[int, ...]

    @property
    def chunks(self) -> range:
        """The first trial of each chunk: whole blocks, of few trials a part for each core."""
        blocks = -(-self.count // (LANES * CORES))
        return range(0, self.count, min(CHUNK, LANES * blocks))

    @property
    def calendar(self) -> Calendar:
        """The months that are summed and shown."""
        last = self.scenario.horizon.months
        return Calendar(np.array(self.starts), band_months(0, last), band_months(1, last))

    def empty(self, cash: int = 0, people: int = 0) -> Kept:
        """Return arrays for the chunks to write to.

        Parameters
        ----------
        cash, people : int
            First trials whose cash, and whose customers and NPS, are kept month by month.
        """
        count, months = self.count, self.calendar
        return Kept(
            empty_appraisal(count),
            np.empty(count),
            np.empty((len(YEARLY), len(self.starts), count)),
            np.empty((len(months.money), min(cash, count))),
            np.empty((len(FOLLOWED), len(months.people), min(people, count))),
        )

    def ready(self, start: int, kept: Kept) -> Callable[[], Paths]:
        """Return what plays the chunk from a trial on, and returns the months of its last block.

        All that needs the interpreter's lock is done at once: threads would pass it to and fro.
        """
        stop = min(start + self.chunks.step, self.count)
        paths = empty_paths(self.scenario.horizon.months, len(self.layout.groups))
        slots, draws = self._drawn
        values = np.array([each[start:stop] for each in draws])
        with np.errstate(all="ignore"):  # what is not finite is counted, and said
            rate, horizon = self._discount_rate(start, stop), self.scenario.horizon
            factors = discount_factors(rate, horizon.months, horizon.discounting)
            month_ahead = (1.0 + rate)[:, None] ** -A_MONTH
        arguments = (
            self.layout.numbers(),
            slots,
            values.reshape(len(slots), stop - start),
            self.scenario.programme.ramp == "s-curve",
            horizon.tax_losses == "carried-forward",
            factors,
            month_ahead,
            self.calendar,
            paths,
            start,
            kept,
        )

        def played() -> Paths:
            play(*arguments)
            return paths

        return played

    @cached_property
    def _drawn(self) -> tuple[NDArray[np.intp], list[Floats]]:
        """The slots of what is drawn, and its values as the kernel reads them."""
        with np.errstate(all="ignore"):
            return self.layout.drawn(self.draws)

    def _discount_rate(self, start: int, stop: int) -> Floats:
        """A chunk's draws of the rate, ndarray (trials or 1,)."""
        drawn = self.draws.get("horizon.discount_rate")
        if drawn is not None:
            return drawn[start:stop]
        return np.array([self.scenario.mean("horizon.discount_rate")])


@njit(nogil=True, cache=True, error_model="numpy")
def play(
    numbers: Numbers,
    slots: NDArray[np.intp],
    draws: Floats,
    s_curve: bool,
    carried: bool,
    factors: Floats,
    month_ahead: Floats,
    calendar: Calendar,
    paths: Paths,
    start: int,
    kept: Kept,
) -> None:
    """Play the trials of a chunk, block by block, and keep what they are worth.

    Parameters
    ----------
    numbers : Numbers
        The point plan; overwritten with each block's draws.
    slots : ndarray (uncertain,) of int
        Place of each drawn number in the flat array.
    draws : ndarray (uncertain, trials)
    s_curve : bool
        Whether the ramp is an s-curve.
    carried : bool
        Whether a loss waits for later gains instead of saving tax at once.
    factors : ndarray (trials or 1, months + 1)
        Discount factors.
    month_ahead : ndarray (trials or 1, 1)
        What money a month ahead is worth: v.
    calendar : Calendar
    paths : Paths
        Room for a block.
    start : int
        The chunk's first trial.
    kept : Kept
        Of all trials, whole: the type of a part, and so what is compiled, would depend on its size.
    """
    for first in range(0, draws.shape[1], LANES):
        at, many = start + first, min(LANES, draws.shape[1] - first)
        seen = at < kept.followed.shape[2]
        take_draws(first, slots, draws, numbers)
        play_block(numbers, s_curve, seen, paths)
        levy(paths.benefit, paths.cost, numbers.horizon[0].tax_rate, carried)
        net = appraise_block(paths.benefit, paths.cost, factors, first, at, many, kept.appraisal)
        keep_beyond(
            numbers, paths.gained, factors, month_ahead, first, at, many, kept.beyond_horizon
        )
        keep_years(paths, calendar.starts, at, many, kept.yearly)
        keep_cash(net, calendar.money, at, many, kept.cash)
        if seen:
            keep_people(paths, calendar.people, at, many, kept.followed)


@register_jitable
def keep_beyond(
    numbers: Numbers,
    gained: Floats,
    factors: Floats,
    month_ahead: Floats,
    first: int,
    at: int,
    many: int,
    out: Floats,
) -> None:
    """Keep what the customers gained by the end are worth over their whole life, in no sum."""
    total, worth, v, last = np.zeros((4, LANES))
    write_level(month_ahead, first, 0, v)
    write_level(factors, first, factors.shape[1] - 1, last)
    block, tax = numbers.block[0], numbers.horizon[0].tax_rate
    for i in range(LANES):
        v[i] *= block.dearer[i]
        last[i] *= block.prices[i] * (1.0 - tax[i])
    for g in range(numbers.groups.size):
        worth[:] = 0.0
        for s in range(3):
            segment = numbers.segments[g, s]
            for i in range(LANES):
                spent = segment.purchases_per_year[i] * segment.spend_per_purchase[i]
                margin = (segment.gross_margin[i] * spent - segment.cost_to_serve[i]) * A_MONTH
                worth[i] += segment.share[i] * lifetime_margin(margin, segment.churn[i], v[i])
        for i in range(LANES):
            total[i] += gained[i, g] * worth[i]
    for i in range(many):
        out[at + i] = total[i] * last[i]


@register_jitable
def keep_years(paths: Paths, starts: NDArray[np.intp], at: int, many: int, out: Floats) -> None:
    """Keep the flows of each year."""
    total = np.zeros(LANES)
    for flow, values in enumerate((paths.revenue, paths.benefit, paths.cost)):
        for k in range(starts.size):
            total[:] = 0.0
            for t in range(starts[k], starts[k + 1] if k + 1 < starts.size else values.shape[1]):
                for i in range(LANES):
                    total[i] += values[i, t]
            for i in range(many):
                out[flow, k, at + i] = total[i]


@register_jitable
def keep_cash(net: Floats, months: NDArray[np.intp], at: int, many: int, out: Floats) -> None:
    """Keep the cumulative net flow at the end of the months shown."""
    for k in range(months.size):
        for i in range(min(many, out.shape[1] - at)):
            out[k, at + i] = net[i, months[k]]


@register_jitable
def keep_people(paths: Paths, months: NDArray[np.intp], at: int, many: int, out: Floats) -> None:
    """Keep customers and score in the months shown."""
    for k in range(months.size):
        for i in range(min(many, out.shape[2] - at)):
            out[0, k, at + i] = paths.customers_with[i, months[k] - 1]
            out[1, k, at + i] = paths.customers_without[i, months[k] - 1]
            out[2, k, at + i] = paths.nps_with[i, months[k] - 1]
            out[3, k, at + i] = paths.nps_without[i, months[k] - 1]
