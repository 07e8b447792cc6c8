"""Ready-made contrasts of one scenario that are scenarios too: less of it, more of it, later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from cxsim.distributions import Distribution
from cxsim.scenario import Scenario
from cxsim.scenario.editing import free_name
from cxsim.scenario.numbers import Number, mean
from cxsim.scenario.shifts import scale
from cxsim.text.phrase import Phrase, say

ContrastName = Literal["half", "double", "wait"]
YEAR = 12
"""Months that waiting lasts."""
EVENT = "A year later"
"""What the event is called that adds to an uncertain delay."""
_LAST = 100_000


class Contrast(NamedTuple):
    """What is done otherwise.

    Attributes
    ----------
    name, note : Phrase
        What it is called, and what is to be known of it.
    change : callable
        Returns the changed copy of a scenario.
    """

    name: Phrase
    note: Phrase
    change: Callable[[Scenario], Scenario]


def _scaled(factor: float) -> Callable[[Scenario], Scenario]:
    path = "programme.scale"
    return lambda scenario: scenario.with_value(path, scale(scenario.numbers[path], factor))


def later(scenario: Scenario, months: int, event: str) -> Scenario:
    """Return every cost and every effect some months later, the horizon's end where it was.

    Parameters
    ----------
    scenario : Scenario
    months : int
    event : str
        What the event is called that adds to an uncertain delay.
    """
    return scenario.with_values(
        {
            **_delayed(scenario, months, event),
            **{
                f"investments.{line.name}.{field}": min(month + months, _LAST)
                for line in scenario.investments
                for field in ("from_month", "to_month")
                if (month := getattr(line, field)) is not None
            },
        }
    )


def _delayed(scenario: Scenario, months: int, event: str) -> dict[str, Any]:
    """Add to the delay; to an uncertain one by an event that always happens, draw by draw."""
    delay: Number = scenario.programme.delay_months
    if not isinstance(delay, Distribution) or delay.certain is not None:
        return {"programme.delay_months": mean(delay) + months}
    known = {
        "name": free_name(scenario, "risk_events", event),
        "probability": 1.0,
        "delay_months": float(months),
    }
    return {"risk_events": [*scenario.content().get("risk_events", []), known]}


CONTRASTS: dict[ContrastName, Contrast] = {
    "half": Contrast(
        say("Half the scale"),
        say("Half of every cost; of the effect more than half, where returns diminish."),
        _scaled(0.5),
    ),
    "double": Contrast(
        say("Twice the scale"),
        say("Twice every cost; of the effect less than twice, where returns diminish."),
        _scaled(2.0),
    ),
    "wait": Contrast(
        say("Wait a year"),
        say(
            "Every cost and every effect twelve months later, up to the same end of the horizon: "
            "the programme has a year less in which to earn, and what would be paid after the end "
            "is not."
        ),
        lambda scenario: later(scenario, YEAR, EVENT),
    ),
}
"""By name."""
