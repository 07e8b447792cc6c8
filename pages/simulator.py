"""The simulator: drag a slider, and every picture answers; behind it, every number.

Everything that takes its time to load is imported where it is needed: until then a reader sees the
page as an earlier start has kept it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.board import board_again
from pages.shared import opening, ready
from pages.shared.choices import offer
from pages.shared.frame import MEANWHILE, current_language, header, is_new, note
from pages.workbench.views import NAMES

SEEN_EARLY = "seen early"
language = current_language()


def seen_early() -> opening.Opening | None:
    """Return the kept page, once for each reader who comes while the model is being loaded."""
    if SEEN_EARLY in st.session_state or not is_new() or not ready.is_loading():
        return None
    st.session_state[SEEN_EARLY] = True
    return opening.find(language.code)


def done() -> dict[str, Any]:
    """Return what has been done to the kept page."""
    return dict(st.session_state.get(MEANWHILE, {}))


def note_done(**deeds: object) -> None:
    """Note what is to be done once there is a model."""
    st.session_state[MEANWHILE] = done() | deeds


def moved(values: Mapping[str, float]) -> None:
    """Note what a quick hand does to the sliders."""
    note_done(moved=done().get("moved", {}) | values)


def stepped(_: str) -> None:
    """Undo, or reset, what was done: nothing has been done before."""
    note_done(moved={})


def taken(case: str, view: str) -> None:
    """Note what was chosen to be looked at."""
    note_done(case=case, view=view)


place = header(language, language.say("Simulator"))
if kept := seen_early():
    offer(place, kept, NAMES, kept.panel, language, taken)
    note(kept.description)
    with st.container():  # as around the live board
        board_again(kept.board, key="board", on_change=moved, on_deed=stepped)
        note(kept.basis)
else:
    ready.wait()
    from pages.workbench.live import simulator

    simulator(place, language)
