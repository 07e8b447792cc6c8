"""What a survey or a test would have shown in each trial, had it been made before."""

from __future__ import annotations

import numpy as np
from scipy.special import bdtrik, ndtri

from cxsim.distributions import Floats
from cxsim.sampling.design import Design


def binomial(design: Design, path: str, count: int | Floats, chance: Floats) -> Floats:
    """Return how many of `count` it happens to, each with its trial's chance, ndarray (trials,).

    Parameters
    ----------
    design : Design
    path : str
        Names the points.
    count : int or ndarray (trials,)
    chance : ndarray (trials,)
    """
    points = design.points(path)[: len(chance)]
    inside = np.clip(chance, 1e-12, 1 - 1e-12)
    found = np.ceil(bdtrik(points, np.asarray(count, dtype=float), inside))
    return np.asarray(np.clip(np.nan_to_num(found, nan=0.0), 0, count))


def difference(design: Design, path: str, count: int, base: Floats, moved: Floats) -> Floats:
    """Return the difference of two observed shares, `count` people each, ndarray (trials,).

    Parameters
    ----------
    design : Design
    path : str
        Names the points.
    count : int
        In each of the two samples.
    base, moved : ndarray (trials,)
        The true shares. The difference is taken as normal, as it is from some dozens on.
    """
    first, second = np.clip(base, 0, 1), np.clip(moved, 0, 1)
    variance = (first * (1 - first) + second * (1 - second)) / count
    noise = ndtri(design.points(path)[: len(base)])
    return np.asarray(moved - base + np.sqrt(variance) * noise)
