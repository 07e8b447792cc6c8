"""How the answers to "why" are called: figures, inputs, channels, and when a method misleads."""

from __future__ import annotations

from typing import NamedTuple

from cxsim.text.labels import FIELDS, SPEND_LABEL, path_label
from cxsim.text.language import Language
from cxsim.text.phrase import MONTHS, POINTS, Phrase, say
from cxsim.text.results import show

COST = "investments"
"""The path that stands for every cost of the programme, times a factor."""

MEASURE_NAMES: dict[str, Phrase] = {
    "npv": say("Mean NPV"),
    "roi": say("Mean ROI"),
    "npv_p10": say("P10 of NPV"),
    "loss": say("Chance of loss"),
    "npv_p50": say("Median NPV"),
    "gain": say("Chance of a gain"),
    "payback": say("Chance of payback"),
}
"""By the id of a measure."""
MEASURE_WORDS: dict[str, Phrase] = {
    "npv": say("the mean NPV"),
    "roi": say("the mean ROI"),
    "npv_p10": say("the P10 of NPV"),
    "loss": say("the chance of loss"),
    "npv_p50": say("the median NPV"),
    "gain": say("the chance of a gain"),
    "payback": say("the chance of payback"),
}
"""The same inside a sentence."""

CHANNEL_NAMES: dict[str, Phrase] = {
    "spending": say("Spending"),
    "retained": say("Retained customers"),
    "referred": say("Referred customers"),
    "service": say("Cost to serve"),
    "acquisition": say("Acquisition cost"),
}


class Note(NamedTuple):
    """A method: its name, and when it misleads."""

    name: Phrase
    misleads: Phrase


NOTES: dict[str, Note] = {
    "tornado": Note(
        say("What goes with the result?"),
        say(
            "It compares futures in which an assumption happened to be low with those in "
            "which it was high. Correlated assumptions lend each other their bars, and an "
            "assumption that matters only in the middle of its range, or only together with "
            "another, shows a short one."
        ),
    ),
    "alone": Note(
        say("What does each assumption do alone?"),
        say(
            "One assumption is held and nothing else follows it. Where assumptions are "
            "correlated that combination may be one that never occurs; and two assumptions "
            "that matter together show little one by one."
        ),
    ),
    "map": Note(
        say("What if two assumptions move?"),
        say(
            "Both are held in every future, whatever is correlated with them. The corners of the "
            "map may be combinations that no one will ever see; the map does not say how likely a "
            "place is."
        ),
    ),
    "variance": Note(
        say("Which doubts make up the spread?"),
        say(
            "Variance counts good surprises like bad ones, and says nothing of the level: an "
            "assumption known for certain has no share, however wrong it may be. Shares "
            "alone fall short of 100% where assumptions work together; totals then exceed it."
        ),
    ),
    "waterfall": Note(
        say("Where does the benefit come from?"),
        say(
            "Levers strengthen or weaken each other; the split is fair, not a fact. It says what "
            "each part brings among the others, not what would remain if the others were dropped, "
            "and it knows no costs."
        ),
    ),
    "goal": Note(
        say("What must be true?"),
        say(
            "One number is held at the value in every future and all else stays as uncertain as "
            "it is. It does not say how likely that value is; a target between two simulated "
            "chances is reached only to the nearest future."
        ),
    ),
    "information": Note(
        say("What is knowing worth?"),
        say(
            "It is a ceiling: no study answers perfectly, and none is free or instant. It "
            "counts one decision, to do the programme or to leave it, taken on the mean "
            "alone; values of single assumptions do not add up. Where the ranges are too "
            "narrow, so is the value."
        ),
    ),
    "pilot": Note(
        say("How large should a pilot be?"),
        say(
            "The pilot is taken to be random and unbiased, to show the full effect, and to cost "
            "no time: the months it delays the programme are not counted. An answer from the most "
            "willing customers is worth less than this says."
        ),
    ),
}
"""By method."""


def input_name(path: str, language: Language) -> str:
    """Return what an input is called; COST stands for all investments."""
    if path == COST:
        return language.read(SPEND_LABEL.name)
    if path.endswith(".mix"):
        group = path.split(".")[1]
        return language.say("{group} · answers of the survey", group=group)
    return path_label(path, language)


def register_name(path: str, language: Language) -> str:
    """Return what a row of the register is called: a probability's share is of whether it happens.

    Parameters
    ----------
    path : str
        Of a number.
    language : Language
    """
    kind, _, rest = path.partition(".")
    event, _, field = rest.rpartition(".")
    if kind == "risk_events" and field == "probability":
        return language.say("{event} · whether it happens", event=event)
    return path_label(path, language)


def set_name(paths: tuple[str, ...], kind: str, language: Language) -> str:
    """Return what a set of inputs is called: by its first, and how many move with it."""
    if kind == "mix":
        return input_name(paths[0].rpartition(".")[0], language)
    first = input_name(paths[0], language)
    if kind != "set":
        return first
    return language.say(
        "{input} and {count} more", input=first, count=language.number(len(paths) - 1)
    )


def show_round(value: float, unit: str, currency: str, language: Language) -> str:
    """Return a value in its unit; a whole one without decimals: a tick, a target, 3 months."""
    whole = abs(100 * value - round(100 * value)) < 1e-9
    if unit in ("share", "ratio"):
        return language.percent(value, 0 if whole else 1)
    if unit == "points" and whole:
        return language.quantity(100 * value, POINTS)
    if unit == "months" and value == round(value):
        return language.quantity(value, MONTHS)
    return show(value, unit, currency, language)


def show_input(path: str, value: float, currency: str, language: Language) -> str:
    """Return a value of an input in its unit; of COST, in per cent of what is planned."""
    if path == COST:
        return language.percent(value)
    if path.endswith(".fired"):
        return language.say("happens") if value else language.say("does not happen")
    field = "mix" if ".mix." in path else path.rpartition(".")[2]
    unit = FIELDS[field].unit
    if unit in ("count", "yearly count"):
        return language.number(value, 0 if abs(value) >= 100 else 2)
    return show_round(value, unit, currency, language)


def pilot_name(kind: str, path: str, language: Language) -> str:
    """Return what a survey or a test is called: how it is made, and what it finds out."""
    name = input_name(path, language)
    match kind:
        case "mix":
            return language.say("a survey: {input}", input=name)
        case "churn":
            return language.say("a year's watch: {input}", input=name)
        case "retention":
            return language.say("a year's test, treated against not: {input}", input=name)
    return language.say("a test, treated against not: {input}", input=name)
