"""The words of a business case: its three views, whose number each is, what it leaves out."""

from __future__ import annotations

from functools import lru_cache

from cxsim.text.comparing import futures
from cxsim.text.language import LANGUAGES, Language
from cxsim.text.neutral import NEUTRAL
from cxsim.text.phrase import YEARS, Phrase, say

VIEW_NAMES: dict[str, Phrase] = {
    "conservative": say("Conservative (P20)"),
    "expected": say("Expected (P50)"),
    "optimistic": say("Optimistic (P80)"),
}
VIEW_HELP: dict[str, Phrase] = {
    "conservative": say("One future in five is worse."),
    "expected": say("Half of the futures are worse, half are better: the median."),
    "optimistic": say("One future in five is better."),
}
OWNER_NAMES: dict[str, Phrase] = {
    "customer": say("Customer"),
    "seller": say("Seller"),
    "benchmark": say("Benchmark"),
    "measured": say("Measured"),
    "default": say("Default of cxsim"),
}
OWNER_HELP: dict[str, Phrase] = {
    "customer": say("The customer has stated it."),
    "seller": say("It is a judgement of those who made the case."),
    "benchmark": say("It comes from a study of other companies."),
    "measured": say("It has been measured."),
    "default": say("No one has given a source: it is ours, and nobody's."),
}


def left_out(language: Language) -> str:
    """Return what the model does not count, as it stands below every result."""
    return language.say(
        "Left out: competitors' answers, capacity limits, effects on employees and brand, and "
        "what no one has measured. Customers and NPS are before attribution."
    )


def each_by_itself(language: Language) -> str:
    """Return how the three views are to be read."""
    return language.say(
        "Each figure is ranked by itself, the worse first: the figures of one view come from "
        "different futures and do not add up. The expected one is the median, not the mean."
    )


def answer(
    view: str, npv: float, chance_of_loss: float, years: int, currency: str, language: Language
) -> str:
    """Return what the case is worth in one view, and how often it pays.

    Parameters
    ----------
    view : {"conservative", "expected", "optimistic"}
    npv : float, currency
        Finite.
    chance_of_loss : float, share
    years : int
    currency : str
    language : Language
    """
    values = {
        "amount": language.money(abs(npv), currency),
        "horizon": language.quantity(years, YEARS),
        "futures": futures(1 - chance_of_loss, language),
    }
    match view, npv >= 0:
        case "conservative", True:
            return language.say(
                "Counted conservatively the programme adds {amount} in today's money over "
                "{horizon}; it is worth what it costs in {futures}",
                **values,
            )
        case "conservative", False:
            return language.say(
                "Counted conservatively the programme loses {amount} in today's money over "
                "{horizon}; it is worth what it costs in {futures}",
                **values,
            )
        case "expected", True:
            return language.say(
                "Typically the programme adds {amount} in today's money over "
                "{horizon}; it is worth what it costs in {futures}",
                **values,
            )
        case "expected", False:
            return language.say(
                "Typically the programme loses {amount} in today's money over "
                "{horizon}; it is worth what it costs in {futures}",
                **values,
            )
        case "optimistic", True:
            return language.say(
                "Counted optimistically the programme adds {amount} in today's money over "
                "{horizon}; it is worth what it costs in {futures}",
                **values,
            )
    return language.say(
        "Counted optimistically the programme loses {amount} in today's money over "
        "{horizon}; it is worth what it costs in {futures}",
        **values,
    )


def neutral(source: str) -> bool:
    """Whether the text of a source is one of the neutral pack, in any language."""
    return source in _neutral_texts()


@lru_cache(maxsize=1)
def _neutral_texts() -> frozenset[str]:
    languages = [Language(code) for code in LANGUAGES]
    return frozenset(language.read(phrase) for phrase in NEUTRAL for language in languages)
