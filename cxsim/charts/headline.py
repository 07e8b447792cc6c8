"""The four figures that answer first, each with its range."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cxsim.results import Result, percentiles
from cxsim.text.language import DASH, Language
from cxsim.text.phrase import MONTHS, YEARS
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
    found = percentiles(getattr(result, name), (10, 50, 90))
    label, currency = RESULT_LABELS[name], result.scenario.currency
    if math.isnan(found["p50"]):
        return _nothing_spent(name, name, language)
    texts = {p: show(found[p], label.unit, currency, language) for p in found}
    return Headline(
        name,
        language.read(label.name),
        texts["p50"],
        language.say("8 in 10 between {low} and {high}", low=texts["p10"], high=texts["p90"]),
        language.say("{meaning} The figure is the median.", meaning=language.read(label.help)),
        found["p50"] < 0,
    )


def _nothing_spent(card: str, name: str, language: Language) -> Headline:
    """A figure that has no meaning without a cost."""
    label = RESULT_LABELS[name]
    reason = language.say("undefined: nothing is spent")
    return Headline(card, language.read(label.name), DASH, reason, language.read(label.help))


def _payback(result: Result, language: Language) -> Headline:
    if not result.cost.all():
        return _nothing_spent("payback", "payback_months", language)
    label = RESULT_LABELS["payback_months"]
    median = percentiles(result.payback_months, (50,))["p50"]
    horizon = language.quantity(result.scenario.horizon.years, YEARS)
    value = (
        f">\N{NO-BREAK SPACE}{horizon}" if math.isnan(median) else language.quantity(median, MONTHS)
    )
    return Headline(
        "payback",
        language.read(label.name),
        value,
        language.say(
            "in {share} of the futures within {horizon}",
            share=language.percent(result.chance_of_payback),
            horizon=horizon,
        ),
        language.say("{meaning} The figure is the median.", meaning=language.read(label.help)),
        math.isnan(median),
    )


def _chance_of_loss(result: Result, language: Language) -> Headline:
    chance = result.chance_of_loss
    error = 196 * math.sqrt(chance * (1 - chance) / len(result.npv))
    return Headline(
        "chance_of_loss",
        language.say("Chance of loss"),
        language.percent(chance),
        language.say("± {points} points of simulation error", points=language.number(error, 1)),
        language.say("Share of the simulated futures with a net present value below 0."),
        chance > 0.5,
    )
