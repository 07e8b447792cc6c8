"""Sobol's sequence, against scipy's."""

import warnings

import numpy as np
from scipy.stats import qmc

from cxsim.sampling import sobol
from cxsim.sampling.directions import points
from cxsim.sampling.sobol import BITS, SHARED, sobol_column
from cxsim.scenario.checks import number_paths

COUNT = 1 << 10


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
    expected = scipy_points(len(sobol._POLYNOMIALS))
    for column, polynomial in enumerate(sobol._POLYNOMIALS):
        found = points(sobol._recur(*polynomial), 0, COUNT) - 0.5 / 2**BITS
        np.testing.assert_array_equal(found, expected[:, column])


def test_each_number_of_every_scenario_has_a_column_of_its_own():
    """Programme, levers and horizon take the first columns of the sequence, each another."""
    assert sorted(SHARED) == sorted(number_paths({}))
    columns = {scipy_points(len(SHARED))[:, j].tobytes(): j for j in range(len(SHARED))}
    taken = [
        columns[(points(sobol_column(path), 0, COUNT) - 0.5 / 2**BITS).tobytes()] for path in SHARED
    ]
    assert sorted(taken) == list(range(len(SHARED)))
