"""Two independent sets of draws for the indices of Sobol', and what lies between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from cxsim.distributions import Floats, SurveyMix
from cxsim.sampling.design import Design
from cxsim.sampling.draws import Draws, sample
from cxsim.sampling.events import events_of, luck
from cxsim.scenario import Scenario
from cxsim.scenario.drawn import drawn_path


@dataclass(frozen=True)
class Pair(Design):
    """Points of one scrambled Sobol' sequence with two dimensions for each number.

    Parameters
    ----------
    names : tuple of str
        Everything that asks for points, in any order.
    second : bool
        Whether these are the points of the second set.
    """

    names: tuple[str, ...] = ()
    second: bool = False

    @property
    def passing(self) -> bool:
        """It is drawn once for each scramble; the draws of the sliders stay where they are kept."""
        return True

    def points(self, path: str) -> Floats:
        """Return probabilities strictly between 0 and 1, ndarray (trials,), of one number."""
        whole = _sequence(self.trials, self.seed, self.repetition, 2 * len(self.names))
        return whole[:, self.names.index(path) + self.second * len(self.names)].copy()


@lru_cache(maxsize=2)
def _sequence(trials: int, seed: int, repetition: int, dimensions: int) -> Floats:
    from scipy.stats.qmc import Sobol

    rng = np.random.Generator(np.random.PCG64([seed, repetition]))
    found = Sobol(dimensions, scramble=True, rng=rng).random(trials)
    return np.clip(found, 2.0**-32, 1 - 2.0**-32)


def pair(scenario: Scenario, trials: int, seed: int, repetition: int) -> tuple[Pair, Pair]:
    """Return the designs of two independent sets of draws of a scenario."""
    names = {*scenario.uncertain, *(path for both in scenario.rank_correlations for path in both)}
    for path in scenario.survey_mixes:
        names |= {f"{path}.{segment}" for segment in SurveyMix.COLUMNS}
    names |= {f"{place}.fired" for place in events_of(scenario)}
    order = tuple(sorted(names, key=lambda path: drawn_path(path, scenario.stems)))
    first = Pair(trials, seed, "sobol", repetition, names=order).of(scenario)
    return first, replace(first, second=True)


@dataclass(frozen=True, eq=False)
class Sets:
    """Two independent sets of draws of a scenario.

    Parameters
    ----------
    scenario : Scenario
    designs : tuple of Pair
    first, second : Draws
    """

    scenario: Scenario
    designs: tuple[Pair, Pair]
    first: Draws
    second: Draws


def two_sets(scenario: Scenario, trials: int, seed: int, repetition: int) -> Sets:
    """Return two independent sets of draws of a scenario, the same for the same seed."""
    designs = pair(scenario, trials, seed, repetition)
    return Sets(scenario, designs, *(sample(scenario, design) for design in designs))


def exchanged(sets: Sets, taken: Iterable[str]) -> Draws:
    """Return the draws of the first set, some of them taken from the second.

    Parameters
    ----------
    sets : Sets
    taken : iterable of str
        Names of draws. What is correlated, and the shares of a mix, go together. Of an event its
        luck is taken; whether it then happens follows from its probability in each trial.
    """
    from_second = set(taken)
    draws = {
        path: sets.second[path] if path in from_second else values
        for path, values in sets.first.items()
    }
    for place in events_of(sets.scenario):
        if f"{place}.probability" in draws:
            design = sets.designs[f"{place}.fired" in from_second]
            below = luck(sets.scenario, design, place) < draws[f"{place}.probability"]
            draws[f"{place}.fired"] = below.astype(float)
    return draws
