"""How much of the spread each input makes: the shares of variance of Sobol'."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from cxsim.decision.regression import Fit
from cxsim.distributions import Floats
from cxsim.results import Result
from cxsim.sampling.paired import Sets, exchanged, two_sets
from cxsim.sensitivity.factors import GRADES, WEAK, Factor, factors
from cxsim.sensitivity.measures import MEASURES, Measure
from cxsim.simulation import Progress, outcomes

SCRAMBLES = 16
"""Independent repetitions that measure the interval."""
FEWEST, MOST = 64, 4_096
"""Trials of each repetition."""


class Share(NamedTuple):
    """A share of the variance with its interval, 19 times in 20.

    It may come out a little below 0 or above 1: it is an estimate.
    """

    value: float
    low: float
    high: float


class Indices(NamedTuple):
    """The shares of a set of inputs.

    Attributes
    ----------
    first : Share
        What the set explains by itself: the variance that would go, on average, if it were known.
    total : Share
        What it takes part in, interactions included: what would be left if all else were known.
    """

    first: Share
    total: Share


class Spread(NamedTuple):
    """Where the spread of a result comes from.

    Attributes
    ----------
    measure : str
    factors : dict of Factor to Indices
        In descending order of the total index.
    grades : dict of str to Indices
        Of all inputs that rest on evidence of a grade; "" where none is given, "CD" of C and D.
    reducible : Indices
        Of all that could be found out; luck is the rest.
    """

    measure: str
    factors: Mapping[Factor, Indices]
    grades: Mapping[str, Indices]
    reducible: Indices


def first_shares(fits: Mapping[Factor, Fit]) -> dict[Factor, Share]:
    """Return what each set explains by itself, from the trials at hand, the largest first."""
    found = {}
    for factor, fit in fits.items():
        value, step = fit.explained, 1.96 * fit.error
        high = value + step if value else fit.doubt
        found[factor] = Share(value, max(value - step, 0.0), min(high, 1.0))
    return dict(sorted(found.items(), key=lambda item: item[1].value, reverse=True))


def spread(
    result: Result,
    measure: Measure = MEASURES["npv"],
    trials: int | None = None,
    progress: Progress | None = None,
) -> Spread:
    """Return where the spread of a result comes from, from runs of their own.

    Saltelli's plan: two independent sets of draws, and for each set of inputs the first with these
    inputs from the second; repeated with SCRAMBLES scrambles of Sobol' points.

    Parameters
    ----------
    result : Result
        Gives the scenario and the seed.
    measure : Measure
        Of a chance, the spread is that of whether it is so; of a percentile, that of the result.
    trials : int, optional
        Of each repetition; where not given, all repetitions have the result's together.
    progress : callable, optional
        Told the share of the work done.
    """
    scenario = result.scenario
    count = trials or min(max(len(result.npv) // SCRAMBLES, FEWEST), MOST)
    sets = _sets(factors(scenario))
    rows: dict[str, list[tuple[float, float]]] = {name: [] for name in sets}
    for repetition in range(1, SCRAMBLES + 1):
        run = _runner(two_sets(scenario, count, result.design.seed, repetition), measure)
        base, other = run(()), run(sets["everything"])
        for done, (name, taken) in enumerate(sets.items()):
            rows[name].append(sobol_indices(base, other, run(taken)))
            if progress is not None:
                progress((repetition - 1 + (done + 1) / len(sets)) / SCRAMBLES)
    found = {name: _indices(each) for name, each in rows.items()}
    ranked = sorted(
        factors(scenario), key=lambda factor: found[factor.id].total.value, reverse=True
    )
    return Spread(
        measure.id,
        {factor: found[factor.id] for factor in ranked},
        {name.removeprefix("grade "): found[name] for name in found if name.startswith("grade ")},
        found["reducible"],
    )


def sobol_indices(base: Floats, other: Floats, mixed: Floats) -> tuple[float, float]:
    """Return the first-order and the total index of some inputs.

    Saltelli 2010 for the first, Jansen 1999 for the second, on centred values.

    Parameters
    ----------
    base, other : ndarray (trials,)
        Values at two independent sets of points.
    mixed : ndarray (trials,)
        At the first set, these inputs taken from the second.
    """
    centre = np.mean([base, other])
    variance = float(np.var([base, other]))
    if not variance > 0:
        return (0.0, 0.0) if variance == 0 else (math.nan, math.nan)
    first = np.mean((other - centre) * (mixed - base)) / variance
    return float(first), float(np.mean((base - mixed) ** 2) / 2 / variance)


def _sets(found: Sequence[Factor]) -> dict[str, tuple[str, ...]]:
    """The sets of inputs whose indices are wanted, by name."""

    def paths(those: Iterable[Factor]) -> tuple[str, ...]:
        return tuple(path for factor in those for path in factor.paths)

    sets = {factor.id: factor.paths for factor in found}
    for grade in (*GRADES, ""):
        sets[f"grade {grade}"] = paths(f for f in found if f.grade == grade)
    sets["grade CD"] = paths(f for f in found if f.grade in WEAK)
    sets["reducible"] = paths(f for f in found if f.reducible)
    sets["everything"] = paths(found)
    return sets


def _runner(sets: Sets, measure: Measure) -> Callable[[tuple[str, ...]], Floats]:
    def run(taken: tuple[str, ...]) -> Floats:
        draws = exchanged(sets, taken)
        if not draws:
            return np.zeros(sets.designs[0].trials)
        return measure.trial(getattr(outcomes(sets.scenario, draws), measure.result))

    return run


def _indices(rows: list[tuple[float, float]]) -> Indices:
    first, total = np.array(rows).T
    return Indices(_share(first), _share(total))


def _share(values: Floats) -> Share:
    """The mean over the repetitions, with Student's interval."""
    mean, count = float(values.mean()), len(values)
    step = float(stdtrit(count - 1, 0.975) * values.std(ddof=1)) / math.sqrt(count)
    return Share(mean, mean - step, mean + step)
