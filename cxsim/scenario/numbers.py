"""A number of a scenario: plain or uncertain, and the range it must stay in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import Annotated, Any, TypeVar

import numpy as np
from pydantic import BaseModel, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cxsim.distributions import DISTRIBUTIONS, Distribution
from cxsim.scenario.faults import Fault, collect_faults, shown, unknown_key
from cxsim.text.phrase import Phrase, say

Number = float | Distribution
Shape = TypeVar("Shape", bound=BaseModel)


INSIDE = 0.01
"""How far from an end that may not be taken a remedy stays."""


@dataclass(frozen=True)
class Range:
    """The values a number may take; read by pydantic as the validator of its field.

    Parameters
    ----------
    low, high : float
        Ends of the range, infinite where it has none.
    low_included, high_included : bool
        Whether the end itself may be taken.
    """

    low: float = -math.inf
    high: float = math.inf
    low_included: bool = True
    high_included: bool = True

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by `read` alone, so that a fault is told in our words."""
        return core_schema.no_info_plain_validator_function(self.read)

    def read(self, value: Any) -> Number:
        """Return a float or a distribution whose every value lies in the range.

        Raises
        ------
        PydanticCustomError
            With the list of faults in its context.
        """
        number = value if isinstance(value, Distribution) else _read_number(value)
        least, greatest = (number, number) if isinstance(number, float) else number.support
        if not self._holds(least, greatest):
            remedy = self._remedy(number, least)
            raise refusal(Fault("", shown(value), self._rule(number), remedy))
        if isinstance(number, Distribution) and not _is_finite(number):
            raise refusal(
                Fault("", shown(value), say("its numbers are too large"), say("write smaller ones"))
            )
        return number

    def _holds(self, least: float, greatest: float) -> bool:
        above = least >= self.low if self.low_included else least > self.low
        below = greatest <= self.high if self.high_included else greatest < self.high
        return above and below

    def _rule(self, number: Number) -> Phrase:
        low, high = self.low, self.high
        plain = isinstance(number, float)
        if math.isfinite(low) and math.isfinite(high) and not self.high_included:
            if plain:
                return say("it must be {low:g} or more and below {high:g}", low=low, high=high)
            return say("all its values must be {low:g} or more, below {high:g}", low=low, high=high)
        if math.isfinite(low) and math.isfinite(high):
            if plain:
                return say("it must lie between {low:g} and {high:g}", low=low, high=high)
            return say("all its values must lie between {low:g} and {high:g}", low=low, high=high)
        if math.isfinite(high):
            if plain:
                return say("it must be {high:g} or less", high=high)
            return say("all its values must be {high:g} or less", high=high)
        if self.low_included:
            if plain:
                return say("it must be {low:g} or more", low=low)
            return say("all its values must be {low:g} or more", low=low)
        if plain:
            return say("it must be above {low:g}", low=low)
        return say("all its values must be above {low:g}", low=low)

    def _remedy(self, number: Number, least: float) -> Phrase:
        if isinstance(number, float):
            if self.high == 1 and 1 < number < 2:
                return say("write 30% as 0.30")
            if self.high == 1 and 2 <= number <= 100:
                return say("write {percent:g}% as {share:g}", percent=number, share=number / 100)
            return say("write a value inside the range")
        end = "low" if least < self.low or (least == self.low and not self.low_included) else "high"
        bound = self.low if end == "low" else self.high
        if end in type(number).model_fields:
            if end == "low" and not self.low_included:
                bound += INSIDE
            if end == "high" and not self.high_included:
                bound -= INSIDE
            return say("give {end} = {bound:g} or inside it", end=end, bound=bound)
        return say(
            "this shape has no {end}: use pert, triangular, uniform, or a normal or quantiles "
            "with {end} = {bound:g}",
            end=end,
            bound=bound,
        )


class Fixed(Range):
    """The range of a plain number that is never uncertain, and no number of the model."""

    def read(self, value: Any) -> Number:
        """Return a float that lies in the range."""
        if isinstance(value, (Distribution, Mapping)):
            rule, remedy = say("it cannot be uncertain here"), say("write a plain number")
            raise refusal(Fault("", shown(value), rule, remedy))
        return super().read(value)


def mean(number: Number) -> float:
    """Return a number's value in the point plan: itself, or its distribution's mean."""
    if isinstance(number, Distribution):
        return number.expected_value if number.certain is None else number.certain
    return number


Free = Annotated[Number, Range()]
"""Any finite number."""
Amount = Annotated[Number, Range(low=0)]
"""0 or more: money, counts, months, factors."""
Share = Annotated[Number, Range(low=0, high=1)]
"""A share or probability in [0, 1]."""
Churn = Annotated[Number, Range(low=0, high=1, high_included=False)]
"""A yearly rate of loss in [0, 1)."""
Margin = Annotated[Number, Range(high=1)]
"""A share of spend, at most 1."""
Rate = Annotated[Number, Range(low=-1, low_included=False)]
"""Relative, above −1: a discount rate, an overrun."""
Points = Annotated[Number, Range(low=-1, high=1)]
"""A change of a share, or a relative reduction, in [−1, 1]."""
Relative = Annotated[Number, Range(low=-1)]
"""A relative change, −1 or more."""
PlainAmount = Annotated[float, Fixed(low=0)]
"""0 or more, certain: a factor, months."""
PlainShare = Annotated[float, Fixed(low=0, high=1)]
"""A share in [0, 1], certain."""
PlainPoints = Annotated[float, Fixed(low=-1, high=1)]
"""A change of a share in [−1, 1], certain."""


def _read_number(value: object) -> Number:
    if isinstance(value, bool) or not isinstance(value, (Real, Mapping)):
        raise refusal(
            Fault(
                "",
                shown(value),
                say("it must be a number or a distribution"),
                say("write 0.25 without quotes, or {example}", example=EXAMPLE),
            )
        )
    if isinstance(value, Mapping):
        return _read_distribution(value)
    return _read_finite(value)


@lru_cache(maxsize=1024)
def _is_finite(number: Distribution) -> bool:
    """Whether its mean and its outermost draws are finite numbers."""
    if number.certain is not None:
        return True
    with np.errstate(all="ignore"):
        draws = number.quantile(np.array([2.0**-33, 0.5, 1 - 2.0**-33]))
    return bool(np.isfinite([*draws, number.expected_value]).all())


EXAMPLE = '{ dist = "pert", low = 0.1, mode = 0.2, high = 0.4 }'


def _read_finite(value: Real) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise refusal(
            Fault("", shown(value), say("it must be a finite number"), say("write its value"))
        )
    return number + 0.0


def _read_distribution(fields: Mapping[str, Any]) -> Distribution:
    word = fields.get("dist")
    known = ", ".join(DISTRIBUTIONS)
    if not isinstance(word, str) or word not in DISTRIBUTIONS:
        rule, remedy = say("no such distribution"), say("write one of {words}", words=known)
        if word is None:
            rule = say("a distribution names its shape in dist")
        elif word == "survey":
            remedy = say("a survey belongs in mix; here write one of {words}", words=known)
        elif isinstance(word, str):
            remedy = unknown_key(word, list(DISTRIBUTIONS))[1]
        raise refusal(Fault("dist", shown(word), rule, remedy))
    return read_as(DISTRIBUTIONS[word], fields)


def read_as(model: type[Shape], fields: Mapping[str, Any]) -> Shape:
    """Return the distribution that these fields describe, or raise its faults."""
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        raise refusal(*collect_faults(error, model, fields)) from None
    except OverflowError:
        raise refusal(
            Fault("", shown(fields), say("its numbers are too large"), say("write smaller ones"))
        ) from None


def refusal(*faults: Fault) -> PydanticCustomError:
    """Return the error that carries faults through pydantic's error list."""
    return PydanticCustomError("number", "not a number of the model", {"faults": list(faults)})
