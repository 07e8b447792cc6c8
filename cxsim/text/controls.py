"""The words around the simulator's sliders: legends, units, sources."""

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

LITTLE = 0.5
"""Part of the planned spending below which the reader is warned."""


def spend_warning(part: float, language: Language) -> str:
    """Return what follows from paying but a part of a case's lines; empty where it is most."""
    if part >= LITTLE:
        return ""
    return language.say(
        "Paying less leaves the effect whole here: to do less of the programme, lower its scale "
        "instead."
    )


CENTRES: dict[str, Phrase] = {
    "pert": say("most likely"),
    "triangular": say("most likely"),
    "quantiles": say("median"),
    "normal": say("before its ends are cut"),
}
"""What a slider shows of an uncertain number that is not its mean, by the word of its shape."""


def centre_sentence(
    shape: str, centre: str, mean: str, low: str, high: str, language: Language
) -> str:
    """Return what a slider shows of an uncertain number, what the plan uses, and its range.

    Parameters
    ----------
    shape : str
        The word of the distribution.
    centre, mean, low, high : str
        The value shown, the mean, P10 and P90, as they are written.
    language : Language
    """
    texts = {"centre": centre, "mean": mean, "low": low, "high": high}
    if centre == mean or shape not in CENTRES:
        return language.say(
            "The slider shows its mean, {mean}, which the plan uses; the range moves along: 8 in "
            "10 draws lie between {low} and {high}.",
            **texts,
        )
    return language.say(
        "The slider shows {centre} ({kind}); the plan uses the mean, {mean}. The range moves "
        "along: 8 in 10 draws lie between {low} and {high}.",
        kind=language.read(CENTRES[shape]),
        **texts,
    )


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
