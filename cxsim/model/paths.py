"""What the kernel writes: the months of a block of trials."""

from __future__ import annotations

from typing import NamedTuple

from cxsim.distributions import Floats
from cxsim.model.layout import LANES, aligned


class Paths(NamedTuple):
    """What follows from the numbers of a block of trials, month by month.

    The kernel writes into these arrays, whose memory holds the trials of a month side by side.

    Attributes
    ----------
    benefit, cost : ndarray (trials, months + 1), currency
        B(t) and C(t), from t = 0, the start.
    revenue : ndarray (trials, months + 1), currency
        Spending with the programme minus without; no attribution.
    gained : ndarray (trials, groups, 2 at least)
        N(T + 1) with the programme minus without.
    customers_with, customers_without : ndarray (trials, months + 1)
        N(t) over all groups from t = 1; the last column is N(T + 1).
    nps_with, nps_without : ndarray (trials, months), points
        Net promoter score in month t = 1 … T; NaN where there is no customer.
    """

    benefit: Floats
    cost: Floats
    revenue: Floats
    gained: Floats
    customers_with: Floats
    customers_without: Floats
    nps_with: Floats
    nps_without: Floats


def empty_paths(months: int, groups: int, trials: int = LANES) -> Paths:
    """Return paths to write to; all zero.

    A column alone has an array type of its own, for which all would be compiled once more.
    """
    widths = (*[months + 1] * 3, max(groups, 2), *[months + 1] * 2, months, months)
    return Paths(*(aligned(width, trials).T for width in widths))
