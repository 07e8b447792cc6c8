"""Direction numbers, the scramble and the points made of them."""

import numpy as np
import pytest

from cxsim.sampling.directions import directions, points, scramble
from cxsim.sampling.sobol import BITS, SHARED

COUNT = 1 << 10
NAMED = (
    "groups.A.customers",
    "groups.A.mix.promoters",
    "investments.B.one_off",
    "risk_events.C.fired",
    "pilot.D.mix.promoters",
)


def generator(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def test_every_path_has_directions_of_its_own():
    """No two numbers take the same directions, and each the same ones again."""
    found = {path: directions(path) for path in (*SHARED, *NAMED, "anything", "groups.A")}
    assert len({columns.tobytes() for columns in found.values()}) == len(found)
    for path, columns in found.items():
        np.testing.assert_array_equal(columns, directions(path))


@pytest.mark.parametrize("path", [*SHARED, *NAMED])
@pytest.mark.parametrize("scrambled", [False, True])
def test_points_are_even_in_one_dimension(path: str, scrambled: bool):
    """Of the first 2^k points exactly one falls in each interval of width 2^−k."""
    columns, shift = directions(path), 0
    if scrambled:
        columns, shift = scramble(columns, generator(4)), 0x9E3779B9
    for k in range(13):
        found = points(columns, shift, 1 << k)
        np.testing.assert_array_equal(np.sort(np.floor(found * (1 << k))), np.arange(1 << k))


def test_a_scramble_keeps_the_sequence_even_in_two_dimensions():
    """2^10 scrambled points of the first two columns meet each of the 1,024 boxes of 32 × 32."""
    first, second = (
        np.floor(points(scramble(directions(path), generator(9)), 77, COUNT) * 32)
        for path in ("programme.levers.promoter_uplift", "programme.levers.causal_share")
    )
    assert len(set(zip(first, second, strict=True))) == COUNT


def test_a_scramble_is_by_a_triangular_matrix():
    """A scramble keeps the leading digit of each direction, and changes some of those below."""
    columns = directions("programme.scale")
    mixed = scramble(columns, generator(5))
    np.testing.assert_array_equal(
        np.floor(np.log2(mixed.astype(float))), np.floor(np.log2(columns.astype(float)))
    )
    assert not np.array_equal(mixed, columns)


def test_two_scrambles_differ_and_one_repeats():
    """The scramble is decided by its stream alone."""
    columns = directions("programme.scale")
    assert not np.array_equal(scramble(columns, generator(5)), scramble(columns, generator(6)))
    np.testing.assert_array_equal(scramble(columns, generator(5)), scramble(columns, generator(5)))


@pytest.mark.parametrize("shift", [0, 2**BITS - 1])
def test_points_lie_strictly_between_0_and_1(shift: int):
    """Not even all digits 0, or all digits 1, give a probability of 0 or 1."""
    found = points(directions("programme.scale"), shift, 1 << 16)
    assert found.min() > 0.0
    assert found.max() < 1.0
