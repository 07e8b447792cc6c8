"""The uncertain inputs as sets that are independent of each other, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.correlations import components

GRADES = ("A", "B", "C", "D")
WEAK = ("C", "D")
"""Grades of evidence that a careful reader does not rest a decision on."""


@dataclass(frozen=True)
class Factor:
    """Inputs that move together, and independently of all others.

    Parameters
    ----------
    paths : tuple of str
        Names of draws.
    kind : {"number", "set", "mix", "event"}
        One number; several that rank correlations join; the shares of a survey mix; whether an
        event happens.
    grade : str
        Of the evidence, the worst of the set; "" where none is given.
    """

    paths: tuple[str, ...]
    kind: Literal["number", "set", "mix", "event"]
    grade: str

    @property
    def id(self) -> str:
        """The path that stands for it."""
        return self.paths[0].rpartition(".")[0] if self.kind == "mix" else self.paths[0]

    @property
    def reducible(self) -> bool:
        """Whether it could be found out before deciding; luck cannot."""
        return self.kind != "event"

    @property
    def weak(self) -> bool:
        """Whether it rests on evidence of grade C or D, or on none that is named."""
        return self.grade not in ("A", "B")


def factors(scenario: Scenario) -> tuple[Factor, ...]:
    """Return the sets of uncertain inputs of a scenario, in the order of its paths."""
    joined = {
        path: tuple(other for other in members if other in scenario.uncertain)
        for members in components(scenario.rank_correlations)
        for path in members
    }
    found: list[Factor] = []
    for path in scenario.uncertain:
        members = joined.get(path, (path,))
        if len(members) == 1:
            found.append(Factor((path,), "number", _grade(scenario, path)))
        elif path == members[0]:
            grades = [_grade(scenario, member) for member in members]
            found.append(Factor(members, "set", "" if "" in grades else max(grades)))
    for path in scenario.survey_mixes:
        shares = tuple(f"{path}.{segment}" for segment in SEGMENTS)
        found.append(Factor(shares, "mix", _grade(scenario, path)))
    for event in scenario.risk_events:
        place = f"risk_events.{event.name}"
        grade = _grade(scenario, f"{place}.probability")
        found.append(Factor((f"{place}.fired",), "event", grade))
    return tuple(found)


def _grade(scenario: Scenario, path: str) -> str:
    source = scenario.sources.get(path)
    return source.grade if source else ""
