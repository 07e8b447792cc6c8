"""Why the mean of the simulation differs from the plan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cxsim.results import Result
from cxsim.simulation import npv_without_events


class PlanGap(NamedTuple):
    """The way from the plan's NPV to the simulation's mean; plan + both parts = mean, currency.

    Attributes
    ----------
    plan : float
        The model run once, each uncertain number at its mean.
    non_linearity : float
        Mean without events, minus plan: the mean of a product or of a limit is not that of its
        means.
    events : float
        What the risk events take away on average.
    mean : float
    """

    plan: float
    non_linearity: float
    events: float
    mean: float


TRIALS = 4_096
"""Trials that are run again without events; of Sobol' points the first are as even as all."""


def plan_gap(result: Result) -> PlanGap:
    """Return the gap in two parts, that of the events from the same draws with none fired."""
    plan, mean = float(result.point.npv[0]), float(np.mean(result.npv))
    calm = npv_without_events(result, TRIALS)
    events = float(np.mean(result.npv[:TRIALS] - calm))
    return PlanGap(plan, mean - plan - events, events, mean)
