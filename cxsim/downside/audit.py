"""What is allowed but hard to believe: each number, or the case as a whole, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from cxsim.downside.objections import CHECKS, RESULT_CHECKS
from cxsim.downside.rules import Rule, rules
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.text.phrase import Words


class Finding(NamedTuple):
    """A rule that a scenario breaks.

    Attributes
    ----------
    rule : str
        Its id.
    path : str
        The number it concerns, as `correlations` name it; "" for the case as a whole.
    severity : {"note", "warning"}
    sentence, why : Words
        What is to be said of it, and the reason behind the rule.
    """

    rule: str
    path: str
    severity: Literal["note", "warning"]
    sentence: Words
    why: Words


def audit(scenario: Scenario, result: Result | None = None) -> list[Finding]:
    """Return what a careful reader would object to, in the order of the rules.

    Parameters
    ----------
    scenario : Scenario
    result : Result, optional
        Its simulation; without it the rules that look at what came out are left aside.
    """
    return _found(rules(), scenario, result)


def unasked(scenario: Scenario) -> list[Finding]:
    """Return what is said of a scenario wherever it is used: slips likelier than choices."""
    return _found((rule for rule in rules() if rule.unasked), scenario, None)


def _found(asked: Iterable[Rule], scenario: Scenario, result: Result | None) -> list[Finding]:
    return [
        Finding(rule.id, path, rule.severity, rule.sentence, rule.why)
        for rule in asked
        for path in _places(rule, scenario, result)
    ]


def _places(rule: Rule, scenario: Scenario, result: Result | None) -> Iterator[str]:
    if not rule.of_result:
        yield from CHECKS[rule.check](scenario, **rule.told)
    elif result is not None and RESULT_CHECKS[rule.check](result, **rule.told):
        yield ""
