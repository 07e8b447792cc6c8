"""The downside: the case as finance would take it apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cxsim.text.basis import basis
from pages.bench import Event, bench
from pages.board import board
from pages.finance.benches import audit_bench, own_bench, register_bench
from pages.finance.boards import causes_board, figures_board
from pages.finance.found import causes_of, figures_of
from pages.finance.views import AUDIT, CAUSES, FIGURES, REGISTER, VIEWS
from pages.shared.choices import choose, note_changed
from pages.shared.faults import fragment
from pages.shared.frame import current_language, header, note
from pages.shared.kept import keep, this_visit
from pages.shared.page import simulated
from pages.shared.visit import Visit
from pages.workbench.hear import hear
from pages.workbench.scene import Scene

language = current_language()
visit = this_visit()


@fragment
def live(visit: Visit) -> None:
    """Draw what is asked for, again after each change."""
    session = visit.session
    result = simulated(session.scenario)

    def heard(events: Sequence[Event]) -> None:
        hear(session, events, language)
        keep(visit)

    if visit.doubt in (FIGURES, CAUSES):
        with st.spinner(language.say("Looking for what can go wrong")):
            if visit.doubt == FIGURES:
                found = figures_of(result, session.scenario.stresses)
                content = figures_board(session, result, found, language)
            else:
                content = causes_board(session, causes_of(result), language)
        board(content, key=visit.doubt)
        return
    scene = Scene(session, language)
    if visit.doubt == AUDIT:
        shown = audit_bench(scene, result)
    elif visit.doubt == REGISTER:
        shown = register_bench(scene, result, date.today())
    else:
        shown = own_bench(scene)
    bench(shown, key=visit.doubt, on_events=heard)


place = header(
    language,
    language.say("Downside"),
    language.say("How bad it can get, what would cause it, and what finance will object to."),
)
choose(place, visit, VIEWS, language, "doubt")
note_changed(visit, language)
live(visit)
scenario = visit.session.scenario
note(
    basis(scenario.inflated, scenario.taxed, language)
    + " "
    + language.say(
        "Every figure rests on the ranges of the case. A range that holds no bad news shows none: "
        "the audit and the register say where to look."
    )
)
