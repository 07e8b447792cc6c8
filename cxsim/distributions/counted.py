"""Distributions from counts: a few outcomes with weights, and the answers of a survey."""

from __future__ import annotations

import math
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from cxsim.distributions.base import Distribution, Floats, require
from cxsim.distributions.bounded import beta_quantile
from cxsim.text.phrase import say


class Discrete(Distribution):
    """A few values, each with its weight; values are sorted, weights need not sum to 1."""

    dist: Literal["discrete"] = "discrete"
    values: tuple[float, ...] = Field(min_length=1, strict=False)
    weights: tuple[float, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _shape(self) -> Self:
        require(
            len(self.values) == len(self.weights),
            say("{v} values but {w} weights", v=len(self.values), w=len(self.weights)),
            say("give each value one weight"),
        )
        require(
            min(self.weights) >= 0 < sum(self.weights) < math.inf,
            say("a weight is negative, or they sum to nothing"),
            say("write weights of 0 or more with a sum above 0"),
        )
        return self

    @property
    def expected_value(self) -> float:
        """Σ wᵢvᵢ/Σ wᵢ."""
        weighted = (w * v for v, w in zip(self.values, self.weights, strict=True))
        return math.fsum(weighted) / math.fsum(self.weights)

    @property
    def support(self) -> tuple[float, float]:
        """The least and greatest value whose weight is above 0."""
        values, _ = self.outcomes
        return values[0], values[-1]

    @property
    def outcomes(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The possible values in order, each once, and their weights, which sum to 1."""
        weights: dict[float, float] = {}
        for value, weight in sorted(zip(self.values, self.weights, strict=True)):
            if weight > 0:
                weights[value + 0.0] = weights.get(value, 0.0) + weight
        total = math.fsum(weights.values())
        return tuple(weights), tuple(weight / total for weight in weights.values())

    @property
    def jumps(self) -> tuple[float, ...]:
        """Between two values."""
        return tuple(np.cumsum(self.outcomes[1])[:-1].tolist())

    def quantile(self, u: Floats) -> Floats:
        """The first value whose cumulated weight exceeds u."""
        values, weights = self.outcomes
        position = np.searchsorted(np.cumsum(weights), u, side="right")
        return np.array(values)[np.minimum(position, len(values) - 1)]


class SurveyMix(BaseModel):
    """Counted answers to "would you recommend us": a Dirichlet with each count + 1.

    The mean of a share is (count + 1)/(n + 3).
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    dist: Literal["survey"] = "survey"
    promoters: float = Field(ge=0, le=1e9)
    passives: float = Field(ge=0, le=1e9)
    detractors: float = Field(ge=0, le=1e9)

    COLUMNS: ClassVar[tuple[str, str]] = ("promoters", "detractors")

    @property
    def expected_value(self) -> tuple[float, float, float]:
        """Mean shares of promoters, passives and detractors."""
        n = self.promoters + self.passives + self.detractors + 3
        return (self.promoters + 1) / n, (self.passives + 1) / n, (self.detractors + 1) / n

    def shares(self, u_promoters: Floats, u_detractors: Floats) -> tuple[Floats, Floats, Floats]:
        """Return shares (promoters, passives, detractors) by breaking a stick at two betas.

        Parameters
        ----------
        u_promoters, u_detractors : ndarray (trials,)
            Probabilities strictly between 0 and 1.
        """
        a, b, c = self.promoters + 1, self.passives + 1, self.detractors + 1
        promoters = beta_quantile(a, b + c, u_promoters)
        detractors = (1 - promoters) * beta_quantile(c, b, u_detractors)
        return promoters, 1 - promoters - detractors, detractors
