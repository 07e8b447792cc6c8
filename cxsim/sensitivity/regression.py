"""What the trials say of a value, given some inputs: the conditional mean, by least squares."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from cxsim.distributions import Floats
from cxsim.sensitivity.factors import Factor

KNOTS = 16
"""Pieces of the curve of one input, each holding as many trials."""
TRIALS = 8_192
"""Trials that a regression is made of; of Sobol' points the first are as even as all."""
FEW = 32
"""Values up to which a number is taken value by value."""
MOST_PRODUCTS = 8
"""Inputs of a set whose products are taken; beyond, each bends the surface by itself."""
DOUBT = 3.0
"""Standard deviations of what chance alone explains; less counts as nothing."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The mean of a value given some inputs.

    Attributes
    ----------
    values : ndarray (trials,)
    fitted : ndarray (trials,)
        E[value | inputs] of each trial.
    basis : ndarray (trials, terms)
        Orthonormal; spans what can be fitted.
    """

    values: Floats
    fitted: Floats
    basis: Floats

    @property
    def explained(self) -> float:
        """Share of the variance, less what as many terms explain by chance; 0 to 1."""
        count, terms = self.basis.shape
        total = float(np.var(self.values))
        if total == 0 or count <= terms:
            return 0.0
        left = float(np.mean((self.values - self.fitted) ** 2)) / total
        share = 1 - left * (count - 1) / (count - terms)
        return float(min(share, 1.0)) if share > self.doubt else 0.0

    @property
    def doubt(self) -> float:
        """What chance alone may explain: a smaller share cannot be told from none."""
        count, terms = self.basis.shape
        return float(DOUBT * math.sqrt(2 * terms) / count)

    @property
    def error(self) -> float:
        """Standard error of `explained`, were the trials plain random."""
        share, count = self.explained, len(self.values)
        return 2 * math.sqrt(share) * (1 - share) / math.sqrt(count)

    @property
    def noise(self) -> float:
        """Standard deviation of the value around its mean given the inputs."""
        return float(np.std(self.values - self.fitted))


def conditional_mean(columns: Sequence[Floats], values: Floats) -> Fit:
    """Return the mean of values given one input or several, from the trials at hand.

    One input: its few values one by one, or else a broken line of KNOTS pieces in its rank and a
    straight line in itself. Several: each itself, powers up to the third of each rank, and products
    of two.

    Parameters
    ----------
    columns : sequence of ndarray (trials,)
    values : ndarray (trials,)
    """
    with np.errstate(all="ignore"):
        basis = _one(columns[0]) if len(columns) == 1 else _several(columns)
        return Fit(values, basis @ (basis.T @ values), basis)


def conditional_means(
    factors: Sequence[Factor], draws: Mapping[str, Floats], values: Floats
) -> dict[Factor, Fit]:
    """Return the mean of values given each set of inputs, from the first TRIALS."""
    return {
        factor: conditional_mean([draws[path][:TRIALS] for path in _free(factor)], values[:TRIALS])
        for factor in factors
    }


def _free(factor: Factor) -> tuple[str, ...]:
    """The columns that tell all: two shares of a mix say what the third is."""
    return factor.paths[::2] if factor.kind == "mix" else factor.paths


def _one(column: Floats) -> Floats:
    order = np.argsort(column, kind="stable")
    ranked = column[order]
    starts = np.flatnonzero(np.diff(ranked, prepend=-np.inf))
    basis = np.empty((len(column), 0))
    if len(starts) <= FEW:
        sizes = np.diff(starts, append=len(column))
        place = np.repeat(np.arange(len(starts)), sizes)
        basis = np.zeros((len(column), len(starts)))
        basis[order, place] = np.repeat(1 / np.sqrt(sizes), sizes)
        return basis
    broken = _broken_line(len(column))
    centred = (ranked - ranked.mean()) / (np.std(ranked) or 1.0)
    rest = centred - broken @ (broken.T @ centred)
    length = float(np.linalg.norm(rest))
    basis = np.empty((len(column), broken.shape[1] + 1))
    basis[order, :-1] = broken
    basis[order, -1] = rest / length if length > 1e-9 * math.sqrt(len(column)) else 0.0
    return basis


@lru_cache(maxsize=8)
def _broken_line(count: int) -> Floats:
    """The broken lines over evenly spaced ranks, ndarray (count, KNOTS + 1), orthonormal."""
    ranks = (np.arange(count) + 0.5) / count
    hats = np.maximum(0.0, 1 - np.abs(ranks[:, None] * KNOTS - np.arange(KNOTS + 1)))
    return _orthonormal(hats)


def _several(columns: Sequence[Floats]) -> Floats:
    powers = [_powers(column) for column in columns]
    lines = [(column - column.mean()) / (np.std(column) or 1.0) for column in columns]
    terms = [np.ones(len(columns[0])), *lines, *(each for triple in powers for each in triple)]
    if len(columns) <= MOST_PRODUCTS:
        for first, second in combinations(powers, 2):
            terms += [first[0] * second[0], first[0] * second[1], first[1] * second[0]]
    return _orthonormal(np.stack(terms, axis=1))


def _powers(column: Floats) -> tuple[Floats, Floats, Floats]:
    """Legendre's polynomials of the first three degrees in the rank."""
    _, place, sizes = np.unique(column, return_inverse=True, return_counts=True)
    middle = np.cumsum(sizes) - sizes / 2
    x = 2 * middle[place] / len(column) - 1
    return x, (3 * x * x - 1) / 2, (5 * x**3 - 3 * x) / 2


def _orthonormal(terms: Floats) -> Floats:
    """An orthonormal basis of what the columns span; those that say nothing new are left out."""
    values, vectors = np.linalg.eigh(terms.T @ terms)
    kept = values > values[-1] * 1e-10
    return np.asarray(terms @ (vectors[:, kept] / np.sqrt(values[kept])))
