"""The difference of two scenarios, future by future: how large, and how often for the better."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from cxsim.comparison.comparison import Comparison
from cxsim.comparison.pilot_first import Piloted
from cxsim.distributions import Floats
from cxsim.results import RESULTS, Outcomes, Result, moments, percentiles
from cxsim.sampling import SCRAMBLES, Design, sample
from cxsim.simulation import Progress, outcomes

LOWER_IS_BETTER = ("cost", "payback_months", "payback_months_discounted")
ALIKE = 1e-9
"""Relative difference up to which two outcomes are the same: the rounding of sums."""
Means = Mapping[str, Floats]
"""By result, its mean in each of eight independent scrambles, ndarray (scrambles,)."""


class Difference(NamedTuple):
    """One result of a scenario less that of the base, over the futures.

    Attributes
    ----------
    mean, error : float
        In the result's unit, and its standard error; NaN where a future has no finite difference.
    p10, p50, p90 : float
        Of the futures in which both are finite.
    better : float
        Share of the futures in which the scenario does better; ties count half.
    tied : float
        Share in which both are the same; two that never pay back are.
    finite : float
        Share in which there is a difference: both results are defined, and finite.
    """

    mean: float
    error: float
    p10: float
    p50: float
    p90: float
    better: float
    tied: float
    finite: float


def means_of(result: Result, progress: Progress | None = None) -> Means:
    """Return the mean of each result in eight independent scrambles of as many trials."""
    means: dict[str, list[float]] = {name: [] for name in RESULTS}
    for repetition in range(1, SCRAMBLES + 1):
        found = _repeated(result, replace(result.design, repetition=repetition))
        for name in RESULTS:
            means[name].append(moments(getattr(found, name))["mean"])
        if progress is not None:
            progress(repetition / SCRAMBLES)
    return {name: np.array(values) for name, values in means.items()}


def _repeated(result: Result, design: Design) -> Outcomes:
    if isinstance(result, Piloted):
        return result.repeated(design)
    return outcomes(result.scenario, sample(result.scenario, design), design.trials)


def differences(
    comparison: Comparison, place: int, means: Sequence[Means] = ()
) -> dict[str, Difference]:
    """Return how a scenario differs from the base in each result.

    Parameters
    ----------
    comparison : Comparison
    place : int
        Of the scenario.
    means : sequence of Means, optional
        Of each scenario: without them there are no standard errors.
    """
    ours, base = comparison.results[place], comparison.results[comparison.base]
    found = {}
    for name in RESULTS:
        error = math.nan
        if means:
            spread = means[place][name] - means[comparison.base][name]
            error = float(np.std(spread, ddof=1))
        found[name] = difference(getattr(ours, name), getattr(base, name), name, error)
    return found


def difference(ours: Floats, base: Floats, name: str, error: float = math.nan) -> Difference:
    """Return how one result differs, trial by trial.

    Parameters
    ----------
    ours, base : ndarray (trials,)
        In the result's unit; +∞ where a payback is never, NaN where undefined.
    name : str
        One of RESULTS: of a cost or a payback the lower is the better.
    error : float
        Standard error of the mean difference.
    """
    better, tied = chances(ours, base, name)
    with np.errstate(invalid="ignore"):
        apart = ours - base
    finite = apart[np.isfinite(apart)]
    whole = len(finite) == len(apart)
    found = percentiles(finite, (10, 50, 90)) if len(finite) else {}
    p10, p50, p90 = (found.get(p, math.nan) for p in ("p10", "p50", "p90"))
    mean = float(np.mean(apart)) if whole else math.nan
    error = error if whole else math.nan
    return Difference(mean, error, p10, p50, p90, better, tied, len(finite) / len(apart))


def chances(ours: Floats, base: Floats, name: str) -> tuple[float, float]:
    """Return how often one does better, ties counted half, and how often they tie.

    NaN for both where a trial is undefined.
    """
    if np.isnan(ours).any() or np.isnan(base).any():
        return math.nan, math.nan
    with np.errstate(invalid="ignore"):
        near = np.abs(ours - base) <= ALIKE * np.maximum(np.abs(ours), np.abs(base))
    tied = near & np.isfinite(ours) & np.isfinite(base) | (ours == base)
    ahead = ours < base if name in LOWER_IS_BETTER else ours > base
    share = float(np.mean(tied))
    return float(np.mean(ahead & ~tied)) + share / 2, share


def best_shares(comparison: Comparison) -> tuple[float, ...]:
    """Return the share of the futures in which each scenario has the highest NPV.

    Scenarios that tie for it share the future; NaN where a trial has no finite NPV.
    """
    npv = np.stack([result.npv for result in comparison.results])
    top = npv.max(axis=0)
    best = npv >= top - ALIKE * np.abs(top)
    shares = (best / best.sum(axis=0)).mean(axis=1)
    return tuple(float(s) if np.isfinite(npv).all() else math.nan for s in shares)
