"""Three kinds of input stay apart, facts, actions and beliefs; and what is the world's of them."""

from __future__ import annotations

from typing import Literal, get_args

from cxsim.distributions import Distribution
from cxsim.scenario.scenario import Scenario
from cxsim.scenario.schema import RiskEvent

Kind = Literal["facts", "actions", "beliefs"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The company as it is; what is done; what it is believed to achieve, and what may happen."""
DEEDS = ("name", "scale", "delay_months", "ramp_months", "ramp")
"""Fields of the programme that are actions."""
DOUBTS = ("attribution", "returns", "fade_rate", "cost_overrun")
"""Fields of the programme that are beliefs, beside its levers."""


def kind_of(path: str) -> Kind:
    """Return whether what stands at a path is a fact, an action or a belief."""
    kind, _, rest = path.partition(".")
    if kind == "investments" or (kind == "programme" and rest in DEEDS):
        return "actions"
    if kind in ("programme", "risk_events", "correlations"):
        return "beliefs"
    return "beliefs" if kind == "groups" and path.endswith(".response") else "facts"


def strikes_all(event: RiskEvent) -> bool:
    """Whether an event befalls the company with or without a programme: it changes churn."""
    factor = event.churn_factor
    certain = factor.certain if isinstance(factor, Distribution) else factor
    return certain != 1


def is_of_world(path: str, scenario: Scenario) -> bool:
    """Whether a place belongs to the company and its surroundings, not to the programme.

    Facts do, and the events that strike the company without a programme too. So the line
    *without* follows from the world alone.
    """
    kind, _, rest = path.partition(".")
    if kind == "risk_events":
        name = rest.partition(".")[0]
        return any(event.name == name and strikes_all(event) for event in scenario.risk_events)
    return kind_of(path) == "facts"
