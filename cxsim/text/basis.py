"""In which money the sums are: today's prices or those of the day, before tax or after."""

from __future__ import annotations

from cxsim.text.language import Language


def basis(inflated: bool, taxed: bool, language: Language) -> str:
    """Return the sentence that stands below every result.

    Parameters
    ----------
    inflated : bool
        Whether spending and costs grow with prices; then the discount rate is nominal.
    taxed : bool
    """
    if inflated and taxed:
        return language.say("Prices of the day, nominal rate, after tax, no terminal value.")
    if inflated:
        return language.say("Prices of the day, nominal rate, before tax, no terminal value.")
    if taxed:
        return language.say("Today's prices, after tax, no terminal value.")
    return language.say("Today's prices, before tax, no terminal value.")
