"""From nothing to a case: ten questions in the five steps of a business case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cxsim.scenario import SEGMENTS, Scenario, ScenarioError
from cxsim.scenario.numbers import Range
from cxsim.scenario.start import GROUP, Answers, Origins, started, worded
from cxsim.scenario.template import TEMPLATE, template
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.reading import write_number
from pages.bench import Bench, Button, Event, Field, Option, Section
from pages.shared.frame import SIMULATOR
from pages.shared.visit import Visit
from pages.workbench.taking import RefusedError, inside, read_as, sentences

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "JPY")


class Question(NamedTuple):
    """One thing to be answered.

    Attributes
    ----------
    field : str
        Of `Answers`.
    label, help : Phrase
        The question; what is taken where it stays empty.
    unit : str
        "text", "long" or "currency", or the unit of a number.
    """

    field: str
    label: Phrase
    help: Phrase
    unit: str


_NEUTRAL = say("Empty: the neutral default, marked as such.")
_COUNTS = say("Counts, not shares: they say how sure the survey is. All three, or none.")
_COSTS = say("Both empty: the neutral default, marked as such; one of them: 0.")
STEPS: tuple[tuple[Phrase, Phrase, tuple[Question, ...]], ...] = (
    (
        say("1 · Objectives"),
        say("What is it for? Who reads it will ask this first."),
        (
            Question("name", say("1. What is the case called?"), _NEUTRAL, "text"),
            Question(
                "currency", say("In which currency?"), say("Nothing is converted."), "currency"
            ),
            Question(
                "objective",
                say("2. What should the programme achieve, and by when?"),
                say("A sentence; it stands under the name."),
                "long",
            ),
        ),
    ),
    (
        say("2 · Baseline"),
        say("The company today, from its own books. Better a round number than a precise guess."),
        (
            Question("customers", say("3. How many customers?"), _NEUTRAL, "count"),
            Question(
                "spend", say("4. What does an average customer spend in a year?"), _NEUTRAL, "money"
            ),
            Question("margin", say("5. What share of it is gross margin?"), _NEUTRAL, "share"),
            Question(
                "churn", say("6. What share of customers leaves in a year?"), _NEUTRAL, "share"
            ),
            Question(
                "promoters",
                say("7. In the last survey, how many answered 9 or 10?"),
                _COUNTS,
                "count",
            ),
            Question("passives", say("How many answered 7 or 8?"), _COUNTS, "count"),
            Question("detractors", say("How many answered 0 to 6?"), _COUNTS, "count"),
        ),
    ),
    (
        say("3 · Benefit"),
        say("What the programme may change. Six points either side are taken as open."),
        (
            Question(
                "uplift",
                say("8. By how many points may the share of promoters grow, most likely?"),
                say("Empty: 4 points, between −2 and 10."),
                "points",
            ),
        ),
    ),
    (
        say("4 · Investment"),
        say("Everything it costs, people's time included. An overrun is added for doubt."),
        (
            Question("one_off", say("9. What does it cost at the start?"), _COSTS, "money"),
            Question("per_year", say("And each year after?"), _COSTS, "money"),
        ),
    ),
    (
        say("5 · Return"),
        say("How far one looks, and what money must earn elsewhere."),
        (
            Question(
                "years",
                say("10. Over how many years is it counted?"),
                say("Empty: 3 years."),
                "years",
            ),
            Question(
                "discount_rate",
                say("At which discount rate, real and before tax?"),
                say("Empty: 10%."),
                "share",
            ),
        ),
    ),
)


QUESTIONS = tuple(question for *_, questions in STEPS for question in questions)
_PATHS = {
    "customers": f"{GROUP}.customers",
    "spend": f"{GROUP}.promoters.spend_per_purchase",
    "margin": f"{GROUP}.promoters.gross_margin",
    "churn": f"{GROUP}.promoters.churn",
    "uplift": "programme.levers.promoter_uplift",
    "one_off": "investments.CX team.one_off",
    "per_year": "investments.CX team.per_year",
    "discount_rate": "horizon.discount_rate",
}
ALLOWED: dict[str, Range] = {
    **{field: Scenario.parse(TEMPLATE).allowed(path) for field, path in _PATHS.items()},
    "customers": Range(0, low_included=False),
    **dict.fromkeys(SEGMENTS, Range(0)),
    "years": Range(1, 15),
}
"""The values that an answer may take."""


def start_panel(visit: Visit, language: Language) -> Bench:
    """Return the questions, with what has been answered."""
    sections = [
        Section(
            f"step {number}",
            language.read(title),
            language.read(words),
            fields=tuple(_field(visit.answers, question, language) for question in questions),
        )
        for number, (title, words, questions) in enumerate(STEPS, 1)
    ]
    done = Section(
        "done",
        language.say("To the simulator"),
        language.say(
            "Your answers go in as stated by you; every other number is a neutral default with its "
            "source and grade, to be changed there."
        ),
        faults=visit.troubles,
        buttons=(Button("simulate", language.say("Simulate this case"), tone="primary"),),
    )
    return Bench(
        language=language.code,
        title=language.say("Start a case"),
        sections=(*sections, done),
        announcement=" ".join(visit.troubles),
        help=language.say("About"),
    )


def hear_start(visit: Visit, events: Sequence[Event], language: Language) -> None:
    """Take the answers; with the last button, open the case they make."""
    for event in events:
        visit.troubles = ()
        match event.kind, event.id:
            case (("set" | "type"), name) if name.startswith("answer."):
                visit.answers[name] = event.text
            case "drop", name:
                visit.answers.pop(name, None)
            case "press", "simulate":
                _finish(visit, language)


def _finish(visit: Visit, language: Language) -> None:
    visit.troubles = _refused(visit.answers, language)
    if visit.troubles:
        return
    try:
        scenario = _scenario(visit.answers, language)
    except ScenarioError as error:
        visit.troubles = (sentences(error, language),)
    else:
        visit.bring(scenario)
        visit.panel, visit.leaving = "answer", SIMULATOR


def _refused(answers: Mapping[str, str], language: Language) -> tuple[str, ...]:
    """Return why each answer that cannot be taken cannot, with its question, in their order."""
    return tuple(
        f"{language.read(question.label)} {fault}"
        for question in QUESTIONS
        if (fault := _field(answers, question, language).fault)
    )


def _scenario(answers: Mapping[str, str], language: Language) -> Scenario:
    """Return the case that the answers make.

    Raises
    ------
    ScenarioError
        Where the answers, each of which can be taken, go ill together.
    """
    given: dict[str, Any] = {}
    for question in QUESTIONS:
        text = answers.get(f"answer.{question.field}", "").strip()
        if text:
            given[question.field] = _read(question, text, answers, language)
    case = started(
        Answers(**given),
        Origins(
            language.say("Stated when the case was started"),
            language.say("spread over the segments by the neutral index"),
            language.say("set so that the base neither grows nor shrinks"),
            language.say(
                "Not said when the case was started: a year's spend counts as one purchase, and "
                "what else it costs as nothing"
            ),
        ),
        date.today(),
    )
    return worded(case, language.translate).with_file_text(template(language.code))


def _read(question: Question, text: str, answers: Mapping[str, str], language: Language) -> Any:
    if question.unit in ("text", "long", "currency"):
        return text
    value = read_as(text, question.unit, _currency(answers), language)
    allowed = ALLOWED[question.field]
    inside(allowed, value, question.unit, _currency(answers), language)
    if question.unit == "years" and value != int(value):
        raise RefusedError(language.say("It must be a whole number."))
    return int(value) if question.unit == "years" else value


def _currency(answers: Mapping[str, str]) -> str:
    return answers.get("answer.currency") or CURRENCIES[0]


def _field(answers: Mapping[str, str], question: Question, language: Language) -> Field:
    name = f"answer.{question.field}"
    text = answers.get(name, "")
    label, meaning = language.read(question.label), language.read(question.help)
    if question.unit == "currency":
        options = tuple(Option(code, code) for code in CURRENCIES)
        return Field(name, label, _currency(answers), "choice", options, help=meaning)
    if question.unit in ("text", "long"):
        kind = "long" if question.unit == "long" else "text"
        return Field(name, label, text, kind, help=meaning)
    reading = fault = ""
    if text.strip():
        try:
            value = _read(question, text.strip(), answers, language)
            reading = write_number(value, question.unit, _currency(answers), language)
        except RefusedError as refused:
            fault = refused.sentence
    shown = "" if reading == text else reading
    return Field(name, label, text, reading=shown, fault=fault, help=meaning, numeric=True)
