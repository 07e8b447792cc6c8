"""Statistics over trials: percentiles, mean and spread, of one result or month by month."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxsim.distributions import Floats

PERCENTILES = (5, 10, 25, 50, 75, 90, 95)


def band_months(first: int, last: int) -> NDArray[np.intp]:
    """Return the months that bands show: every third one, and the last.

    Parameters
    ----------
    first, last : int
        First month of a path, 0 for money and 1 for customers, and its last.
    """
    return np.append(np.arange(0 if first == 0 else 3, last, 3), last)


def take_bands(ranked: Floats, months: NDArray[np.intp], which: tuple[int, ...]) -> pd.DataFrame:
    """Return pointwise percentiles of a path.

    Each month is ranked by itself: no single future runs along a band.

    Parameters
    ----------
    ranked : ndarray (months, trials)
    months : ndarray (months,) of int
    which : tuple of int
        Percentiles.

    Returns
    -------
    DataFrame
        Index month; a column for each percentile, p5, p50 …
    """
    found = at_percentiles(np.sort(ranked, axis=1), which)
    return pd.DataFrame(found, pd.Index(months, name="month"), [f"p{p}" for p in which])


def statistics(values: Floats) -> dict[str, float]:
    """Return mean, sd (divided by n − 1) and percentiles of one result over the trials.

    NaN stands for all of them where a trial is undefined; for mean and sd where one never pays
    back, and for a percentile that falls on such a trial.
    """
    spread = np.isfinite(values).all()
    with np.errstate(all="ignore"):
        mean = float(np.mean(values)) if spread else math.nan
        sd = float(np.std(values, ddof=1)) if spread and len(values) > 1 else math.nan
    return {"mean": mean, "sd": sd, **percentiles(values)}


def percentiles(values: Floats, which: tuple[int, ...] = PERCENTILES) -> dict[str, float]:
    """Return percentiles by linear interpolation; +∞ takes part, and gives NaN where it shows."""
    found = at_percentiles(np.sort(values), which)
    return {f"p{p}": float(v) for p, v in zip(which, found, strict=True)}


def at_percentiles(ranked: Floats, which: tuple[int, ...]) -> Floats:
    """Return percentiles of what is sorted along its last axis, NaN last.

    Parameters
    ----------
    ranked : ndarray (…, trials)
        All of it is sorted, which is faster than selecting a few places.
    which : tuple of int

    Returns
    -------
    ndarray (…, percentiles)
        NaN where a trial is NaN or −∞, and where +∞ shows.
    """
    place = np.array(which) / 100 * (ranked.shape[-1] - 1)
    below, above = np.floor(place).astype(int), np.ceil(place).astype(int)
    low, high, part = ranked[..., below], ranked[..., above], place - below
    with np.errstate(all="ignore"):
        found = np.where(part == 0, low, low + (high - low) * part)
    undefined = np.isnan(ranked[..., -1:]) | np.isneginf(ranked[..., :1])
    return np.where(np.isfinite(found) & ~undefined, found, np.nan)
