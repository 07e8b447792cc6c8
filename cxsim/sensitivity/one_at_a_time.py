"""One input moved by itself over its own range, all others drawn as they are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cxsim.results import Result
from cxsim.sensitivity.measures import MEASURES, Measure
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import Progress

LEVELS = (0.10, 0.30, 0.50, 0.70, 0.90)
"""Where in its own range an input is held: P10, P30 …"""


class Curve(NamedTuple):
    """A figure of a result as one input moves.

    Attributes
    ----------
    path : str
        The input.
    levels : tuple of float
        LEVELS; of an event 0, it never happens, and 1, it always does.
    inputs, figures : tuple of float
        The input's value at each level, and the figure with it held there in every trial.
    """

    path: str
    levels: tuple[float, ...]
    inputs: tuple[float, ...]
    figures: tuple[float, ...]

    @property
    def swing(self) -> float:
        """How far the figure moves between the ends, currency or share; signed."""
        return self.figures[-1] - self.figures[0]


def curves(
    result: Result, measure: Measure = MEASURES["npv"], progress: Progress | None = None
) -> list[Curve]:
    """Return the curve of each uncertain input, the widest swing first.

    What is correlated with an input stays as it is drawn: the swing is what follows from the input
    alone.
    """
    again = Rerun(result)
    found = []
    for done, path in enumerate(result.draws, 1):
        found.append(_curve(again, path, measure))
        if progress is not None:
            progress(done / len(result.draws))
    return sorted(found, key=lambda curve: abs(curve.swing), reverse=True)


def _curve(again: Rerun, path: str, measure: Measure) -> Curve:
    event = path.endswith(".fired")
    levels = (0.0, 1.0) if event else LEVELS
    inputs = levels if event else tuple(np.quantile(again.result.draws[path], LEVELS).tolist())
    figures = {value: again.measure({path: value}, measure) for value in dict.fromkeys(inputs)}
    return Curve(path, levels, inputs, tuple(figures[value] for value in inputs))
