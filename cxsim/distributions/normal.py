"""The normal, whole or truncated, and the lognormal."""

from __future__ import annotations

import math
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator
from scipy.special import ndtr, ndtri

from cxsim.distributions.base import Distribution, Floats, require
from cxsim.text.phrase import say

NARROW = 1e-4
"""Width in standard scores below which the bell is as good as flat."""
FARTHEST_SCORE = 37.0
"""Standard scores beyond which a normal probability is 0 in double precision."""


class Normal(Distribution):
    """The bell curve; with low or high, the part of it between them, rescaled."""

    dist: Literal["normal"] = "normal"
    mean: float
    sd: float = Field(ge=0)
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _shape(self) -> Self:
        low, high = self._bounds
        require(
            low <= high,
            say("low {low} is not below high {high}", low=self.low, high=self.high),
            say("write low below high, or a plain number"),
        )
        require(
            low <= self.mean <= high or self.sd > 0,
            say("sd is 0 and mean {mean} lies outside low and high", mean=self.mean),
            say("write a plain number"),
        )
        if self.sd > 0 and low < high:
            a, b = self._scores
            require(
                a < FARTHEST_SCORE and b > -FARTHEST_SCORE,
                say("low and high lie more than {z:g} sd from the mean", z=FARTHEST_SCORE),
                say("choose a mean near the interval, or another shape"),
            )
        return self

    @property
    def _bounds(self) -> tuple[float, float]:
        return (
            -math.inf if self.low is None else self.low,
            math.inf if self.high is None else self.high,
        )

    @property
    def _scores(self) -> tuple[float, float]:
        low, high = self._bounds
        return (low - self.mean) / self.sd, (high - self.mean) / self.sd

    @property
    def expected_value(self) -> float:
        """μ + σ(φ(a) − φ(b))/(Φ(b) − Φ(a)), a and b the standard scores of low and high."""
        if self.certain is not None:
            return self.certain
        a, b = self._scores
        if b - a < NARROW:
            return self.mean + self.sd * (a + b) / 2 * (1 - (b - a) ** 2 / 12)
        if a > 0:  # measured in the left tail, where Φ keeps its digits
            return self.mean + self.sd * _tail_mean(a, b)
        return self.mean - self.sd * _tail_mean(-b, -a)

    @property
    def support(self) -> tuple[float, float]:
        """From low to high, infinite where they are not given."""
        return (self.mean, self.mean) if self.sd == 0 else self._bounds

    def quantile(self, u: Floats) -> Floats:
        """μ + σ·Φ⁻¹(Φ(a) + u(Φ(b) − Φ(a)))."""
        a, b = self._scores
        if b - a < NARROW:
            score = a + u * (b - a)
        elif a > 0:
            score = -ndtri(ndtr(-a) - u * (ndtr(-a) - ndtr(-b)))
        else:
            score = ndtri(ndtr(a) + u * (ndtr(b) - ndtr(a)))
        return self.mean + self.sd * np.clip(score, a, b)


class Lognormal(Distribution):
    """A positive quantity whose logarithm is normal; mean and sd are of the quantity itself."""

    dist: Literal["lognormal"] = "lognormal"
    mean: float = Field(gt=0)
    sd: float = Field(ge=0)

    @property
    def expected_value(self) -> float:
        """The mean, as given."""
        return self.mean

    @property
    def support(self) -> tuple[float, float]:
        """Above 0, without limit."""
        return (self.mean, self.mean) if self.sd == 0 else (math.nextafter(0.0, 1.0), math.inf)

    def quantile(self, u: Floats) -> Floats:
        """exp(m + s·Φ⁻¹(u)), s² = ln(1 + sd²/mean²), m = ln(mean) − s²/2."""
        ratio = self.sd / self.mean
        variance = math.log1p(ratio**2) if ratio < 1 else 2 * math.log(math.hypot(1, ratio))
        return np.exp(math.log(self.mean) - variance / 2 + math.sqrt(variance) * ndtri(u))


def _tail_mean(a: float, b: float) -> float:
    """Mean of the standard normal between a and b, its mass measured in the left tail."""
    mass = float(ndtr(-a) - ndtr(-b))
    return (_density(a) - _density(b)) / mass


def _density(z: float) -> float:
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
