"""Wins, losses and ties of one scenario against another: shares that add to a whole."""

from __future__ import annotations

import math
from typing import NamedTuple


class Outcome(NamedTuple):
    """Shares of the futures in which one does better than another, worse, and the same."""

    better: float
    worse: float
    same: float


def summing(outcome: Outcome, digits: int = 0) -> Outcome:
    """Return the shares rounded to so many decimals of a per cent, so that they add to 100.

    The one that rounding wrongs most gives way; NaN where they are undefined.
    """
    unit = 100 * 10**digits
    if not all(map(math.isfinite, outcome)):
        return outcome
    whole = [math.floor(unit * share + 1e-9) for share in outcome]
    by_rest = sorted(range(3), key=lambda place: whole[place] - unit * outcome[place])
    for place in by_rest[: unit - sum(whole)]:
        whole[place] += 1
    return Outcome(*(count / unit for count in whole))


def outcome_of(better: float, tied: float) -> Outcome:
    """Return wins, losses and ties from the share of wins with half of the ties, and of ties."""
    return Outcome(better - tied / 2, 1.0 - better - tied / 2, tied)
