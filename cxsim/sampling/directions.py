"""Which points a number has: direction numbers, their scramble, and the points made of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cxsim.sampling.blocks import block_columns, block_of, digital_sequence
from cxsim.sampling.sobol import BITS, SHARED, Directions, sobol_column
from cxsim.sampling.streams import stream


def directions(path: str) -> Directions:
    """Return the unscrambled direction numbers of a number, ndarray (BITS,).

    Numbers that every scenario has take a column of Sobol's sequence. Those of a group, a line or
    an event take the columns that were chosen for all that bears its name. Anything else takes a
    digital sequence drawn at random.
    """
    if path in SHARED:
        return sobol_column(path)
    block, field = block_of(path)
    return block_columns(block)[field] if field else digital_sequence(stream(path))


def scramble(columns: Directions, rng: np.random.Generator) -> Directions:
    """Return directions times a random lower triangular matrix of digits (Matoušek 1998)."""
    matrix = np.tril(rng.integers(0, 2, (BITS, BITS)), -1) + np.eye(BITS, dtype=np.int64)
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint64)
    digits = (columns[:, None] >> places & np.uint64(1)).astype(np.int64)
    mixed = (digits @ matrix.T % 2).astype(np.uint64)
    scrambled: Directions = (mixed << places).sum(axis=1, dtype=np.uint64)
    return scrambled


def points(columns: Directions, shift: int, count: int) -> NDArray[np.float64]:
    """Return `count` points in (0, 1), a power of two, their digits shifted by `shift`."""
    digits = np.array([shift], dtype=np.uint64)
    for direction in columns[: count.bit_length() - 1]:
        digits = np.concatenate([digits, digits ^ direction])
    return (digits.astype(np.float64) + 0.5) / 2.0**BITS
