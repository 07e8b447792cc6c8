"""The months of each trial, straight from the kernel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cxsim.model import Layout, Paths, lay_out, run_trials_fast
from cxsim.sampling import Design, Draws, sample
from cxsim.scenario import Scenario


def empty_paths(scenario: Scenario, trials: int) -> Paths:
    """Return arrays for the kernel to write to, filled with what no equation gives."""
    months = scenario.horizon.months
    widths = (*[months + 1] * 3, len(scenario.groups), *[months + 1] * 2, months, months)
    return Paths(*(np.full((trials, width), -1e99) for width in widths))


def drawn(layout: Layout, draws: Draws) -> tuple[np.ndarray, np.ndarray]:
    """Return the slots and the values of what is drawn, as the kernel reads them."""
    paths = [path for path in draws if path in layout.slots]
    trials = len(next(iter(draws.values()), ()))
    values = np.array([draws[path] for path in paths]).reshape(len(paths), trials)
    return np.array([layout.slots[path] for path in paths], dtype=np.intp), values


def paths_of(
    scenario: Scenario, trials: int, seed: int = 1, run: Callable[..., None] = run_trials_fast
) -> Paths:
    """Return the months of every trial of a simulation."""
    layout, paths = lay_out(scenario), empty_paths(scenario, trials)
    slots, values = drawn(layout, sample(scenario, Design(trials, seed)))
    with np.errstate(all="ignore"):
        run(layout.numbers(), slots, values, scenario.programme.ramp == "s-curve", paths)
    return paths
