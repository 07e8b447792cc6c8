"""The business case: the answer in three views, whose numbers it rests on, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxsim.text.case import VIEW_NAMES, left_out
from pages.bench import Event, bench
from pages.board import board
from pages.finance.found import shares_of
from pages.sales.benches import cover_bench, numbers_bench
from pages.sales.boards import answer_board
from pages.sales.files import Wanted, files
from pages.sales.hear import hear_cover, hear_numbers
from pages.shared.choices import choose, note_changed
from pages.shared.frame import current_language, header, note
from pages.shared.kept import keep, this_visit
from pages.shared.page import simulated

language = current_language()
visit = this_visit()
offer, today = visit.offer, date.today()

place = header(
    language,
    language.say("Business case"),
    language.say("The decision, whose numbers it rests on, and the files to hand round."),
)
choose(place, visit, VIEW_NAMES, language, "headline", offer)
note_changed(visit, language)
scenario, key = visit.session.scenario, visit.current
result = simulated(scenario)
cover = offer.cover(today, language)
rows = offer.numbers(key, scenario, shares_of(result), cover)


def covered(events: Sequence[Event]) -> None:
    """Take what stands on the cover."""
    hear_cover(offer, events, language)
    keep(visit)


def numbered(events: Sequence[Event]) -> None:
    """List other numbers, or accept them."""
    hear_numbers(offer, events, key, rows, scenario, cover)
    keep(visit)


board(
    answer_board(visit.session, result, offer.headline, language),
    key="case answer",
)
bench(cover_bench(offer, result, today, language), key="case cover", on_events=covered)
files(Wanted(offer, key, scenario, cover, any(row.open for row in rows), language))
bench(numbers_bench(offer, rows, scenario, language), key="case numbers", on_events=numbered)
note(left_out(language))
