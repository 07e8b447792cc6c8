"""The months of each trial, straight from the kernel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit

from cxsim.launch import compile_model
from cxsim.model import LANES, Numbers, Paths, empty_paths, lay_out, run_block, take_draws
from cxsim.sampling import Design, sample
from cxsim.scenario import Scenario
from tests.generate import tiny


def run_trials(
    numbers: Numbers,
    slots: np.ndarray,
    draws: np.ndarray,
    s_curve: bool,
    block: Paths,
    paths: Paths,
) -> None:
    """Write the months of every trial, block by block; plain Python, as `run_block` is."""
    for first in range(0, draws.shape[1], LANES):
        last = min(first + LANES, draws.shape[1])
        take_draws(first, slots, draws, numbers)
        run_block(numbers, s_curve, True, block)
        paths.benefit[first:last] = block.benefit[: last - first]
        paths.cost[first:last] = block.cost[: last - first]
        paths.revenue[first:last] = block.revenue[: last - first]
        paths.gained[first:last] = block.gained[: last - first]
        paths.customers_with[first:last] = block.customers_with[: last - first]
        paths.customers_without[first:last] = block.customers_without[: last - first]
        paths.nps_with[first:last] = block.nps_with[: last - first]
        paths.nps_without[first:last] = block.nps_without[: last - first]


run_trials_fast = njit(nogil=True, cache=True, error_model="numpy")(run_trials)


def paths_of(
    scenario: Scenario, trials: int, seed: int = 1, run: Callable[..., None] = run_trials_fast
) -> Paths:
    """Return the months of every trial of a simulation."""
    layout, months = lay_out(scenario), scenario.horizon.months
    slots, draws = layout.drawn(sample(scenario, Design(trials, seed)))
    values = np.array(draws).reshape(len(slots), trials)
    block, paths = (empty_paths(months, len(layout.groups), n) for n in (LANES, trials))
    with np.errstate(all="ignore"):
        run(layout.numbers(), slots, values, scenario.programme.ramp == "s-curve", block, paths)
    return paths


def compile_all() -> None:
    """Have the kernel compiled, or read back from the disk, for the program and for the tests."""
    compile_model()
    paths_of(tiny(), 4)
