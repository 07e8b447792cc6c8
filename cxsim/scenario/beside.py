"""Tables that stand beside the numbers and change no result: stresses, intangibles, the card."""

from __future__ import annotations

from pydantic import Field

from cxsim.scenario.numbers import PlainAmount, PlainPoints, PlainShare
from cxsim.scenario.schema import Table
from cxsim.scenario.texts import Name, Text


class Stress(Table):
    """A change of the scenario that a reader wants to see it survive, on the same draws."""

    name: Name
    benefit_factor: PlainShare = 1.0
    effect_factor: PlainAmount = 1.0
    spend_factor: PlainAmount = 1.0
    cost_factor: PlainAmount = 1.0
    churn_factor: PlainAmount = 1.0
    delay_months: PlainAmount = 0.0
    discount_rate_rise: PlainPoints = 0.0
    funded_months: int | None = Field(default=None, ge=1, le=100_000)
    fade_rate: PlainShare = 0.0


class Intangible(Table):
    """Something that may be worth much and is in no sum."""

    name: Name
    owner: Text = ""
    evidence: Text = ""


class Question(Table):
    """One question of the return-on-experience card: what answers it, and what is hoped for."""

    measure: Text = ""
    target: Text = ""


class Experience(Table):
    """The return-on-experience card: what it cost, what people did and liked, what they told."""

    cost: Question = Question()
    response: Question = Question()
    talk: Question = Question()
