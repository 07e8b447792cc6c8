"""The figures of each scenario, and how far they lie from the base's."""

from __future__ import annotations

import math
from typing import NamedTuple

from cxsim.comparison.comparison import Comparison
from cxsim.results import RESULTS

RATIOS = ("roi", "roi_pv")
"""Results whose difference is told in points; a per cent of a per cent misleads."""


class Figure(NamedTuple):
    """One result of one scenario.

    Attributes
    ----------
    mean, p10, p50, p90 : float
        In the result's unit; NaN where undefined.
    change : float
        From the base, of the mean; of payback, which may have none, of the median.
    relative : float
        The change as a share of the base's; NaN of a ratio, and where the base is not above 0.
    """

    mean: float
    p10: float
    p50: float
    p90: float
    change: float
    relative: float


def figures(comparison: Comparison) -> dict[str, tuple[Figure, ...]]:
    """Return each result of each scenario, by the result's name, in the scenarios' order."""
    return {name: _figures(comparison, name) for name in RESULTS}


def _figures(comparison: Comparison, name: str) -> tuple[Figure, ...]:
    rows = [result.statistics(name) for result in comparison.results]
    told = "p50" if name.startswith("payback") else "mean"
    base = rows[comparison.base][told]
    return tuple(
        Figure(
            row["mean"],
            row["p10"],
            row["p50"],
            row["p90"],
            row[told] - base,
            (row[told] - base) / base if base > 0 and name not in RATIOS else math.nan,
        )
        for row in rows
    )
