"""How points are drawn: trials, seed, sampler, and a random generator for each number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from numbers import Integral
from typing import Literal, Self, get_args

import numpy as np

from cxsim.distributions import Floats
from cxsim.sampling.directions import directions, points, scramble
from cxsim.sampling.streams import stream
from cxsim.scenario import Scenario
from cxsim.scenario.drawn import drawn_path
from cxsim.text.phrase import RefusedError, say

Sampler = Literal["sobol", "lhs", "random"]
SAMPLERS: tuple[Sampler, ...] = get_args(Sampler)
TRIALS = 16_384
"""Trials where no other number is asked for."""
MOST_TRIALS = 1 << 22
SCRAMBLES = 8
"""Independent repetitions that measure a standard error."""


@dataclass(frozen=True)
class Design:
    """A way to draw points; each number's points depend on it and on the number's path alone.

    Parameters
    ----------
    trials : int
        Rounded up to a power of two for Sobol' points; at most MOST_TRIALS.
    seed : int
        0 or more; 0 is a seed like any other.
    sampler : str
        "sobol", "lhs" (Latin hypercube) or "random".
    repetition : int
        0, or 1 to SCRAMBLES for a run that measures the standard error.
    stems : tuple of (str, str)
        Of the scenario that is drawn: the items whose draws belong to another name.

    Raises
    ------
    RefusedError
        Naming the parameter, its value and the rule.
    """

    trials: int
    seed: int
    sampler: Sampler = "sobol"
    repetition: int = 0
    stems: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Check the parameters, and round the trials up where Sobol' points need it."""
        counts = (self.trials, self.seed)
        if any(isinstance(n, bool) or not isinstance(n, Integral) for n in counts):
            raise RefusedError(
                say(
                    "trials {trials} and seed {seed} must be whole numbers",
                    trials=self.trials,
                    seed=self.seed,
                )
            )
        if not 1 <= self.trials <= MOST_TRIALS:
            raise RefusedError(
                say(
                    "trials is {trials}; it must lie between 1 and {most}",
                    trials=self.trials,
                    most=MOST_TRIALS,
                )
            )
        if self.seed < 0:
            raise RefusedError(say("seed is {seed}; it must be 0 or more", seed=self.seed))
        if self.sampler not in SAMPLERS:
            raise RefusedError(
                say(
                    "sampler is {sampler!r}; it must be one of {known}",
                    sampler=self.sampler,
                    known=SAMPLERS,
                )
            )
        if self.sampler == "sobol":
            object.__setattr__(self, "trials", 1 << (int(self.trials) - 1).bit_length())

    @property
    def passing(self) -> bool:
        """Whether its draws are not worth keeping: no one will ask for them again."""
        return False

    def of(self, scenario: Scenario) -> Self:
        """Return the design by which a scenario is drawn."""
        stems = tuple(scenario.stems.items())
        return self if stems == self.stems else replace(self, stems=stems)

    def points(self, path: str) -> Floats:
        """Return probabilities strictly between 0 and 1, ndarray (trials,), of one number."""
        path = drawn_path(path, dict(self.stems))
        rng = stream(path, self.seed, self.repetition)
        if self.sampler == "sobol":
            columns = scramble(directions(path), rng)
            return points(columns, int(rng.integers(1 << 32)), self.trials)
        places = rng.permutation(self.trials) if self.sampler == "lhs" else 0.0
        spread = 1 if self.sampler == "random" else self.trials
        return (
            np.asarray(places + (rng.integers(1 << 32, size=self.trials) + 0.5) / 2.0**32) / spread
        )
