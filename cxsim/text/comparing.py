"""The words of a comparison: how often one scenario beats another, and what that says."""

from __future__ import annotations

import math
from typing import NamedTuple

from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say

KIND_NAMES: dict[str, Phrase] = {
    "facts": say("Facts"),
    "actions": say("Actions"),
    "beliefs": say("Beliefs"),
}
ORDERS = say(
    "First order: whoever prefers more to less prefers it, whatever their taste for risk. Second "
    "order: whoever shuns risk as well prefers it. Neither: it depends on how risk is weighed, or "
    "the two differ by no more than the simulation's own error."
)
TIES = say("Futures in which two are worth the same count half for each.")


class Duel(NamedTuple):
    """How one scenario fares against another in NPV.

    Attributes
    ----------
    name, base : str
        What they are called: data.
    better, tied : float
        Share of the futures in which the first is worth more, ties counted half; share of ties.
    p50 : float, currency
        Median of the difference.
    currency : str
    """

    name: str
    base: str
    better: float
    tied: float
    p50: float
    currency: str


def futures(share: float, language: Language) -> str:
    """Return a share as a count of futures, in round hundredths: 64 of 100 futures."""
    count = round(100 * share)
    if count == 100 and share < 1:
        return language.say("more than 99 of 100 futures")
    if count == 0 and share > 0:
        return language.say("fewer than 1 of 100 futures")
    return language.say("{count} of 100 futures", count=language.number(count))


def dominance_words(order: int, winner: str, language: Language) -> str:
    """Return which of two dominates, and in which order; of 0, that neither does."""
    if order == 0:
        return language.say("neither")
    if order == 1:
        return language.say("{name}, in the first order", name=winner)
    return language.say("{name}, in the second order", name=winner)


def duel_sentence(duel: Duel, language: Language) -> str:
    """Return in how many futures one is worth more than the other, and typically by how much."""
    texts = {"name": duel.name, "base": duel.base}
    if math.isnan(duel.better):
        return language.say(
            "There is no answer: some simulated futures gave no finite number. Look for one of "
            "extreme size in the scenario."
        )
    if duel.tied == 1:
        return language.say("“{name}” and “{base}” are worth the same in every future.", **texts)
    texts["futures"] = futures(duel.better, language)
    texts["amount"] = language.money(abs(duel.p50), duel.currency)
    if duel.p50 >= 0:
        sentence = language.say(
            "In {futures} “{name}” is worth more than “{base}”, typically by {amount}.", **texts
        )
    else:
        sentence = language.say(
            "In {futures} “{name}” is worth more than “{base}”; typically it is worth {amount} "
            "less.",
            **texts,
        )
    return f"{sentence} {language.read(TIES)}" if duel.tied > 0 else sentence


def most_on_average(name: str, language: Language) -> str:
    """Return which of several is worth the most on average."""
    return language.say("“{name}” is worth the most on average.", name=name)


def by_itself(name: str, chance_of_loss: float, language: Language) -> str:
    """Return how often a scenario is worth what it costs, compared with doing nothing."""
    return language.say(
        "Beside doing nothing, “{name}” is worth what it costs in {futures}.",
        name=name,
        futures=futures(1 - chance_of_loss, language),
    )
