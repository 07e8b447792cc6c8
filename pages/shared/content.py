"""The simulator's board, from a session: verdict, figures, charts and sliders in one language."""

from __future__ import annotations

from cxsim.charts.axes import Frame
from cxsim.charts.cash import cash
from cxsim.charts.distribution import spread
from cxsim.charts.drivers import drivers
from cxsim.charts.gap import gap
from cxsim.charts.headline import headlines
from cxsim.charts.picture import Picture
from cxsim.charts.with_without import customers, nps
from cxsim.results import Result
from cxsim.sensitivity.tornado import Bar
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS
from cxsim.text.verdict import verdict
from pages.board import Board, Card, Chart, Slider, Table, View, Words
from pages.shared.controls import Panel
from pages.shared.page import plan_gap_of
from pages.shared.session import Session


def board_content(session: Session, language: Language, whole: bool = True) -> Board:
    """Return what is on the simulator's board: everything, or the answer and its figures alone."""
    result, before, bars, frame = session.results()
    sentence = verdict(result.answer, language)
    return Board(
        run=session.run,
        language=language.code,
        locale=str(language.locale).replace("_", "-"),
        verdict=sentence,
        announcement=sentence,
        sliders=_sliders(session, language) if whole else (),
        cards=_cards(result, before, language),
        charts=_charts(result, before, bars, frame, language) if whole else (),
        words=board_words(language),
        undo=bool(session.history.past),
        redo=bool(session.history.future),
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


def _charts(
    result: Result, before: Result | None, bars: list[Bar], frame: Frame, language: Language
) -> tuple[Chart, ...]:
    say = language.say
    return (
        _distribution(result, before, frame, language),
        one_view("cash", say("Cumulative cash"), cash(result, before, frame.cash, language)),
        one_view(
            "drivers", say("What it depends on"), drivers(result, bars, frame.drivers, language)
        ),
        one_view("customers", say("Customers"), customers(result, frame.customers, language)),
        one_view("nps", say("Net promoter score"), nps(result, frame.nps, language)),
        one_view("gap", say("Plan and simulation"), gap(result, plan_gap_of(result), language)),
    )


def _distribution(result: Result, before: Result | None, frame: Frame, language: Language) -> Chart:
    shapes = {False: language.say("Histogram"), True: language.say("50 dots")}
    views = tuple(
        view(
            spread(result, before, measure, span, language).picture(dots),
            language.read(RESULT_LABELS[measure].name),
            name,
        )
        for measure, span in (("npv", frame.npv), ("roi", frame.roi))
        for dots, name in shapes.items()
    )
    title = language.say("How the futures are spread")
    questions = (language.say("Measure"), language.say("Picture"))
    return Chart("distribution", title, views, questions)


def one_view(name: str, title: str, picture: Picture) -> Chart:
    """Return a chart that shows one picture."""
    return Chart(name, title, (view(picture),))


def view(picture: Picture, *choice: str) -> View:
    """Return a picture as one way to see a chart."""
    return View(choice, picture.draw, picture.sentence, Table(picture.header, picture.rows))


def board_words(language: Language) -> Words:
    """Return the board's own words."""
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
    )
