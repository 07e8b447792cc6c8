"""Direction numbers, the scramble and the points made of them."""

import warnings

import numpy as np
import pytest
from scipy.stats import qmc

from cxsim.sampling import directions as module
from cxsim.sampling.directions import BITS, directions, points, scramble
from cxsim.scenario.checks import number_paths

COUNT = 1 << 10
SHARED = number_paths({})
"""Paths of the numbers that every scenario has."""


def generator(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def scipy_points(dimensions: int) -> np.ndarray:
    """Return scipy's unscrambled points in our order: scipy's stand in Gray code order."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = qmc.Sobol(dimensions, scramble=False, bits=BITS).random(COUNT)
    ordered = np.empty_like(found)
    i = np.arange(COUNT)
    ordered[i ^ i >> 1] = found
    return ordered


def test_every_column_is_scipys():
    """All our polynomials give scipy's Sobol' points, moved by half a last digit."""
    expected = scipy_points(len(module._POLYNOMIALS))
    for column, polynomial in enumerate(module._POLYNOMIALS):
        found = points(module._sobol_column(*polynomial), 0, COUNT) - 0.5 / 2**BITS
        np.testing.assert_array_equal(found, expected[:, column])


def test_each_number_of_every_scenario_has_a_sobol_column_of_its_own():
    """Programme, levers and discount rate take the first columns of the sequence, each another."""
    columns = {scipy_points(len(SHARED))[:, j].tobytes(): j for j in range(len(SHARED))}
    taken = [
        columns[(points(directions(path, generator(1)), 0, COUNT) - 0.5 / 2**BITS).tobytes()]
        for path in SHARED
    ]
    assert sorted(taken) == list(range(len(SHARED)))


def test_any_other_number_has_a_sequence_drawn_for_it():
    """Two numbers of a group take different directions, and the same ones from the same stream."""
    path = "groups.A.promoters.churn"
    first, second = (directions(path, generator(seed)) for seed in (1, 2))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(first, directions(path, generator(1)))


@pytest.mark.parametrize("path", [*SHARED, "groups.A.customers", "investments.B.one_off"])
@pytest.mark.parametrize("scrambled", [False, True])
def test_points_are_even_in_one_dimension(path: str, scrambled: bool):
    """Of the first 2^k points exactly one falls in each interval of width 2^−k."""
    columns, shift = directions(path, generator(3)), 0
    if scrambled:
        columns, shift = scramble(columns, generator(4)), 0x9E3779B9
    for k in range(13):
        found = points(columns, shift, 1 << k)
        np.testing.assert_array_equal(np.sort(np.floor(found * (1 << k))), np.arange(1 << k))


def test_a_scramble_keeps_the_sequence_even_in_two_dimensions():
    """2^10 scrambled points of the first two columns meet each of the 1,024 boxes of 32 × 32."""
    first, second = (
        np.floor(points(scramble(directions(path, generator(0)), generator(9)), 77, COUNT) * 32)
        for path in ("programme.levers.promoter_uplift", "programme.levers.causal_share")
    )
    assert len(set(zip(first, second, strict=True))) == COUNT


def test_a_scramble_is_by_a_triangular_matrix():
    """A scramble keeps the leading digit of each direction, and changes some of those below."""
    columns = directions("programme.scale", generator(0))
    mixed = scramble(columns, generator(5))
    np.testing.assert_array_equal(
        np.floor(np.log2(mixed.astype(float))), np.floor(np.log2(columns.astype(float)))
    )
    assert not np.array_equal(mixed, columns)


def test_two_scrambles_differ_and_one_repeats():
    """The scramble is decided by its stream alone."""
    columns = directions("programme.scale", generator(0))
    assert not np.array_equal(scramble(columns, generator(5)), scramble(columns, generator(6)))
    np.testing.assert_array_equal(scramble(columns, generator(5)), scramble(columns, generator(5)))


@pytest.mark.parametrize("shift", [0, 2**BITS - 1])
def test_points_lie_strictly_between_0_and_1(shift: int):
    """Not even all digits 0, or all digits 1, give a probability of 0 or 1."""
    found = points(directions("programme.scale", generator(0)), shift, 1 << 16)
    assert found.min() > 0.0
    assert found.max() < 1.0
