"""What the reader looks at: which business case, and which view of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxsim.text.language import Language
from cxsim.text.phrase import Phrase
from pages.shared.frame import note

if TYPE_CHECKING:
    from pages.shared.opening import Opening
    from pages.shared.visit import Visit


def choose(
    place: DeltaGenerator,
    visit: Visit,
    views: Mapping[str, Phrase],
    language: Language,
    shown: str = "panel",
    keeper: object = None,
) -> None:
    """Let the reader change the case and the view.

    `shown` names what the visit, or another keeper, has it in.
    """
    from pages.shared.kept import keep

    keeper = visit if keeper is None else keeper

    def taken(case: str, view: str) -> None:
        visit.choose(case)
        if shown == "panel":
            visit.show(view)
        else:
            setattr(keeper, shown, view)
        keep(visit)

    offer(place, visit, views, getattr(keeper, shown), language, taken)


def offer(
    place: DeltaGenerator,
    cases: Visit | Opening,
    views: Mapping[str, Phrase],
    shown: str,
    language: Language,
    taken: Callable[[str, str], None],
) -> None:
    """Draw the cases and the views there are; what is chosen of both is told to `taken`."""

    def changed() -> None:
        case, view = st.session_state["case"], st.session_state["view"]
        if case not in cases.keys:  # a browser that still shows another language says its name
            case = cases.current
        taken(case, view if view in views else shown)

    st.session_state["case"], st.session_state["view"] = cases.current, shown
    left, right = place.columns([2, 5], vertical_alignment="bottom")
    left.selectbox(
        language.say("Business case"),
        cases.keys,
        format_func=cases.name,
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
