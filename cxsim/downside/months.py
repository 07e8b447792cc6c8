"""The months of trials from draws at hand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.finance import levy
from cxsim.model import LANES, Numbers, Paths, empty_paths, lay_out, play_block, take_draws
from cxsim.sampling import Draws
from cxsim.scenario import Scenario

MOST = 16_384
"""Trials whose months are looked into; of Sobol' points the first are as even as all."""


class Months(NamedTuple):
    """The flows of trials, month by month from the start; all ndarray (trials, months + 1)."""

    benefit: Floats
    cost: Floats
    revenue: Floats


def first(draws: Draws, trials: int) -> dict[str, Floats]:
    """Return the draws of the first trials."""
    return {path: values[:trials] for path, values in draws.items()}


def months_of(scenario: Scenario, draws: Draws, trials: int) -> Months:
    """Return the months of trials, after tax where there is one.

    Parameters as in `simulation.outcomes`, which says what they are worth.
    """
    layout, last = lay_out(scenario), scenario.horizon.months
    months = Months(*(np.empty((trials, last + 1)) for _ in Months._fields))
    with np.errstate(all="ignore"):
        slots, values = layout.drawn(draws)
        _play(
            layout.numbers(),
            slots,
            np.array(values).reshape(len(slots), trials),
            scenario.programme.ramp == "s-curve",
            scenario.horizon.tax_losses == "carried-forward",
            empty_paths(last, len(layout.groups)),
            months,
        )
    return months


@njit(nogil=True, cache=True, error_model="numpy")
def _play(
    numbers: Numbers,
    slots: NDArray[np.intp],
    draws: Floats,
    s_curve: bool,
    carried: bool,
    block: Paths,
    months: Months,
) -> None:
    """Write the months of every trial, block by block."""
    for start in range(0, draws.shape[1], LANES):
        take_draws(start, slots, draws, numbers)
        play_block(numbers, s_curve, False, block)
        levy(block.benefit, block.cost, numbers.horizon[0].tax_rate, carried)
        for i in range(min(LANES, draws.shape[1] - start)):
            for t in range(months.benefit.shape[1]):
                months.benefit[start + i, t] = block.benefit[i, t]
                months.cost[start + i, t] = block.cost[i, t]
                months.revenue[start + i, t] = block.revenue[i, t]
