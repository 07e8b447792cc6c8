"""How large a survey or a test should be: what its answer is worth, less what it costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cxsim.distributions import Floats
from cxsim.model import yearly_rate
from cxsim.results import Result
from cxsim.sampling.answers import binomial, difference
from cxsim.scenario import SEGMENTS
from cxsim.sensitivity.information import value_of
from cxsim.sensitivity.regression import TRIALS, conditional_mean
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import Progress

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


@dataclass(frozen=True)
class Price:
    """What a survey or a test costs, currency: a fixed part, and one for each customer in it."""

    fixed: float = 5_000.0
    per_customer: float = 10.0

    def of(self, pilot: Pilot, size: int) -> float:
        """Return the cost of a pilot with samples of a size."""
        return self.fixed + self.per_customer * pilot.samples * size


@dataclass(frozen=True)
class Sizing:
    """What a pilot of each size is worth.

    Attributes
    ----------
    pilot : Pilot
    sizes : tuple of int
        Customers in each sample.
    values, errors, costs : tuple of float, currency
        The expected value of its answer before deciding, its standard error, and its cost.
    ceiling : float, currency
        The value of knowing the number perfectly.
    """

    pilot: Pilot
    sizes: tuple[int, ...]
    values: tuple[float, ...]
    errors: tuple[float, ...]
    costs: tuple[float, ...]
    ceiling: float

    @property
    def net(self) -> tuple[float, ...]:
        """Value less cost of each size."""
        return tuple(v - c for v, c in zip(self.values, self.costs, strict=True))

    @property
    def best(self) -> int:
        """The size with the highest value less cost; 0 where none is worth its cost."""
        place = int(np.argmax(self.net))
        return self.sizes[place] if self.net[place] > 0 else 0


def pilots(result: Result) -> tuple[Pilot, ...]:
    """Return what a survey or a test could find out: of what is uncertain, one for each number."""
    scenario = result.scenario
    found = [Pilot("mix", path) for path in scenario.survey_mixes]
    levers = "programme.levers."
    if f"{levers}promoter_uplift" in result.draws:
        found.append(Pilot("uplift", f"{levers}promoter_uplift"))
    if f"{levers}churn_reduction" in result.draws:
        found.append(Pilot("retention", f"{levers}churn_reduction"))
    churns = [path for path in result.draws if path.endswith(".churn")]
    return (*found, *(Pilot("churn", path) for path in churns))


def size_pilot(result: Result, pilot: Pilot, price: Price) -> Sizing:
    """Return what a pilot of each size is worth, and what it costs.

    For each trial an answer is drawn as the pilot would have given it; the mean NPV given the
    answer comes from a regression on the trials (Strong, Oakley, Brennan and Breeze 2015). The
    value is what deciding on that mean is worth beyond deciding today; it is 0 where even perfect
    knowledge is worth nothing.
    """
    again = Rerun(result, TRIALS)
    npv = result.npv[: again.count]
    ceiling, _ = value_of(conditional_mean(_truth(again, pilot), npv))
    answer = _answers(again, pilot)
    found = [
        value_of(conditional_mean(answer(size), npv)) if ceiling > 0 else (0.0, 0.0)
        for size in SIZES
    ]
    return Sizing(
        pilot,
        SIZES,
        tuple(value for value, _ in found),
        tuple(error for _, error in found),
        tuple(price.of(pilot, size) for size in SIZES),
        ceiling,
    )


def size_pilots(
    result: Result, price: Price, progress: Progress | None = None
) -> tuple[Sizing, ...]:
    """Return the sizing of each possible pilot, the most worthwhile first."""
    found, wanted = [], pilots(result)
    if result.not_finite:
        return ()
    for done, pilot in enumerate(wanted, 1):
        found.append(size_pilot(result, pilot, price))
        if progress is not None:
            progress(done / len(wanted))
    return tuple(sorted(found, key=lambda sizing: max(sizing.net), reverse=True))


def _truth(again: Rerun, pilot: Pilot) -> Sequence[Floats]:
    if pilot.kind == "mix":
        return [again.values(f"{pilot.path}.{segment}") for segment in SEGMENTS[::2]]
    return [again.values(pilot.path)]


def _answers(again: Rerun, pilot: Pilot) -> Callable[[int], Sequence[Floats]]:
    """Return what gives the answers of a pilot of a size, trial by trial."""
    design, name = again.result.design, f"pilot.{pilot.path}"
    if pilot.kind == "mix":
        promoters, detractors = _truth(again, pilot)

        def survey(size: int) -> Sequence[Floats]:
            liked = binomial(design, f"{name}.promoters", size, promoters)
            rest = np.divide(detractors, 1 - promoters, out=detractors * 0, where=promoters < 1)
            disliked = binomial(design, f"{name}.detractors", size - liked, rest)
            return [liked / size, disliked / size]

        return survey
    truth = again.values(pilot.path)
    if pilot.kind == "churn":
        return lambda size: [binomial(design, name, size, truth)]
    base = _promoters(again) if pilot.kind == "uplift" else _yearly_churn(again)
    moved = base + truth if pilot.kind == "uplift" else base * (1 - truth)
    return lambda size: [difference(design, name, size, base, moved)]


def _promoters(again: Rerun) -> Floats:
    """The promoters' share today, over all groups by their customers, ndarray (trials,)."""
    names = [group.name for group in again.result.scenario.groups]
    sizes = [again.values(f"groups.{name}.customers") for name in names]
    shares = [again.values(f"groups.{name}.mix.promoters") for name in names]
    counted = np.sum([n * p for n, p in zip(sizes, shares, strict=True)], axis=0)
    total = np.sum(sizes, axis=0)
    found: Floats = np.divide(counted, total, out=np.zeros_like(counted), where=total > 0)
    return found


def _yearly_churn(again: Rerun) -> Floats:
    """The company's yearly churn today, over all groups by their customers, ndarray (trials,)."""
    lost, total = np.zeros(again.count), np.zeros(again.count)
    for group in again.result.scenario.groups:
        place = f"groups.{group.name}"
        customers = again.values(f"{place}.customers")
        monthly = np.sum(
            [
                again.values(f"{place}.mix.{segment}")
                * (1 - (1 - again.values(f"{place}.{segment}.churn")) ** (1 / 12))
                for segment in SEGMENTS
            ],
            axis=0,
        )
        lost += customers * np.asarray(yearly_rate(monthly))
        total += customers
    return np.divide(lost, total, out=np.zeros_like(lost), where=total > 0)
