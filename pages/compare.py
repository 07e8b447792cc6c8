"""Compare: cases side by side, in the same futures."""

from __future__ import annotations

from collections.abc import Sequence

from cxsim.charts.comparison import cautions
from cxsim.comparison import Comparison
from cxsim.scenario import ScenarioError
from cxsim.text.phrase import RefusedError
from pages.bench import Event, bench
from pages.board import board
from pages.shared.faults import fragment
from pages.shared.frame import current_language, header, note
from pages.shared.kept import keep, this_visit
from pages.shared.visit import Visit
from pages.why.asked import this_asked as prices
from pages.workshop.benches import hear, tables_bench
from pages.workshop.boards import comparison_board
from pages.workshop.choices import ask
from pages.workshop.lineup import comparison_of

language = current_language()
visit = this_visit()
asked = visit.compared


@fragment
def live(visit: Visit, comparison: Comparison) -> None:
    """Draw the comparison, again when a tab or a view is opened."""

    def heard(events: Sequence[Event]) -> None:
        hear(asked, events, comparison)
        keep(visit)

    content = comparison_board(comparison, asked, visit.session.run, language)
    board(content, key="compare")
    bench(tables_bench(comparison, asked, language), key="compare tables", on_events=heard)


def refused(reason: str) -> None:
    """Say why what is chosen is not compared."""
    note(language.say("It cannot be compared: {reason}", reason=reason))


place = header(
    language,
    language.say("Compare"),
    language.say("Which case is worth more, how often, and by how much."),
)
ask(place, visit, asked, language)
try:
    shown = comparison_of(visit, asked, language, prices().price)
except RefusedError as error:
    refused(language.read(error.reason))
except ScenarioError as error:
    refused(language.listed(fault.read(language.translate) for fault in error.faults))
else:
    if warned := cautions(shown, language):
        note(warned)
    live(visit, shown)
    note(language.say("Every scenario meets the same futures: what they share has the same draws."))
