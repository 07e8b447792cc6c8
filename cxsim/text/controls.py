"""The words around the simulator's sliders: legends, units, sources, and what is implausible."""

from __future__ import annotations

from typing import NamedTuple

from cxsim.text.language import Language
from cxsim.text.phrase import MONTHS, POINTS, YEARS, Phrase, say


class Units(NamedTuple):
    """What stands before and after a slider's number, and how many units of currency it counts."""

    prefix: str
    suffix: str
    divisor: float = 1.0


LEGENDS: dict[str, Phrase] = {
    "actions": say("What we do"),
    "beliefs": say("What we believe"),
    "counting": say("How it is counted"),
}

KINDS: dict[str, Phrase] = {
    "measured": say("measured"),
    "stated": say("stated"),
    "benchmark": say("benchmark"),
    "judgement": say("judgement"),
}

_HIGH: dict[str, tuple[float, Phrase]] = {
    "promoter_uplift": (
        15,
        say("More than 15 points: hardly any company gained so much. What makes this one differ?"),
    ),
    "causal_share": (
        99.5,
        say("All of the gap between segments is taken for an effect: correlation read as cause."),
    ),
    "churn_reduction": (
        25,
        say("More than a quarter of all churn: only a measured pilot would support this."),
    ),
    "spend_uplift": (15, say("On top of the shift between segments: is it counted twice?")),
    "cost_to_serve_reduction": (
        37,
        say("More than 37 %: not even a contact made effortless saves as much."),
    ),
    "discount_rate": (16, say("Above the usual 8 to 16 %: is a doubt charged here a second time?")),
    "horizon": (5, say("Over five years: few programmes are funded, or remembered, so long.")),
}
_LOW: dict[str, tuple[float, Phrase]] = {
    "discount_rate": (3, say("Below 3 %: unusually low for a business case.")),
    "investments": (
        0.5,
        say("The effect stays whole whatever is paid: to do less, lower the scale instead."),
    ),
    "cost_overrun": (-5, say("Cheaper than planned as the most likely case: rare in projects.")),
}


def implausible(field: str, value: float, language: Language) -> str:
    """Return why a slider's value is implausible, in the unit shown; empty where it is not."""
    for bounds, beyond in ((_HIGH, value.__gt__), (_LOW, value.__lt__)):
        if field in bounds and beyond(bounds[field][0]):
            return language.read(bounds[field][1])
    return ""


def legend(kind: str, language: Language) -> str:
    """Return the legend of a set of sliders."""
    return language.read(LEGENDS[kind])


_NOUNS = {"points": POINTS, "years": YEARS, "months": MONTHS}


def units(unit: str, currency: str, value: float, language: Language) -> Units:
    """Return what stands around a slider's number.

    Parameters
    ----------
    unit : str
        Of the field: "share", "points", "months", "years" or "money".
    currency : str
    value : float
        As shown; for money, a typical amount, which decides between units, thousands, millions.
    """
    if unit == "money":
        divisor = 1e6 if value >= 2e6 else 1e3 if value >= 2e3 else 1.0
        prefix, _, suffix = language.money(divisor, currency).partition("1")
        return Units(prefix, suffix, divisor)
    if unit == "share":
        return Units("", language.percent(0).removeprefix("0"))
    return Units("", "\N{NO-BREAK SPACE}" + language.noun(_NOUNS[unit], value))


def spend_source(lines: int, language: Language) -> str:
    """Return where the total of the investment lines comes from."""
    return language.say("The lines of the file together: {count}.", count=language.number(lines))


def source_line(source: str | None, kind: str | None, grade: str | None, language: Language) -> str:
    """Return where a number comes from, its kind and its grade."""
    if source is None or kind is None:
        return language.say("No source is given in the scenario.")
    return language.say(
        "{source} ({kind}, grade {grade})",
        source=source,
        kind=language.read(KINDS[kind]),
        grade=grade,
    )
