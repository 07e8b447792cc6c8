"""What a workbook tells besides the plan: how the trials are spread, why, and what was objected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cxsim.downside.audit import Finding
from cxsim.downside.register import Assumption
from cxsim.downside.stress import Outcome
from cxsim.export.case import BusinessCase, View, figure_text
from cxsim.results import Result
from cxsim.sensitivity.tornado import Bar
from cxsim.text.case import VIEW_NAMES, each_by_itself
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS

SHOWN = ("npv", "roi", "payback_months")
"""Results of each view on the first sheet."""


@dataclass(frozen=True, eq=False)
class Content:
    """A case as the sheets of its workbook tell it; all texts in the reader's language.

    Attributes
    ----------
    result : Result
        With its scenario and its point plan.
    language : Language
    day : date
        On which the file is made.
    bars : sequence of Bar
        Of mean NPV, the widest first.
    stresses : sequence of Outcome
    findings : sequence of Finding
    register : sequence of Assumption
    headline, left_out : str
        The answer in a sentence, and what the model leaves out.
    customer, author : str
        Empty where nobody is named.
    stamp : sequence of (str, str)
        What says which case this is, of which version, seed and trials: names and values.
    whose : mapping of str to str
        Whose number each is, by path.
    draft : str
        The words of the watermark; empty for a final file.
    views : sequence of str
        The three views, each in a line.
    logo : bytes or None
        PNG.
    """

    result: Result
    language: Language
    day: date
    bars: Sequence[Bar]
    stresses: Sequence[Outcome]
    findings: Sequence[Finding]
    register: Sequence[Assumption]
    headline: str
    left_out: str
    customer: str = ""
    author: str = ""
    stamp: Sequence[tuple[str, str]] = ()
    whose: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""
    views: Sequence[str] = ()
    logo: bytes | None = None


def content_of(case: BusinessCase) -> Content:
    """Return what the workbook of a case tells."""
    cover, language = case.cover, case.language
    accepted = ((language.say("Accepted"), case.acceptance),) if case.acceptance else ()
    return Content(
        result=case.result,
        language=language,
        day=cover.day,
        bars=case.analyses.hand.bars,
        stresses=case.analyses.stresses,
        findings=case.findings,
        register=case.register,
        headline=f"{case.answer.removesuffix('.')}.",
        left_out=case.left_out,
        customer=cover.customer,
        author=cover.author,
        stamp=(*case.stamp, *accepted),
        whose=case.whose,
        draft=case.draft_note,
        views=(*(_line(view, case) for view in case.views), each_by_itself(language)),
        logo=cover.logo,
    )


def _line(view: View, case: BusinessCase) -> str:
    """Return a view with its figures on one line."""
    language = case.language
    figures = (
        language.say(
            "{result} {figure}",
            result=language.read(RESULT_LABELS[name].name),
            figure=figure_text(name, view.figures[name], case.result, language),
        )
        for name in SHOWN
    )
    return language.say(
        "{view}: {figure}",
        view=language.read(VIEW_NAMES[view.name]),
        figure=language.listed(figures),
    )
