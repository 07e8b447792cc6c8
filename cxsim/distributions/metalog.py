"""A distribution from three of its percentiles: the 3-term metalog of Keelin (2016)."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal, Self

import numpy as np
from pydantic import model_validator
from scipy.special import expit

from cxsim.distributions.base import Distribution, Floats, require
from cxsim.text.phrase import say

METALOG_LIMIT = 1.66711
"""Largest |a3|/a2 for which a 3-term metalog is a distribution (Keelin 2016, section 4.1)."""


class Quantiles(Distribution):
    """One in ten below p10, half below p50, one in ten above p90: a 3-term metalog (Keelin 2016).

    With `low` or `high` the logarithm of the distance to the bound is a metalog, with both its
    logit is.
    """

    dist: Literal["quantiles"] = "quantiles"
    p10: float
    p50: float
    p90: float
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if self.p10 == self.p50 == self.p90:
            self._require_inside(self.p10, self.p10)
            return self
        require(
            self.p10 < self.p50 < self.p90,
            say("p10 {a}, p50 {b}, p90 {c} do not rise", a=self.p10, b=self.p50, c=self.p90),
            say("write them so that p10 < p50 < p90"),
        )
        self._require_inside(self.p10, self.p90)
        _, a2, a3 = self._coefficients
        require(
            abs(a3) <= METALOG_LIMIT * a2,
            say("p50 lies too near one end: no metalog has these quantiles"),
            say("move p50 towards the middle, or use pert"),
        )
        require(
            not self._semi_bounded or a2 + abs(a3) / 2 < 1,
            say("the tail is so long that the mean is infinite"),
            say("bring p10, p50 and p90 closer together, or bound the other side too"),
        )
        return self

    def _require_inside(self, least: float, greatest: float) -> None:
        require(
            (self.low is None or self.low < least) and (self.high is None or greatest < self.high),
            say("p10 to p90 does not lie between low and high"),
            say("write low below p10 and high above p90"),
        )

    @property
    def _semi_bounded(self) -> bool:
        return (self.low is None) != (self.high is None)

    @property
    def heavy_tailed(self) -> bool:
        """Whether the variance is infinite (semi-bounded, a2 + |a3|/2 ≥ ½)."""
        if self.certain is not None or not self._semi_bounded:
            return False
        _, a2, a3 = self._coefficients
        return a2 + abs(a3) / 2 >= 0.5

    @property
    def _coefficients(self) -> tuple[float, float, float]:
        """a1, a2, a3 of a1 + a2·L + a3·(y − ½)·L, with L = ln(y/(1 − y)), y the probability."""
        p10, p50, p90 = (self._to_line(p) for p in (self.p10, self.p50, self.p90))
        logit = math.log(9.0)
        return p50, (p90 - p10) / (2 * logit), (p90 + p10 - 2 * p50) / (0.8 * logit)

    def _to_line(self, value: float) -> float:
        if self.low is not None and self.high is not None:
            return math.log((value - self.low) / (self.high - value))
        if self.low is not None:
            return math.log(value - self.low)
        if self.high is not None:
            return -math.log(self.high - value)
        return value

    def _from_line(self, line: Floats) -> Floats:
        if self.low is not None and self.high is not None:
            return self.low + (self.high - self.low) * expit(line)
        if self.low is not None:
            return self.low + np.exp(line)
        if self.high is not None:
            return self.high - np.exp(-line)
        return line

    @property
    def expected_value(self) -> float:
        """Quadrature over the logit of the probability; a1 + a3/2 where it is unbounded."""
        if self.certain is not None:
            return self.p50
        return _mean(self)

    @property
    def support(self) -> tuple[float, float]:
        """From low to high, neither of them reached; infinite where they are not given."""
        if self.p10 == self.p90:
            return self.p50, self.p50
        return (
            -math.inf if self.low is None else math.nextafter(self.low, math.inf),
            math.inf if self.high is None else math.nextafter(self.high, -math.inf),
        )

    def quantile(self, u: Floats) -> Floats:
        """The metalog's three terms, brought back between the bounds."""
        a1, a2, a3 = self._coefficients
        logit = np.log(u) - np.log1p(-u)
        return self._from_line(a1 + a2 * logit + a3 * (u - 0.5) * logit)


@lru_cache(maxsize=512)
def _mean(metalog: Quantiles) -> float:
    a1, a2, a3 = metalog._coefficients
    low, high = metalog.low, metalog.high
    if low is not None and high is not None:
        weights, line = _weighted_line(a1, a2, a3)
        return low + (high - low) * float(np.sum(weights * expit(line)))
    if low is not None:
        return low + _mean_exponential(a1, a2, a3)
    if high is not None:
        return high - _mean_exponential(-a1, a2, -a3)
    return a1 + a3 / 2


FARTHEST_LOGIT = 512.0
LOGIT_STEP = 1 / 16


def _weighted_line(a1: float, a2: float, a3: float) -> tuple[Floats, Floats]:
    """Trapezoidal weights dy and the metalog's values over s = logit(y).

    In s the rule converges exponentially: integrands are analytic within π of the real line.
    """
    s = np.arange(-FARTHEST_LOGIT, FARTHEST_LOGIT + LOGIT_STEP / 2, LOGIT_STEP)
    tail = np.exp(-np.abs(s))
    y = np.where(s < 0, tail, 1.0) / (1 + tail)
    return LOGIT_STEP * tail / (1 + tail) ** 2, a1 + a2 * s + a3 * (y - 0.5) * s


def _mean_exponential(a1: float, a2: float, a3: float) -> float:
    """Mean of the exponential of a metalog; beyond the last point its tail is exponential."""
    weights, line = _weighted_line(a1, a2, a3)
    values = weights * np.exp(line)
    rate = 1 - a2 - a3 / 2
    return float(np.sum(values) - values[-1] / 2 + values[-1] / LOGIT_STEP / rate)
