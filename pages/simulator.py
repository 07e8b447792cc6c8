"""The simulator: drag a slider, and every picture answers; behind it, every number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from cxsim.text.basis import basis
from cxsim.text.case import left_out
from pages.bench import Event, bench
from pages.board import board
from pages.shared.choices import choose
from pages.shared.content import board_content
from pages.shared.faults import fragment
from pages.shared.frame import current_language
from pages.shared.kept import keep, note_trouble, this_visit
from pages.shared.page import header, note
from pages.shared.visit import Visit
from pages.workbench.case import case_panel, hear_case
from pages.workbench.hear import hear
from pages.workbench.panels import ANSWER, FILE, NAMES, PANELS, panel

language = current_language()
visit = this_visit()


@fragment
def live(visit: Visit) -> None:
    """Draw the board, and the panel that is open, again after each change."""
    session = visit.session

    def moved(values: Mapping[str, float]) -> None:
        session.move(values, language)
        keep(visit)

    def heard(events: Sequence[Event]) -> None:
        hear(session, events, language)
        keep(visit)

    content = board_content(session, language, whole=visit.panel == ANSWER)
    board(content, key="board", on_change=moved, on_deed=session.step)
    if visit.panel in PANELS:
        bench(panel(session, visit.panel, language), key="bench", on_events=heard)
    if visit.panel != FILE:
        note(
            f"{basis(session.scenario.inflated, session.scenario.taxed, language)} "
            f"{left_out(language)}"
        )


def opened(events: Sequence[Event]) -> None:
    """Open what was brought, and show it."""
    hear_case(visit, events, language)
    keep(visit)


place = header(language, language.say("Simulator"))
choose(place, visit, NAMES, language)
if visit.stale:
    note(
        language.say(
            "The draft in this address is not kept here any more: this is a case from the menu."
        )
    )
note(visit.session.scenario.description)
live(visit)
note_trouble(language)
if visit.panel == FILE:
    address = (st.context.url or "").partition("?")[0]
    bench(case_panel(visit, language, address), key="file", on_events=opened)
