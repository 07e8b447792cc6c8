"""What the reader asks: which figure, which section, and the questions of each."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from cxsim.decision.pilot import Price
from cxsim.results import Result
from cxsim.sensitivity.breakeven import goal_for
from cxsim.sensitivity.measures import CHOSEN, MEASURES, Measure
from cxsim.sensitivity.report import Question, default_map, default_path
from cxsim.sensitivity.tornado import Bar
from cxsim.text.phrase import RefusedError
from cxsim.text.sensitivity import COST

MATTERS, REQUIRED, RESEARCH = SECTIONS = ("matters", "required", "research")


@dataclass
class Asked:
    """The state of the page, kept when it is left.

    Attributes
    ----------
    figure : str
        What is explained: one of CHOSEN.
    section : str
        One of SECTIONS.
    path, goal : str
        What must be true of which number, for which figure; "" for the usual one.
    targets : dict of str to float
        The target of each figure, where it was changed.
    across, up : str
        The two numbers of the map; "" for the usual ones.
    price : Price
    typed : dict of str to str
        What stands in fields and cannot be read.
    """

    figure: str = CHOSEN[0]
    section: str = MATTERS
    path: str = ""
    goal: str = "gain"
    targets: dict[str, float] = field(default_factory=dict)
    across: str = ""
    up: str = ""
    price: Price = field(default_factory=Price)
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def measure(self) -> Measure:
        """The figure that is explained."""
        return MEASURES[self.figure]

    @property
    def target(self) -> float:
        """What the goal's figure shall reach."""
        return self.targets.get(self.goal, MEASURES[self.goal].usual_target)

    def question(self, result: Result, bars: list[Bar]) -> Question:
        """Return what must be true, in this case; numbers that it does not have give way."""
        paths = numbers(result)
        path = self.path if self.path in paths else default_path(result)
        across, up = self.map_axes(result, bars)
        return Question(
            goal_for(result, path, MEASURES[self.goal], self.target), across, up, self.measure
        )

    def map_axes(self, result: Result, bars: list[Bar]) -> tuple[str, str]:
        """Return the two numbers of the map, in this case."""
        paths, usual = numbers(result), default_map(result, bars)
        across = self.across if self.across in paths else usual[0]
        up = self.up if self.up in paths else usual[1]
        if up == across:
            up = next(path for path in (*usual, COST, "programme.scale") if path != across)
        return across, up


def numbers(result: Result) -> tuple[str, ...]:
    """Return the numbers that may be asked about: the programme's first, then all others.

    One that is certainly 0 and has no natural size cannot be moved.
    """
    scenario = result.scenario
    movable = [
        path
        for path in scenario.numbers
        if path in scenario.uncertain or scenario.mean(path) or path.startswith("programme.")
    ]
    ours = [path for path in movable if path.startswith("programme.") and _has_size(result, path)]
    rest = [path for path in movable if not path.startswith("programme.")]
    return (*ours, COST, *rest)


def _has_size(result: Result, path: str) -> bool:
    try:
        goal_for(result, path)
    except RefusedError:
        return False
    return True


def this_asked() -> Asked:
    """Return what this reader asks."""
    asked = st.session_state.get("why asked")
    if not isinstance(asked, Asked):
        asked = st.session_state["why asked"] = Asked()
    return asked
