"""How evenly columns meet: the merit and its Walsh transform, the slow way."""

import numpy as np
import pytest

from cxsim.sampling.blocks import digital_sequence
from cxsim.sampling.directions import points
from cxsim.sampling.merit import (
    BEST,
    BEST_LEADING,
    FEWEST,
    LEVELS,
    MOST,
    UNIT,
    chosen_rows,
    echoes,
    factors,
)
from cxsim.sampling.sobol import SHARED, sobol_column
from cxsim.sampling.streams import stream

COUNT = 1 << MOST


def test_a_factor_is_the_formula():
    """The table by leading digits gives 1 + γ·(1 − 3·2^⌊log₂ x⌋), cut after the last digit seen."""
    columns = digital_sequence(stream("any"))
    cells = np.floor(points(columns, 0, COUNT) * 2**LEVELS) / 2**LEVELS
    with np.errstate(divide="ignore"):
        expected = 1 + 0.3 * (1 - 3 * 2 ** np.floor(np.log2(cells)))
    np.testing.assert_allclose(factors(columns, 0.3), expected, rtol=1e-15)


def test_an_even_column_alone_has_no_merit_to_lose():
    """The kernel's mean over a column is what the last cell, read as 0, leaves of it: 4^−LEVELS."""
    kernel = factors(sobol_column(SHARED[3]), 1.0) - 1
    assert kernel.mean() == pytest.approx(4.0**-LEVELS, rel=1e-9)


def test_echoes_are_walsh_transforms():
    """At twenty places the fast transform is the sum over trials and sizes, to the last digit."""
    product = factors(sobol_column(SHARED[0]), 0.3) * factors(sobol_column(SHARED[1]), 0.2)
    rounded, echo = np.rint(product * UNIT), echoes(product)
    for place in stream("places").integers(COUNT, size=20).tolist():
        signs = np.array([(-1.0) ** (i & place).bit_count() for i in range(COUNT)])
        assert echo[place] == sum(
            signs[: 1 << size] @ rounded[: 1 << size] for size in range(FEWEST, MOST + 1)
        )


def test_what_echoes_is_the_column_itself():
    """After one column the loudest place is the row of its leading digit; nothing chosen has it."""
    columns = sobol_column(SHARED[5])
    leading = sum((int(v) >> 31) << k for k, v in enumerate(columns[:MOST]))
    echo = echoes(factors(columns, 0.5))
    assert np.argmax(echo[1::2]) * 2 + 1 == leading
    for name in range(50):
        assert chosen_rows(echo, stream(f"{name}"))[0] != leading


def test_rows_make_a_triangular_matrix():
    """Row l starts with its own digit: zeros below it, a one on the diagonal."""
    rows = chosen_rows(echoes(np.ones(COUNT)), stream("rows"))
    assert [(row & -row).bit_length() - 1 for row in rows.tolist()] == list(range(LEVELS))
    assert max(rows) < COUNT


def test_each_row_is_one_of_the_best_there_are():
    """Counted the slow way: over all sums with the rows above, and all rows that might be."""
    echo = echoes(factors(sobol_column(SHARED[0]), 0.3) * factors(sobol_column(SHARED[1]), 0.2))
    for name in range(20):
        sums = np.zeros(1, dtype=np.int64)
        for level, row in enumerate(chosen_rows(echo, stream(f"{name}"))):
            might = np.arange(1 << level, COUNT, 2 << level)
            loud = np.sort(echo[might[:, None] ^ sums].sum(axis=1))
            share = BEST if level else BEST_LEADING
            assert echo[row ^ sums].sum() <= loud[len(loud) // share - 1]
            sums = np.concatenate([sums, sums ^ row])


def test_names_spread_over_all_rows_there_are_to_choose_from():
    """Of 400 names few choose the leading row of another: 39 pairs are due among 2,048 rows."""
    echo = echoes(factors(sobol_column(SHARED[0]), 0.3))
    leading = [chosen_rows(echo, stream(f"{name}"))[0] for name in range(400)]
    _, often = np.unique(leading, return_counts=True)
    assert 15 < (often * (often - 1) // 2).sum() < 63
