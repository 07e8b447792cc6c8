"""The simulator once the model is loaded: the board, or the panel that is open, and the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxsim.text.basis import basis
from cxsim.text.case import left_out
from cxsim.text.language import Language
from pages.bench import Event, bench
from pages.board import board, told
from pages.shared import opening, ready
from pages.shared.choices import choose
from pages.shared.content import board_content
from pages.shared.faults import fragment
from pages.shared.frame import is_new, note
from pages.shared.kept import keep, note_trouble, this_visit
from pages.shared.visit import Visit
from pages.workbench.case import case_panel, hear_case
from pages.workbench.hear import hear
from pages.workbench.panels import PANELS, panel
from pages.workbench.views import ANSWER, FILE, NAMES


def simulator(place: DeltaGenerator, language: Language) -> None:
    """Draw the page below its header; keep what a new reader sees of it for the next start."""
    new = is_new()
    visit = this_visit()
    choose(place, visit, NAMES, language)
    if visit.stale:
        note(
            language.say(
                "The draft in this address is not kept here any more: this is a case from the menu."
            )
        )
    note(visit.session.scenario.description)
    live(visit, language)
    note_trouble(language)
    if visit.panel == FILE:
        _ways(visit, language)
    if new and ready.begun.is_set() and opening.is_due(language.code):
        opening.keep(_opening(visit, language), language.code)


@fragment
def live(visit: Visit, language: Language) -> None:
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
        note(_basis(visit, language))


def _ways(visit: Visit, language: Language) -> None:
    """Draw the ways in and out."""

    def opened(events: Sequence[Event]) -> None:
        hear_case(visit, events, language)
        keep(visit)

    address = (st.context.url or "").partition("?")[0]
    bench(case_panel(visit, language, address), key="file", on_events=opened)


def _basis(visit: Visit, language: Language) -> str:
    scenario = visit.session.scenario
    return f"{basis(scenario.inflated, scenario.taxed, language)} {left_out(language)}"


def _opening(visit: Visit, language: Language) -> opening.Opening:
    return opening.Opening(
        names={key: visit.name(key) for key in visit.keys},
        current=visit.current,
        panel=visit.panel,
        description=visit.session.scenario.description,
        basis=_basis(visit, language),
        board=told(board_content(visit.session, language)),
    )
