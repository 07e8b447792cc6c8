"""What to measure next: what knowing an input before deciding would be worth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

import numpy as np

from cxsim.decision.regression import Fit
from cxsim.decision.worth import value_of
from cxsim.results import Result
from cxsim.sensitivity.factors import Factor, factors
from cxsim.sensitivity.given import bases_of, conditional_means
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import Progress

MOST_EVENTS = 6
"""Risk events whose combinations are all run."""


class Worth(NamedTuple):
    """The expected value of knowing something perfectly before deciding, currency.

    Attributes
    ----------
    factor : Factor
    value : float
        0 where knowing it never changes the decision.
    error : float
        Standard error, were the trials plain random.
    """

    factor: Factor
    value: float
    error: float


class Information(NamedTuple):
    """What knowing more would be worth.

    Attributes
    ----------
    do_it : bool
        Whether the programme is done on what is known today: the mean NPV is above 0.
    decision : float, currency
        What deciding on what is known today is worth: the mean NPV, or 0.
    all : float, currency
        The expected value of knowing everything; `error` its standard error.
    parts : tuple of Worth
        Of each set of inputs by itself, the most valuable first. They do not add up.
    """

    do_it: bool
    decision: float
    all: float
    error: float
    parts: tuple[Worth, ...]


def information(result: Result, fits: Mapping[Factor, Fit] | None = None) -> Information:
    """Return what knowing the inputs would be worth, from the trials at hand.

    The decision is to do the programme or to leave it. With E[NPV | input] from a regression on
    the trials (Strong, Oakley and Brennan 2014), knowing the input is worth
    E[max(0, E[NPV | input])] − max(0, E[NPV]).

    Parameters
    ----------
    result : Result
    fits : mapping of Factor to Fit, optional
        The NPV given each set of inputs, where it is at hand.
    """
    if result.not_finite:
        return Information(False, math.nan, math.nan, math.nan, ())
    npv = result.npv
    if fits is None:
        fits = conditional_means(bases_of(factors(result.scenario), result.draws), npv)
    parts = [Worth(factor, *value_of(fit)) for factor, fit in fits.items() if factor.reducible]
    do_it = float(npv.mean()) > 0
    whole = np.maximum(npv, 0.0) - (npv if do_it else 0.0)
    return Information(
        do_it,
        max(float(npv.mean()), 0.0),
        float(whole.mean()),
        float(np.std(whole)) / math.sqrt(len(npv)),
        tuple(sorted(parts, key=lambda part: part.value, reverse=True)),
    )


class Findable(NamedTuple):
    """What could be found out by all research together, luck left aside.

    Attributes
    ----------
    value, error : float, currency
        The expected value of knowing all that can be known before deciding, and its error.
    share : float
        Of the variance of the NPV, the part that such knowledge would take away.
    """

    value: float
    error: float
    share: float


def findable(result: Result, progress: Progress | None = None) -> Findable | None:
    """Return what knowing everything but luck is worth; None where there are too many events.

    The mean over luck is exact in each trial: every combination of events is run and weighted by
    its chance.
    """
    again = Rerun(result)
    fired = [path for path in again.draws if path.endswith(".fired")]
    if len(fired) > MOST_EVENTS or result.not_finite:
        return None
    npv = np.zeros(again.count)
    for done, happens in enumerate(product((0.0, 1.0), repeat=len(fired)), 1):
        weight = np.ones(again.count)
        for path, each in zip(fired, happens, strict=True):
            chance = again.values(path.replace(".fired", ".probability"))
            weight *= chance if each else 1 - chance
        npv += weight * again.outcomes(dict(zip(fired, happens, strict=True))).npv
        if progress is not None:
            progress(done / 2 ** len(fired))
    whole = float(np.var(result.npv[: again.count]))
    gain = np.maximum(npv, 0.0) - (npv if npv.mean() > 0 else 0.0)
    error = float(np.std(gain)) / math.sqrt(len(gain))
    return Findable(float(gain.mean()), error, float(np.var(npv)) / whole if whole else 0.0)
