"""The library: a case is saved, found again, and every version of it stays."""

from __future__ import annotations

from collections.abc import Sequence

from cxsim.text.phrase import RefusedError
from pages.bench import Event, bench
from pages.shared.frame import COMPARE, current_language, header, note
from pages.shared.kept import go_on, keep, note_trouble, this_visit
from pages.shared.library import this_library
from pages.shelf.benches import library_bench
from pages.shelf.hear import hear_library
from pages.workshop.asked import CASES

language = current_language()
visit = this_visit()


def heard(events: Sequence[Event]) -> None:
    """Save, open, look through, or put away."""
    hear_library(visit, this_library(), events, language)
    if visit.leaving == COMPARE:
        asked = visit.compared
        asked.way, asked.chosen, asked.base = CASES, (visit.shelf.beside,), ""
    keep(visit)


header(
    language,
    language.say("Library"),
    language.say("Your cases, kept with every version: find one, open it, see what has changed."),
)
try:
    bench(library_bench(visit, this_library(), language), key="library", on_events=heard)
except RefusedError as error:
    note(language.read(error.reason))
note_trouble(language)
go_on(visit)
