"""The tables of a scenario file, as immutable types; `Scenario` in `cxsim.scenario` is the door."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from cxsim.distributions import ShapeError, SurveyMix
from cxsim.scenario.faults import SURVEY_EXAMPLE, Fault, shown
from cxsim.scenario.numbers import (
    Amount,
    Churn,
    Free,
    Margin,
    Points,
    Rate,
    Relative,
    Share,
    read_as,
    refusal,
)
from cxsim.scenario.texts import Month, Name, Text
from cxsim.text.phrase import say

SCHEMA_VERSION = 2
SEGMENTS = ("promoters", "passives", "detractors")
"""The three answers to "would you recommend us"; the order of every segment axis."""
MOST_ITEMS = 200
"""Groups, investments, events or correlations in one scenario."""


class Table(BaseModel):
    """A table of the file: strict, immutable, without unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class Horizon(Table):
    """How far the sums run, and how later money is weighed."""

    years: int = Field(ge=1, le=15)
    discount_rate: Rate
    discounting: Literal["monthly", "year-end", "mid-year"] = "monthly"
    start: Month | None = None
    inflation: Rate = 0.0
    tax_rate: Share = 0.0
    tax_losses: Literal["at-once", "carried-forward"] = "at-once"

    @property
    def months(self) -> int:
        """T, the number of months."""
        return 12 * self.years


class FixedMix(Table):
    """Shares of the three segments, known; they sum to 1."""

    promoters: float = Field(ge=0, le=1)
    passives: float = Field(ge=0, le=1)
    detractors: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _sums_to_one(self) -> Self:
        total = math.fsum(self.expected_value)
        if abs(total - 1) > 1e-6 + 1e-12:
            raise ShapeError(
                say("the three shares sum to {total:.9g}; they must sum to 1", total=total),
                say("correct a share, or give counts: {example}", example=SURVEY_EXAMPLE),
            )
        return self

    @property
    def expected_value(self) -> tuple[float, float, float]:
        """The shares of promoters, passives and detractors."""
        return self.promoters, self.passives, self.detractors


def _read_mix(value: Any) -> FixedMix | SurveyMix:
    if isinstance(value, (FixedMix, SurveyMix)):
        return value
    if not isinstance(value, Mapping):
        raise refusal(
            Fault("", shown(value), say("it must be a table of three shares"), say("see the docs"))
        )
    if "dist" in value:
        return read_as(SurveyMix, value)
    return read_as(FixedMix, value)


Mix = Annotated[FixedMix | SurveyMix, PlainValidator(_read_mix)]


class Segment(Table):
    """What describes the promoters, the passives or the detractors of a group today."""

    purchases_per_year: Amount
    spend_per_purchase: Amount
    gross_margin: Margin
    churn: Churn
    referrals_per_year: Free = 0.0
    cost_to_serve: Amount = 0.0


class Group(Table):
    """A set of customers of like value and needs."""

    name: Name
    customers: Amount
    new_customers_per_year: Amount = 0.0
    acquisition_cost: Amount = 0.0
    referral_cost: Amount = 0.0
    response: Amount = 1.0
    mix: Mix
    promoters: Segment
    passives: Segment
    detractors: Segment

    @property
    def segments(self) -> tuple[Segment, Segment, Segment]:
        """Promoters, passives, detractors."""
        return self.promoters, self.passives, self.detractors


class Levers(Table):
    """What the programme changes, at full effect."""

    promoter_uplift: Points = 0.0
    from_detractors: Share = 0.5
    causal_share: Share = 1.0
    churn_reduction: Points = 0.0
    spend_uplift: Relative = 0.0
    cross_sell: Free = 0.0
    referral_uplift: Relative = 0.0
    cost_to_serve_reduction: Points = 0.0
    acquisition_cost_reduction: Points = 0.0


class Programme(Table):
    """How much is done, how its effect builds up, and what it changes."""

    name: Text = ""
    scale: Amount = 1.0
    returns: Amount = 0.6
    delay_months: Amount = 0.0
    ramp_months: Amount = 0.0
    ramp: Literal["linear", "s-curve"] = "linear"
    fade_rate: Share = 0.0
    attribution: Share = 1.0
    cost_overrun: Rate = 0.0
    levers: Levers = Levers()


class Investment(Table):
    """One line of what the programme costs."""

    name: Name
    category: Literal["team", "training", "technology", "operations"]
    one_off: Amount = 0.0
    per_year: Amount = 0.0
    from_month: int = Field(default=1, ge=1, le=100_000)
    to_month: int | None = Field(default=None, ge=1, le=100_000)

    def last_month(self, horizon: int) -> int:
        """The last month that is paid, at most the horizon's."""
        return horizon if self.to_month is None else min(self.to_month, horizon)

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.to_month is not None and self.to_month < self.from_month:
            raise ShapeError(
                say(
                    "to_month {to} is before from_month {start}",
                    to=self.to_month,
                    start=self.from_month,
                ),
                say("exchange them"),
            )
        return self


class RiskEvent(Table):
    """Something that happens in a trial, for the whole horizon, or does not."""

    name: Name
    probability: Share
    effect_factor: Amount = 1.0
    cost_factor: Amount = 1.0
    churn_factor: Amount = 1.0
    delay_months: Amount = 0.0


Day = date  # `date` is a field's name below


class Source(Table):
    """Where a number comes from; changes no result."""

    source: Text
    kind: Literal["measured", "stated", "benchmark", "judgement"]
    grade: Literal["A", "B", "C", "D"]
    owner: Text | None = None
    date: Day | None = None


Rank = Annotated[float, Field(ge=-1, le=1)]
PathNames = Annotated[tuple[str, ...], Field(strict=False, min_length=2, max_length=MOST_ITEMS)]


class Correlation(Table):
    """A rank correlation between two numbers, or among several with one rank for each pair."""

    between: PathNames | None = None
    among: PathNames | None = None
    rank: Rank

    @model_validator(mode="after")
    def _names_numbers(self) -> Self:
        if (self.between is None) == (self.among is None):
            raise ShapeError(
                say("a correlation names its numbers in between or in among"),
                say("give one of the two"),
            )
        if self.between is not None and len(self.between) != 2:
            raise ShapeError(
                say("between names {n} numbers", n=len(self.between)),
                say("name two, or write among for several"),
            )
        if len(set(self.paths)) < len(self.paths):
            raise ShapeError(say("a number is correlated with itself"), say("name each once"))
        return self

    @property
    def paths(self) -> tuple[str, ...]:
        """The numbers it joins."""
        return self.between or self.among or ()


def _version(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ShapeError(
            say("it must be the whole number {known}", known=SCHEMA_VERSION),
            say("write schema_version = {known}", known=SCHEMA_VERSION),
        )
    if value > SCHEMA_VERSION:
        raise ShapeError(
            say(
                "the file is of a newer version than this program, which reads {known}",
                known=SCHEMA_VERSION,
            ),
            say("update cxsim to open it"),
        )
    return value


Version = Annotated[int, PlainValidator(_version)]
