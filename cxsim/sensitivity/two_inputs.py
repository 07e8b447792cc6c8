"""A figure over any two numbers, on the same draws, with the line where it breaks even."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cxsim.distributions import Floats
from cxsim.results import Result
from cxsim.sensitivity.measures import Measure
from cxsim.sensitivity.reach import reach
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import Progress
from cxsim.text.phrase import RefusedError, say

STEPS = 13
"""Values of each number."""
TRIALS = 2_048

Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Grid:
    """A figure over two numbers.

    Attributes
    ----------
    across, up : str
        Paths of the two.
    measure : Measure
    x, y : ndarray (STEPS,)
        Their values.
    figures : ndarray (up, across)
        The figure with both held in every trial.
    """

    across: str
    up: str
    measure: Measure
    x: Floats
    y: Floats
    figures: Floats

    def break_even(self) -> list[tuple[Point, Point]]:
        """Return the pieces of the line on which the figure breaks even, through each cell.

        Linear along the edges of a cell (marching squares); a cell with four crossings is cut into
        two pieces.
        """
        above = self.figures - self.measure.break_even
        pieces = []
        for j in range(len(self.y) - 1):
            for i in range(len(self.x) - 1):
                corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
                ends = [
                    self._crossing(above, first, second)
                    for first, second in zip(corners, corners[1:] + corners[:1], strict=True)
                ]
                found = [end for end in ends if end is not None]
                pieces += list(zip(found[::2], found[1::2], strict=False))
        return pieces

    def _crossing(
        self, above: Floats, first: tuple[int, int], second: tuple[int, int]
    ) -> Point | None:
        start, stop = above[first[1], first[0]], above[second[1], second[0]]
        if not (start < 0) ^ (stop < 0) or not np.isfinite(start + stop):
            return None
        part = start / (start - stop)
        x = self.x[first[0]] + part * (self.x[second[0]] - self.x[first[0]])
        y = self.y[first[1]] + part * (self.y[second[1]] - self.y[first[1]])
        return float(x), float(y)


def grid(
    result: Result, across: str, up: str, measure: Measure, progress: Progress | None = None
) -> Grid:
    """Return a figure over two numbers of the scenario, uncertain or certain.

    Raises
    ------
    RefusedError
        Where both are the same number, or one has no range to be moved in.
    """
    if across == up:
        raise RefusedError(
            say("{path} is named twice: a map needs two different numbers", path=across)
        )
    again = Rerun(result, TRIALS)
    x, y = (np.linspace(*span(result, path), STEPS) for path in (across, up))
    rows = []
    for done, value in enumerate(y, 1):
        rows.append([again.measure({across: v, up: value}, measure) for v in x])
        if progress is not None:
            progress(done / len(y))
    return Grid(across, up, measure, x, y, np.array(rows))


def span(result: Result, path: str) -> tuple[float, float]:
    """Return the range that a map shows: P1 to P99 of an uncertain number, else as `reach`."""
    if path in result.draws:
        draws = result.draws[path]
        low, high = np.quantile(draws, (0.01, 0.99))
        if low == high:
            low, high = draws.min(), draws.max()
        return float(low), float(high)
    return reach(result, path)
