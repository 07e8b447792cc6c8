"""The simulator: drag a slider, and every picture answers."""

from __future__ import annotations

import streamlit as st

from cxsim.scenario import Scenario
from pages.board import board
from pages.shared.content import board_content
from pages.shared.page import case_files, current_language, header, load_case, note
from pages.shared.session import Session

language = current_language()


def session_of(name: str, base: Scenario) -> Session:
    """Return the reader's session with a sample; a new one where another was open."""
    state = st.session_state.get("simulator")
    if not isinstance(state, Session) or state.base.fingerprint != base.fingerprint:
        state = Session(base)
        st.session_state["simulator"] = state
    st.session_state["sample"] = name
    return state


@st.fragment
def live(session: Session) -> None:
    """Draw the board, again after each change of a slider."""
    board(
        board_content(session, language),
        key="board",
        on_change=lambda shown: session.move(shown, language),
    )


place = header(language, language.say("Simulator"))
files = case_files()
names = {file: load_case(file).name for file in files}
chosen = place.selectbox(
    language.say("Business case"),
    files,
    index=files.index(st.session_state.get("sample", files[0])),
    format_func=names.__getitem__,
    key="sample choice",
)
session = session_of(chosen, load_case(chosen))
note(session.base.description)
live(session)
note(
    language.say(
        "Today's prices, before tax; the sums end with the horizon, there is no terminal value. "
        "Left out: competitors' answers, capacity limits, effects on employees and brand, and "
        "what no one has measured. Customers and NPS are before attribution."
    )
)
