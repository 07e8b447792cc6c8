"""An uncertain number whose mean was typed over: its range moves along as far as it fits."""

from __future__ import annotations

import math

from cxsim.distributions import Distribution, SurveyMix
from cxsim.scenario import SEGMENTS
from cxsim.scenario.numbers import Number, Range, mean
from cxsim.scenario.schema import FixedMix
from cxsim.scenario.shifts import centre, move_centre

STEPS = 60
CLOSE = 1e-10
"""Relative error of the mean that is borne."""


def moved_mean(number: Distribution, to: float, allowed: Range) -> Number:
    """Return the number moved so that its mean is the one given.

    The plan that was seen is then the plan that comes out. Where no range of that shape has this
    mean, as next to an end of what is allowed, the number becomes certain.
    """
    if not allowed.low <= to <= allowed.high:
        return to
    reach = max(abs(to), abs(mean(number)), 1e-9)
    low, high = centre(number) + to - mean(number), centre(number) + to - mean(number)
    for _ in range(STEPS):
        if (moved := _at(number, high, to, allowed)) is not None:
            return moved
        low, high = _next(number, low, high, to, allowed, reach)
        if math.isnan(high):
            return to
    return to


def _at(number: Distribution, where: float, to: float, allowed: Range) -> Distribution | None:
    """Return the number with its centre there, if its mean is then right."""
    moved = move_centre(number, where, allowed)
    right = math.isclose(mean(moved), to, rel_tol=CLOSE, abs_tol=1e-15)
    return moved if right and isinstance(moved, Distribution) else None


def _next(
    number: Distribution, before: float, now: float, to: float, allowed: Range, reach: float
) -> tuple[float, float]:
    """Return the last place and the next one to try, by the secant through both."""
    if before == now:
        return now, now + (to - mean(move_centre(number, now, allowed)) or 1e-6 * reach)
    first, second = (mean(move_centre(number, place, allowed)) for place in (before, now))
    if first == second:
        return now, math.nan
    step = now + (to - second) * (now - before) / (second - first)
    inside = allowed.low <= step <= allowed.high
    return now, step if inside else math.nan


def moved_mix(mix: FixedMix | SurveyMix, shares: list[float]) -> object:
    """Return a mix with other shares: of a survey, with as many answers as it had."""
    plain = dict(zip(SEGMENTS, shares, strict=True))
    if isinstance(mix, SurveyMix):
        answers = mix.promoters + mix.passives + mix.detractors + len(SEGMENTS)
        counts = {name: answers * share - 1 for name, share in plain.items()}
        if all(count >= 0 for count in counts.values()) and math.isclose(sum(shares), 1):
            return SurveyMix.model_validate(counts)
    return plain
