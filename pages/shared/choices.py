"""What the reader looks at: which business case, and which view of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxsim.text.language import Language
from cxsim.text.phrase import Phrase
from pages.shared import ready
from pages.shared.frame import note

if TYPE_CHECKING:
    from pages.shared.opening import Opening
    from pages.shared.visit import Visit


def choose(
    place: DeltaGenerator,
    seen: Visit | Opening,
    views: Mapping[str, Phrase],
    language: Language,
    shown: str = "panel",
    keeper: object = None,
) -> None:
    """Let the reader change the case and the view.

    `shown` names what the visit, or another keeper, has it in. What is chosen while the model is
    being loaded waits for it.
    """
    keeper = seen if keeper is None else keeper

    def changed() -> None:
        ready.wait()
        from pages.shared.kept import keep, this_visit

        visit = this_visit()
        visit.choose(st.session_state["case"])
        view = st.session_state["view"] or getattr(keeper, shown)
        if shown == "panel":
            visit.show(view)
        else:
            setattr(keeper, shown, view)
        keep(visit)

    st.session_state["case"], st.session_state["view"] = seen.current, getattr(keeper, shown)
    left, right = place.columns([2, 5], vertical_alignment="bottom")
    left.selectbox(
        language.say("Business case"),
        seen.keys,
        format_func=seen.name,
        key="case",
        on_change=changed,
    )
    right.segmented_control(
        language.say("View"),
        tuple(views),
        format_func=lambda name: language.read(views[name]),
        key="view",
        label_visibility="collapsed",
        on_change=changed,
        required=True,
        wrap=True,
    )


def note_changed(visit: Visit, language: Language) -> None:
    """Say it where a page is about a case that the reader has changed."""
    if visit.session.changed:
        note(language.say("The case as you have changed it, not as it was opened."))
