"""The sentence that joins the rooms: scenario → draws → model → finance → result."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from cxsim.distributions import Floats
from cxsim.model import Paths, lay_out
from cxsim.results import CASH, Bands, Outcomes, PointPlan, Result, at_percentiles, band_table
from cxsim.sampling import SCRAMBLES, TRIALS, Design, Draws, Sampler, frozen, sample
from cxsim.scenario import Scenario
from cxsim.trials import CORES, FOLLOWED, YEARLY, Kept, Trials

KEPT = 16_384
"""Trials whose cash the bands rank."""
SEEN = 4_096
"""Trials whose customers and NPS the bands rank."""
Done = TypeVar("Done")
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
    return _run(scenario, Design(trials, seed, sampler).of(scenario), progress)


def point_plan(scenario: Scenario, held: Draws = MappingProxyType({})) -> PointPlan:
    """Return the model run once, each uncertain number at its mean and no event fired.

    Parameters
    ----------
    scenario : Scenario
    held : Draws, optional
        Of one trial: what is to be held at another value.
    """
    work = _trials(scenario, held, 1)
    kept = work.empty(people=1)
    months = Paths(*(frozen(array[:1].copy()) for array in work.ready(0, kept)()))
    return PointPlan(**_outcomes(kept), paths=months)


def prepare(scenario: Scenario) -> None:
    """Have the model and the ranking compiled, or read back from the disk, in this thread.

    Threads of the pool are waited for where the program ends; this one need not be.
    """
    draws = sample(scenario, Design(1, 1))
    work = _trials(scenario, draws, 1)
    kept = work.empty(cash=1)
    work.ready(0, kept)()
    at_percentiles(kept.cash, CASH)


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
    work = _trials(result.scenario, result.draws, len(result.npv), starts)
    kept = _played(work, work.empty())
    return replace(result, yearly=_yearly(kept), years=tuple(range(first, first + len(starts))))


def outcomes(scenario: Scenario, draws: Draws, trials: int | None = None) -> Outcomes:
    """Return the outcomes of trials that have these draws.

    Parameters
    ----------
    scenario : Scenario
    draws : Draws
        All of as many trials. A certain number may be among them: it then takes these values, and
        nothing else of the scenario changes. A number that is not among them stands at its mean;
        an event does not happen.
    trials : int, optional
        How many; to be given where there may be no draws.
    """
    count = len(next(iter(draws.values()))) if trials is None else trials
    work = _trials(scenario, draws, count)
    return Outcomes(**_outcomes(_played(work, work.empty())))


def npv_without_events(result: Result, trials: int) -> Floats:
    """Return the NPV of the first trials had no event fired, ndarray (trials,), currency."""
    draws = {path: values[:trials] for path, values in result.draws.items()}
    fired = [draws.pop(path) for path in list(draws) if path.endswith(".fired")]
    struck = np.flatnonzero(np.sum(fired, axis=0)) if fired else np.empty(0, np.intp)
    npv = result.npv[:trials].copy()
    if len(struck):
        calm = {path: values[struck] for path, values in draws.items()}
        work = _trials(result.scenario, calm, len(struck))
        npv[struck] = _played(work, work.empty()).appraisal.npv
    return npv


def _run(scenario: Scenario, design: Design, progress: Progress | None = None) -> Result:
    with np.errstate(all="ignore"):
        draws = sample(scenario, design)
    return play_out(scenario, design, draws, point_plan(scenario), progress)


def play_out(
    scenario: Scenario,
    design: Design,
    draws: Draws,
    point: PointPlan,
    progress: Progress | None = None,
) -> Result:
    """Return the result of trials that have these draws.

    Parameters
    ----------
    scenario : Scenario
    design : Design
        Says how many trials there are.
    draws : Draws
        As `outcomes` takes them.
    point : PointPlan
        The plan to hold them against.
    progress : callable, optional
    """
    work = _trials(scenario, draws, design.trials)
    kept = _played(work, work.empty(cash=KEPT), progress)
    return Result(
        **_outcomes(kept),
        scenario=scenario,
        design=design,
        draws=MappingProxyType(draws),
        bands=_bands(kept, work, point),
        yearly=_yearly(kept),
        years=tuple(range(scenario.horizon.years + 1)),
        point=point,
    )


def _trials(
    scenario: Scenario, draws: Draws, count: int, starts: tuple[int, ...] | None = None
) -> Trials:
    years = (0, *range(1, scenario.horizon.months + 1, 12))
    return Trials(scenario, lay_out(scenario), draws, count, starts or years)


def _played(work: Trials, kept: Kept, progress: Progress | None = None) -> Kept:
    """Play all trials, chunk by chunk, on all cores."""
    done = _side_by_side(work.ready(start, kept) for start in work.chunks)
    for start, _ in zip(work.chunks, done, strict=True):
        if progress is not None:
            progress(min(start + work.chunks.step, work.count) / work.count)
    return kept


def _outcomes(kept: Kept) -> dict[str, Any]:
    revenue = kept.yearly[YEARLY.index("revenue")].sum(axis=0)
    memos = {"revenue": revenue, "beyond_horizon": kept.beyond_horizon}
    found = kept.appraisal._asdict() | memos
    return {name: frozen(values) for name, values in found.items()}


def _yearly(kept: Kept) -> Mapping[str, Floats]:
    return MappingProxyType(
        {flow: frozen(values.T) for flow, values in zip(YEARLY, kept.yearly, strict=True)}
    )


def _bands(kept: Kept, work: Trials, point: PointPlan) -> Bands:
    """Bands over the months; paths of the cash are ranked at once, so as not to keep them."""
    months, found = work.calendar, at_percentiles(kept.cash, CASH)

    def cash() -> pd.DataFrame:
        with np.errstate(all="ignore"):
            plan = np.cumsum(point.paths.benefit - point.paths.cost)
        return band_table(found, months.money, CASH, plan=plan[months.money])

    return Bands(cash, FOLLOWED, months.people, lambda: _people(work))


def _people(work: Trials) -> Floats:
    """The FOLLOWED paths of the first trials, which are played once more."""
    first = replace(work, count=min(SEEN, work.count))
    return _played(first, first.empty(people=first.count)).followed


def _side_by_side(tasks: Iterable[Callable[[], Done]]) -> Iterator[Done]:
    """Yield what tasks return, in their order: as many at a time as there are cores.

    The last of them is done in this thread: one that is woken as well, while all cores are busy,
    may have to wait for another although this one sleeps.
    """
    running: list[Future[Done]] = []
    for task in tasks:
        if len(running) < CORES - 1:
            running.append(_pool().submit(task))
        else:
            done = task()
            yield from (future.result() for future in running)
            yield done
            running.clear()
    yield from (future.result() for future in running)


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    """The threads of this process; the kernel lets go of the interpreter's lock."""
    return ThreadPoolExecutor(CORES - 1, thread_name_prefix="cxsim")


if hasattr(os, "register_at_fork"):  # a child has none of its parent's threads
    os.register_at_fork(after_in_child=_pool.cache_clear)
