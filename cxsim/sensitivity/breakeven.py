"""What must be true: the value of one number at which a figure reaches a target."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cxsim.distributions import Floats
from cxsim.results import Result
from cxsim.sensitivity.measures import MEASURES, Measure
from cxsim.sensitivity.reach import reach
from cxsim.sensitivity.rerun import Rerun
from cxsim.simulation import Progress
from cxsim.text.phrase import RefusedError, say
from cxsim.text.sensitivity import COST

SCANNED = 17
"""Values tried over the whole range, before the root between two of them is closed in on."""
HALVINGS = 14
"""Bisections: a step of the scan divided by 16,384."""


@dataclass(frozen=True)
class Goal:
    """What is asked: which number, and what it shall bring about.

    Parameters
    ----------
    path : str
        A number of the scenario, or COST for every cost times a factor.
    measure : Measure
    target : float
        The figure to reach, currency, ratio or share; a chance of loss is to be no more than it.
    low, high : float
        Between which the number is moved; it is held at a value in every trial.
    """

    path: str
    measure: Measure
    target: float
    low: float
    high: float

    def gap(self, again: Rerun, value: float, held: Mapping[str, float | Floats]) -> float:
        """Return how far the figure is above its target; 0 or more: it is reached."""
        figure = again.measure({**held, self.path: value}, self.measure)
        return figure - self.target if self.measure.more_is_better else self.target - figure


@dataclass(frozen=True)
class Answer:
    """What must be true of a number.

    Attributes
    ----------
    goal : Goal
    figure : float
        The figure as the case stands, the number drawn as it is.
    roots : tuple of float
        Where the target is just reached, in ascending order.
    starts_reached, ends_reached : bool
        Whether it is reached at the low end, and at the high end.
    monotone : bool
        Whether the figure only rises, or only falls, over the range.
    values, figures : tuple of float
        The scan: the number, and the figure with it held there.
    """

    goal: Goal
    figure: float
    roots: tuple[float, ...]
    starts_reached: bool
    ends_reached: bool
    monotone: bool
    values: tuple[float, ...]
    figures: tuple[float, ...]

    @property
    def verdict(self) -> str:
        """Which sentence it makes: "always", "never", "at least", "at most" or "between"."""
        if not self.roots:
            return "always" if self.starts_reached else "never"
        if len(self.roots) == 1:
            return "at least" if self.ends_reached else "at most"
        return "between"

    @property
    def best(self) -> float:
        """The best figure in the scan."""
        pick = max if self.goal.measure.more_is_better else min
        return pick((f for f in self.figures if math.isfinite(f)), default=math.nan)


def goal_for(
    result: Result,
    path: str,
    measure: Measure = MEASURES["gain"],
    target: float = 0.8,
    low: float | None = None,
    high: float | None = None,
) -> Goal:
    """Return a goal; where an end of the range is not given, it is chosen by `reach`.

    Raises
    ------
    RefusedError
        Where the range is none, or the target no number.
    ScenarioError
        Where there is no such number.
    """
    if low is None or high is None:
        first, last = reach(result, path)
        low, high = first if low is None else low, last if high is None else high
    if not math.isfinite(target):
        raise RefusedError(say("the target is {target:g}; it must be a number", target=target))
    if not low < high:
        raise RefusedError(
            say(
                "the range of {path} is {low:g} to {high:g}; its low end must be lower",
                path=path,
                low=low,
                high=high,
            )
        )
    if path != COST:
        allowed = result.scenario.allowed(path)
        if low < allowed.low or high > allowed.high:
            raise RefusedError(
                say(
                    "the range of {path} is {low:g} to {high:g}; it must lie between {least:g} "
                    "and {most:g}",
                    path=path,
                    low=low,
                    high=high,
                    least=allowed.low,
                    most=allowed.high,
                )
            )
    return Goal(path, measure, target, low, high)


def seek(
    result: Result,
    goal: Goal,
    held: Mapping[str, float | Floats] | None = None,
    trials: int | None = None,
    progress: Progress | None = None,
) -> Answer:
    """Return where a figure reaches its target: a scan of the range, then bisection.

    Parameters
    ----------
    result : Result
    goal : Goal
    held : mapping of str to float, optional
        Other numbers held at a value.
    trials : int, optional
        All of the result's where not given.
    progress : callable, optional
        Told the share of the work done.

    Notes
    -----
    The same draws are used throughout, so that the figure moves with the number alone. A chance
    moves in steps of one trial; the root is the value past which the target is reached.
    """
    again, others = Rerun(result, trials or len(result.npv)), held or {}
    values = np.linspace(goal.low, goal.high, SCANNED)
    gaps = []
    for done, value in enumerate(values, 1):
        gaps.append(goal.gap(again, float(value), others))
        if progress is not None:
            progress(done / (SCANNED + 1))
    reached = [gap >= 0 for gap in gaps]
    roots = tuple(
        _closed_in(goal, again, others, float(values[i]), float(values[i + 1]), reached[i])
        for i in range(SCANNED - 1)
        if reached[i] != reached[i + 1]
    )
    sign = 1 if goal.measure.more_is_better else -1
    slack = _slack(goal.measure, np.array(gaps))
    steps = np.diff(gaps)
    return Answer(
        goal,
        again.measure(others, goal.measure),
        roots,
        reached[0],
        reached[-1],
        bool((steps >= -slack).all() or (steps <= slack).all()),
        tuple(values.tolist()),
        tuple(goal.target + sign * gap for gap in gaps),
    )


def _slack(measure: Measure, gaps: Floats) -> float:
    """How much a figure may turn back and still count as going one way: the computer's sums."""
    return 1e-9 * float(np.max(np.abs(gaps), initial=0.0)) if measure.unit != "share" else 0.0


def _closed_in(
    goal: Goal,
    again: Rerun,
    held: Mapping[str, float | Floats],
    low: float,
    high: float,
    low_reaches: bool,
) -> float:
    """Halve the step until the root is known; return its end at which the target is reached."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (goal.gap(again, middle, held) >= 0) == low_reaches:
            low = middle
        else:
            high = middle
    return low if low_reaches else high
