"""How evenly columns of points meet, and the digits of a further column that meets them evenly.

With product weights γ, points x of n trials have the merit, the smaller the better,

    E = (1/n) Σ_i Π_j (1 + γ_j·K(x_ij)) − 1,   K(x) = 1 − 3·2^⌊log₂ x⌋,

which is the mean-square worst-case error over random shifts of the digits, of functions with a
square-integrable mixed derivative (Dick, Kuo, Pillichshammer and Sloan 2005, up to a factor in γ).
K is a sum of Walsh functions with positive coefficients that fall by 4 with each digit. So a
further column adds to E a weighted sum of the Walsh transform of the product, at the sums modulo 2
of the rows of its matrix: row l says which binary digits of the trial's number make digit l of the
point. The transform is made once; then rows are chosen one after another, as if by looking up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.sampling.sobol import BITS, Directions

FEWEST, MOST = 8, 13
"""Merits of 2^8, 2^9 … 2^13 trials are added, each times its n, so that none outweighs another."""
LEVELS = 8
"""Leading digits that are chosen; by the next one less than a hundredth of K is left."""
TRIES = 14
"""Rows that one is chosen from."""
LEADING_TRIES = 4
"""Rows that the one of the leading digit is chosen from. With more, a block's columns suit each
other better, but two blocks choose alike more often, and then their numbers move together."""
UNIT = 1 << 20
"""The product is rounded to multiples of 1/UNIT: sums are exact, in any order, on any machine."""

_INNER = 6
_SIGNS = np.array([[(-1.0) ** (i & j).bit_count() for i in range(128)] for j in range(128)])
"""Walsh functions: of binary digits taken in two parts, 7 outer and 6 inner ones."""


def factors(columns: Directions, weight: float) -> Floats:
    """Return 1 + γ·K(x) of the first 2^MOST points of a column, ndarray (2^MOST,)."""
    kernel = [1.0 - 3.0 * 2.0 ** (x.bit_length() - 1 - LEVELS) for x in range(1 << LEVELS)]
    kernel[0] = 1.0
    leading = np.zeros(1, dtype=np.uint8)
    for direction in (columns[:MOST] >> np.uint64(BITS - LEVELS)).astype(np.uint8):
        leading = np.concatenate([leading, leading ^ direction])
    return np.array([1.0 + weight * k for k in kernel])[leading]


def echoes(product: Floats) -> Floats:
    """Return the Walsh transforms of a product's first 2^FEWEST … 2^MOST values, added.

    Parameters
    ----------
    product : ndarray (2^MOST,)
        Π_j (1 + γ_j·K(x_ij)) of the columns so far.

    Returns
    -------
    ndarray (2^MOST,)
        At v, of each size, Σ_i product_i·(−1)^(v·i): how strongly the columns so far move with the
        sum modulo 2 of the binary digits of i that v selects.
    """
    inner = _SIGNS[: 1 << _INNER, : 1 << _INNER]
    waves = np.rint(product * UNIT).reshape(-1, 1 << _INNER) @ inner
    total = np.zeros(1 << FEWEST - 1)
    for size in range(FEWEST, MOST + 1):
        outer = 1 << size - _INNER
        total = np.tile(total, 2) + (_SIGNS[:outer, :outer] @ waves[:outer]).ravel()
    return total


def chosen_rows(echo: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the first rows of a column's matrix, as binary digits, ndarray (LEVELS,).

    Parameters
    ----------
    echo : ndarray (2^MOST,)
        Of the columns so far.
    rng : numpy.random.Generator
        Draws the rows tried for each level; of these the one is taken that echoes least, alone
        and added to those above it.
    """
    rows, sums = np.zeros(LEVELS, dtype=np.int64), np.zeros(1, dtype=np.int64)
    for level in range(LEVELS):
        count = TRIES if level else LEADING_TRIES
        tries = (rng.integers(1 << (MOST - 1 - level), size=count) << 1 | 1) << level
        rows[level] = tries[np.argmin(echo[tries[:, None] ^ sums].sum(axis=1))]
        sums = np.concatenate([sums, sums ^ rows[level]])
    return rows
