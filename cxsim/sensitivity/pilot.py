"""How large a survey or a test should be: what its answer is worth, less what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cxsim.decision.pilot import SIZES, Pilot, Price, answers, truth
from cxsim.decision.regression import TRIALS, conditional_mean
from cxsim.decision.worth import value_of
from cxsim.results import Result
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import Progress


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
    ceiling, _ = value_of(conditional_mean(truth(again.truths, pilot), npv))
    answer = answers(again.truths, pilot)
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
