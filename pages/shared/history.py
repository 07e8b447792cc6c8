"""The way back: states of a business case, packed, for undo and redo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from cxsim.scenario import Scenario
from cxsim.scenario.link import pack, unpack

MOST_STEPS = 100


class Step(NamedTuple):
    """A state to go back to.

    Attributes
    ----------
    packed : str
        The scenario the sliders moved from; a hundredth of its size in memory.
    moved : mapping of str to float
    names : mapping of str to str
        What renamed items were called at first.
    """

    packed: str
    moved: Mapping[str, float]
    names: Mapping[str, str]

    @classmethod
    def of(cls, base: Scenario, moved: Mapping[str, float], names: Mapping[str, str]) -> Self:
        """Return the step to this state."""
        return cls(pack(base), dict(moved), dict(names))

    def scenario(self, origin: Scenario) -> Scenario:
        """Return the scenario, with the comments of the file it came from."""
        if self.packed == pack(origin):
            return origin
        return unpack(self.packed).with_comments_of(origin)

    def retold(self, known: Scenario, told: Scenario) -> Step:
        """Return the step to the same state in other words, if it is one of the known scenario."""
        return self if self.packed != pack(known) else Step.of(told, self.moved, {})


@dataclass
class History:
    """Steps behind the present state and, after an undo, before it."""

    past: list[Step] = field(default_factory=list)
    future: list[Step] = field(default_factory=list)

    def keep(self, step: Step) -> None:
        """Remember the state that a change leaves; what was undone cannot be redone any more."""
        self.past = [*self.past, step][-MOST_STEPS:]
        self.future = []

    def back(self, present: Step) -> Step | None:
        """Return the step before the present one, or None where there is none."""
        if not self.past:
            return None
        self.future = [*self.future, present]
        *self.past, step = self.past
        return step

    def forth(self, present: Step) -> Step | None:
        """Return the step that was undone last, or None."""
        if not self.future:
            return None
        self.past = [*self.past, present]
        *self.future, step = self.future
        return step

    def copied(self) -> History:
        """Return a history of its own with the same steps."""
        return History(list(self.past), list(self.future))
