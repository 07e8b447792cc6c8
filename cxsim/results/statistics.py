"""Statistics over trials: percentiles, mean and spread."""

from __future__ import annotations

import math

import numpy as np

from cxsim.distributions import Floats
from cxsim.results.ranking import at_places

PERCENTILES = (5, 10, 25, 50, 75, 90, 95)


def moments(values: Floats) -> dict[str, float]:
    """Return mean and sd (divided by n − 1) of one result over the trials.

    NaN where a trial is undefined or never pays back.
    """
    finite = np.isfinite(values).all()
    with np.errstate(all="ignore"):
        mean = float(np.mean(values)) if finite else math.nan
        sd = float(np.std(values, ddof=1)) if finite and len(values) > 1 else math.nan
    return {"mean": mean, "sd": sd}


def percentiles(values: Floats, which: tuple[int, ...] = PERCENTILES) -> dict[str, float]:
    """Return percentiles by linear interpolation; +∞ takes part, and gives NaN where it shows."""
    found = at_percentiles(values, which)
    return {f"p{p}": float(v) for p, v in zip(which, found, strict=True)}


def at_percentiles(values: Floats, which: tuple[int, ...]) -> Floats:
    """Return percentiles along the last axis, by linear interpolation.

    Parameters
    ----------
    values : ndarray (…, trials)
    which : tuple of int

    Returns
    -------
    ndarray (…, percentiles)
        NaN where a trial is NaN or −∞, and where +∞ shows.
    """
    last = values.shape[-1] - 1
    place = np.array(which) / 100 * last
    below, above = np.floor(place).astype(int), np.ceil(place).astype(int)
    places = np.unique([0, *below, *above, last])
    ranked, part = at_places(values, places), place - below
    low, high = (ranked[..., np.searchsorted(places, each)] for each in (below, above))
    with np.errstate(all="ignore"):
        found = np.where(part == 0, low, low + (high - low) * part)
    undefined = np.isnan(ranked[..., -1:]) | np.isneginf(ranked[..., :1])
    return np.where(np.isfinite(found) & ~undefined, found, np.nan)
