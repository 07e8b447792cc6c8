"""Measures from a few counts, for those without files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cxsim.baseline import kpi
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.reading import UnreadableError, read_number
from pages.analyst.analysis import Analysis
from pages.bench import Bench, Event, Field, Section

Values = Sequence[float]


class Helper(NamedTuple):
    """One measure.

    Attributes
    ----------
    id : str
    title, words : Phrase
        What it is called; how it is counted.
    fields : tuple of (Phrase, str)
        What is to be typed, and its unit.
    answer : callable
        Returns the sentence of the measure.
    """

    id: str
    title: Phrase
    words: Phrase
    fields: tuple[tuple[Phrase, str], ...]
    answer: Callable[[Values, Language], str]


def _churn(values: Values, language: Language) -> str:
    opening, lost, months = values
    share = kpi.churn_of_base(opening, lost)
    periods = 12 / months
    return language.say(
        "{share} in that time; {month} a month, {year} a year.",
        share=language.percent(share, 1),
        month=language.percent(kpi.monthly(share, months), 2),
        year=language.percent(kpi.yearly(share, periods), 1),
    )


def _nps(values: Values, language: Language) -> str:
    score = kpi.nps(*(round(value) for value in values))
    adjusted, half = score.adjusted
    return language.say(
        "NPS {nps} ± {half} (adjusted: {low} to {high}); two such surveys differ by up to {noise} "
        "for chance alone.",
        nps=language.number(100 * score.value, 1),
        half=language.number(100 * score.half_width, 1),
        low=language.number(100 * (adjusted - half), 1),
        high=language.number(100 * (adjusted + half), 1),
        noise=language.number(100 * score.noise, 1),
    )


def _share(values: Values, language: Language) -> str:
    share, low, high = kpi.csat(*values)
    return language.say(
        "{share}, between {low} and {high}.",
        share=language.percent(share, 1),
        low=language.percent(low, 1),
        high=language.percent(high, 1),
    )


def _effort(values: Values, language: Language) -> str:
    mean = kpi.ces(dict(enumerate(values, 1)))
    return language.say("CES {mean} on the scale 1 to 7.", mean=language.number(mean, 2))


def _clv(values: Values, language: Language) -> str:
    margin, churn, rate = values
    return language.say(
        "A customer is worth {value} today.",
        value=language.compact(kpi.clv(margin, churn, rate)),
    )


HELPERS = (
    Helper(
        "churn",
        say("Churn"),
        say(
            "From the customers there at the start and those of them lost; not from the end less "
            "the start, which hides every loss that a new customer has made up for."
        ),
        (
            (say("Customers at the start"), "count"),
            (say("Of them lost"), "count"),
            (say("In how many months"), "count"),
        ),
        _churn,
    ),
    Helper(
        "nps",
        say("Net promoter score"),
        say("From counted answers to “would you recommend us”, 0 to 10."),
        (
            (say("Answered 9 or 10"), "count"),
            (say("Answered 7 or 8"), "count"),
            (say("Answered 0 to 6"), "count"),
        ),
        _nps,
    ),
    Helper(
        "csat",
        say("Satisfaction (CSAT)"),
        say("Share of the answers that are satisfied: the upper two of five."),
        ((say("Satisfied"), "count"), (say("All answers"), "count")),
        _share,
    ),
    Helper(
        "ces",
        say("Effort (CES)"),
        say("How often each answer from 1 to 7 was given."),
        tuple((say("Answer {n}", n=n), "count") for n in range(1, 8)),
        _effort,
    ),
    Helper(
        "fcr",
        say("First-contact resolution (FCR)"),
        say("Share of the contacts that were resolved at first contact."),
        ((say("Resolved at first contact"), "count"), (say("All contacts"), "count")),
        _share,
    ),
    Helper(
        "clv",
        say("Customer lifetime value"),
        say("Margin a month, as long as the customer stays, in today's money; no end is set."),
        (
            (say("Margin a year"), "count"),
            (say("Churn a year"), "share"),
            (say("Discount rate"), "share"),
        ),
        _clv,
    ),
)


def counts_panel(analysis: Analysis, language: Language) -> Bench:
    """Return the helpers, each with its answer where it has one."""
    return Bench(
        language=language.code,
        title=language.say("From a few counts"),
        sections=tuple(_section(helper, analysis, language) for helper in HELPERS),
        help=language.say("About"),
    )


def hear_counts(analysis: Analysis, events: Sequence[Event]) -> None:
    """Take what is typed."""
    for event in events:
        if event.kind in ("set", "type"):
            analysis.typed[event.id] = event.text
        elif event.kind == "drop":
            analysis.typed.pop(event.id, None)


def _section(helper: Helper, analysis: Analysis, language: Language) -> Section:
    fields, values = [], []
    for place, (label, unit) in enumerate(helper.fields):
        name = f"count.{helper.id}.{place}"
        text = analysis.typed.get(name, "")
        value, fault = _read(text, unit, language)
        values.append(value)
        shown = language.read(label)
        fields.append(Field(name, shown, text, fault=fault, numeric=True))
    words = language.read(helper.words)
    known = [value for value in values if value is not None]
    if len(known) == len(values):
        words = f"{words} {_answer(helper, known, language)}"
    return Section(helper.id, language.read(helper.title), words, fields=tuple(fields))


def _answer(helper: Helper, values: Values, language: Language) -> str:
    try:
        return f"→ {helper.answer(values, language)}"
    except (ValueError, ZeroDivisionError, OverflowError):
        return language.say("→ These numbers do not fit together.")


def _read(text: str, unit: str, language: Language) -> tuple[float | None, str]:
    if not text.strip():
        return None, ""
    try:
        value = read_number(text, unit, "EUR", language)
    except UnreadableError as error:
        return None, f"{language.read(error.rule)}; {language.read(error.remedy)}"
    return (value, "") if value >= 0 else (None, language.say("It must be 0 or more."))
