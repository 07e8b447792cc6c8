"""What the trials say of a value, given some inputs: the conditional mean, by least squares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cxsim.distributions import Floats

KNOTS = 16
"""Pieces of the curve of one input, each holding as many trials."""
TRIALS = 8_192
"""Trials that a regression is made of; of Sobol' points the first are as even as all."""
FEW = 32
"""Values up to which a number is taken value by value."""
MOST_PRODUCTS = 8
"""Inputs of a set whose products are taken; beyond, each bends the surface by itself."""
BLOCK = 64
"""Trials that are summed at once."""
DOUBT = 3.0
"""Standard deviations of what chance alone explains; less counts as nothing."""


class Basis(Protocol):
    """Orthonormal functions of some inputs, over the trials."""

    @property
    def terms(self) -> int:
        """How many."""

    def loadings(self, values: Floats) -> Floats:
        """Return how much of each is in some values, ndarray (trials,) to ndarray (terms,)."""

    def surface(self, loadings: Floats) -> Floats:
        """Return their sum, so loaded, in each trial."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The mean of a value given some inputs.

    Attributes
    ----------
    values : ndarray (trials,)
    fitted : ndarray (trials,)
        E[value | inputs] of each trial.
    basis : Basis
        Spans what can be fitted.
    """

    values: Floats
    fitted: Floats
    basis: Basis

    @property
    def explained(self) -> float:
        """Share of the variance, less what as many terms explain by chance; 0 to 1."""
        count, terms = len(self.values), self.basis.terms
        total = float(np.var(self.values))
        if total == 0 or count <= terms:
            return 0.0
        left = float(np.mean((self.values - self.fitted) ** 2)) / total
        share = 1 - left * (count - 1) / (count - terms)
        return float(min(share, 1.0)) if share > self.doubt else 0.0

    @property
    def doubt(self) -> float:
        """What chance alone may explain: a smaller share cannot be told from none."""
        return float(DOUBT * math.sqrt(2 * self.basis.terms) / len(self.values))

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
    return fit(basis_of(columns), values)


def basis_of(columns: Sequence[Floats]) -> Basis:
    """Return what can be fitted with one input or several, whatever the values."""
    with np.errstate(all="ignore"):
        return _one(columns[0]) if len(columns) == 1 else _several(columns)


def fit(basis: Basis, values: Floats) -> Fit:
    """Return the mean of values, ndarray (trials,), that a basis can fit."""
    with np.errstate(all="ignore"):
        return Fit(values, basis.surface(basis.loadings(values)), basis)


@dataclass(frozen=True, eq=False)
class _EachValue:
    """The few values of an input: which of them a trial has, and how many trials have it."""

    place: NDArray[np.intp]
    sizes: NDArray[np.intp]

    @property
    def terms(self) -> int:
        return len(self.sizes)

    def loadings(self, values: Floats) -> Floats:
        return np.bincount(self.place, values, self.terms) / np.sqrt(self.sizes)

    def surface(self, loadings: Floats) -> Floats:
        return np.asarray((loadings / np.sqrt(self.sizes))[self.place])


@dataclass(frozen=True, eq=False)
class _Pieces:
    """Broken lines over evenly spaced ranks.

    Each rank lies in one piece, at a share of its way: only two of the hats are not 0 there.
    """

    piece: NDArray[np.intp]
    share: Floats
    weights: Floats

    @property
    def terms(self) -> int:
        return int(self.weights.shape[1])

    def loadings(self, values: Floats) -> Floats:
        sums = np.bincount(self.piece, values * (1 - self.share), KNOTS + 1)
        sums[1:] += np.bincount(self.piece, values * self.share, KNOTS)
        return np.asarray(sums @ self.weights)

    def surface(self, loadings: Floats) -> Floats:
        heights = self.weights @ loadings
        return np.asarray(heights[self.piece] + np.diff(heights)[self.piece] * self.share)


@dataclass(frozen=True, eq=False)
class _Curve:
    """A broken line in the rank of an input, and a straight line in itself."""

    order: NDArray[np.intp]
    pieces: _Pieces
    line: Floats

    @property
    def terms(self) -> int:
        return self.pieces.terms + 1

    def loadings(self, values: Floats) -> Floats:
        ranked = values[self.order]
        return np.append(self.pieces.loadings(ranked), (self.line * ranked).sum())

    def surface(self, loadings: Floats) -> Floats:
        fitted = np.empty(len(self.order))
        fitted[self.order] = self.pieces.surface(loadings[:-1]) + loadings[-1] * self.line
        return fitted


@dataclass(frozen=True, eq=False)
class _Surface:
    """Any functions, ndarray (functions, trials), and the weights that make them orthonormal."""

    functions: Floats
    weights: Floats

    @property
    def terms(self) -> int:
        return int(self.weights.shape[1])

    def loadings(self, values: Floats) -> Floats:
        return np.asarray((self.functions @ values) @ self.weights)

    def surface(self, loadings: Floats) -> Floats:
        return np.asarray((self.weights @ loadings) @ self.functions)


def _one(column: Floats) -> Basis:
    order = np.argsort(column, kind="stable")
    ranked = column[order]
    steps = ranked[1:] != ranked[:-1]
    if np.count_nonzero(steps) < FEW:
        place = np.empty(len(column), dtype=np.intp)
        place[order] = np.append(0, np.cumsum(steps))
        return _EachValue(place, np.bincount(place))
    pieces = _pieces(len(column))
    centred = (ranked - ranked.mean()) / (np.std(ranked) or 1.0)
    rest = centred - pieces.surface(pieces.loadings(centred))
    length = float(np.sqrt((rest * rest).sum()))
    known = length > 1e-9 * math.sqrt(len(column))
    return _Curve(order, pieces, rest / length if known else np.zeros(len(column)))


@lru_cache(maxsize=8)
def _pieces(count: int) -> _Pieces:
    """Return the broken lines over so many ranks."""
    along = (np.arange(count) + 0.5) / count * KNOTS
    piece = along.astype(np.intp)
    hats = np.maximum(0.0, 1 - np.abs(along - np.arange(KNOTS + 1)[:, None]))
    return _Pieces(piece, along - piece, _weights(hats))


def _several(columns: Sequence[Floats]) -> Basis:
    powers = [_powers(column) for column in columns]
    lines = [(column - column.mean()) / (np.std(column) or 1.0) for column in columns]
    functions = [np.ones(len(columns[0])), *lines, *(each for triple in powers for each in triple)]
    if len(columns) <= MOST_PRODUCTS:
        for first, second in combinations(powers, 2):
            functions += [first[0] * second[0], first[0] * second[1], first[1] * second[0]]
    stacked = np.stack(functions)
    return _Surface(stacked, _weights(stacked))


def _powers(column: Floats) -> tuple[Floats, Floats, Floats]:
    """Legendre's polynomials of the first three degrees in the rank; equal values share theirs."""
    order = np.argsort(column, kind="stable")
    ranked = column[order]
    starts = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1]))
    sizes = np.diff(starts, append=len(column))
    x = np.empty(len(column))
    x[order] = np.repeat(2 * (starts + sizes / 2) / len(column) - 1, sizes)
    square = x * x
    return x, 1.5 * square - 0.5, x * (2.5 * square - 1.5)


def _weights(functions: Floats) -> Floats:
    """The weights of an orthonormal basis; functions that say nothing new are left out."""
    values, vectors = np.linalg.eigh(_products(functions))
    kept = values > values[-1] * 1e-10
    return np.asarray(vectors[:, kept] / np.sqrt(values[kept]))


def _products(functions: Floats) -> Floats:
    """The inner products of functions, ndarray (functions, trials).

    In blocks too small to be shared out: threads that wait for each other cost more than they save.
    """
    total = np.zeros((len(functions), len(functions)))
    for start in range(0, functions.shape[1], BLOCK):
        block = functions[:, start : start + BLOCK]
        total += block @ block.T
    return total
