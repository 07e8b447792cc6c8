"""The boards of the Downside page: how bad it can be, and what it takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from cxsim.charts.bridge import bridge
from cxsim.charts.picture import Picture
from cxsim.charts.reverse import headline, reverse
from cxsim.charts.stress import stress
from cxsim.charts.tail import error, payback, tail
from cxsim.charts.worst import worst
from cxsim.results import Result
from cxsim.text.comparing import futures
from cxsim.text.downside import SIGNS, TAIL_LABELS, as_gain
from cxsim.text.language import Language
from cxsim.text.results import show
from cxsim.text.verdict import verdict
from pages.board import Board, Card, Chart, View
from pages.finance.found import Causes, Figures
from pages.shared.content import one_view, plain_board
from pages.shared.session import Session

LOST = "chance_of_loss"
CARDS = ("p5", "conditional_value_at_risk_95", "deepest_p50", LOST)


def figures_board(session: Session, result: Result, found: Figures, language: Language) -> Board:
    """Return tails, payback, stress tests and bridge."""
    say = language.say
    currency = session.scenario.currency
    curve = tail(result, found.tails, language)
    charts = (
        one_view("tail", say("How likely is it to end below?"), lambda: curve),
        one_view(
            "payback",
            say("By when is it paid back?"),
            lambda: payback(result, found.tails, language),
        ),
        _wide(
            "stress",
            say("What if something goes wrong?"),
            lambda: stress(found.stresses, currency, language),
        ),
        _wide(
            "bridge",
            say("How does a claim become finance's figure?"),
            lambda: bridge(found.bridge, currency, language),
        ),
    )
    cards = _cards(found, currency, language)
    board = plain_board(session.run, verdict(result.answer, language), language, cards, charts)
    return replace(board, detail=language.read(SIGNS))


def causes_board(session: Session, found: Causes, language: Language) -> Board:
    """Return what it takes for nothing to be left, and what the worst tenth have in common."""
    say = language.say
    currency = session.scenario.currency
    median, low = (reverse(each, currency, language) for each in found.reverse)
    common = worst(found.worst, currency, language)
    question = say("What would it take to break even?")
    views = View((say("Median (P50)"),), median), View((say("P10"),), low)
    charts = (
        Chart("reverse", question, lambda: views, (say("Percentile"),)),
        one_view("worst", say("What do the worst tenth have in common?"), lambda: common),
    )
    sentence = headline(found.reverse[0], language)
    return plain_board(session.run, sentence, language, charts=charts)


def _wide(name: str, title: str, draw: Callable[[], Picture]) -> Chart:
    return replace(one_view(name, title, draw), wide=True)


def _cards(found: Figures, currency: str, language: Language) -> tuple[Card, ...]:
    cards = []
    for name in CARDS:
        label, value = TAIL_LABELS[name], as_gain(name, found.tails.figures[name])
        cards.append(
            Card(
                id=name,
                label=language.read(label.name),
                value=_shown(name, value, currency, language),
                range=language.say(
                    "standard error {error}", error=error(found.tails, name, currency, language)
                ),
                help=language.read(label.help),
                tone="loss" if value < 0 or (name == LOST and value > 0.5) else "plain",
            )
        )
    return tuple(cards)


def _shown(name: str, value: float, currency: str, language: Language) -> str:
    """A figure of the tail; a chance as the verdict has it, a count of futures."""
    if name == LOST and math.isfinite(value):
        return futures(value, language)
    return show(value, TAIL_LABELS[name].unit, currency, language)
