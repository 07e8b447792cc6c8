"""What stands at a few places of sorted values, without sorting all of them."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cxsim.distributions import Floats

PARTS = 4_096
"""Parts that the range of a row is cut into, the last for the greatest value alone."""
MOST_SORTED = 0.25
"""Share of a row in parts with a place beyond which all of it is sorted instead."""


def at_places(values: Floats, places: NDArray[np.intp]) -> Floats:
    """Return what stands at places of values sorted along the last axis, NaN last.

    Parameters
    ----------
    values : ndarray (…, trials)
    places : ndarray (places,) of int
        Ascending, each from 0 to the trials less one.

    Returns
    -------
    ndarray (…, places)
        What `numpy.sort` has there; it sorts the rows whose parts with a place hold too much, and
        those with a value that is not finite.
    """
    rows = np.ascontiguousarray(values, dtype=float).reshape(-1, values.shape[-1])
    rows.flags.writeable = False  # like those of results: one type, compiled once
    low, high = rows.min(axis=1), rows.max(axis=1)
    with np.errstate(all="ignore"):
        scale = (PARTS - 1) / (high - low)
    found, left = np.empty((len(rows), len(places))), ~np.isfinite(scale) | (scale == 0)
    _select(rows, places, low, scale, left, found)
    for row in np.flatnonzero(left):
        found[row] = np.sort(rows[row])[places]
    return found.reshape(*values.shape[:-1], len(places))


@njit(nogil=True, cache=True)
def _select(
    rows: Floats,
    places: NDArray[np.intp],
    low: Floats,
    scale: Floats,
    left: NDArray[np.bool_],
    found: Floats,
) -> None:
    """Count what is in each part, and sort what is in those with a place; else leave the row."""
    ends, starts = np.empty(PARTS, np.int64), np.empty(PARTS, np.int64)
    part, gathered = np.empty(rows.shape[1], np.int16), np.empty(rows.shape[1])
    stands = np.empty(places.size, np.int64)
    for r in range(rows.shape[0]):
        if left[r]:
            continue
        ends[:] = 0
        for i in range(part.size):
            part[i] = np.int16((rows[r, i] - low[r]) * scale[r])
            ends[part[i]] += 1
        ends[:] = np.cumsum(ends)
        starts[:] = -1
        room = ahead = 0
        for k in range(places.size):
            holds = np.searchsorted(ends, places[k], side="right")
            if starts[holds] < 0:
                before = ends[holds - 1] if holds > 0 else 0
                starts[holds], ahead = room, before - room
                room += ends[holds] - before
            stands[k] = places[k] - ahead
        if room > MOST_SORTED * part.size:
            left[r] = True
            continue
        for i in range(part.size):
            if starts[part[i]] >= 0:
                gathered[starts[part[i]]] = rows[r, i]
                starts[part[i]] += 1
        gathered[:room].sort()
        for k in range(places.size):
            found[r, k] = gathered[stands[k]]
