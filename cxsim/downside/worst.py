"""What the worst tenth of the futures have in common."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cxsim.distributions import Floats
from cxsim.results import Result


class Common(NamedTuple):
    """An input in the worst tenth, against all futures.

    Attributes
    ----------
    path : str
        Of a number or a share; `risk_events.NAME.fired` of an event.
    usual, worst : float
        Its median in all trials and in the worst tenth, in its own unit; of an event, the share of
        the trials in which it happens.
    rank : float
        How far the worst tenth stands from the usual, −0.5 to 0.5: the mean place of the input
        among all its draws, from 0 (the lowest) to 1, less one half; of an event, the difference
        of the two shares.
    """

    path: str
    usual: float
    worst: float
    rank: float


def worst_tenth(result: Result) -> list[Common]:
    """Return each input of the trials up to the tenth percentile of NPV, the furthest off first."""
    if result.not_finite:
        return []
    below = result.npv <= np.percentile(result.npv, 10)
    found = [_common(path, draws, below) for path, draws in result.draws.items()]
    return sorted(found, key=lambda each: abs(each.rank), reverse=True)


def _common(path: str, draws: Floats, below: np.ndarray) -> Common:
    if path.endswith(".fired"):
        usual, worst = float(draws.mean()), float(draws[below].mean())
        return Common(path, usual, worst, worst - usual)
    places = np.empty(len(draws))
    places[np.argsort(draws, kind="stable")] = (np.arange(len(draws)) + 0.5) / len(draws)
    medians = float(np.median(draws)), float(np.median(draws[below]))
    return Common(path, *medians, float(places[below].mean()) - 0.5)
