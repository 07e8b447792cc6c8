"""The fields in which the reader asks: of which case, what of it, and each section's question."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxsim.decision.pilot import Price
from cxsim.results import Result
from cxsim.sensitivity.measures import CHOSEN, MEASURES
from cxsim.sensitivity.tornado import Bar
from cxsim.text.language import Language
from cxsim.text.phrase import say
from cxsim.text.reading import UnreadableError, read_number, write_number
from cxsim.text.sensitivity import MEASURE_NAMES, input_name
from pages.shared.choices import choose
from pages.shared.frame import note
from pages.shared.visit import Visit
from pages.why.asked import MATTERS, REQUIRED, RESEARCH, Asked, numbers

SECTION_NAMES = {
    MATTERS: say("What matters"),
    REQUIRED: say("What must be true"),
    RESEARCH: say("What to measure next"),
}


def ask(place: DeltaGenerator, visit: Visit, asked: Asked, language: Language) -> None:
    """Let the reader choose the case, the figure that is explained, and the section."""
    choose(place, visit, SECTION_NAMES, language, "section", asked)
    if asked.section == RESEARCH:
        return

    def changed() -> None:
        asked.figure = st.session_state["why figure"] or asked.figure

    st.session_state["why figure"] = asked.figure
    st.segmented_control(
        language.say("Figure on the map")
        if asked.section == REQUIRED
        else language.say("Figure that is explained"),
        CHOSEN,
        format_func=lambda name: language.read(MEASURE_NAMES[name]),
        key="why figure",
        on_change=changed,
        required=True,
        wrap=True,
    )


def ask_what_must_be_true(
    result: Result, bars: list[Bar], asked: Asked, language: Language
) -> None:
    """Let the reader choose the goal, and the two numbers of the map."""
    paths = numbers(result)

    def changed() -> None:
        asked.path, asked.goal = st.session_state["why path"], st.session_state["why goal"]
        asked.across, asked.up = st.session_state["why across"], st.session_state["why up"]

    question = asked.question(result, bars)
    chosen = {
        "why path": question.goal.path,
        "why goal": asked.goal,
        "why across": question.across,
        "why up": question.up,
    }
    for key, value in chosen.items():
        st.session_state[key] = value

    def pick(column: DeltaGenerator, label: str, key: str, options: tuple[str, ...]) -> None:
        column.selectbox(label, options, format_func=name, key=key, on_change=changed)

    def name(path: str) -> str:
        if path in MEASURES:
            return language.read(MEASURE_NAMES[path])
        return input_name(path, language)

    first, second, third = st.columns([2, 1, 1], vertical_alignment="top")
    pick(first, language.say("What must be true of"), "why path", paths)
    pick(second, language.say("To bring"), "why goal", tuple(MEASURES))
    _target(third, asked, result.scenario.currency, language)
    left, right = st.columns(2)
    pick(left, language.say("Map across"), "why across", paths)
    pick(right, language.say("Map up"), "why up", paths)


def _target(place: DeltaGenerator, asked: Asked, currency: str, language: Language) -> None:
    measure = MEASURES[asked.goal]
    unit = "money" if measure.unit == "money" else "share"
    label = language.say("or more") if measure.more_is_better else language.say("or less")

    def take(value: float) -> None:
        asked.targets[asked.goal] = value

    _number(place, f"target {asked.goal}", label, asked.target, unit, (currency, language), take)


def ask_prices(asked: Asked, currency: str, language: Language) -> None:
    """Let the reader say what a survey or a test costs."""

    def take_fixed(value: float) -> None:
        asked.price = Price(max(value, 0.0), asked.price.per_customer)

    def take_each(value: float) -> None:
        asked.price = Price(asked.price.fixed, max(value, 0.0))

    left, right, _ = st.columns([1, 1, 2])
    words = currency, language
    fixed, each = language.say("Fixed cost of a pilot"), language.say("For each customer in it")
    _number(left, "fixed", fixed, asked.price.fixed, "money", words, take_fixed)
    _number(right, "each", each, asked.price.per_customer, "money", words, take_each)


def _number(
    place: DeltaGenerator,
    name: str,
    label: str,
    value: float,
    unit: str,
    words: tuple[str, Language],
    take: Callable[[float], None],
) -> None:
    """A number as the language writes it; what cannot be read stays, with the reason."""
    asked: Asked = st.session_state["why asked"]
    key = f"why {name}"

    def changed() -> None:
        text = st.session_state[key]
        try:
            take(read_number(text, unit, *words))
        except UnreadableError:
            asked.typed[name] = text
        else:
            asked.typed.pop(name, None)

    st.session_state[key] = asked.typed.get(name, write_number(value, unit, *words))
    with place:
        st.text_input(label, key=key, on_change=changed)
        if name in asked.typed:
            note(_trouble(asked.typed[name], unit, words))


def _trouble(text: str, unit: str, words: tuple[str, Language]) -> str:
    """Why a text is no number, and how one is written."""
    language = words[1]
    try:
        read_number(text, unit, *words)
    except UnreadableError as error:
        rule, remedy = language.read(error.rule), language.read(error.remedy)
        return language.say("{rule}; {remedy}", rule=rule, remedy=remedy)
    return ""
