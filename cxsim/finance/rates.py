"""Internal rates of return, and the mean of a tail: what finance asks of many flows at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable

from cxsim.distributions import Floats

SEARCHED = (-0.99, 10.0)
"""Yearly rates between which internal rates of return are looked for."""
STEPS = 80
"""Rates tried between them, evenly spaced in ln(1 + rate)."""
HALVINGS = 50


def tail_mean(values: Floats, share: float) -> float:
    """Return the mean of the lowest part of the values: the conditional value at risk, as a gain.

    Parameters
    ----------
    values : ndarray (trials,)
    share : float
        Of the trials, in (0, 1]; where it is no whole number of them, the last one counts in part.
    """
    ranked = np.sort(values)
    weight = np.clip(share * len(ranked) - np.arange(len(ranked)), 0.0, 1.0)
    return float(ranked @ weight / weight.sum())


class Rates(NamedTuple):
    """Internal rates of return, trial by trial.

    Attributes
    ----------
    rate : ndarray (trials,), a year
        NaN where there is none, or several.
    found : ndarray (trials,)
        How many there are between the ends of SEARCHED.
    """

    rate: Floats
    found: Floats


def internal_rates(flows: Floats) -> Rates:
    """Return the yearly rates at which the present value of monthly flows is 0.

    A flow that changes its sign more than once may have several such rates, or none: they are
    counted, and a rate is given only where it is the only one.

    Parameters
    ----------
    flows : ndarray (trials, months + 1), currency
        Net, from the start.
    """
    low, high = np.log1p(SEARCHED[0]), np.log1p(SEARCHED[1])
    factors = np.exp(-np.linspace(low, high, STEPS) / 12)
    out = Rates(np.full(len(flows), np.nan), np.zeros(len(flows)))
    _internal_rates(np.ascontiguousarray(flows), factors, out)
    return out


@register_jitable
def worth(flow: Floats, factor: float) -> float:
    """Present value of a flow at one month's discount factor, by Horner's rule."""
    total = 0.0
    for t in range(flow.size - 1, -1, -1):
        total = total * factor + flow[t]
    return total


@njit(nogil=True, cache=True, error_model="numpy")
def _internal_rates(flows: Floats, factors: Floats, out: Rates) -> None:
    for i in range(flows.shape[0]):
        near = far = 0.0
        before = worth(flows[i], factors[0])
        for k in range(1, factors.size):
            now = worth(flows[i], factors[k])
            if (before < 0.0) != (now < 0.0):
                out.found[i] += 1.0
                near, far = factors[k - 1], factors[k]
            before = now
        if out.found[i] == 1.0:
            rising = worth(flows[i], near) < 0.0
            for _ in range(HALVINGS):
                middle = 0.5 * (near + far)
                if (worth(flows[i], middle) < 0.0) == rising:
                    near = middle
                else:
                    far = middle
            out.rate[i] = (0.5 * (near + far)) ** -12.0 - 1.0
