"""The sentence that joins the rooms: scenario → draws → model → finance → result."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from cxsim.distributions import Floats
from cxsim.finance import appraise, discount_factors, lifetime_value
from cxsim.model import Layout, Paths, lay_out, monthly_rate, run_trials_fast
from cxsim.results import RESULTS, Outcomes, PointPlan, Result, take_bands
from cxsim.sampling import SCRAMBLES, TRIALS, Design, Draws, Sampler, frozen, sample
from cxsim.scenario import SEGMENTS, Scenario

CHUNK = 4_096
"""Trials that one thread computes at a time; no digit depends on it."""
KEPT_PATHS = 16_384
"""Trials whose months are kept until their bands are taken; a multiple of CHUNK."""
BAND_TRIALS = 4_096
"""Trials that the bands of customers and NPS rank."""

Progress = Callable[[float], None]
"""Told the share of the work done."""


def simulate(
    scenario: Scenario,
    trials: int = TRIALS,
    seed: int = 1,
    sampler: Sampler = "sobol",
    progress: Progress | None = None,
) -> Result:
    """Return the outcomes of a scenario over many trials.

    Parameters
    ----------
    scenario : Scenario
    trials : int
        Rounded up to a power of two for Sobol' points.
    seed : int
        Same scenario, seed and trials: same digits.
    sampler : str
        "sobol", "lhs" or "random".
    progress : callable, optional
        Told the share of the work done.

    Raises
    ------
    ValueError
        Where trials, seed or sampler is out of range.
    """
    return _run(scenario, Design(trials, seed, sampler), progress)


def point_plan(scenario: Scenario) -> PointPlan:
    """Return the model run once, each uncertain number at its mean and no event fired."""
    work = _Work(scenario, lay_out(scenario), {}, 1)
    part = work.chunk(0)
    outcomes = {name: frozen(getattr(part.outcomes, name)) for name in RESULTS}
    return PointPlan(**outcomes, paths=work.kept_paths())


def with_errors(result: Result, progress: Progress | None = None) -> Result:
    """Return the result with the standard error of each figure of its summary.

    That is the figure's sd over eight independent scrambles of the same number of trials:
    sd/√n is fifty times too large for the means of Sobol' points, and wrong for percentiles.
    """
    runs = []
    for repetition in range(1, SCRAMBLES + 1):
        runs.append(_run(result.scenario, replace(result.design, repetition=repetition)).summary())
        if progress is not None:
            progress(repetition / SCRAMBLES)
    values = np.stack([run.to_numpy(float) for run in runs])
    errors = pd.DataFrame(values.std(axis=0, ddof=1), runs[0].index, runs[0].columns)
    return replace(result, errors=errors)


def in_calendar(result: Result, first_month: int) -> Result:
    """Return the result with its flows summed by the years of a calendar.

    Parameters
    ----------
    result : Result
        Of a scenario that says when it starts.
    first_month : int
        1 to 12, the month in which a year begins; 1 for calendar years. Another one makes fiscal
        years, named after the calendar year they end in. The payment at the start belongs to the
        year of the first month; the first and the last year may hold fewer than twelve months.

    Raises
    ------
    ValueError
        Where the scenario has no `horizon.start`, or there is no such month.
    """
    start = result.scenario.horizon.start
    if start is None or not 1 <= first_month <= 12:
        raise ValueError("years of a calendar need horizon.start and a month from 1 to 12")
    year, month = (int(part) for part in start.split("-"))
    first = year + (first_month > 1 and month >= first_month)
    ends = range(1 + (first_month - month - 1) % 12 + 1, result.scenario.horizon.months + 1, 12)
    starts = (0, *ends)
    scenario = result.scenario
    work = _Work(scenario, lay_out(scenario), result.draws, len(result.npv), starts)
    parts = list(_pool().map(work.chunk, range(0, len(result.npv), CHUNK)))
    yearly = {flow: _joined([part.yearly[flow] for part in parts]) for flow in YEARLY}
    years = tuple(range(first, first + len(starts)))
    return replace(result, yearly=MappingProxyType(yearly), years=years)


def npv_without_events(result: Result, trials: int) -> Floats:
    """Return the NPV of the first trials had no event fired, ndarray (trials,), currency."""
    draws = {path: values[:trials] for path, values in result.draws.items()}
    fired = [draws.pop(path) for path in list(draws) if path.endswith(".fired")]
    struck = np.flatnonzero(np.sum(fired, axis=0)) if fired else np.empty(0, np.intp)
    npv = result.npv[:trials].copy()
    if len(struck):
        calm = {path: values[struck] for path, values in draws.items()}
        work = _Work(result.scenario, lay_out(result.scenario), calm, len(struck))
        parts = _pool().map(work.chunk, range(0, len(struck), CHUNK))
        npv[struck] = np.concatenate([part.outcomes.npv for part in parts])
    return npv


def _run(scenario: Scenario, design: Design, progress: Progress | None = None) -> Result:
    with np.errstate(all="ignore"):
        draws = sample(scenario, design)
    work = _Work(scenario, lay_out(scenario), draws, design.trials)
    parts = []
    for part in _pool().map(work.chunk, range(0, design.trials, CHUNK)):
        parts.append(part)
        if progress is not None:
            progress(min(1.0, len(parts) * CHUNK / design.trials))
    outcomes: dict[str, Any] = {
        name: _joined([getattr(part.outcomes, name) for part in parts]) for name in RESULTS
    }
    point = point_plan(scenario)
    return Result(
        **outcomes,
        scenario=scenario,
        design=design,
        draws=MappingProxyType(work.draws),
        bands=_all_bands(work.kept_paths(), point),
        yearly=MappingProxyType(
            {flow: _joined([part.yearly[flow] for part in parts]) for flow in YEARLY}
        ),
        years=tuple(range(scenario.horizon.years + 1)),
        point=point,
    )


def _all_bands(paths: Paths, point: PointPlan) -> dict[str, pd.DataFrame]:
    """Percentiles over months, each path's in a thread of its own."""
    with np.errstate(all="ignore"):
        cash = np.cumsum(paths.benefit - paths.cost, axis=1)
        plan = np.cumsum(point.paths.benefit - point.paths.cost)
    names = ("customers_with", "customers_without", "nps_with", "nps_without")
    jobs = {"cash": _pool().submit(take_bands, cash, 0, (5, 25, 50, 75, 95))}
    for name in names:
        months = getattr(paths, name)[:BAND_TRIALS, : paths.nps_with.shape[1]]
        jobs[name] = _pool().submit(take_bands, months, 1, (10, 50, 90))
    bands = {name: job.result() for name, job in jobs.items()}
    bands["cash"]["plan"] = plan[bands["cash"].index]
    return bands


YEARLY = ("revenue", "benefit", "cost")


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    """The threads of this process; the kernel lets go of the interpreter's lock."""
    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="cxsim")


def _joined(arrays: list[Floats]) -> Floats:
    return frozen(np.concatenate(arrays))


@dataclass(frozen=True, eq=False)
class _Part:
    """What one chunk of trials gives."""

    outcomes: Outcomes
    yearly: dict[str, Floats]


@dataclass(frozen=True, eq=False)
class _Work:
    """What the chunks of one simulation share."""

    scenario: Scenario
    layout: Layout
    draws: Draws
    trials: int
    starts: tuple[int, ...] = ()
    """First month of each year that flows are summed over; by default of the horizon's."""
    kept: Paths = field(init=False)
    """The months of the first trials, written by their chunks."""

    def __post_init__(self) -> None:
        """Allocate before the threads share it."""
        object.__setattr__(self, "kept", self._empty(min(self.trials, KEPT_PATHS)))
        years = (0, *range(1, self.scenario.horizon.months + 1, 12))
        object.__setattr__(self, "starts", self.starts or years)

    def kept_paths(self) -> Paths:
        """Return the kept months, closed to writing."""
        return Paths(*(frozen(array) for array in self.kept))

    def _empty(self, trials: int) -> Paths:
        months = self.scenario.horizon.months
        columns = (*[months + 1] * 5, months, months, len(self.layout.groups))
        return Paths(*(np.empty((trials, width)) for width in columns))

    def chunk(self, start: int) -> _Part:
        """Return the outcomes of the trials from `start` to the next chunk's."""
        with np.errstate(all="ignore"):  # what is not finite is counted, and said
            return self._chunk(start)

    def _chunk(self, start: int) -> _Part:
        stop = min(start + CHUNK, self.trials)
        if stop <= KEPT_PATHS:
            paths = Paths(*(array[start:stop] for array in self.kept))
        else:
            paths = self._empty(stop - start)
        draws = {path: values[start:stop] for path, values in self.draws.items()}
        drawn = [path for path in draws if path in self.layout.slots]
        run_trials_fast(
            self.layout.numbers(),
            np.array([self.layout.slots[path] for path in drawn], dtype=np.intp),
            np.array([draws[path] for path in drawn]).reshape(len(drawn), stop - start),
            self.scenario.programme.ramp == "s-curve",
            paths,
        )
        yearly = {
            flow: np.add.reduceat(getattr(paths, flow), self.starts, axis=1) for flow in YEARLY
        }
        return _Part(self._outcomes(paths, draws), yearly)

    def _outcomes(self, paths: Paths, draws: Draws) -> Outcomes:
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
