"""The kernel and the whole simulation beside programs that anyone would write in numpy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cxsim.finance import appraise, discount_factors
from cxsim.model import Layout, Paths, empty_paths, lay_out
from cxsim.results import percentiles
from cxsim.sampling import Design, sample
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.benchmarks.measures import Row, faster, taking_turns
from tests.benchmarks.numpy_model import CHUNK, Values, plain_draws, run_chunked
from tests.paths import run_trials_fast
from tests.store import SAMPLES, sample_scenario

KERNEL_BAR, SIMULATE_BAR = 4.0, 8.0


def kernel(scenario: Scenario, trials: int) -> Callable[[Paths], None]:
    """Return the compiled kernel over the trials of a scenario, on this thread alone."""
    layout, draws = lay_out(scenario), sample(scenario, Design(trials, 1))
    own = {path: values.copy() for path, values in draws.items()}  # what follows is not remembered
    curve = scenario.programme.ramp == "s-curve"
    block = empty_paths(scenario.horizon.months, len(layout.groups))

    def run(paths: Paths) -> None:
        slots, read = layout.drawn(own)
        values = np.array(read).reshape(len(slots), trials)
        run_trials_fast(layout.numbers(), slots, values, curve, block, paths)

    return run


def numpy_kernel(scenario: Scenario, trials: int) -> Callable[[Paths], None]:
    """Return the numpy model over the same draws, in chunks."""
    layout, draws = lay_out(scenario), dict(sample(scenario, Design(trials, 1)))
    curve = scenario.programme.ramp == "s-curve"
    return lambda paths: run_chunked(layout, draws, curve, paths, CHUNK)


def numpy_program(scenario: Scenario, trials: int, chunk: int) -> dict[str, float]:
    """Draw, run and rank as a vectorised program would; return the percentiles of NPV."""
    layout: Layout = lay_out(scenario)
    draws: Values = plain_draws(scenario, trials, np.random.Generator(np.random.PCG64(1)))
    paths = room(scenario, trials)
    run_chunked(layout, draws, scenario.programme.ramp == "s-curve", paths, chunk)
    rate = draws.get("horizon.discount_rate")
    if rate is None:
        rate = scenario.mean("horizon.discount_rate")
    factors = discount_factors(rate, scenario.horizon.months, scenario.horizon.discounting)
    return percentiles(appraise(paths.benefit, paths.cost, factors).npv)


def room(scenario: Scenario, trials: int) -> Paths:
    """Return the months of all trials to write to, a trial's side by side."""
    paths = empty_paths(scenario.horizon.months, len(scenario.groups), trials)
    return Paths(*map(np.ascontiguousarray, paths))


def rows(trials: int, simulated: int, repetitions: int) -> list[Row]:
    """Return a row of the kernel and two of the whole simulation for each sample."""
    found = []
    for name in SAMPLES:
        scenario = sample_scenario(name)
        found.append(_kernel_row(name, scenario, trials, repetitions))
        for words, chunk, bar in (
            ("numpy in one piece", simulated, SIMULATE_BAR),
            ("numpy in chunks", CHUNK, None),
        ):
            ours, theirs = taking_turns(
                lambda scenario=scenario: simulate(scenario, simulated).bands["cash"],
                lambda scenario=scenario, chunk=chunk: numpy_program(scenario, simulated, chunk),
                max(1, repetitions // 2),
            )
            measure = f"simulate, {name}, {simulated:,} trials ({words})"
            found.append(faster(measure, ours, theirs, bar))
    return found


def _kernel_row(name: str, scenario: Scenario, trials: int, repetitions: int) -> Row:
    ours, theirs = kernel(scenario, trials), numpy_kernel(scenario, trials)
    first, second = room(scenario, trials), room(scenario, trials)
    measure = f"kernel, one thread, {name}, {trials:,} trials (numpy in chunks of {CHUNK:,})"
    times = taking_turns(lambda: ours(first), lambda: theirs(second), repetitions)
    return faster(measure, *times, KERNEL_BAR)
