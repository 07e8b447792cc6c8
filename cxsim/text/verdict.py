"""The answer in sentences that a person would say."""

from __future__ import annotations

import math
from typing import NamedTuple

from cxsim.text.language import Language
from cxsim.text.phrase import YEARS

NOTHING = 0.005
"""Part of the typical figure below which another one is as good as nothing."""


class Answer(NamedTuple):
    """The figures that the verdict rests on.

    Attributes
    ----------
    chance_of_loss : float
        Share of the trials with NPV below 0.
    p10, p50 : float, currency
        Percentiles of NPV.
    years : int
    currency : str
    """

    chance_of_loss: float
    p10: float
    p50: float
    years: int
    currency: str


def verdict(answer: Answer, language: Language) -> str:
    """Return three statements: how often it pays, what it typically brings, how bad it can be."""
    if math.isnan(answer.chance_of_loss):
        return language.say(
            "There is no answer: some simulated futures gave no finite number. Look for one of "
            "extreme size in the scenario."
        )
    if answer.p10 == answer.p50 == answer.chance_of_loss == 0:
        return language.say("It makes no difference: the programme adds nothing and costs nothing.")
    return " ".join([_how_often(answer, language), _how_much(answer, language)])


def _how_often(answer: Answer, language: Language) -> str:
    futures = round(100 * (1 - answer.chance_of_loss))
    if futures == 100 and answer.chance_of_loss > 0:
        return language.say(
            "In more than 99 of 100 simulated futures the programme is worth what it costs."
        )
    if futures == 0 and answer.chance_of_loss < 1:
        return language.say(
            "In fewer than 1 of 100 simulated futures the programme is worth what it costs."
        )
    return language.say(
        "In {futures} of 100 simulated futures the programme is worth what it costs.",
        futures=language.number(futures),
    )


def _how_much(answer: Answer, language: Language) -> str:
    values = {
        "typical": language.money(abs(answer.p50), answer.currency),
        "bad": language.money(abs(answer.p10), answer.currency),
        "horizon": language.quantity(answer.years, YEARS),
    }
    if answer.p50 >= 0 and abs(answer.p10) <= NOTHING * abs(answer.p50):
        return language.say(
            "Typically it adds {typical} in today's money over {horizon}; "
            "one time in ten it adds nothing.",
            **values,
        )
    if answer.p50 >= 0 and answer.p10 >= 0:
        return language.say(
            "Typically it adds {typical} in today's money over {horizon}; "
            "one time in ten it adds less than {bad}.",
            **values,
        )
    if answer.p50 >= 0:
        return language.say(
            "Typically it adds {typical} in today's money over {horizon}; "
            "one time in ten it loses more than {bad}.",
            **values,
        )
    return language.say(
        "Typically it loses {typical} in today's money over {horizon}; "
        "one time in ten it loses more than {bad}.",
        **values,
    )
