"""The fields in which the reader says what is compared with what."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxsim.comparison import MOST
from cxsim.text.language import Language
from pages.shared.choices import choose
from pages.shared.kept import keep
from pages.shared.visit import Visit
from pages.workshop.asked import CASES, CONTRASTED, WAYS, Asked


def ask(place: DeltaGenerator, visit: Visit, asked: Asked, language: Language) -> None:
    """Let the reader choose the case, the way, and the cases it is compared with."""
    choose(place, visit, WAYS, language, "way", asked)
    if asked.way == CONTRASTED:
        return
    others = asked.others(visit)
    st.session_state["compare others"] = list(others)

    def changed() -> None:
        asked.chosen = tuple(st.session_state["compare others"])
        keep(visit)

    left, right = st.columns([3, 2]) if asked.way == CASES else (st.container(), None)
    left.multiselect(
        language.say("Compared with"),
        [key for key in visit.keys if key != visit.current],
        format_func=visit.name,
        key="compare others",
        max_selections=MOST - 1,
        placeholder=language.say("Choose cases"),
        on_change=changed,
    )
    if right is not None:
        _ask_base(right, visit, asked, others, language)


def _ask_base(
    place: DeltaGenerator,
    visit: Visit,
    asked: Asked,
    others: tuple[str, ...],
    language: Language,
) -> None:
    def changed() -> None:
        asked.base = st.session_state["compare base"]
        keep(visit)

    st.session_state["compare base"] = asked.base if asked.base in others else visit.current
    place.selectbox(
        language.say("Measured against"),
        [visit.current, *others],
        format_func=visit.name,
        key="compare base",
        on_change=changed,
    )
