"""Each part's share of the mean benefit, fair whatever the order: Shapley's value."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations

import numpy as np

from cxsim.results import Result
from cxsim.sensitivity.channels import CHANNELS, closed
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import Progress, outcomes

LEVERS = (
    "promoter_uplift",
    "churn_reduction",
    "spend_uplift",
    "cross_sell",
    "referral_uplift",
    "cost_to_serve_reduction",
    "acquisition_cost_reduction",
)
"""What a programme moves; where promoters come from, and the causal share, say how."""
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Waterfall:
    """The parts of the mean benefit.

    Attributes
    ----------
    names : tuple of str
        Levers by their field, or channels.
    parts : tuple of float, currency
        Shapley's values.
    total : float, currency
        The mean benefit, undiscounted.
    """

    names: tuple[str, ...]
    parts: tuple[float, ...]
    total: float

    @property
    def residual(self) -> float:
        """What the parts miss of the total: the rounding of the computer's own sums, currency."""
        return self.total - math.fsum(self.parts)

    @property
    def in_cents(self) -> tuple[Decimal, ...]:
        """The parts in whole cents, which add up to the total in whole cents."""
        return to_cents(self.parts, self.total)


def by_lever(result: Result, progress: Progress | None = None) -> Waterfall:
    """Return each lever's part of the mean benefit, from all subsets on all draws."""
    again = Rerun(result, len(result.npv))
    names = tuple(lever for lever in LEVERS if np.any(again.values(f"programme.levers.{lever}")))

    def worth(on: frozenset[str]) -> float:
        off = {f"programme.levers.{lever}": 0.0 for lever in names if lever not in on}
        return float(again.outcomes(off).benefit.mean())

    return _waterfall(result, names, worth, progress)


def by_channel(result: Result, progress: Progress | None = None) -> Waterfall:
    """Return each channel's part of the mean benefit, by the same rule and with the same sum."""
    again = Rerun(result, len(result.npv))

    def worth(on: frozenset[str]) -> float:
        shut = [channel for channel in CHANNELS if channel not in on]
        draws = closed(again, shut)
        return float(outcomes(result.scenario, draws).benefit.mean())

    return _waterfall(result, CHANNELS, worth, progress)


def _waterfall(
    result: Result,
    names: tuple[str, ...],
    worth: Callable[[frozenset[str]], float],
    progress: Progress | None,
) -> Waterfall:
    total = float(result.benefit.mean())
    known = {frozenset[str](): 0.0, frozenset(names): total}

    def remembered(on: frozenset[str]) -> float:
        if on not in known:
            known[on] = worth(on)
            if progress is not None:
                progress(len(known) / 2 ** len(names))
        return known[on]

    parts = shapley(names, remembered) if names else ()
    return Waterfall(names, parts, total)


def shapley(names: Sequence[str], worth: Callable[[frozenset[str]], float]) -> tuple[float, ...]:
    """Return each name's value: what it adds, averaged over all orders in which they may come.

    φ(i) = Σ over S without i of |S|!·(n − |S| − 1)!/n! · (v(S ∪ i) − v(S)) (Shapley 1953).

    Parameters
    ----------
    names : sequence of str
    worth : callable
        v: what a subset is worth together.
    """
    count = len(names)
    parts = []
    for name in names:
        others = [other for other in names if other != name]
        terms = []
        for size in range(count):
            weight = 1 / (count * math.comb(count - 1, size))
            for chosen in combinations(others, size):
                without = frozenset(chosen)
                terms.append(weight * (worth(without | {name}) - worth(without)))
        parts.append(math.fsum(terms))
    return tuple(parts)


def to_cents(parts: Sequence[float], total: float) -> tuple[Decimal, ...]:
    """Return parts in whole cents that add up to the total in whole cents.

    Each is rounded down; the cents that are left go to the largest remainders (Hamilton).
    """
    if not parts or not all(map(math.isfinite, (*parts, total))):
        return tuple(Decimal("NaN") for _ in parts)
    exact = [Decimal(part) for part in parts]
    floors = [part.quantize(CENT, ROUND_FLOOR) for part in exact]
    missing = int((Decimal(total).quantize(CENT) - sum(floors)) / CENT)
    order = sorted(range(len(parts)), key=lambda i: exact[i] - floors[i], reverse=True)
    share, extra = divmod(missing, len(parts))
    for place, i in enumerate(order):
        floors[i] += CENT * (share + (place < extra))
    return tuple(floors)
