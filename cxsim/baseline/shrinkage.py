"""Small cells lean on their group: how far the segments truly differ is learned from all cells."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cxsim.baseline.estimates import Estimate
from cxsim.baseline.survey import FEWEST

SMALL = 100
"""Customers of a cell below which it leans on its group."""
Cell = tuple[str, int]


@dataclass(frozen=True)
class Leaning:
    """An estimate of a cell, and how far it leans on its group.

    Parameters
    ----------
    estimate : Estimate
    raw : Estimate or None
        From the cell alone; None where it has too few customers to be shown.
    weight : float
        Of the cell's own data, in [0, 1].
    """

    estimate: Estimate
    raw: Estimate | None
    weight: float = 1.0


def lean(
    cells: Mapping[Cell, Estimate | None], groups: Mapping[str, Estimate], sizes: Mapping[Cell, int]
) -> dict[Cell, Leaning]:
    """Return the cells, the small ones shrunk toward their group.

    On the scale of logarithms a cell's estimate m with variance v and its group's g are joined with
    weight w = τ²/(τ² + v) for the cell; τ², how far cells differ from their groups, is DerSimonian
    and Laird's estimate over the cells that are large enough. The variance is w·v + (1 − w)²·v_g.

    Parameters
    ----------
    cells : mapping of (group, segment) to Estimate or None
    groups : mapping of str to Estimate
        Of all customers of a group.
    sizes : mapping of (group, segment) to int
        Customers of each cell.
    """
    spread = _spread(cells, groups, sizes)
    return {
        cell: _lean(estimate, groups[cell[0]], sizes.get(cell, 0), spread)
        for cell, estimate in cells.items()
        if cell[0] in groups
    }


def _spread(
    cells: Mapping[Cell, Estimate | None], groups: Mapping[str, Estimate], sizes: Mapping[Cell, int]
) -> float:
    """Return τ², the variance between cells and their groups, of logarithms."""
    gaps, weights = [], []
    for cell, estimate in cells.items():
        group = groups.get(cell[0])
        if estimate is None or group is None or sizes.get(cell, 0) < SMALL:
            continue
        if min(estimate.value, group.value, estimate.sd) > 0:
            gaps.append(math.log(estimate.value / group.value))
            weights.append((estimate.value / estimate.sd) ** 2)
    if not gaps:
        return 0.25  # nothing is known of it: half the group's value either way
    whole = math.fsum(weights)
    scatter = math.fsum(w * g**2 for w, g in zip(weights, gaps, strict=True))
    return max(0.0, (scatter - len(gaps)) / whole)


def _lean(estimate: Estimate | None, group: Estimate, size: int, spread: float) -> Leaning:
    if estimate is None or size < FEWEST or estimate.value <= 0 or group.value <= 0:
        sd = group.value * math.sqrt(spread + _relative(group) ** 2)
        return Leaning(replace(group, sd=min(sd, _most(group)), customers=size), None, 0.0)
    if size >= SMALL or estimate.sd <= 0:
        return Leaning(estimate, estimate)
    own = _relative(estimate) ** 2
    weight = spread / (spread + own)
    mean = math.exp(weight * math.log(estimate.value) + (1 - weight) * math.log(group.value))
    sd = mean * math.sqrt(weight * own + (1 - weight) ** 2 * _relative(group) ** 2)
    return Leaning(replace(estimate, value=mean, sd=sd), estimate, weight)


def _relative(estimate: Estimate) -> float:
    return estimate.sd / estimate.value if estimate.value > 0 else 0.0


def _most(group: Estimate) -> float:
    """A share cannot spread further than between 0 and 1."""
    if group.shape != "beta":
        return math.inf
    return 0.9 * math.sqrt(group.value * (1 - group.value))
