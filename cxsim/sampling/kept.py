"""Draws that are kept for the next simulation: those of a number stay while others are moved."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, TypeVarTuple

from cxsim.distributions import Floats
from cxsim.sampling.design import Design

MOST_KEPT = 1 << 16
"""Trials up to which a number's draws are kept."""
MOST_ARRAYS = 512
"""Numbers whose draws are kept."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def kept(design: Design, draw: Callable[[Design, *Ts], T], *arguments: *Ts) -> T:
    """Draw, or take what was drawn before; arrays too large to keep are drawn each time."""
    if design.trials > MOST_KEPT or design.passing:
        return draw(design, *arguments)
    remembered: T = _remembered(draw, design, *arguments)
    return remembered


@lru_cache(maxsize=MOST_ARRAYS)
def _remembered(draw: Callable[..., Any], *arguments: Any) -> Any:
    return draw(*arguments)


def points_of(design: Design, path: str) -> Floats:
    """Return the points of a number, closed to writing."""
    return frozen(design.points(path))


def frozen(values: Floats) -> Floats:
    """Return an array, closed to writing."""
    values.flags.writeable = False
    return values
