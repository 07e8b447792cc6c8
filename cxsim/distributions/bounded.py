"""Distributions between two ends: uniform, triangular, beta and PERT."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator
from scipy.special import betaincinv, betaln, ndtr, ndtri

from cxsim.distributions.base import Distribution, Floats, require
from cxsim.text.phrase import say


def require_order(low: float, mode: float, high: float) -> None:
    """Raise ShapeError unless low ≤ mode ≤ high."""
    require(
        low <= mode <= high,
        say("low {low}, mode {mode}, high {high} are not in order", low=low, mode=mode, high=high),
        say("write them so that low ≤ mode ≤ high"),
    )


class Uniform(Distribution):
    """Every value from low to high is equally likely."""

    dist: Literal["uniform"] = "uniform"
    low: float
    high: float

    @model_validator(mode="after")
    def _shape(self) -> Self:
        require(
            self.low <= self.high,
            say("low {low} is above high {high}", low=self.low, high=self.high),
            say("exchange them"),
        )
        return self

    @property
    def expected_value(self) -> float:
        """(low + high)/2."""
        return (self.low + self.high) / 2

    @property
    def support(self) -> tuple[float, float]:
        """From low to high."""
        return self.low, self.high

    def quantile(self, u: Floats) -> Floats:
        """Low + (high − low)·u."""
        return self.low + (self.high - self.low) * u


class Triangular(Distribution):
    """A density that rises in a straight line to the mode, then falls to high."""

    dist: Literal["triangular"] = "triangular"
    low: float
    mode: float
    high: float

    @model_validator(mode="after")
    def _shape(self) -> Self:
        require_order(self.low, self.mode, self.high)
        return self

    @property
    def expected_value(self) -> float:
        """(low + mode + high)/3."""
        return (self.low + self.mode + self.high) / 3

    @property
    def support(self) -> tuple[float, float]:
        """From low to high."""
        return self.low, self.high

    def quantile(self, u: Floats) -> Floats:
        """The two square-root branches, meeting at the mode."""
        width = self.high - self.low
        rising = self.low + np.sqrt(u * width * (self.mode - self.low))
        falling = self.high - np.sqrt((1 - u) * width * (self.high - self.mode))
        return np.where(u * width < self.mode - self.low, rising, falling)


class Beta(Distribution):
    """A share between 0 and 1, as alpha successes and beta failures would leave it."""

    dist: Literal["beta"] = "beta"
    alpha: float = Field(gt=0)
    beta: float = Field(gt=0)

    @property
    def expected_value(self) -> float:
        """α/(α + β)."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def support(self) -> tuple[float, float]:
        """From 0 to 1, neither of them reached."""
        return math.nextafter(0.0, 1.0), math.nextafter(1.0, 0.0)

    def quantile(self, u: Floats) -> Floats:
        """The inverse of the regularised incomplete beta function."""
        return beta_quantile(self.alpha, self.beta, u)


class Pert(Distribution):
    """Lowest, most likely and highest value, joined by a beta curve (Vose's λ, 4 by default)."""

    dist: Literal["pert"] = "pert"
    low: float
    mode: float
    high: float
    concentration: float = Field(default=4.0, ge=0)

    @model_validator(mode="after")
    def _shape(self) -> Self:
        require_order(self.low, self.mode, self.high)
        return self

    @property
    def expected_value(self) -> float:
        """(low + λ·mode + high)/(2 + λ)."""
        weight = self.concentration
        return (self.low + weight * self.mode + self.high) / (2 + weight)

    @property
    def support(self) -> tuple[float, float]:
        """From low to high."""
        return self.low, self.high

    def quantile(self, u: Floats) -> Floats:
        """A beta on [low, high], α = 1 + λ(mode − low)/(high − low), β likewise."""
        width = self.high - self.low
        alpha = 1 + self.concentration * (self.mode - self.low) / width
        beta = 1 + self.concentration * (self.high - self.mode) / width
        return self.low + width * beta_quantile(alpha, beta, u)


EXTREME = 0.25
SCORE_KNOTS = np.linspace(-8.25, 8.25, 1025)
SCORE_STEP = float(SCORE_KNOTS[1] - SCORE_KNOTS[0])


def beta_quantile(alpha: float, beta: float, u: Floats) -> Floats:
    """Return the quantiles of a beta on [0, 1] from a monotone cubic table over normal scores.

    The exact inverse costs a microsecond a value; the table is within 1e-8 of it. Parameters below
    EXTREME, whose curves are all but steps, take the exact one.
    """
    if min(alpha, beta) < EXTREME:
        exact: Floats = betaincinv(alpha, beta, u)
        return exact
    values, rises, left_bends, right_bends = _beta_table(alpha, beta)
    place = np.clip((ndtri(u) - SCORE_KNOTS[0]) / SCORE_STEP, 0, len(rises) - 1e-9)
    left = place.astype(np.intp)
    t = place - left
    bend = left_bends[left] * (1 - t) - right_bends[left] * t
    found: Floats = values[left] + t * (rises[left] + (1 - t) * bend)
    return found


@lru_cache(maxsize=512)
def _beta_table(alpha: float, beta: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Per interval: value at its left knot, rise, and how far each end's slope departs from it.

    Slopes are exact, dx/dz = φ(z)/f(x), but at most three times the rise beside them, which keeps
    the cubic monotone (Fritsch and Carlson 1980).
    """
    x = betaincinv(alpha, beta, ndtr(SCORE_KNOTS))
    rest = betaincinv(beta, alpha, ndtr(-SCORE_KNOTS))
    x = np.where(SCORE_KNOTS < 0, x, 1 - rest)
    rises = np.diff(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_density = (alpha - 1) * np.log(x) + (beta - 1) * np.log(rest) - betaln(alpha, beta)
        slopes = np.exp(-(SCORE_KNOTS**2) / 2 - log_density) * (SCORE_STEP / math.sqrt(2 * math.pi))
    steepest = 3 * np.minimum(np.append(rises, rises[-1]), np.insert(rises, 0, rises[0]))
    slopes = np.clip(np.nan_to_num(slopes), 0, steepest)
    return x[:-1], rises, slopes[:-1] - rises, slopes[1:] - rises
