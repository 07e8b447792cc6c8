"""Percentiles month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

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


def band_table(
    found: Floats, months: NDArray[np.intp], which: tuple[int, ...], **beside: Floats
) -> pd.DataFrame:
    """Return pointwise percentiles of a path as a table: index month, columns p5, p50 …

    Each month is ranked by itself: no single future runs along a band.

    Parameters
    ----------
    found : ndarray (months, percentiles)
    months : ndarray (months,) of int
    which : tuple of int
    beside : ndarray (months,)
        Further columns.
    """
    names = [*(f"p{p}" for p in which), *beside]
    columns = np.column_stack([found, *beside.values()])
    return pd.DataFrame(columns, pd.Index(months, name="month"), names)


class Bands(Mapping[str, pd.DataFrame]):
    """Bands by name, each asked for when it is first looked at.

    Parameters
    ----------
    cash : callable
        Returns P5 to P95 of the cumulative cash, and the plan.
    people : sequence of str
        Names of the customers and scores, with and without.
    months : ndarray (months,) of int
        Of `people`.
    followed : callable
        Returns the paths of `people`, ndarray (names, months, trials).
    """

    def __init__(
        self,
        cash: Callable[[], pd.DataFrame],
        people: Sequence[str],
        months: NDArray[np.intp],
        followed: Callable[[], Floats],
    ) -> None:
        self._cash = cash
        self._people = tuple(people)
        self._months = months
        self._followed = followed
        self._found: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return the bands of a path."""
        if name not in self._found:
            self._found |= self._asked(name)
        return self._found[name]

    def _asked(self, name: str) -> dict[str, pd.DataFrame]:
        if name in self._people:
            paths = zip(self._people, self._followed(), strict=True)
            return {
                each: band_table(at_percentiles(path, PEOPLE), self._months, PEOPLE)
                for each, path in paths
            }
        return {"cash": self._cash()}

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(("cash", *self._people))

    def __len__(self) -> int:
        """Return how many there are."""
        return 1 + len(self._people)
