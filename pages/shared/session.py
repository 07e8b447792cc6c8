"""What one reader has done on the simulator: the sliders moved, and the state before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxsim.charts.axes import Frame, fit
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.sensitivity.tornado import Bar, tornado
from cxsim.text.language import Language
from pages.shared.controls import Panel, changed
from pages.shared.page import simulated

MOST_BARS = 5


@dataclass
class Session:
    """The simulator's state for one reader and one base scenario.

    Attributes
    ----------
    base : Scenario
        As it is in the file.
    moved : mapping of str to float
        The sliders that stand elsewhere, in the numbers' own units.
    run : int
        Counts the simulations shown.
    moving : frozenset of str
        The sliders of the last change: while they are the same, axes and outline hold still.
    before : Scenario or None
        What the faint outline shows.
    frame : Frame or None
        The axes' ranges.
    scenario : Scenario
        The scenario as the sliders stand.
    """

    base: Scenario
    moved: Mapping[str, float] = field(default_factory=dict)
    run: int = 1
    moving: frozenset[str] = frozenset()
    before: Scenario | None = None
    frame: Frame | None = None
    scenario: Scenario = field(init=False)

    def __post_init__(self) -> None:
        """Start with the sliders where they stand."""
        self.scenario = changed(self.base, self.moved)

    def move(self, shown: Mapping[str, float], language: Language) -> None:
        """Take what the sliders show after a change."""
        moving = frozenset(shown)
        if moving != self.moving:
            self.before, self.frame, self.moving = self.scenario, None, moving
        panel = Panel(self.base, self.moved, self.scenario, language)
        self.moved = panel.own_units(shown)
        self.scenario = changed(self.base, self.moved)
        self.run += 1

    def results(self) -> tuple[Result, Result | None, list[Bar], Frame]:
        """Return the simulation, the one before the change, its drivers and the axes."""
        result = simulated(self.scenario)
        before = simulated(self.before) if self.before is not None else None
        bars = _widest(result)
        if self.frame is None and before is not None:
            self.frame = fit(before, _widest(before))
        self.frame = fit(result, bars, self.frame)
        return result, before, bars, self.frame


def _widest(result: Result) -> list[Bar]:
    """The inputs that matter most; one without effect is none of them."""
    return [bar for bar in tornado(result)[:MOST_BARS] if bar.swing > 0]
