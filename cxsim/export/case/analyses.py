"""The analyses that a case quotes, each from the function the screens use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxsim.downside.bridge import Step, bridge
from cxsim.downside.shares import spread_shares
from cxsim.downside.stress import Outcome, stress_tests
from cxsim.downside.tails import Tails, tails
from cxsim.results import Result
from cxsim.scenario import ScenarioError
from cxsim.sensitivity.breakeven import Answer, goal_for, seek
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.plan_gap import PlanGap, plan_gap
from cxsim.sensitivity.report import AtHand, at_hand, stages
from cxsim.sensitivity.tornado import Bar
from cxsim.sensitivity.waterfall import Waterfall, by_lever
from cxsim.simulation import Progress
from cxsim.text.phrase import RefusedError

MOST_SOUGHT = 3
"""Numbers whose break-even is looked for."""


@dataclass(frozen=True, eq=False)
class Analyses:
    """What is known of a case beyond its trials.

    Attributes
    ----------
    hand : AtHand
        Of the mean NPV: what goes with it, and what knowing more is worth.
    levers : Waterfall
        Where the mean benefit comes from.
    needed : tuple of Answer
        What must be true of the numbers that matter most, for a gain in four futures of five: the
        same as a conservative NPV above 0.
    stresses : tuple of Outcome
        The case as it stands first.
    tails : Tails
    bridge : tuple of Step
        From a vendor's claim to the conservative view.
    gap : PlanGap
        Why the mean differs from the plan.
    shares : mapping of str to float
        Of the spread, by input.
    """

    hand: AtHand
    levers: Waterfall
    needed: tuple[Answer, ...]
    stresses: tuple[Outcome, ...]
    tails: Tails
    bridge: tuple[Step, ...]
    gap: PlanGap
    shares: Mapping[str, float]


def analyse(result: Result, progress: Progress | None = None) -> Analyses:
    """Return every analysis of a simulation; `progress` is told the share of the work done."""
    first, second, third, last = stages(progress, 1, 18, 6, 4)
    hand = at_hand(result, MEASURES["npv"])
    levers = by_lever(result, first)
    needed = _needed(result, hand, second)
    stresses = stress_tests(result, result.scenario.stresses, third)
    found, steps = tails(result), bridge(result)
    last(1.0)
    return Analyses(
        hand,
        levers,
        needed,
        stresses,
        found,
        steps,
        plan_gap(result),
        spread_shares(result),
    )


def _needed(result: Result, hand: AtHand, progress: Progress) -> tuple[Answer, ...]:
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
