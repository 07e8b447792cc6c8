"""What a result depends on: its figure where an input is low, and where it is high."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.remembered import while_alive
from cxsim.results import Result
from cxsim.sampling import Draws
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import outcomes

Places = NDArray[np.intp]
MOST_BARS = 5
"""Inputs that are named where there is room for a few."""
PROBED = 64
"""Trials that are run again to see whether an input has any effect at all."""


class Bar(NamedTuple):
    """A figure of a result under two conditions on one input.

    Attributes
    ----------
    path : str
        The input; `risk_events.NAME.fired` for an event.
    low, high : float, in the result's unit
        The figure where the input is in its lowest and in its highest tenth; for an event, where it
        does not happen and where it does.
    error : float
        Standard error of the difference, were the trials plain random.
    """

    path: str
    low: float
    high: float
    error: float = 0.0

    @property
    def swing(self) -> float:
        """How far apart the two figures are."""
        return abs(self.high - self.low)

    @property
    def clear(self) -> bool:
        """Whether the swing is more than chance would make."""
        return self.swing > 2 * self.error


def tornado(result: Result, measure: str = "npv") -> list[Bar]:
    """Return a bar for each uncertain input, the widest first, from the trials at hand.

    Parameters
    ----------
    result : Result
    measure : str
        One of `measures.MEASURES`: the mean NPV, its P10 …

    Notes
    -----
    Inputs that are correlated share their swing: a bar shows what goes with an input, not only
    what follows from it.
    """
    asked = MEASURES[measure]
    values = getattr(result, asked.result)
    sides = {path: _sides(path, draws) for path, draws in result.draws.items()}
    sizes: dict[tuple[int, int], list[str]] = {}
    for path, (low, high) in sides.items():
        if len(low) and len(high):
            sizes.setdefault((len(low), len(high)), []).append(path)
    bars: dict[str, Bar] = {}
    for paths in sizes.values():  # all at once that have as many trials on their sides
        low, high = (values[np.stack([sides[path][k] for path in paths])] for k in (0, 1))
        errors = np.hypot(asked.error(low), asked.error(high))
        found = zip(paths, asked.take(low), asked.take(high), errors, strict=True)
        bars |= {path: Bar(path, float(a), float(b), float(error)) for path, a, b, error in found}
    ordered = (bars[path] for path in result.draws if path in bars)
    return sorted(ordered, key=lambda bar: bar.swing, reverse=True)


@lru_cache(maxsize=8)
def widest(result: Result) -> list[Bar]:
    """Return the inputs that the mean NPV depends on most; one without effect is none of them."""
    return [bar for bar in tornado(result)[:MOST_BARS] if bar.swing > 0]


def without_effect(result: Result) -> list[str]:
    """Return the inputs that change no trial, whatever their value: they stand in no equation.

    Each input's values are exchanged among the first trials; where no NPV moves, it has no effect.
    A number of a risk event is tried where the event happens; its probability moves what the event
    moves.
    """
    again = Rerun(result, PROBED)
    tried = [path for path in result.draws if not path.endswith(".probability")]
    if not tried:
        return []
    runs = [draws for path in tried for draws in _probes(again, path)]
    joined = {path: np.concatenate([draws[path] for draws in runs]) for path in again.draws}
    npv = outcomes(result.scenario, joined).npv.reshape(len(tried), 2, again.count)
    idle = {
        path
        for path, (before, after) in zip(tried, npv, strict=True)
        if np.array_equal(before, after, equal_nan=True)
    }
    idle |= {path.replace(".fired", ".probability") for path in idle if path.endswith(".fired")}
    return [path for path in result.draws if path in idle]


def _probes(again: Rerun, path: str) -> tuple[Draws, Draws]:
    """Draws before and after the values of one input are exchanged."""
    kind, _, name = path.partition(".")
    fired = f"{kind}.{name.partition('.')[0]}.fired"
    happens = {fired: 1.0} if fired in again.draws and path != fired else {}
    drawn = again.draws[path]
    exchanged = 1 - drawn if path == fired else np.roll(drawn, 1)
    return again.held(happens), again.held({**happens, path: exchanged})


def _sides(path: str, draws: Floats) -> tuple[Places, Places]:
    """Places of the lowest and of the highest tenth of the draws; of an event, whether it fires.

    A number keeps its draws, and so its places, while others are moved.
    """
    return _fires(draws) if path.endswith(".fired") else _tenths(draws)


@while_alive
def _fires(draws: Floats) -> tuple[Places, Places]:
    return np.flatnonzero(draws == 0), np.flatnonzero(draws)


@while_alive
def _tenths(draws: Floats) -> tuple[Places, Places]:
    tenth = max(1, len(draws) // 10)
    order = np.argpartition(draws, (tenth - 1, len(draws) - tenth))
    return order[:tenth].copy(), order[-tenth:].copy()
