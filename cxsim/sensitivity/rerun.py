"""The trials of a result, run again with a change: the same draws in all that is not changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cxsim.decision.pilot import Truths
from cxsim.distributions import Floats
from cxsim.results import Outcomes, Result
from cxsim.sampling import Draws, luck
from cxsim.scenario import SEGMENTS
from cxsim.sensitivity.measures import Measure
from cxsim.simulation import outcomes
from cxsim.text.sensitivity import COST

TRIALS = 4_096
"""Trials that are run again; of Sobol' points the first are as even as all."""


@dataclass(frozen=True)
class Rerun:
    """The first trials of a result.

    Parameters
    ----------
    result : Result
    trials : int
        As many as there are, at most.
    """

    result: Result
    trials: int = TRIALS

    @cached_property
    def draws(self) -> Draws:
        """The draws as they are; of a case with nothing uncertain one trial of the overrun."""
        found = {path: values[: self.trials] for path, values in self.result.draws.items()}
        overrun = self.result.scenario.mean("programme.cost_overrun")
        return found or {"programme.cost_overrun": np.full(1, overrun)}

    @property
    def count(self) -> int:
        """How many trials are run."""
        return len(next(iter(self.draws.values())))

    @property
    def truths(self) -> Truths:
        """What is so in each of them."""
        return Truths(self.result.scenario, self.result.design, self.draws, self.count)

    def values(self, path: str) -> Floats:
        """Return the values of a number, ndarray (trials,): its draws, or what it always is."""
        if path == COST:
            return np.ones(self.count)
        return self.truths.values(path)

    def held(self, changes: Mapping[str, float | Floats]) -> Draws:
        """Return the draws with some numbers held at a value, or at a value for each trial.

        A share of a mix takes from, or gives to, the two others in proportion; of an event whose
        probability is held, it happens in the trials in which that probability makes it.
        """
        draws = dict(self.draws)
        for path, value in changes.items():
            column = np.broadcast_to(np.asarray(value, dtype=float), (self.count,))
            if path == COST:
                overrun = self.values("programme.cost_overrun")
                draws["programme.cost_overrun"] = (1 + overrun) * column - 1
            elif ".mix." in path:
                draws.update(self._mix(path, column))
            else:
                draws[path] = column
            if path.endswith(".probability"):
                place = path.removesuffix(".probability")
                below = luck(self.result.scenario, self.result.design, place)[: self.count] < column
                draws[f"{place}.fired"] = below.astype(float)
        return draws

    def outcomes(self, changes: Mapping[str, float | Floats]) -> Outcomes:
        """Return the outcomes of the trials with some numbers held."""
        return outcomes(self.result.scenario, self.held(changes))

    def measure(self, changes: Mapping[str, float | Floats], measure: Measure) -> float:
        """Return a figure of the trials with some numbers held."""
        return measure.of(self.outcomes(changes))

    def _mix(self, path: str, column: Floats) -> Draws:
        mix, _, moved = path.rpartition(".")
        rest = 1 - self.values(path)
        room = np.where(rest > 0, (1 - column) / np.where(rest > 0, rest, 1.0), 0.0)
        others = [segment for segment in SEGMENTS if segment != moved]
        spread = {f"{mix}.{segment}": self.values(f"{mix}.{segment}") * room for segment in others}
        return {path: column, **spread}
