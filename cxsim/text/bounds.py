"""The range a number must stay in, as a sentence in the unit that the reader sees."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from cxsim.text.language import Language


class Bounded(Protocol):
    """The ends of a range, infinite where it has none, and whether they may be taken."""

    low: float
    high: float
    low_included: bool
    high_included: bool


def bounds_sentence(allowed: Bounded, write: Callable[[float], str], language: Language) -> str:
    """Return what the values of a field must obey.

    Parameters
    ----------
    allowed : Bounded
    write : callable
        Writes a number in the field's unit.
    language : Language
    """
    low, high = (write(e) if math.isfinite(e) else "" for e in (allowed.low, allowed.high))
    if math.isinf(allowed.low) and math.isinf(allowed.high):
        return language.say("It must be a finite number.")
    if math.isinf(allowed.high):
        if allowed.low_included:
            return language.say("It must be {low} or more.", low=low)
        return language.say("It must be above {low}.", low=low)
    if math.isinf(allowed.low):
        return language.say("It must be {high} or less.", high=high)
    if allowed.high_included:
        return language.say("It must lie between {low} and {high}.", low=low, high=high)
    return language.say("It must be {low} or more and below {high}.", low=low, high=high)
