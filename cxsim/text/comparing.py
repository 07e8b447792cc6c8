"""The words of a comparison: how often one scenario beats another, and what that says."""

from __future__ import annotations

import math
from typing import NamedTuple

from cxsim.text.language import Language
from cxsim.text.outcome import Outcome, outcome_of, summing
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
NO_ANSWER = say(
    "There is no answer: some simulated futures gave no finite number. Look for one of extreme "
    "size in the scenario."
)
TIES = say(
    "A future in which two are worth the same is a win of neither: where the two shares of a pair "
    "fall short of 100%, the rest are such ties."
)


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

    @property
    def outcome(self) -> Outcome:
        """Shares of the futures in which the first is worth more, less, and the same."""
        return outcome_of(self.better, self.tied)


class Piloting(NamedTuple):
    """A programme that is piloted first.

    Attributes
    ----------
    size : int
        Customers in each arm of the test.
    months : int
        That it lasts.
    cost : float, currency
    share : float
        Of the futures in which the programme goes ahead after it; NaN where that is undefined.
    avoided : float, currency
        What it would have lost on average where it does not.
    gain : float, currency
        What the test brings on average, less its cost, beside deciding as late without one.
    currency : str
    """

    size: int
    months: int
    cost: float
    share: float
    avoided: float
    gain: float
    currency: str


def _hundredths(share: float, rounded: float, language: Language) -> str:
    """A share in round hundredths: 64."""
    if rounded == 0 and share > 1e-12:
        return language.say("fewer than 1")
    return language.number(round(100 * rounded))


def futures(share: float, language: Language) -> str:
    """Return a share as a count of futures, in round hundredths: 64 of 100 futures."""
    count = round(100 * share)
    if count == 100 and share < 1:
        return language.say("more than 99 of 100 futures")
    if count == 0 and share > 1e-12:
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
    if undecided := _undecided(duel, language):
        return undecided
    texts = {"name": duel.name, "base": duel.base, "futures": _won(duel, language)}
    texts["amount"] = language.money(abs(duel.p50), duel.currency)
    if duel.tied > 0:
        return language.say(
            "In {futures} “{name}” is worth more than “{base}”, in {less} less, in {same} the "
            "same; the median of the difference is {median}.",
            median=language.money(duel.p50, duel.currency),
            **_rest(duel, language),
            **texts,
        )
    if duel.p50 >= 0:
        return language.say(
            "In {futures} “{name}” is worth more than “{base}”, typically by {amount}.", **texts
        )
    return language.say(
        "In {futures} “{name}” is worth more than “{base}”; typically it is worth {amount} less.",
        **texts,
    )


def _undecided(duel: Duel, language: Language) -> str:
    """What is said where neither is worth more; nothing where one is."""
    if math.isnan(duel.better):
        return language.read(NO_ANSWER)
    if duel.tied == 1:
        names = {"name": duel.name, "base": duel.base}
        return language.say("“{name}” and “{base}” are worth the same in every future.", **names)
    return ""


def _won(duel: Duel, language: Language) -> str:
    """In how many futures the first is worth more, so that wins, losses and ties add to 100."""
    shown = summing(duel.outcome).better
    return futures(duel.outcome.better if shown in (0, 1) else shown, language)


def _rest(duel: Duel, language: Language) -> dict[str, str]:
    """In how many of 100 futures the first is worth less, and the same."""
    exact, shown = duel.outcome, summing(duel.outcome)
    return {
        "less": _hundredths(exact.worse, shown.worse, language),
        "same": _hundredths(exact.same, shown.same, language),
    }


def headline(duel: Duel, median: float, several: bool, language: Language) -> str:
    """Return which is worth the most by its median, and how often more than its rival.

    Parameters
    ----------
    duel : Duel
        Of the one with the highest median, or of its rival where only two are compared.
    median : float, currency
        The highest median NPV.
    several : bool
        Whether more than two are compared.
    language : Language
    """
    if undecided := _undecided(duel, language):
        return undecided
    texts = {"name": duel.name, "base": duel.base, "futures": _won(duel, language)}
    if not several:
        return language.say("In {futures} “{name}” is worth more than “{base}”.", **texts)
    if median < 0:
        return language.say(
            "By the median “{name}” loses the least, and is worth more than “{base}” in {futures}.",
            **texts,
        )
    return language.say(
        "By the median “{name}” is worth the most, and more than “{base}” in {futures}.", **texts
    )


def margin_sentence(duel: Duel, language: Language) -> str:
    """Return how often it is worth less or the same, and the median of the difference."""
    if _undecided(duel, language):
        return ""
    median = language.money(duel.p50, duel.currency)
    if duel.tied > 0:
        return language.say(
            "It is worth less in {less} and the same in {same}; the median of the difference is "
            "{median}.",
            median=median,
            **_rest(duel, language),
        )
    return language.say("The median of the difference is {median}.", median=median)


def by_itself(name: str, chance_of_loss: float, language: Language) -> str:
    """Return how often a scenario is worth what it costs, compared with doing nothing."""
    return language.say(
        "Beside doing nothing, “{name}” is worth what it costs in {futures}.",
        name=name,
        futures=futures(1 - chance_of_loss, language),
    )


def ahead_in(name: str, share: float, language: Language) -> str:
    """Return how often a programme that is piloted first goes ahead after its pilot."""
    if share == 0:
        return language.say(
            "“{name}” never goes ahead: to leave the programme at once also saves the test.",
            name=name,
        )
    if share == 1:
        return language.say("“{name}” always goes ahead, whatever the test shows.", name=name)
    return language.say(
        "“{name}” goes ahead in {futures}.", name=name, futures=futures(share, language)
    )


def pilot_sentences(piloting: Piloting, language: Language) -> str:
    """Return what the test is, how often the programme follows, and what the test is good for."""
    cost = language.money(piloting.cost, piloting.currency)
    plan = language.say(
        "A test of the promoter uplift with {size} customers treated and as many not lasts "
        "{months} months and costs {cost} at the start; it has no benefit of its own. The "
        "programme then comes {months} months later, and only where what the test showed makes "
        "its mean NPV positive.",
        size=language.number(piloting.size),
        months=language.number(piloting.months),
        cost=cost,
    )
    return f"{plan} {_after_the_pilot(piloting, language)}"


def _after_the_pilot(piloting: Piloting, language: Language) -> str:
    if math.isnan(piloting.share):
        return language.read(NO_ANSWER)
    avoided = language.money(piloting.avoided, piloting.currency)
    if piloting.share == 0:
        return language.say(
            "That is so in no future: nothing the test could show makes up for what the programme "
            "would lose then, {avoided} on average. To leave it at once also saves the test.",
            avoided=avoided,
        )
    if piloting.share == 1:
        return language.say(
            "That is so in every future: nothing the test could show stops the programme. To go "
            "ahead without it saves its cost and the wait."
        )
    texts = {
        "futures": futures(piloting.share, language),
        "avoided": avoided,
        "gain": language.money(abs(piloting.gain), piloting.currency),
    }
    if piloting.gain < 0:
        return language.say(
            "That is so in {futures}; in the others the programme would have lost {avoided} on "
            "average. Still the test costs {gain} more than it brings, beside deciding as late "
            "without one.",
            **texts,
        )
    return language.say(
        "That is so in {futures}; in the others the programme would have lost {avoided} on "
        "average. Beside deciding as late without it, the test brings {gain} more than it costs.",
        **texts,
    )
