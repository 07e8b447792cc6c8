"""Rank correlations: one rank a pair, and whether any numbers can have them all."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxsim.scenario.faults import Fault, shown
from cxsim.scenario.schema import MOST_ITEMS
from cxsim.text.phrase import say

Pairs = Mapping[tuple[str, str], float]
"""Spearman's rank correlation of each pair of paths, the paths of a pair in sorted order."""

MOST_TOLD = 45
"""Pairs of a nearest possible set that are told."""
TOLERANCE = 1e-9
"""Eigenvalues of a correlation matrix above minus this count as 0 or more."""


def pair_ranks(tables: Sequence[Mapping[str, Any]]) -> tuple[Pairs, list[Fault]]:
    """Return the rank of each pair named in `[[correlations]]`, and pairs given twice.

    Parameters
    ----------
    tables : sequence of mapping
        Raw tables; those with a fault of their own are passed over.
    """
    pairs: dict[tuple[str, str], float] = {}
    faults = []
    for place, table in enumerate(tables[:MOST_ITEMS], 1):
        paths: Any = table.get("between") or table.get("among")
        rank: Any = table.get("rank")
        if not _usable(paths, rank):
            continue
        for first, second in combinations(sorted(paths), 2):
            if pairs.setdefault((first, second), float(rank)) != rank:
                faults.append(
                    Fault(
                        f"correlations[{place}]",
                        f"{first}, {second}",
                        say("this pair already has the rank {rank:g}", rank=pairs[first, second]),
                        say("keep one of the two"),
                    )
                )
    return pairs, faults


def _usable(paths: object, rank: object) -> bool:
    listed = isinstance(paths, (list, tuple)) and 2 <= len(paths) <= MOST_ITEMS
    names = listed and all(isinstance(path, str) for path in paths)  # type: ignore[attr-defined]
    number = isinstance(rank, (int, float)) and not isinstance(rank, bool)
    return names and len(set(paths)) == len(paths) and number and abs(rank) <= 1  # type: ignore


def components(pairs: Pairs) -> list[tuple[str, ...]]:
    """Return the sets of paths that correlations join, each sorted, in sorted order."""
    joined: dict[str, set[str]] = {}
    for (first, second), rank in sorted(pairs.items()):
        if rank == 0:
            continue
        union = joined.get(first, {first}) | joined.get(second, {second})
        joined.update(dict.fromkeys(union, union))
    return sorted({tuple(sorted(members)) for members in joined.values()})


def score_matrix(paths: Sequence[str], pairs: Pairs) -> NDArray[np.float64]:
    """Return the correlations of the normal scores that give the ranks: 2·sin(πρ/6).

    Returns
    -------
    ndarray (paths, paths)
        Pairs not named are uncorrelated (Kruskal 1958).
    """
    matrix = np.eye(len(paths))
    for (i, first), (j, second) in combinations(enumerate(paths), 2):
        rank = pairs.get((min(first, second), max(first, second)), 0.0)
        matrix[i, j] = matrix[j, i] = 2 * math.sin(math.pi * rank / 6)
    return matrix


def infeasible(pairs: Pairs) -> Iterator[Fault]:
    """Yield a fault for each joined set of numbers that cannot have these ranks."""
    for paths in components(pairs):
        matrix = score_matrix(paths, pairs)
        if np.linalg.eigvalsh(matrix)[0] < -TOLERANCE:
            yield Fault(
                "correlations",
                shown(list(paths)),
                say("no numbers can have these rank correlations together"),
                say("the nearest possible: {ranks}", ranks=_describe(paths, nearest_ranks(matrix))),
            )


def nearest_ranks(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks whose score matrix is the nearest possible one, rounded to three decimals.

    Alternating projections onto the positive semidefinite matrices and those of unit diagonal
    (Higham 2002), then a shrink towards independence that leaves room for the rounding.
    """
    nearest, correction = matrix.copy(), np.zeros_like(matrix)
    for _ in range(200):
        shifted = nearest - correction
        values, vectors = np.linalg.eigh(shifted)
        projected = (vectors * np.maximum(values, 0)) @ vectors.T
        correction = projected - shifted
        nearest = projected.copy()
        np.fill_diagonal(nearest, 1)
    for shrink in (1.0, 0.999, 0.998, 0.995, 0.99, 0.98, 0.95, 0.9, 0.5, 0.0):
        scores = np.clip(nearest * shrink, -1, 1)
        ranks = np.round(6 / math.pi * np.arcsin(scores / 2), 3)
        np.fill_diagonal(ranks, 1)
        if np.linalg.eigvalsh(2 * np.sin(math.pi * ranks / 6))[0] >= 0:
            break
    return ranks


def _describe(paths: Sequence[str], ranks: NDArray[np.float64]) -> str:
    pairs = list(combinations(range(len(paths)), 2))
    told = [f"{paths[i]} – {paths[j]}: {ranks[i, j]:g}" for i, j in pairs[:MOST_TOLD]]
    return "; ".join([*told, "…"] if len(pairs) > MOST_TOLD else told)


def rank_limits(pairs: Pairs, first: str, second: str) -> tuple[float, float]:
    """Return the least and the greatest rank that a pair can have beside the others' ranks.

    The possible ranks form an interval, since the positive semidefinite matrices are convex; its
    ends are found by bisection and rounded inwards to three decimals. Where the pair's present
    rank is possible the interval holds it; (0, 0) where the others are impossible by themselves.
    """
    pair = (first, second) if first < second else (second, first)
    joined = {**pairs, pair: pairs.get(pair) or 0.5}
    paths = next(members for members in components(joined) if first in members)
    row, column = paths.index(first), paths.index(second)
    matrix = score_matrix(paths, joined)

    def possible(rank: float) -> bool:
        matrix[row, column] = matrix[column, row] = 2 * math.sin(math.pi * rank / 6)
        return bool(np.linalg.eigvalsh(matrix)[0] >= -TOLERANCE)

    starts = [pairs.get(pair, 0.0), *np.linspace(-1, 1, 41)]
    inside = next((float(rank) for rank in starts if possible(float(rank))), None)
    if inside is None:
        return 0.0, 0.0
    low = math.ceil(_farthest(possible, inside, -1.0) * 1000 - 1e-6) / 1000
    high = math.floor(_farthest(possible, inside, 1.0) * 1000 + 1e-6) / 1000
    return (low if possible(low) else inside), (high if possible(high) else inside)


def _farthest(possible: Callable[[float], bool], inside: float, end: float) -> float:
    """Return how far from a possible rank towards an end the ranks stay possible."""
    if possible(end):
        return end
    for _ in range(30):
        middle = (inside + end) / 2
        if possible(middle):
            inside = middle
        else:
            end = middle
    return inside
