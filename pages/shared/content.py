"""The simulator's board, from a session: verdict, figures, charts and sliders in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cxsim.charts.cash import cash
from cxsim.charts.distribution import spread
from cxsim.charts.drivers import drivers
from cxsim.charts.gap import gap
from cxsim.charts.headline import headlines
from cxsim.charts.picture import Picture
from cxsim.charts.with_without import customers, nps
from cxsim.results import Result
from cxsim.sensitivity.tornado import widest
from cxsim.text.drivers import without_a_range
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS
from cxsim.text.verdict import verdict
from pages.board import Board, Card, Chart, Slider, View, Words
from pages.shared.controls import Panel
from pages.shared.page import plan_gap_of
from pages.shared.session import Session, Shown
from pages.shared.tour import tour


def board_content(session: Session, language: Language, whole: bool = True) -> Board:
    """Return what is on the simulator's board: everything, or the answer and its figures alone."""
    shown = session.shown()
    board = plain_board(
        session.run,
        verdict(shown.result.answer, language),
        language,
        _cards(shown.result, shown.before, language),
        _charts(shown, session.moved_without_range, language) if whole else (),
    )
    return replace(
        board,
        sliders=_sliders(session, language) if whole else (),
        undo=bool(session.history.past),
        redo=bool(session.history.future),
        tour=tour(language) if whole else None,
    )


def plain_board(
    run: int,
    sentence: str,
    language: Language,
    cards: Iterable[Card] = (),
    charts: Iterable[Chart] = (),
) -> Board:
    """Return a board without sliders."""
    return Board(
        run=run,
        language=language.code,
        locale=str(language.locale).replace("_", "-"),
        verdict=sentence,
        sliders=(),
        cards=tuple(cards),
        charts=tuple(charts),
        words=_words(language),
    )


def _sliders(session: Session, language: Language) -> tuple[Slider, ...]:
    return Panel(session.base, session.moved, session.scenario, language).sliders()


def _cards(result: Result, before: Result | None, language: Language) -> tuple[Card, ...]:
    now = headlines(result, language)
    earlier = {h.id: h.value for h in headlines(before, language)} if before else {}
    return tuple(
        Card(
            id=h.id,
            label=h.label,
            value=h.value,
            range=h.range,
            help=h.help,
            before="" if earlier.get(h.id, h.value) == h.value else earlier[h.id],
            tone="loss" if h.loss else "plain",
        )
        for h in now
    )


def _charts(shown: Shown, certain: Sequence[str], language: Language) -> tuple[Chart, ...]:
    say = language.say
    result, before, span = shown.result, shown.before, shown.span
    return (
        _distribution(shown, language),
        one_view(
            "cash",
            say("When does the money come back?"),
            lambda: cash(result, before, span("cash"), language),
        ),
        one_view(
            "drivers",
            say("What does it depend on?"),
            lambda: _drivers(shown, certain, language),
        ),
        one_view(
            "customers",
            say("What becomes of the customers?"),
            lambda: customers(result, span("customers"), language),
        ),
        one_view(
            "nps",
            say("What becomes of the net promoter score?"),
            lambda: nps(result, span("nps"), language),
        ),
        one_view(
            "gap",
            say("Why is the mean not the plan?"),
            lambda: gap(result, plan_gap_of(result), language),
        ),
    )


def _drivers(shown: Shown, certain: Sequence[str], language: Language) -> Picture:
    """What moves the result; of a slider that moves a certain number, why it has no bar."""
    result = shown.result
    picture = drivers(result, widest(result), shown.span("drivers"), language)
    unmoved = language.say("Numbers without a range have no bar.")
    told = without_a_range(certain, language) or unmoved
    return replace(picture, sentence=f"{picture.sentence} {told}")


def _distribution(shown: Shown, language: Language) -> Chart:
    shapes = {False: language.say("Histogram"), True: language.say("50 dots")}

    def views() -> tuple[View, ...]:
        spreads = {
            measure: spread(shown.result, shown.before, measure, shown.span(measure), language)
            for measure in ("npv", "roi")
        }
        return tuple(
            View((language.read(RESULT_LABELS[measure].name), name), found.picture(dots))
            for measure, found in spreads.items()
            for dots, name in shapes.items()
        )

    title = language.say("How good or bad could it be?")
    questions = (language.say("Measure"), language.say("Picture"))
    return Chart("distribution", title, views, questions)


def one_view(name: str, title: str, draw: Callable[[], Picture]) -> Chart:
    """Return a chart that shows one picture, made where it is seen."""
    return Chart(name, title, lambda: (View((), draw()),))


def _words(language: Language) -> Words:
    say = language.say
    return Words(
        controls=say("What if"),
        results=say("Results"),
        charts=say("Charts"),
        reset=say("Reset"),
        undo=say("Undo"),
        redo=say("Redo"),
        help=say("About"),
        source=say("Source:"),
        before=say("Before:"),
        table=say("Show the figures as a table"),
        every=say("All sliders"),
        present=say(
            "Present one chart at a time: arrow keys move on, S brings the sliders, Escape leaves"
        ),
        previous=say("Previous"),
        next=say("Next"),
        sliders=say("Sliders"),
        close=say("Close"),
    )
