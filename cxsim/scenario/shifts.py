"""Move a number as a whole: to another centre, its range moving along, or by a factor."""

from __future__ import annotations

from pydantic import ValidationError

from cxsim.distributions import (
    Beta,
    Discrete,
    Distribution,
    Lognormal,
    Normal,
    Pert,
    Quantiles,
    Triangular,
    Uniform,
)
from cxsim.scenario.numbers import Number, Range, mean
from cxsim.scenario.scenario import Scenario


def centre(number: Number) -> float:
    """Return the value a person would name: the most likely one, the median, else the mean."""
    match number:
        case Pert() | Triangular():
            return number.mode
        case Quantiles():
            return number.p50
        case Normal():
            return number.mean
        case Distribution():
            return number.expected_value
    return number


def move_centre(number: Number, to: float, allowed: Range) -> Number:
    """Return the number with its centre elsewhere, in its own unit; `centre` of it is `to`.

    Parameters
    ----------
    number : float or Distribution
    to : float
        Inside `allowed`.
    allowed : Range
        Of the field. The shape keeps its width as far as it fits: an end that would leave the range
        is drawn in. Where no such shape fits the number becomes certain.
    """
    try:
        return _moved(number, to, allowed)
    except ValidationError:
        return to


def _moved(number: Number, to: float, allowed: Range) -> Number:
    step = to - centre(number)
    match number:
        case Pert() | Triangular():
            low, high = max(number.low + step, allowed.low), min(number.high + step, allowed.high)
            return _changed(number, low=low, mode=to, high=high)
        case Uniform():
            half = min((number.high - number.low) / 2, to - allowed.low, allowed.high - to)
            return _changed(number, low=to - half, high=to + half)
        case Normal():
            return _changed(number, mean=to)
        case Lognormal() if to > 0:
            return scale(number, to / number.mean)
        case Beta() if 0 < to < 1:
            weight = number.alpha + number.beta
            return _changed(number, alpha=weight * to, beta=weight * (1 - to))
        case Quantiles():
            return _changed(number, p10=number.p10 + step, p50=to, p90=number.p90 + step)
        case Discrete():
            values = [value + step for value in number.values]
            if allowed.low <= min(values) and max(values) <= allowed.high:
                return _changed(number, values=values)
    return to


def scale(number: Number, factor: float) -> Number:
    """Return the number times a factor of 0 or more; all its draws are so multiplied."""
    if not isinstance(number, Distribution):
        return number * factor
    if factor == 0:
        return 0.0
    match number:
        case Discrete():
            return _changed(number, values=tuple(factor * value for value in number.values))
        case Beta():  # a share has no unit to be scaled in
            return number.expected_value * factor
    sized = ("low", "mode", "high", "mean", "sd", "p10", "p50", "p90")
    sizes = {name: getattr(number, name, None) for name in sized}
    return _changed(number, **{n: factor * size for n, size in sizes.items() if size is not None})


def _changed(number: Distribution, **fields: object) -> Distribution:
    """A copy with other fields, validated; unlike pydantic's own copy."""
    return type(number).model_validate(number.model_dump() | fields)


def planned_spend(scenario: Scenario) -> float:
    """Return what the investment lines cost over the horizon, before scale and overrun, currency.

    Uncertain lines count at their mean.
    """
    last = scenario.horizon.months
    total = 0.0
    for line in scenario.investments:
        months = max(0, line.last_month(last) - line.from_month + 1)
        if line.from_month <= last:
            total += mean(line.one_off) + mean(line.per_year) * months / 12
    return total


def with_spend_scaled(scenario: Scenario, factor: float) -> Scenario:
    """Return a copy with every investment line times a factor of 0 or more."""
    changes = {
        f"investments.{line.name}.{field}": scale(getattr(line, field), factor)
        for line in scenario.investments
        for field in ("one_off", "per_year")
    }
    return scenario.with_values(changes)
