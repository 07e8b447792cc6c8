"""The four figures that answer first, each with its range."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cxsim.results import Result
from cxsim.text.language import DASH, Language
from cxsim.text.phrase import MONTHS, POINTS, YEARS
from cxsim.text.results import RESULT_LABELS, show


@dataclass(frozen=True)
class Headline:
    """One figure.

    Parameters
    ----------
    id, label, value, range, help : str
    loss : bool
        Whether it speaks of money lost.
    """

    id: str
    label: str
    value: str
    range: str
    help: str
    loss: bool = False


def headlines(result: Result, language: Language) -> tuple[Headline, ...]:
    """Return NPV, ROI, payback and chance of loss."""
    return (
        _typical(result, "npv", language),
        _typical(result, "roi", language),
        _payback(result, language),
        _chance_of_loss(result, language),
    )


def _typical(result: Result, name: str, language: Language) -> Headline:
    found = result.percentiles(name)
    label, currency = RESULT_LABELS[name], result.scenario.currency
    if math.isnan(found["p50"]):
        return _nothing_spent(name, name, language)
    texts = {p: show(found[p], label.unit, currency, language) for p in ("p10", "p50", "p90")}
    return Headline(
        name,
        _name(name, language),
        texts["p50"],
        language.say("8 in 10 between {low} and {high}", low=texts["p10"], high=texts["p90"]),
        language.say("{meaning} The figure is the median.", meaning=language.read(label.help)),
        found["p50"] < 0,
    )


def _name(result: str, language: Language) -> str:
    """What a figure is called on its card: a ratio and a time say that they do not discount."""
    name = language.read(RESULT_LABELS[result].name)
    return name if result == "npv" else language.say("{name}, undiscounted", name=name)


def _nothing_spent(card: str, name: str, language: Language) -> Headline:
    """A figure that has no meaning without a cost."""
    reason = language.say("undefined: nothing is spent")
    meaning = language.read(RESULT_LABELS[name].help)
    return Headline(card, _name(name, language), DASH, reason, meaning)


def _payback(result: Result, language: Language) -> Headline:
    if not result.cost.all():
        return _nothing_spent("payback", "payback_months", language)
    label = RESULT_LABELS["payback_months"]
    median = result.percentiles("payback_months")["p50"]
    horizon = language.quantity(result.scenario.horizon.years, YEARS)
    value = (
        f">\N{NO-BREAK SPACE}{horizon}" if math.isnan(median) else language.quantity(median, MONTHS)
    )
    return Headline(
        "payback",
        _name("payback_months", language),
        value,
        language.say(
            "in {share} of the futures within {horizon}",
            share=language.chance(result.chance_of_payback),
            horizon=horizon,
        ),
        language.say("{meaning} The figure is the median.", meaning=language.read(label.help)),
        math.isnan(median),
    )


def _chance_of_loss(result: Result, language: Language) -> Headline:
    chance = result.chance_of_loss
    return Headline(
        "chance_of_loss",
        language.say("Chance of loss"),
        language.chance(chance),
        language.say(
            "{count} of {trials} futures",
            count=language.number(int(np.count_nonzero(result.npv < 0))),
            trials=language.number(len(result.npv)),
        ),
        language.say(
            "Share of the simulated futures with a net present value below 0. Another set of "
            "futures would move it by at most about {points}.",
            points=language.quantity(100 * result.chance_error, POINTS, 1),
        ),
        chance > 0.5,
    )
