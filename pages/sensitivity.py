"""Why: what drives the result, what must be true, what to measure next."""

from __future__ import annotations

from pages.board import board
from pages.shared.faults import fragment
from pages.shared.frame import current_language, header
from pages.shared.kept import this_visit
from pages.shared.page import simulated
from pages.why.asked import MATTERS, REQUIRED, RESEARCH, this_asked
from pages.why.content import board_of, misleading, section
from pages.why.questions import ask, ask_prices, ask_what_must_be_true
from pages.why.wait import answer_of, notes

language = current_language()
visit = this_visit()
asked = this_asked()

place = header(
    language,
    language.say("Sensitivity"),
    language.say(
        "What drives the answer, what must be true for it to pay, and what to find out first."
    ),
)
ask(place, visit, asked, language)
result = simulated(visit.session.scenario)
shown = section(result, asked, language)
if asked.section == REQUIRED:
    ask_what_must_be_true(result, shown.found.bars, asked, language)
if asked.section == RESEARCH:
    ask_prices(asked, result.scenario.currency, language)


@fragment
def charts(run: int) -> None:
    """Draw the charts again when another view of one is asked for."""
    certain = visit.session.moved_without_range if asked.section == MATTERS else ()
    board(board_of(shown.plates(answer), run, certain, language), key=f"why {asked.section}")


answer = answer_of(shown)
charts(visit.session.run)
notes(misleading(shown.plates(answer), language), language)
