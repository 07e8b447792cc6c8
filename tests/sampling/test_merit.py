"""How evenly columns meet: the merit and its Walsh transform, the slow way."""

import numpy as np
import pytest

from cxsim.sampling import merit
from cxsim.sampling.blocks import digital_sequence
from cxsim.sampling.directions import points
from cxsim.sampling.merit import FEWEST, LEVELS, MOST, UNIT, chosen_rows, echoes, factors
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


def test_more_tries_never_choose_worse_at_first(monkeypatch: pytest.MonkeyPatch):
    """The leading row is the quietest of those drawn for it, and quieter than most at random."""
    echo = echoes(factors(sobol_column(SHARED[0]), 0.3) * factors(sobol_column(SHARED[1]), 0.2))
    chosen = [echo[chosen_rows(echo, stream(f"{k}"))[0]] for k in range(200)]
    monkeypatch.setattr(merit, "LEADING_TRIES", 1)
    drawn = [echo[chosen_rows(echo, stream(f"{k}"))[0]] for k in range(200)]
    assert np.mean(chosen) < np.quantile(drawn, 0.4)
