"""Move a number as a whole: to another centre, its range moving along, or by a factor."""

from __future__ import annotations

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
        case Distribution():
            return number.expected_value
    return number


def move_centre(number: Number, to: float, allowed: Range) -> Number:
    """Return the number with its centre elsewhere, in its own unit.

    Parameters
    ----------
    number : float or Distribution
    to : float
        Inside `allowed`.
    allowed : Range
        Of the field. The shape keeps its width as far as it fits; what would leave the range is
        drawn in to its end.
    """
    step = to - centre(number)
    low, high = allowed.low, allowed.high

    def fit(value: float) -> float:
        return min(max(value + step, low), high)

    match number:
        case Pert() | Triangular():
            ends = {"low": fit(number.low), "mode": to, "high": fit(number.high)}
            return _changed(number, **ends)
        case Uniform():
            return _changed(number, low=fit(number.low), high=fit(number.high))
        case Normal():
            return _changed(number, mean=number.mean + step)
        case Lognormal():
            return to if to <= 0 else scale(number, to / number.mean)
        case Beta():
            weight = number.alpha + number.beta
            certain = not 0 < to < 1
            return to if certain else _changed(number, alpha=weight * to, beta=weight * (1 - to))
        case Discrete():
            return _changed(number, values=tuple(fit(value) for value in number.values))
        case Quantiles():
            return _moved_quantiles(number, to, step)
    return to


def _moved_quantiles(number: Quantiles, to: float, step: float) -> Number:
    """Percentiles moved between bounds that stay; certain where they no longer fit."""
    p10, p50, p90 = (p + step for p in (number.p10, number.p50, number.p90))
    inside = (number.low is None or p10 > number.low) and (number.high is None or p90 < number.high)
    return _changed(number, p10=p10, p50=p50, p90=p90) if inside else to


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
        end = last if line.to_month is None else min(line.to_month, last)
        months = max(0, end - line.from_month + 1)
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
