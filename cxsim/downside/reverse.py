"""Reverse stress: the likeliest way to a result of nothing, and how unlikely it is.

Every uncertain number has a normal score, Φ⁻¹ of its probability. A shift of the scores moves all
futures at once; its length says how unusual it is. Sought is the shortest shift for which a
percentile of NPV, simulated anew, is 0. As in the first-order method of structural reliability
(Hasofer and Lind 1974; Rackwitz and Fiessler 1978), each round goes along the steepest way as far
as it takes, then turns half way to what is steepest from there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from cxsim.distributions import Floats
from cxsim.results import Result
from cxsim.sampling import Design, sample
from cxsim.sampling.shifted import Shifted, columns, moved
from cxsim.scenario import Scenario
from cxsim.simulation import outcomes

Measure = Literal["p50", "p10"]
SEARCH_TRIALS = 2_048
"""Trials of the search; its last step uses as many as the result."""
ROUNDS = 6
LONGEST = 6.0
"""Length of a shift beyond which none is looked for: one chance in a thousand million."""
SLIGHT = 0.02
"""Part of the steepest direction's largest component below which a component is noise."""
STEADY = 0.998
"""Cosine between two rounds' directions from which on the way is found."""


class Moved(NamedTuple):
    """An input on the way.

    Attributes
    ----------
    path : str
        Of a number; `risk_events.NAME.fired` of an event; `groups.NAME.mix.SEGMENT` of a share.
    shift : float
        Of its normal score; of an event, positive where it grows likelier.
    before, after : float
        Its median; an event's probability.
    """

    path: str
    shift: float
    before: float
    after: float


@dataclass(frozen=True)
class Reverse:
    """The shortest shift that brings a percentile of NPV to 0.

    Attributes
    ----------
    measure : str
        "p50" or "p10".
    start : float, currency
        The percentile as the case stands.
    length : float
        Of the shift, in standard deviations; NaN where there is none up to LONGEST.
    moved : tuple of Moved
        The inputs, the one that is shifted most first.
    """

    measure: Measure
    start: float
    length: float
    moved: tuple[Moved, ...]

    @property
    def chance(self) -> float:
        """Φ(−length): how likely a shift so far, or further, in that direction is."""
        return float(ndtr(-self.length))


def reverse_stress(result: Result, measure: Measure = "p50") -> Reverse:
    """Return the likeliest way to a median, or a tenth percentile, of 0.

    Parameters
    ----------
    result : Result
    measure : {"p50", "p10"}
    """
    share = {"p50": 0.5, "p10": 0.1}[measure]
    few = replace(result.design, trials=min(SEARCH_TRIALS, result.design.trials))
    search = Search(result.scenario, few, share)
    whole = Search(result.scenario, result.design, share)
    start = whole.start
    if not math.isfinite(start) or not len(whole.columns):
        return Reverse(measure, start, math.nan, ())
    if start == 0.0:
        return Reverse(measure, start, 0.0, ())
    direction, length = search.steepest(search.still), 1.0
    for _ in range(ROUNDS):
        length = search.reach(direction, length, exact=False)
        if math.isnan(length):
            return Reverse(measure, start, math.nan, ())
        again = search.steepest(length * direction)
        steady = float(again @ direction) > STEADY
        direction = (again + direction) / np.linalg.norm(again + direction)
        if steady:
            break
    length = whole.reach(direction, length, exact=True)
    if math.isnan(length):
        return Reverse(measure, start, math.nan, ())
    return Reverse(measure, start, length, _inputs(whole, length * direction))


@dataclass(frozen=True)
class Search:
    """A percentile of NPV as a function of a shift of scores.

    Parameters
    ----------
    scenario : Scenario
    design : Design
    share : float
        0.5 for the median.
    """

    scenario: Scenario
    design: Design
    share: float

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The independent scores that can be shifted."""
        return columns(self.scenario)

    @cached_property
    def scores(self) -> Floats:
        """Of the unshifted points, ndarray (columns, trials)."""
        return np.array([ndtri(self.design.points(column)) for column in self.columns])

    @cached_property
    def start(self) -> float:
        """The percentile with no shift."""
        return self.percentile(self.still)

    @property
    def still(self) -> NDArray[np.float64]:
        """No shift at all."""
        return np.zeros(len(self.columns))

    def npv(self, shift: NDArray[np.float64]) -> Floats:
        """Return the NPV of every trial at a shift, ndarray (trials,), currency."""
        pairs = tuple(zip(self.columns, shift.tolist(), strict=True))
        d = self.design
        shifted = Shifted(d.trials, d.seed, d.sampler, d.repetition, d.stems, pairs)
        with np.errstate(all="ignore"):
            draws = sample(self.scenario, shifted)
        return outcomes(self.scenario, draws, d.trials).npv

    def percentile(self, shift: NDArray[np.float64]) -> float:
        """Return the percentile at a shift; NaN where a trial has no finite NPV."""
        return float(np.quantile(self.npv(shift), self.share))

    def steepest(self, shift: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the direction, of length 1, that brings the percentile soonest to 0.

        The derivative of a percentile by the shift of a score is proportional to the mean of that
        score over the trials below it, with the other sign (the likelihood-ratio method).
        """
        npv = self.npv(shift)
        below = npv < np.quantile(npv, self.share)
        slope = -self.scores[:, below].sum(axis=1)
        slope[np.abs(slope) < SLIGHT * np.abs(slope).max(initial=0.0)] = 0.0
        length = float(np.linalg.norm(slope))
        return np.asarray(-math.copysign(1.0, self.start) * slope / (length or 1.0))

    def reached(self, shift: NDArray[np.float64]) -> bool:
        """Whether the percentile has come to 0, or crossed it."""
        return self.percentile(shift) * math.copysign(1.0, self.start) <= 0.0

    def reach(self, direction: NDArray[np.float64], guess: float, exact: bool) -> float:
        """Return how far along a direction the percentile is 0; NaN where it never is."""

        def at(length: float) -> float:
            return self.percentile(length * direction)

        near, far = 0.96 * guess, min(1.04 * guess, LONGEST)
        while self.reached(near * direction):
            near, far = near / 2, near
        while not self.reached(far * direction):
            if far >= LONGEST:
                return math.nan
            near, far = far, min(1.5 * far, LONGEST)
        return float(brentq(at, near, far, xtol=1e-7 if exact else 0.01, rtol=1e-7))


def _inputs(search: Search, shift: NDArray[np.float64]) -> tuple[Moved, ...]:
    """Return what a shift does to each input, the largest first."""
    shifts = dict(zip(search.columns, shift.tolist(), strict=True))
    found = []
    for path, score in moved(search.scenario, shifts).items():
        ends = search.scenario.uncertain[path].quantile(np.array([0.5, ndtr(score)]))
        found.append(Moved(path, score, *ends.tolist()))
    for path, mix in search.scenario.survey_mixes.items():
        for place, segment in ((0, "promoters"), (2, "detractors")):
            score = shifts[f"{path}.{segment}"]
            u = [np.array([0.5, ndtr(shifts[f"{path}.{s}"])]) for s in mix.COLUMNS]
            found.append(Moved(f"{path}.{segment}", score, *mix.shares(*u)[place].tolist()))
    for event in search.scenario.risk_events:
        path = f"risk_events.{event.name}.fired"
        chance = search.scenario.mean(f"risk_events.{event.name}.probability")
        after = float(ndtr(ndtri(chance) - shifts[path]))
        found.append(Moved(path, -shifts[path], chance, after))
    found.sort(key=lambda each: abs(each.shift), reverse=True)
    return tuple(each for each in found if each.shift != 0.0)
