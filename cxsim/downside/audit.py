"""What is allowed but hard to believe: each number, or the case as a whole, with the reason."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cxsim.downside.rules import RULES
from cxsim.scenario import Scenario
from cxsim.text.phrase import Phrase


class Finding(NamedTuple):
    """A rule that a scenario breaks.

    Attributes
    ----------
    rule : str
        Its id.
    path : str
        The number it concerns, as `correlations` name it; "" for the case as a whole.
    severity : {"note", "warning"}
    sentence : Phrase
    """

    rule: str
    path: str
    severity: Literal["note", "warning"]
    sentence: Phrase


def audit(scenario: Scenario) -> list[Finding]:
    """Return what a careful reader would object to, in the order of the rules."""
    return [
        Finding(rule.id, path, rule.severity, rule.sentence)
        for rule in RULES
        for path in rule.places(scenario)
    ]
