"""The analyses that slides and document quote, each from the function the screens use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cxsim.downside.audit import Finding, audit
from cxsim.downside.register import Assumption, register
from cxsim.downside.shares import spread_shares
from cxsim.downside.stress import Outcome, stress_tests
from cxsim.downside.tails import Tails, tails
from cxsim.results import Result
from cxsim.scenario import ScenarioError
from cxsim.sensitivity.breakeven import Answer, goal_for, seek
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.report import AtHand, at_hand, stages
from cxsim.sensitivity.tornado import Bar
from cxsim.sensitivity.waterfall import Waterfall, by_lever
from cxsim.text.phrase import RefusedError

MOST_SOUGHT = 5
"""Numbers whose break-even is looked for."""


@dataclass(frozen=True, eq=False)
class Quoted:
    """What is known of a case.

    Attributes
    ----------
    result : Result
    hand : AtHand
        Of the mean NPV.
    parts : Waterfall
        Levers.
    needed : tuple of Answer
        What must be true of the numbers that matter most, for a gain in four futures of five.
    stresses : tuple of Outcome
    tails : Tails
    register : list of Assumption
    findings : list of Finding
    """

    result: Result
    hand: AtHand
    parts: Waterfall
    needed: tuple[Answer, ...]
    stresses: tuple[Outcome, ...]
    tails: Tails
    register: list[Assumption]
    findings: list[Finding]


def quoted(result: Result, day: date, progress: Callable[[float], None] | None = None) -> Quoted:
    """Return every analysis of a case as of a day.

    Parameters
    ----------
    result : Result
    day : date
        From which a source is overdue or not.
    progress : callable, optional
        Told the share of the work done.
    """
    first, second, third = stages(progress, 2, 3, 1)
    hand = at_hand(result, MEASURES["npv"])
    parts = by_lever(result, first)
    needed = _needed(result, hand, second)
    tested = stress_tests(result, result.scenario.stresses)
    third(1.0)
    rows = register(result.scenario, spread_shares(result), day)
    found = audit(result.scenario, result)
    return Quoted(result, hand, parts, needed, tested, tails(result), rows, found)


def _needed(result: Result, hand: AtHand, progress: Callable[[float], None]) -> tuple[Answer, ...]:
    paths = [bar.path for bar in moving(hand) if _can_be_moved(bar.path)][:MOST_SOUGHT]
    found = []
    for place, path in enumerate(paths, 1):
        try:
            found.append(seek(result, goal_for(result, path)))
        except (RefusedError, ScenarioError):
            continue  # its range is a single value
        progress(place / len(paths))
    return tuple(found)


def moving(hand: AtHand) -> list[Bar]:
    """Return the inputs that have an effect, the widest bar first; none where it is undefined."""
    return [bar for bar in hand.bars if bar.path not in hand.idle and bar.swing > 0]


def _can_be_moved(path: str) -> bool:
    return ".mix." not in path and not path.endswith(".fired")
