"""What must be true of one number as another one is moved."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cxsim.results import Result
from cxsim.sensitivity.breakeven import Answer, Goal, seek
from cxsim.sensitivity.reach import reach
from cxsim.simulation import Progress
from cxsim.text.phrase import RefusedError, say
from cxsim.text.sensitivity import COST

STEPS = 7
"""Values of the other number."""


@dataclass(frozen=True)
class Frontier:
    """What must be true of a number as another one is moved.

    Attributes
    ----------
    goal : Goal
    path : str
        The other number.
    values : tuple of float
        Where it is held.
    needed : tuple of float
        The least value of the goal's number, or the most where less is better; NaN where the
        target is not reached within its range.
    verdicts : tuple of str
        As `Answer.verdict`.
    best : tuple of float
        The best figure within the range.
    """

    goal: Goal
    path: str
    values: tuple[float, ...]
    needed: tuple[float, ...]
    verdicts: tuple[str, ...]
    best: tuple[float, ...]


def frontier(
    result: Result,
    goal: Goal,
    path: str,
    trials: int | None = None,
    progress: Progress | None = None,
) -> Frontier:
    """Return what must be true of the goal's number for values of another one.

    In all trials where not told otherwise: where the other number stands as it is, the answer is
    that of `seek`.

    Raises
    ------
    RefusedError
        Where the other is the goal's own number, or has no range.
    """
    if path == goal.path:
        raise RefusedError(
            say("{path} is the number sought; a frontier needs another one", path=path)
        )
    low, high = _frontier_range(result, path)
    values = np.linspace(low, high, STEPS)
    answers = []
    for done, value in enumerate(values, 1):
        answers.append(seek(result, goal, {path: float(value)}, trials))
        if progress is not None:
            progress(done / STEPS)
    return Frontier(
        goal,
        path,
        tuple(values.tolist()),
        tuple(map(_needed, answers)),
        tuple(answer.verdict for answer in answers),
        tuple(answer.best for answer in answers),
    )


def _frontier_range(result: Result, path: str) -> tuple[float, float]:
    """Scale and cost from half to twice as they are; another number as far as it is believed in."""
    if path == COST:
        return 0.5, 2.0
    if path in result.draws:
        low, high = np.quantile(result.draws[path], (0.05, 0.95))
        return float(low), float(high)
    value = result.scenario.mean(path)
    if path == "programme.scale":
        return 0.5 * value, 2.0 * value
    low, high = reach(result, path)
    return max(low, 0.5 * value), high


def _needed(answer: Answer) -> float:
    """The least value that will do; the most where less is better; an end where any will."""
    match answer.verdict:
        case "never":
            return math.nan
        case "always":
            return answer.goal.low
        case "at most":
            return answer.roots[-1]
    return answer.roots[0]


FRONTIERS = ("programme.scale", COST, "programme.levers.causal_share")
"""The numbers that a frontier is drawn against."""


def frontiers(
    result: Result, goal: Goal, trials: int | None = None, progress: Progress | None = None
) -> tuple[Frontier, ...]:
    """Return the frontier against scale, cost and causal share, where the goal is another one."""
    paths = [path for path in FRONTIERS if path != goal.path]
    found = []
    for place, path in enumerate(paths):

        def share(part: float, place: int = place) -> None:
            if progress is not None:
                progress((place + part) / len(paths))

        found.append(frontier(result, goal, path, trials, share))
    return tuple(found)
