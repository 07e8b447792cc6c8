"""How a case is told: its analyses as chapters, tables and pictures in a language."""

from __future__ import annotations

import math
import re

from cxsim.charts.axes import fit
from cxsim.charts.cash import cash as cash_picture
from cxsim.charts.distribution import spread
from cxsim.charts.goal import goal_sentence, needed
from cxsim.charts.information import information_picture
from cxsim.charts.tail import tail as tail_picture
from cxsim.charts.tornado import Tornado
from cxsim.charts.waterfall import waterfall as waterfall_picture
from cxsim.downside.audit import unasked
from cxsim.export.audit import audit_sentence
from cxsim.export.case import BusinessCase, figure_text, moving
from cxsim.export.case import View as CaseView
from cxsim.export.telling import messages, pictures, tables
from cxsim.export.telling.telling import Chapter, Front, Telling, View
from cxsim.sensitivity.breakeven import Answer
from cxsim.text.basis import basis
from cxsim.text.case import VIEW_NAMES, each_by_itself
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.method import method_sections
from cxsim.text.results import RESULT_LABELS
from cxsim.text.sensitivity import input_name, show_input
from cxsim.text.verdict import verdict

ANSWERS, SURE, LEFT_OUT = 1, 10, -4
"""Places in the Method text of what the model answers, how sure it is, and what it leaves out."""
SHOWN = ("npv", "roi", "payback_months")
"""Figures of a view."""
MOST_ASSUMPTIONS = 9
"""Rows of the register that executives see."""


def tell(case: BusinessCase) -> Telling:
    """Return a case as it is told, in the language of its cover."""
    result, language = case.result, case.language
    currency, found = case.scenario.currency, case.analyses
    steps = tuple(pictures.money(found.levers, result, language))
    register = tables.assumptions(case.register, case.whose, currency, language)
    return Telling(
        language=language,
        currency=currency,
        front=_front(case),
        stamp=case.stamp_line,
        draft=language.say("Draft") if case.draft else "",
        **_chapters(case),
        views=tuple(_view(view, case) for view in case.views),
        shape=pictures.shape(result, language),
        steps=steps,
        step_axis=pictures.step_axis(steps),
        flow=pictures.cash(result, language),
        bars=pictures.drivers(result, moving(found.hand), language),
        tests=pictures.tests(found.stresses, currency, language),
        needed=_needed(case),
        assumptions=register.first(MOST_ASSUMPTIONS),
        register=register,
        stresses=tables.stresses(found.stresses, currency, language),
        audit=tables.audit(case.findings, language),
        years=tables.years(result, language),
        method=_method(case),
    )


def _front(case: BusinessCase) -> Front:
    cover, language = case.cover, case.language
    line = " · ".join(part for part in (language.day(cover.day), cover.author) if part)
    kind = language.say("Business case")
    return Front(
        kind, cover.customer, case.scenario.name, line, cover.author, cover.day, cover.logo
    )


def _view(view: CaseView, case: BusinessCase) -> View:
    language = case.language
    figures = tuple(
        (
            language.read(RESULT_LABELS[name].name),
            figure_text(name, view.figures[name], case.result, language),
        )
        for name in SHOWN
    )
    return View(language.read(VIEW_NAMES[view.name]), view.name == case.headline, figures)


def _chapters(case: BusinessCase) -> dict[str, Chapter]:
    result, language, found = case.result, case.language, case.analyses
    currency, bars, information = case.scenario.currency, moving(found.hand), found.hand.information
    return {
        "answer": _answer(case),
        "money": Chapter(
            messages.money(found.levers, result, language),
            waterfall_picture(found.levers, currency, language).sentence,
        ),
        "cash": Chapter(
            messages.cash(result, found.tails, language),
            cash_picture(result, None, (0.0, 1.0), language).sentence,
        ),
        "drivers": Chapter(messages.drivers(bars, currency, language), _drivers(case)),
        "downside": Chapter(
            messages.downside(found.tails, found.stresses, currency, language), _downside(case)
        ),
        "required": Chapter(
            messages.required(found.needed, currency, language),
            language.say("Each number by itself; all others stay as uncertain as they are."),
        ),
        "assumed": Chapter(
            messages.assumed(case.register, language),
            " ".join(
                [case.acceptance, *_slips(case), audit_sentence(case.findings, language)]
            ).strip(),
        ),
        "left_out": _left_out(case),
        "next": Chapter(
            messages.next_step(information, currency, language),
            points=(
                messages.asked(result, language),
                *messages.measures(information, currency, language),
                information_picture(information, currency, language).sentence,
            ),
        ),
    }


def _slips(case: BusinessCase) -> list[str]:
    """What is allowed and hardly meant, beside the number it concerns."""
    language = case.language
    return [
        language.say(
            "{name}: {text}",
            name=input_name(finding.path, language),
            text=language.read(finding.sentence),
        )
        for finding in unasked(case.scenario)
    ]


def _answer(case: BusinessCase) -> Chapter:
    result, language = case.result, case.language
    span = fit("npv", result)
    return Chapter(
        case.answer,
        spread(result, None, "npv", span, language).picture(False).sentence,
        (verdict(result.answer, language), each_by_itself(language)),
    )


def _drivers(case: BusinessCase) -> str:
    hand = case.analyses.hand
    return (
        Tornado(case.result, hand.measure, hand.bars, hand.joined, (), case.language)
        .picture()
        .sentence
    )


def _downside(case: BusinessCase) -> str:
    bars = case.language.say("Each bar runs from P10 to P90 and shows the median.")
    return f"{tail_picture(case.result, case.analyses.tails, case.language).sentence} {bars}"


def _needed(case: BusinessCase) -> tables.Table:
    say = case.language.say
    scenario, language = case.scenario, case.language
    heads = (
        say("Assumption"),
        say("Mean in the plan"),
        say("What must be true"),
        say("Chance at best"),
    )
    rows = []
    for each in case.analyses.needed:
        path = each.goal.path
        plan = show_input(path, scenario.mean(path), scenario.currency, language)
        best = language.chance(each.best, 1)
        must = _must_be(each, scenario.currency, language)
        rows.append((input_name(path, language), plan, must, best))
    sides = (tables.LEFT, tables.RIGHT, tables.LEFT, tables.RIGHT)
    return tables.Table(heads, tuple(rows), (4.0, 1.4, 2.6, 1.4), sides)


def _must_be(found: Answer, currency: str, language: Language) -> str:
    if found.verdict == "between":
        return goal_sentence(found, currency, language)
    value = found.roots[0] if found.roots else math.nan
    return needed(value, found.verdict, found.goal, currency, language)


def _left_out(case: BusinessCase) -> Chapter:
    language = case.language
    body = method_sections(language)[LEFT_OUT].body
    points = [_plain(line[2:], language) for line in body.splitlines() if line.startswith("- ")]
    own = [
        language.say("{name} ({owner}): {evidence}", **item.model_dump())
        for item in case.scenario.intangibles
    ]
    return Chapter(messages.left_out(len(points) + len(own), language), points=(*own, *points))


def _method(case: BusinessCase) -> tuple[str, ...]:
    scenario, language = case.scenario, case.language
    sections = method_sections(language)
    answers = sections[ANSWERS].body.strip().split("\n\n")
    sure = sections[SURE].body.strip().split("\n\n")[0]
    money = basis(scenario.inflated, scenario.taxed, language)
    return (*(_plain(text, language) for text in answers), money, _plain(sure, language))


def _plain(text: str, language: Language) -> str:
    """Our own Markdown without its marks; a field is called by its name."""

    def called(found: re.Match[str]) -> str:
        label = FIELDS.get(found[1]) or RESULT_LABELS.get(found[1])
        return (
            found[1] if label is None else language.say("“{name}”", name=language.read(label.name))
        )

    return re.sub(r"`(\w+)`", called, text.replace("*", "")).strip()
