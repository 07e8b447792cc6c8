"""The answer of the view that is told first, and its figures beside those of the other two."""

from __future__ import annotations

import math

from cxsim.charts.headline import headlines
from cxsim.export.case import VIEWS, View, ViewName, figure_text, views_of
from cxsim.results import Result
from cxsim.text.case import answer
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS
from cxsim.text.verdict import verdict
from pages.board import Board, Card
from pages.shared.content import plain_board
from pages.shared.session import Session

SHOWN = ("npv", "roi", "payback_months")


def answer_board(session: Session, result: Result, headline: ViewName, language: Language) -> Board:
    """Return the answer as one view has it, and four figures."""
    views = {view.name: view for view in views_of(result)}
    sentence = said(result, views[headline], language)
    *_, chance = headlines(result, language)
    cards = tuple(_card(name, views, headline, result, language) for name in SHOWN)
    tone = "loss" if chance.loss else "plain"
    loss = Card(chance.id, chance.label, chance.value, chance.range, chance.help, tone=tone)
    return plain_board(session.run, sentence, language, (*cards, loss))


def said(result: Result, view: View, language: Language) -> str:
    """Return what the case is worth in a view."""
    npv, scenario = view.figures["npv"], result.scenario
    if not math.isfinite(npv):
        return verdict(result.answer, language)
    years, currency = scenario.horizon.years, scenario.currency
    return f"{answer(view.name, npv, result.chance_of_loss, years, currency, language)}."


def _card(
    name: str,
    views: dict[ViewName, View],
    headline: ViewName,
    result: Result,
    language: Language,
) -> Card:
    label = RESULT_LABELS[name]
    texts = {
        view: figure_text(name, found.figures[name], result, language)
        for view, found in views.items()
    }
    others = language.listed(
        language.say("{view}: {figure}", view=f"P{VIEWS[view]}", figure=text)
        for view, text in texts.items()
        if view != headline
    )
    value = views[headline].figures[name]
    title = language.read(label.name)
    if name != "npv":
        title = language.say("{name}, undiscounted", name=title)
    lost = value < 0 or (name == "payback_months" and math.isnan(value))
    return Card(
        name,
        title,
        texts[headline],
        others,
        language.read(label.help),
        tone="loss" if lost else "plain",
    )
