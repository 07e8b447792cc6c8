"""Percentiles month by month, each path ranked when it is first looked at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.results.statistics import at_percentiles

LONG = 96
"""Months beyond which a path is shown at half as many."""
CASH = (5, 25, 50, 75, 95)
PEOPLE = (10, 50, 90)


def band_months(first: int, last: int) -> NDArray[np.intp]:
    """Return the months that bands show: every third one, of a LONG path every sixth; and the last.

    Parameters
    ----------
    first, last : int
        First month of a path, 0 for money and 1 for customers, and its last.
    """
    step = 3 if last <= LONG else 6
    return np.append(np.arange(0 if first == 0 else step, last, step), last)


def take_bands(
    paths: Floats,
    months: NDArray[np.intp],
    which: tuple[int, ...],
    spread: Callable[..., Iterator[Floats]] | None = None,
) -> pd.DataFrame:
    """Return pointwise percentiles of a path.

    Each month is ranked by itself: no single future runs along a band.

    Parameters
    ----------
    paths : ndarray (months, trials)
    months : ndarray (months,) of int
    which : tuple of int
        Percentiles.
    spread : callable, optional
        The `map` of a pool, where each of its threads is to rank some of the months.

    Returns
    -------
    DataFrame
        Index month; a column for each percentile, p5, p50 …
    """

    def rank(part: Floats) -> Floats:
        return at_percentiles(np.sort(part, axis=1), which)

    if spread is None:
        found = rank(paths)
    else:
        parts = np.array_split(paths, os.cpu_count() or 1)
        found = np.concatenate(list(spread(rank, parts)))
    return pd.DataFrame(found, pd.Index(months, name="month"), [f"p{p}" for p in which])


class Bands(Mapping[str, pd.DataFrame]):
    """Bands by name; a path's trials are sorted when its bands are first asked for.

    Parameters
    ----------
    cash : DataFrame
        P5 to P95 of the cumulative cash, and the plan.
    people : mapping of str to ndarray (months, trials)
        Customers and scores, with and without.
    months : ndarray (months,) of int
        Of `people`.
    """

    def __init__(
        self, cash: pd.DataFrame, people: Mapping[str, Floats], months: NDArray[np.intp]
    ) -> None:
        self._paths: dict[str, pd.DataFrame | Floats] = {"cash": cash, **people}
        self._months = months

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return the bands of a path."""
        path = self._paths[name]
        if not isinstance(path, pd.DataFrame):
            path = take_bands(path, self._months, PEOPLE)
            self._paths[name] = path  # and the trials are let go
        return path

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._paths)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._paths)
