"""From nothing to a business case: ten questions, then the simulator."""

from __future__ import annotations

from collections.abc import Sequence

from pages.bench import Event, bench
from pages.shared.frame import current_language, header
from pages.shared.kept import go_on, keep, this_visit
from pages.workbench.start import hear_start, start_panel

language = current_language()
visit = this_visit()


def answered(events: Sequence[Event]) -> None:
    """Take the answers."""
    hear_start(visit, events, language)
    keep(visit)


header(
    language,
    language.say("Start a case"),
    language.say(
        "Ten questions, five minutes. Leave empty what you do not know: a neutral default stands "
        "in, and says so."
    ),
)
bench(start_panel(visit, language), key="start", on_events=answered)
go_on(visit)
