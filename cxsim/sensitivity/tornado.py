"""What a result depends on: its mean where an input is low, and where it is high."""

from __future__ import annotations

from typing import NamedTuple
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.results import Result

Places = NDArray[np.intp]


class Bar(NamedTuple):
    """The mean of a result under two conditions on one input.

    Attributes
    ----------
    path : str
        The input; `risk_events.NAME.fired` for an event.
    low, high : float, in the result's unit
        Mean where the input is in its lowest and in its highest tenth; for an event, where it does
        not happen and where it does.
    """

    path: str
    low: float
    high: float

    @property
    def swing(self) -> float:
        """How far apart the two means are."""
        return abs(self.high - self.low)


def tornado(result: Result, measure: str = "npv") -> list[Bar]:
    """Return a bar for each uncertain input, the widest first, from the trials at hand.

    Parameters
    ----------
    result : Result
    measure : str
        A result of the trials: "npv", "roi", …

    Notes
    -----
    Inputs that are correlated share their swing: a bar shows what goes with an input, not only
    what follows from it.
    """
    values = getattr(result, measure)
    bars = []
    for path, draws in result.draws.items():
        low, high = _events(draws) if path.endswith(".fired") else _tenths(draws)
        if len(low) and len(high):
            bars.append(Bar(path, float(values[low].mean()), float(values[high].mean())))
    return sorted(bars, key=lambda bar: bar.swing, reverse=True)


def _events(draws: Floats) -> tuple[Places, Places]:
    """Places where an event does not fire, and where it does."""
    return np.flatnonzero(draws == 0), np.flatnonzero(draws)


def _tenths(draws: Floats) -> tuple[Places, Places]:
    """Places of the lowest and of the highest tenth of the draws.

    Remembered as long as the draws are: a number keeps its draws while others are moved.
    """
    key = id(draws)
    known = _remembered.get(key)
    if known is None or known[0]() is not draws:
        known = ref(draws, lambda _: _remembered.pop(key, None)), _sought(draws)
        _remembered[key] = known
    return known[1]


def _sought(draws: Floats) -> tuple[Places, Places]:
    tenth = max(1, len(draws) // 10)
    order = np.argpartition(draws, (tenth - 1, len(draws) - tenth))
    return order[:tenth].copy(), order[-tenth:].copy()


_remembered: dict[int, tuple[ref[Floats], tuple[Places, Places]]] = {}
