"""How evenly columns of points meet, and the digits of a further column that meets them evenly.

With product weights γ, points x of n trials have the merit, the smaller the better,

    E = (1/n) Σ_i Π_j (1 + γ_j·K(x_ij)) − 1,   K(x) = 1 − 3·2^⌊log₂ x⌋,

which is the mean-square worst-case error over random shifts of the digits, of functions with a
square-integrable mixed derivative (Dick, Kuo, Pillichshammer and Sloan 2005, up to a factor in γ).
K is a sum of Walsh functions with positive coefficients that fall by 4 with each digit. So a
further column adds to E a weighted sum of the Walsh transform of the product, at the sums modulo 2
of the rows of its matrix: row l says which binary digits of the trial's number make digit l of the
point. The transform is made once; then rows are drawn one after another from the best there are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.sampling.sobol import BITS, Directions

FEWEST, MOST = 10, 13
"""Merits of 2^FEWEST … 2^MOST trials are added, each times its n: none outweighs another."""
LEVELS = 8
"""Leading digits that are chosen; by the next one less than a hundredth of K is left."""
BEST_LEADING, BEST = 2, 4
"""The row of the leading digit is drawn from the half of all rows that echoes least, a later one
from the quarter. With fewer, a block's columns suit each other better, but two blocks choose alike
more often, and then their numbers move together."""
UNIT = 1 << 20
"""The product is rounded to multiples of 1/UNIT: sums are exact, in any order, on any machine."""

_INNER = 6
"""Binary digits that are transformed with the others side by side: long rows are quicker."""
_KERNEL = np.array(
    [1.0, *(1 - 3 * 2.0 ** (x.bit_length() - 1 - LEVELS) for x in range(1, 1 << LEVELS))]
)
"""K by the leading digits of x."""


def factors(columns: Directions, weight: float) -> Floats:
    """Return 1 + γ·K(x) of the first 2^MOST points of a column, ndarray (2^MOST,)."""
    leading = np.zeros(1 << MOST, dtype=np.uint8)
    for digit, direction in enumerate((columns[:MOST] >> np.uint64(BITS - LEVELS)).tolist()):
        half = 1 << digit
        np.bitwise_xor(leading[:half], direction, out=leading[half : 2 * half])
    return np.asarray((1.0 + weight * _KERNEL)[leading])


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
    inner = np.rint(product * UNIT).reshape(-1, 1 << _INNER).T.copy()
    for digit in range(_INNER):
        _transform(inner, digit)
    waves = inner.T.ravel()
    total = np.zeros(1 << FEWEST - 1)
    for digit in range(_INNER, MOST):
        _transform(waves, digit)
        if digit >= FEWEST - 1:
            total = np.tile(total, 2) + waves[: 2 << digit]
    return total


def _transform(waves: Floats, digit: int) -> None:
    """Replace values whose places differ in one binary digit by their sum and difference."""
    pairs = waves.reshape(-1, 2, 1 << digit, *waves.shape[1:])
    differences = pairs[:, 0] - pairs[:, 1]
    pairs[:, 0] += pairs[:, 1]
    pairs[:, 1] = differences


def chosen_rows(echo: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the first rows of a column's matrix, as binary digits, ndarray (LEVELS,).

    Parameters
    ----------
    echo : ndarray (2^MOST,)
        Of the columns so far.
    rng : numpy.random.Generator
        Draws each row from those that echo least, alone and added to those above it.
    """
    rows = np.zeros(LEVELS, dtype=np.int64)
    for level in range(LEVELS):
        # At place v is the echo of v·2^level, summed over all sums with the rows above. A row has
        # its lowest digit at its level; those below it are asked for at even places only.
        odd = echo[1::2]
        last = len(odd) // (BEST if level else BEST_LEADING) - 1
        best = np.flatnonzero(odd <= np.partition(odd, last)[last])
        row = best[rng.integers(len(best))]
        rows[level] = (row << 1 | 1) << level
        echo = echo[::2] + odd[np.arange(len(odd)) ^ row]
    return rows
