"""The board of the Compare page: the verdict, a figure for each scenario, three charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxsim.charts.cash_beside import cash_beside
from cxsim.charts.comparison import apart, behind_verdict, short, spreads, verdict
from cxsim.charts.picture import Picture
from cxsim.comparison import Comparison
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS
from pages.board import Board, Card, Chart, View
from pages.shared.content import plain_board
from pages.workshop.asked import Asked
from pages.workshop.lineup import notes_of

MEASURES = ("npv", "roi")


def comparison_board(comparison: Comparison, asked: Asked, run: int, language: Language) -> Board:
    """Return what is seen in ten seconds, and the pictures behind it."""
    sentence = verdict(comparison, language)
    cards = _cards(comparison, notes_of(comparison, asked, language), language)
    charts = _charts(comparison, language)
    board = plain_board(run, sentence, language, cards, charts)
    return replace(board, detail=behind_verdict(comparison, language))


def _cards(
    comparison: Comparison, notes: Mapping[str, str], language: Language
) -> tuple[Card, ...]:
    """The median NPV of each scenario, the base marked."""
    cards = []
    figure = language.say("Net present value; the figure is the median.")
    for place, (name, result) in enumerate(zip(comparison.names, comparison.results, strict=True)):
        found = result.percentiles("npv")
        p10, p50, p90 = (
            language.money(found[p], comparison.currency) for p in ("p10", "p50", "p90")
        )
        base = language.say("{name} (base)", name=name)
        cards.append(
            Card(
                id=f"scenario {place}",
                label=base if place == comparison.base else name,
                value=p50,
                range=language.say("8 in 10 at {figure}", figure=p10)
                if p10 == p90
                else language.say("8 in 10 between {low} and {high}", low=p10, high=p90),
                help=f"{figure} {notes.get(name, '')}".strip(),
                tone="loss" if found["p50"] < 0 else "plain",
            )
        )
    return tuple(cards)


def _charts(comparison: Comparison, language: Language) -> tuple[Chart, ...]:
    say = language.say

    def rows() -> tuple[View, ...]:
        return tuple(
            View((language.read(RESULT_LABELS[m].name),), spreads(comparison, m, language))
            for m in MEASURES
        )

    return (
        Chart("spreads", say("How good or bad could each be?"), rows, (say("Measure"),), wide=True),
        _each("apart", say("Which is better, future by future?"), comparison, apart, language),
        _each(
            "cash",
            say("Where does the money stand?"),
            comparison,
            cash_beside,
            language,
        ),
    )


def _each(
    name: str,
    title: str,
    comparison: Comparison,
    draw: Callable[[Comparison, int, Language], Picture],
    language: Language,
) -> Chart:
    """A chart with a view for each scenario beside the base."""
    several = len(comparison.others) > 1

    def views() -> tuple[View, ...]:
        return tuple(
            View(
                (short(comparison.names[place]),) if several else (),
                draw(comparison, place, language),
            )
            for place in comparison.others
        )

    return Chart(name, title, views, (language.say("Scenario"),) if several else ())
