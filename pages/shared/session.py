"""What one reader has made of one business case: edits, sliders, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cxsim.charts.axes import Frame, fit
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.scenario.changes import Changes
from cxsim.scenario.shifts import with_spend_scaled
from cxsim.sensitivity.tornado import Bar, tornado
from cxsim.text.language import Language
from pages.shared.controls import SPEND, Panel, changed
from pages.shared.history import History, Step
from pages.shared.page import simulated

MOST_BARS = 5


@dataclass
class Session:
    """The state of one reader with one business case.

    Attributes
    ----------
    base : Scenario
        What the sliders move from: the case as it was opened, with the reader's edits.
    moved : mapping of str to float
        The sliders that stand elsewhere, in the numbers' own units.
    origin : Scenario
        The case as it was opened: what counts as changed is measured from it.
    names : mapping of str to str
        What a renamed group, line or event is called there, by its kind and present name.
    run : int
        Counts the simulations shown.
    moving : frozenset of str
        The sliders of the last change: while they are the same, axes and outline hold still.
    before : Scenario or None
        What the faint outline shows.
    frame : Frame or None
        The axes' ranges.
    history : History
        What undo and redo go back to.
    typed : dict of str to str
        What stands in fields of the bench and is not, or cannot be, taken yet; by the field's id.
    opened : str
        The number whose details are open on the bench; empty for none.
    group : str
        The group whose numbers are open on the bench.
    trouble : str
        Why the last deed could not be done; empty where it could.
    scenario : Scenario
        The scenario as the sliders stand.
    """

    base: Scenario
    moved: Mapping[str, float] = field(default_factory=dict)
    origin: Scenario = None  # type: ignore[assignment]  # the base, unless told otherwise
    names: Mapping[str, str] = field(default_factory=dict)
    run: int = 1
    moving: frozenset[str] = frozenset()
    before: Scenario | None = None
    frame: Frame | None = None
    history: History = field(default_factory=History)
    typed: dict[str, str] = field(default_factory=dict)
    opened: str = ""
    group: str = ""
    trouble: str = ""
    scenario: Scenario = field(init=False)

    def __post_init__(self) -> None:
        """Start with the sliders where they stand."""
        self.origin = self.origin or self.base
        self.scenario = changed(self.base, self.moved)

    def move(self, shown: Mapping[str, float], language: Language) -> None:
        """Take what the sliders show after a change."""
        moving = frozenset(shown)
        panel = Panel(self.base, self.moved, self.scenario, language)
        moved = panel.own_units(shown)
        self._turn(self.base, moved, moving, again=moving == self.moving)

    def edit(self, change: Callable[[Scenario], Scenario], path: str = "") -> None:
        """Change the scenario itself.

        Parameters
        ----------
        change : callable
            Returns the changed copy of a scenario; what it raises leaves everything as it was.
        path : str
            The number, or the table, that is changed: a slider moved on it gives way.
        """
        base, moved = self.base, dict(self.moved)
        if path.startswith(SPEND) and SPEND in moved:
            base = with_spend_scaled(base, moved.pop(SPEND))
        moved.pop(path, None)
        new = change(base)
        if new.content() != self.base.content() or moved != self.moved:
            self._turn(new, moved, frozenset([f"edit {path}"]))

    def call(self, kind: str, name: str, new: str = "") -> None:
        """Remember what an item that has been renamed, or is gone, was called at first."""
        names = dict(self.names)
        was = names.pop(f"{kind}.{name}", name)
        if new and was != new:
            names[f"{kind}.{new}"] = was
        self.names = names

    def changes(self) -> Changes:
        """Return what differs from the case as it was opened."""
        return Changes(self.scenario, self.origin, self.names)

    def undo(self) -> None:
        """Go back to before the last change."""
        self._return(self.history.back(self._step()))

    def redo(self) -> None:
        """Take back the last undo."""
        self._return(self.history.forth(self._step()))

    def step(self, deed: str) -> None:
        """Undo or redo, by the word."""
        if deed == "undo":
            self.undo()
        else:
            self.redo()

    def restart(self) -> None:
        """Go back to the case as it was opened; undo brings the changes back."""
        if self.base is not self.origin or self.moved:
            self._turn(self.origin, {}, frozenset(["restart"]))
            self.typed.clear()
            self.names = {}

    def copied(self) -> Session:
        """Return a session of its own that goes on from here."""
        kept = {name: value for name, value in vars(self).items() if name != "scenario"}
        return Session(**kept | {"history": self.history.copied(), "typed": dict(self.typed)})

    def results(self) -> tuple[Result, Result | None, list[Bar], Frame]:
        """Return the simulation, the one before the change, its drivers and the axes."""
        result = simulated(self.scenario)
        before = simulated(self.before) if self.before is not None else None
        bars = _widest(result)
        if self.frame is None and before is not None:
            self.frame = fit(before, _widest(before))
        self.frame = fit(result, bars, self.frame)
        return result, before, bars, self.frame

    def _turn(
        self,
        base: Scenario,
        moved: Mapping[str, float],
        moving: frozenset[str],
        again: bool = False,
    ) -> None:
        """Take a new state; unless the same hand moves on, the present one is kept for undo."""
        scenario = changed(base, moved)
        if not again:
            self.history.keep(self._step())
            self.before, self.frame, self.moving = self.scenario, None, moving
        self.base, self.moved, self.scenario = base, moved, scenario
        self.run += 1

    def _step(self) -> Step:
        return Step.of(self.base, self.moved, self.names)

    def _return(self, step: Step | None) -> None:
        if step is None:
            return
        self.before, self.frame, self.moving = self.scenario, None, frozenset()
        self.base, self.moved = step.scenario(self.origin), dict(step.moved)
        self.names = dict(step.names)
        self.scenario = changed(self.base, self.moved)
        self.typed.clear()
        self.run += 1


def _widest(result: Result) -> list[Bar]:
    """The inputs that matter most; one without effect is none of them."""
    return [bar for bar in tornado(result)[:MOST_BARS] if bar.swing > 0]
