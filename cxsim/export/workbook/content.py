"""What a workbook tells besides the plan: how the trials are spread, why, and what was objected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cxsim.downside.audit import Finding
from cxsim.downside.register import Assumption
from cxsim.downside.stress import Outcome
from cxsim.results import Result
from cxsim.sensitivity.tornado import Bar
from cxsim.text.language import Language


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
