"""A chunk of trials: the model's months, what they are worth, and what is kept of them."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.finance import appraise, discount_factors, lifetime_value
from cxsim.model import Layout, Paths, monthly_rate, run_trials_fast
from cxsim.results import Outcomes, band_months
from cxsim.sampling import Draws
from cxsim.scenario import SEGMENTS, Scenario

CHUNK = 2_048
"""Trials that one thread computes at a time; no digit depends on it."""
KEPT = 16_384
"""Trials whose cash the bands rank."""
SEEN = 4_096
"""Trials whose customers and NPS the bands rank."""
YEARLY = ("revenue", "benefit", "cost")
FOLLOWED = ("customers_with", "customers_without", "nps_with", "nps_without")


@dataclass(frozen=True, eq=False)
class Part:
    """What one chunk of trials gives.

    Attributes
    ----------
    outcomes : Outcomes
    yearly : dict of str to ndarray (trials, years)
        Flows by year.
    bands : dict of str to ndarray (months shown, kept)
        What the bands rank: cumulative `cash`, and FOLLOWED; none of the later trials.
    """

    outcomes: Outcomes
    yearly: dict[str, Floats]
    bands: dict[str, Floats]


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
        """The first trial of each chunk."""
        return range(0, self.count, CHUNK)

    def chunk(self, start: int) -> Part:
        """Return the outcomes of the trials from `start` to the next chunk's."""
        stop = min(start + CHUNK, self.count)
        with np.errstate(all="ignore"):  # what is not finite is counted, and said
            paths = self._room(stop - start, min(max(SEEN - start, 0), stop - start))
            draws = {path: values[start:stop] for path, values in self.draws.items()}
            self.write(draws, paths)
            yearly = {flow: sums(getattr(paths, flow), np.array(self.starts)) for flow in YEARLY}
            bands = self._bands(paths, min(max(KEPT - start, 0), stop - start))
            return Part(self.outcomes(paths, draws), yearly, bands)

    def write(self, draws: Draws, paths: Paths) -> None:
        """Write the months of the trials that have these draws."""
        drawn = [path for path in draws if path in self.layout.slots]
        run_trials_fast(
            self.layout.numbers(),
            np.array([self.layout.slots[path] for path in drawn], dtype=np.intp),
            np.array([draws[path] for path in drawn]).reshape(len(drawn), len(paths.benefit)),
            self.scenario.programme.ramp == "s-curve",
            paths,
        )

    def outcomes(self, paths: Paths, draws: Draws) -> Outcomes:
        """Return what the months of trials are worth."""
        horizon = self.scenario.horizon
        rate = self._number("horizon.discount_rate", draws)
        factors = discount_factors(rate, horizon.months, horizon.discounting)
        appraisal = appraise(paths.benefit, paths.cost, factors)
        groups = [self._worth(group, rate, draws) for group in self.layout.groups]
        worth = np.stack(np.broadcast_arrays(*groups), axis=-1)
        beyond = (paths.gained * worth).sum(axis=1) * factors[:, -1]
        return Outcomes(
            **appraisal._asdict(), revenue=paths.revenue.sum(axis=1), beyond_horizon=beyond
        )

    def empty(self, trials: int, seen: int) -> Paths:
        """Return paths to write to."""
        months, groups = self.scenario.horizon.months, len(self.layout.groups)
        flows = ((trials, width) for width in (*[months + 1] * 3, groups))
        states = ((seen, width) for width in (*[months + 1] * 2, months, months))
        return Paths(*(np.empty(shape) for shape in (*flows, *states)))

    def _room(self, trials: int, seen: int) -> Paths:
        """Paths of this thread, used again: new memory costs more than the model itself."""
        size = CHUNK, self.scenario.horizon.months, len(self.layout.groups)
        if getattr(_thread, "size", None) != size:
            _thread.size, _thread.paths = size, self.empty(CHUNK, CHUNK)
        room: Paths = _thread.paths
        return Paths(*(array[:trials] for array in room[:4]), *(array[:seen] for array in room[4:]))

    def _bands(self, paths: Paths, kept: int) -> dict[str, Floats]:
        last = self.scenario.horizon.months
        followed = band_months(1, last) - 1
        return {
            "cash": running(paths.benefit[:kept], paths.cost[:kept], band_months(0, last)),
            **{name: getattr(paths, name)[:, followed].T.copy() for name in FOLLOWED},
        }

    def _number(self, path: str, draws: Draws) -> Any:
        """A number's draws, or its value where it is certain."""
        if path in draws:
            return draws[path]
        slot = self.layout.slots.get(path)
        return self.scenario.mean(path) if slot is None else float(self.layout.point[slot])

    def _worth(self, group: str, rate: float | Floats, draws: Draws) -> Floats:
        """Lifetime value of a group's average customer today, ndarray (trials or 1,)."""
        worth: Any = 0.0
        for segment in SEGMENTS:
            share, purchases, spend, margin, churn, service = (
                self._number(f"groups.{group}.{path}", draws)
                for path in (
                    f"mix.{segment}",
                    f"{segment}.purchases_per_year",
                    f"{segment}.spend_per_purchase",
                    f"{segment}.gross_margin",
                    f"{segment}.churn",
                    f"{segment}.cost_to_serve",
                )
            )
            monthly = (margin * purchases * spend - service) / 12
            discount = (1 + rate) ** (-1 / 12)
            worth = worth + share * lifetime_value(monthly, monthly_rate(churn), discount)
        return np.atleast_1d(np.asarray(worth))


@njit(nogil=True, cache=True)
def sums(flow: Floats, starts: NDArray[np.intp]) -> Floats:
    """Return each trial's flow summed from each start to the next, ndarray (trials, starts)."""
    found = np.zeros((flow.shape[0], starts.size))
    for i in range(flow.shape[0]):
        for k in range(starts.size):
            stop = starts[k + 1] if k + 1 < starts.size else flow.shape[1]
            for t in range(starts[k], stop):
                found[i, k] += flow[i, t]
    return found


@njit(nogil=True, cache=True)
def running(benefit: Floats, cost: Floats, months: NDArray[np.intp]) -> Floats:
    """Return the cumulative net flow at the end of some months, ndarray (months, trials)."""
    found = np.empty((months.size, benefit.shape[0]))
    for i in range(benefit.shape[0]):
        total, k = 0.0, 0
        for t in range(benefit.shape[1]):
            total += benefit[i, t] - cost[i, t]
            if k < months.size and t == months[k]:
                found[k, i] = total
                k += 1
    return found


_thread = threading.local()
