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
from pages.shared.frame import current_language, header, is_new, note
from pages.workbench.views import NAMES

SEEN_EARLY = "seen early"
language = current_language()


def seen_early() -> opening.Opening | None:
    """Return the kept page, once for each reader who comes while the model is being loaded."""
    if SEEN_EARLY in st.session_state or not is_new() or not ready.is_loading():
        return None
    st.session_state[SEEN_EARLY] = True
    return opening.find(language.code)


def moved(values: Mapping[str, float]) -> None:
    """Take what a quick hand has done to the sliders of the kept page."""
    ready.wait()
    from pages.shared.kept import keep, this_visit

    visit = this_visit()
    visit.cases[kept.current].move(values, language)
    keep(visit)


def stepped(deed: str) -> None:
    """Undo, redo or reset."""
    ready.wait()
    from pages.shared.kept import this_visit

    this_visit().cases[kept.current].step(deed)


place = header(language, language.say("Simulator"))
if kept := seen_early():
    choose(place, kept, NAMES, language)
    note(kept.description)
    with st.container():  # as around the live board
        board_again(kept.board, key="board", on_change=moved, on_deed=stepped)
        note(kept.basis)
else:
    ready.wait()
    from pages.workbench.live import simulator

    simulator(place, language)
