"""The pictures of a business case as plain figures, the same for slides and document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cxsim.charts.axes import Span, round_step
from cxsim.text.language import Language


@dataclass(frozen=True)
class Axis:
    """An axis of amounts.

    Parameters
    ----------
    span : (float, float)
    ticks : tuple of float
    texts : tuple of str
        What stands at each tick.
    """

    span: Span
    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    def at(self, value: float) -> float:
        """Return where a value lies, 0 at the low end and 1 at the high one, held between them."""
        low, high = self.span
        return min(1.0, max(0.0, (value - low) / ((high - low) or 1.0)))


def money_axis(
    values: Sequence[float], parts: int, currency: str, language: Language, zero: bool = True
) -> Axis:
    """Return an axis from one tick to another around all finite values, with 0 if so wished."""
    finite = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(finite), max(finite)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    step = round_step((high - low) or abs(high) or 1.0, parts)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    ticks = tuple(step * place for place in range(first, last + 1))
    texts = tuple(language.money(tick, currency) for tick in ticks)
    return Axis((ticks[0], ticks[-1]), ticks, texts)


class Step(NamedTuple):
    """A step of a waterfall.

    Attributes
    ----------
    name : str
    start, end : float, currency
        Between which it stands.
    amount : str
        What it brings, as text.
    kind : {"gain", "loss", "total"}
    """

    name: str
    start: float
    end: float
    amount: str
    kind: str


def steps(
    parts: Sequence[tuple[str, float]],
    total: tuple[str, float],
    less: Sequence[tuple[str, float]],
    left: tuple[str, float],
    currency: str,
    language: Language,
) -> list[Step]:
    """Return parts that add up to a total, what goes off it, and what is left.

    Parameters
    ----------
    parts, less : sequence of (str, float)
        Names and amounts, currency; those of `less` are taken off.
    total, left : (str, float)
        What stands on the ground.
    """
    found, level = [], 0.0
    moves = [(name, amount, False) for name, amount in parts]
    moves += [(*total, True), *((name, -amount, False) for name, amount in less), (*left, True)]
    for name, amount, grounded in moves:
        start = 0.0 if grounded else level
        level = start + amount
        kind = "total" if grounded else "gain" if amount >= 0 else "loss"
        found.append(Step(name, start, level, language.money(amount, currency), kind))
    return found


def in_parts(start: float, end: float) -> tuple[float, float, float, float]:
    """Return how a bar from start to end is stacked: a gap and the bar above 0, then below it."""
    low, high = min(start, end), max(start, end)
    above = max(low, 0.0), max(high, 0.0) - max(low, 0.0)
    below = min(high, 0.0), min(low, 0.0) - min(high, 0.0)
    return (*above, *below)
