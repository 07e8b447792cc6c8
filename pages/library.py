"""The library: a case is saved, found again, and every version of it stays."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxsim.text.phrase import RefusedError
from pages.bench import Event, bench
from pages.shared.kept import keep, kept, this_visit
from pages.shared.library import this_library
from pages.shared.page import current_language, header, note
from pages.shelf.benches import library_bench
from pages.shelf.hear import hear_library

language = current_language()
visit = this_visit()


def heard(events: Sequence[Event]) -> None:
    """Save, open, look through, or put away."""
    hear_library(visit, this_library(), events, language)
    keep(visit)


header(language, language.say("Library"))
try:
    bench(library_bench(visit, this_library(), language), key="library", on_events=heard)
except RefusedError as error:
    note(language.read(error.reason))
if kept().trouble:
    reason = language.read(kept().trouble)
    note(language.say("Drafts are kept in memory alone: {reason}", reason=reason))
if visit.leaving:
    visit.leaving = False
    st.switch_page("pages/simulator.py")
