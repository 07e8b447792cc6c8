"""The simulator: drag a slider, and every picture answers; behind it, every number.

Everything that takes its time to load is imported where it is needed: until then a reader sees the
page as an earlier start has kept it.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.board import board_again
from pages.shared import opening, ready
from pages.shared.choices import choose
from pages.shared.frame import CASE, DRAFT, current_language, header, note
from pages.workbench.views import NAMES

SEEN = "opening"
language = current_language()


def seen_first() -> opening.Opening | None:
    """Return the kept page, once for each reader who comes while the model is being loaded."""
    known = {SEEN, "visit", DRAFT, CASE} & {*st.session_state, *st.query_params}
    if known or not ready.is_loading():
        return None
    st.session_state[SEEN] = True
    return opening.find(language.code)


def moved(values: Mapping[str, float]) -> None:
    """Take what a quick hand has done to the sliders meanwhile."""
    from pages.workbench.live import move

    move(values, language)


def stepped(deed: str) -> None:
    """Undo, redo or reset."""
    from pages.workbench.live import step

    step(deed)


place = header(language, language.say("Simulator"))
if kept := seen_first():
    choose(place, kept, NAMES, language)
    note(kept.description)
    with st.container():  # as around the live board
        board_again(kept.board, key="board", on_change=moved, on_deed=stepped)
        note(kept.basis)
else:
    ready.wait()
    from pages.workbench.live import simulator

    simulator(place, language)
