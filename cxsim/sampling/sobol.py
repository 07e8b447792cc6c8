"""Sobol's sequence: the direction numbers of the numbers that every scenario has.

A point set of n = 2^m points is made of m direction numbers for each dimension: the digits of
point i are the sum, modulo 2, of the directions that the binary digits of i select.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BITS = 32
"""Binary digits of a point."""

Directions = NDArray[np.uint64]

_POLYNOMIALS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (0b1, (1,)),
    (0b11, (1,)),
    (0b111, (1, 3)),
    (0b1011, (1, 3, 1)),
    (0b1101, (1, 1, 1)),
    (0b10011, (1, 1, 3, 3)),
    (0b11001, (1, 3, 5, 13)),
    (0b100101, (1, 1, 5, 5, 17)),
    (0b101001, (1, 1, 5, 5, 5)),
    (0b101111, (1, 1, 7, 11, 19)),
    (0b110111, (1, 1, 5, 1, 1)),
    (0b111011, (1, 1, 1, 3, 11)),
    (0b111101, (1, 3, 5, 5, 31)),
    (0b1000011, (1, 3, 3, 9, 7, 49)),
    (0b1011011, (1, 1, 1, 15, 21, 21)),
    (0b1100001, (1, 3, 1, 13, 27, 49)),
    (0b1100111, (1, 1, 1, 15, 7, 5)),
    (0b1101101, (1, 3, 1, 15, 13, 25)),
    (0b1110011, (1, 1, 5, 5, 19, 61)),
    (0b10000011, (1, 3, 7, 11, 23, 15, 103)),
    (0b10001001, (1, 3, 7, 13, 13, 15, 69)),
    (0b10001111, (1, 1, 3, 13, 7, 35, 63)),
    (0b10010001, (1, 3, 5, 9, 1, 25, 53)),
    (0b10011101, (1, 3, 1, 13, 9, 35, 107)),
)
"""Primitive polynomial over GF(2), as binary digits, and first odd integers of each dimension
(Joe and Kuo 2008, `new-joe-kuo-6.21201`)."""

SHARED = (
    "programme.levers.promoter_uplift",
    "programme.levers.causal_share",
    "programme.cost_overrun",
    "programme.attribution",
    "programme.levers.churn_reduction",
    "programme.levers.spend_uplift",
    "programme.levers.cross_sell",
    "programme.levers.cost_to_serve_reduction",
    "programme.delay_months",
    "programme.ramp_months",
    "programme.fade_rate",
    "programme.returns",
    "programme.levers.from_detractors",
    "programme.levers.referral_uplift",
    "programme.levers.acquisition_cost_reduction",
    "programme.scale",
    "horizon.discount_rate",
    "horizon.inflation",
    "horizon.tax_rate",
)
"""Numbers that every scenario has, those that usually matter most first: they get the best
columns. A new one goes to the end, so that the others keep their draws."""


def sobol_column(path: str) -> Directions:
    """Return the unscrambled direction numbers of one of SHARED, ndarray (BITS,)."""
    return _recur(*_POLYNOMIALS[SHARED.index(path)])


def _recur(polynomial: int, initial: tuple[int, ...]) -> Directions:
    """Bratley and Fox's recurrence m(k) = ⊕ 2^j·a(j)·m(k − j) ⊕ m(k − s)."""
    degree = polynomial.bit_length() - 1
    odd = list(initial)
    if degree == 0:
        odd = [1] * BITS
    while len(odd) < BITS:
        k = len(odd)
        value = odd[k - degree] << degree ^ odd[k - degree]
        for j in range(1, degree):
            if polynomial >> (degree - j) & 1:
                value ^= odd[k - j] << j
        odd.append(value)
    return np.array([m << (BITS - 1 - k) for k, m in enumerate(odd)], dtype=np.uint64)
