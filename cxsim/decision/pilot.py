"""A survey or a test before the decision: what it would show in each trial, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from cxsim.distributions import Floats
from cxsim.model import monthly_rate, yearly_rate
from cxsim.sampling import Design, Draws
from cxsim.sampling.answers import binomial, difference
from cxsim.scenario import SEGMENTS, Scenario

SIZES = tuple(round(n) for n in np.geomspace(25, 25_600, 21))
"""Customers asked or tested."""


@dataclass(frozen=True)
class Pilot:
    """A survey or a test.

    Parameters
    ----------
    kind : {"mix", "uplift", "churn", "retention"}
        A survey of a group's mix; a test of the promoter uplift, with as many customers treated as
        not; a year's watch on the churn of a segment; a test of the churn reduction, over a year.
    path : str
        What it finds out.
    """

    kind: Literal["mix", "uplift", "churn", "retention"]
    path: str

    @property
    def samples(self) -> int:
        """How many samples of n customers it takes."""
        return 2 if self.kind in ("uplift", "retention") else 1


UPLIFT = Pilot("uplift", "programme.levers.promoter_uplift")
"""The test of what the programme is for."""


@dataclass(frozen=True)
class Price:
    """What a survey or a test costs, currency: a fixed part, and one for each customer in it."""

    fixed: float = 5_000.0
    per_customer: float = 10.0

    def of(self, pilot: Pilot, size: int) -> float:
        """Return the cost of a pilot with samples of a size."""
        return self.fixed + self.per_customer * pilot.samples * size


class Truths(NamedTuple):
    """What is so in each trial, whether a pilot shows it or not.

    Attributes
    ----------
    scenario : Scenario
    design : Design
        Gives a pilot's answers their points.
    draws : Draws
    trials : int
    """

    scenario: Scenario
    design: Design
    draws: Draws
    trials: int

    def values(self, path: str) -> Floats:
        """Return the values of a number, ndarray (trials,): its draws, or what it always is."""
        if path in self.draws:
            return self.draws[path]
        if ".mix." in path:
            mix, _, segment = path.rpartition(".")
            return np.full(self.trials, getattr(self.scenario.value(mix), segment))
        known = 0.0 if path.endswith(".fired") else self.scenario.mean(path)
        return np.full(self.trials, known)


def truth(truths: Truths, pilot: Pilot) -> Sequence[Floats]:
    """Return what a pilot without end would show, each ndarray (trials,)."""
    if pilot.kind == "mix":
        return [truths.values(f"{pilot.path}.{segment}") for segment in SEGMENTS[::2]]
    return [truths.values(pilot.path)]


def answers(truths: Truths, pilot: Pilot) -> Callable[[int], Sequence[Floats]]:
    """Return what gives the answers of a pilot of a size, trial by trial."""
    design, name = truths.design, f"pilot.{pilot.path}"
    if pilot.kind == "mix":
        promoters, detractors = truth(truths, pilot)

        def survey(size: int) -> Sequence[Floats]:
            liked = binomial(design, f"{name}.promoters", size, promoters)
            rest = np.divide(detractors, 1 - promoters, out=detractors * 0, where=promoters < 1)
            disliked = binomial(design, f"{name}.detractors", size - liked, rest)
            return [liked / size, disliked / size]

        return survey
    [true] = truth(truths, pilot)
    if pilot.kind == "churn":
        return lambda size: [binomial(design, name, size, true)]
    base = _promoters(truths) if pilot.kind == "uplift" else _yearly_churn(truths)
    moved = base + true if pilot.kind == "uplift" else base * (1 - true)
    return lambda size: [difference(design, name, size, base, moved)]


def _promoters(truths: Truths) -> Floats:
    """The promoters' share today, over all groups by their customers, ndarray (trials,)."""
    names = [group.name for group in truths.scenario.groups]
    sizes = [truths.values(f"groups.{name}.customers") for name in names]
    shares = [truths.values(f"groups.{name}.mix.promoters") for name in names]
    counted = np.sum([n * p for n, p in zip(sizes, shares, strict=True)], axis=0)
    total = np.sum(sizes, axis=0)
    found: Floats = np.divide(counted, total, out=np.zeros_like(counted), where=total > 0)
    return found


def _yearly_churn(truths: Truths) -> Floats:
    """The company's yearly churn today, over all groups by their customers, ndarray (trials,)."""
    lost, total = np.zeros(truths.trials), np.zeros(truths.trials)
    for group in truths.scenario.groups:
        place = f"groups.{group.name}"
        customers = truths.values(f"{place}.customers")
        monthly = np.sum(
            [
                truths.values(f"{place}.mix.{segment}")
                * monthly_rate(truths.values(f"{place}.{segment}.churn"))
                for segment in SEGMENTS
            ],
            axis=0,
        )
        lost += customers * yearly_rate(monthly)
        total += customers
    return np.divide(lost, total, out=np.zeros_like(lost), where=total > 0)
