"""How a case is told: its analyses as chapters, tables and pictures in a language."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from cxsim.charts.axes import fit
from cxsim.charts.cash import cash as cash_picture
from cxsim.charts.distribution import spread
from cxsim.charts.goal import goal_sentence, needed
from cxsim.charts.information import information_picture
from cxsim.charts.tail import tail as tail_picture
from cxsim.charts.tornado import Tornado
from cxsim.charts.waterfall import waterfall as waterfall_picture
from cxsim.export.audit import audit_sentence
from cxsim.export.telling import messages, pictures, tables
from cxsim.export.telling.quoted import Quoted, moving
from cxsim.export.telling.telling import Chapter, Front, Telling, View
from cxsim.sensitivity.breakeven import Answer
from cxsim.text.basis import basis
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.method import method_sections
from cxsim.text.results import RESULT_LABELS
from cxsim.text.sensitivity import input_name, show_input
from cxsim.text.verdict import verdict

ANSWERS, SURE, LEFT_OUT = 1, 10, -3
"""Places in the Method text of what the model answers, how sure it is, and what it leaves out."""
MOST_ASSUMPTIONS = 9
"""Rows of the register that executives see."""


def tell(
    found: Quoted,
    front: Front,
    views: Sequence[View],
    owners: Mapping[str, str],
    stamp: str,
    draft: bool,
    language: Language,
) -> Telling:
    """Return a case as it is told.

    Parameters
    ----------
    found : Quoted
    front : Front
    views : sequence of View
    owners : mapping of str to str
        By path: whose number it is, in words.
    stamp : str
        The foot of every page.
    draft : bool
    language : Language
    """
    result, currency = found.result, found.result.scenario.currency
    steps = tuple(pictures.money(found.parts, result, language))
    register = tables.assumptions(found.register, owners, currency, language)
    return Telling(
        language=language,
        currency=currency,
        front=front,
        stamp=stamp,
        draft=language.say("Draft") if draft else "",
        **_chapters(found, language),
        views=tuple(views),
        shape=pictures.shape(result, found.hand.bars, language),
        steps=steps,
        step_axis=pictures.step_axis(steps),
        flow=pictures.cash(result, language),
        bars=pictures.drivers(result, moving(found.hand), language),
        tests=pictures.tests(found.stresses, currency, language),
        needed=_needed(found.needed, found, language),
        assumptions=register.first(MOST_ASSUMPTIONS),
        register=register,
        stresses=tables.stresses(found.stresses, currency, language),
        audit=tables.audit(found.findings, language),
        years=tables.years(result, language),
        method=_method(found, language),
    )


def _chapters(found: Quoted, language: Language) -> dict[str, Chapter]:
    result, currency = found.result, found.result.scenario.currency
    bars, information = moving(found.hand), found.hand.information
    return {
        "answer": _answer(found, language),
        "money": Chapter(
            messages.money(found.parts, result, language),
            waterfall_picture(found.parts, currency, language).sentence,
        ),
        "cash": Chapter(
            messages.cash(result, found.tails, language),
            cash_picture(result, None, (0.0, 1.0), language).sentence,
        ),
        "drivers": Chapter(messages.drivers(bars, currency, language), _drivers(found, language)),
        "downside": Chapter(
            messages.downside(found.tails, found.stresses, currency, language),
            _downside(found, language),
        ),
        "required": Chapter(
            messages.required(found.needed, currency, language),
            language.say("Each number by itself; all others stay as uncertain as they are."),
        ),
        "assumed": Chapter(
            messages.assumed(found.register, language), audit_sentence(found.findings, language)
        ),
        "left_out": _left_out(found, language),
        "next": Chapter(
            messages.next_step(information, currency, language),
            points=(
                messages.asked(result, language),
                *messages.measures(information, currency, language),
                information_picture(information, currency, language).sentence,
            ),
        ),
    }


def _answer(found: Quoted, language: Language) -> Chapter:
    result = found.result
    conservative = pictures.shape(result, found.hand.bars, language).points[0][1]
    span = fit(result, list(found.hand.bars[:5])).npv
    return Chapter(
        messages.answer(result, conservative, language),
        spread(result, None, "npv", span, language).picture(False).sentence,
        (verdict(result.answer, language),),
    )


def _drivers(found: Quoted, language: Language) -> str:
    hand = found.hand
    return (
        Tornado(found.result, hand.measure, hand.bars, hand.joined, (), language).picture().sentence
    )


def _downside(found: Quoted, language: Language) -> str:
    bars = language.say("Each bar runs from P10 to P90 and shows the median.")
    return f"{tail_picture(found.result, found.tails, language).sentence} {bars}"


def _needed(answers: Sequence[Answer], found: Quoted, language: Language) -> tables.Table:
    say = language.say
    scenario, currency = found.result.scenario, found.result.scenario.currency
    heads = (say("Input"), say("In the plan"), say("What must be true"), say("Chance at best"))
    rows = []
    for each in answers:
        path = each.goal.path
        plan = show_input(path, scenario.mean(path), currency, language)
        best = language.percent(each.best)
        rows.append((input_name(path, language), plan, _must_be(each, currency, language), best))
    sides = (tables.LEFT, tables.RIGHT, tables.LEFT, tables.RIGHT)
    return tables.Table(heads, tuple(rows), (4.0, 1.4, 2.6, 1.4), sides)


def _must_be(found: Answer, currency: str, language: Language) -> str:
    if found.verdict == "between":
        return goal_sentence(found, currency, language)
    value = found.roots[0] if found.roots else math.nan
    return needed(value, found.verdict, found.goal, currency, language)


def _left_out(found: Quoted, language: Language) -> Chapter:
    body = method_sections(language)[LEFT_OUT].body
    points = [_plain(line[2:], language) for line in body.splitlines() if line.startswith("- ")]
    own = [
        language.say("{name} ({owner}): {evidence}", **item.model_dump())
        for item in found.result.scenario.intangibles
    ]
    return Chapter(messages.left_out(len(points) + len(own), language), points=(*own, *points))


def _method(found: Quoted, language: Language) -> tuple[str, ...]:
    scenario, sections = found.result.scenario, method_sections(language)
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
