"""What one reader has made of one business case: edits, sliders, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cxsim.charts.axes import Span, fit
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.scenario.changes import Changes
from cxsim.scenario.link import pack
from cxsim.scenario.shifts import with_spend_scaled
from cxsim.text.language import Language
from pages.shared.controls import SPEND, Panel, with_moved
from pages.shared.history import History, Step
from pages.shared.page import simulated


@dataclass(frozen=True)
class Shown:
    """A simulation to be drawn, the one before the change, and the axes between them.

    Attributes
    ----------
    result : Result
    before : Result or None
        What the faint outline shows.
    spans : dict of str to Span
        The ranges of the axes drawn so far, which only grow while the same sliders move.
    """

    result: Result
    before: Result | None
    spans: dict[str, Span]

    def span(self, axis: str) -> Span:
        """Return the range of an axis, named as `axes.fit` names it."""
        if axis not in self.spans and self.before is not None:
            self.spans[axis] = fit(axis, self.before)
        self.spans[axis] = fit(axis, self.result, self.spans.get(axis))
        return self.spans[axis]


class Shelved(NamedTuple):
    """Which version of the library a case is of.

    Attributes
    ----------
    key : str
        Of the entry.
    number : int
        Of the version.
    packed : str
        The case as it stands there.
    """

    key: str
    number: int
    packed: str


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
    spans : dict of str to Span
        The axes' ranges, by what they show: those drawn since the hand began to move.
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
    shelved : Shelved or None
        What of the library it was opened from, or last saved as.
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
    spans: dict[str, Span] = field(default_factory=dict)
    history: History = field(default_factory=History)
    typed: dict[str, str] = field(default_factory=dict)
    opened: str = ""
    group: str = ""
    trouble: str = ""
    shelved: Shelved | None = None
    scenario: Scenario = field(init=False)

    def __post_init__(self) -> None:
        """Start with the sliders where they stand."""
        self.origin = self.origin or self.base
        self.scenario = with_moved(self.base, self.moved)

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

    @property
    def changed(self) -> bool:
        """Whether it is another case than the one that was opened."""
        return bool(self.moved) or self.base is not self.origin

    @property
    def moved_without_range(self) -> tuple[str, ...]:
        """The paths of the sliders that were moved and whose numbers are certain."""
        numbers, uncertain = self.scenario.numbers, self.scenario.uncertain
        return tuple(path for path in self.moved if path in numbers and path not in uncertain)

    @property
    def unsaved(self) -> bool:
        """Whether the library's version, if it is of one, is another than what is shown."""
        return self.shelved is not None and pack(self.scenario) != self.shelved.packed

    def undo(self) -> None:
        """Go back to before the last change."""
        self._return(self.history.back(self._step()))

    def redo(self) -> None:
        """Take back the last undo."""
        self._return(self.history.forth(self._step()))

    def reset(self) -> None:
        """Put every slider back; the pictures are those of a case as it opens."""
        if self.moved:
            self._turn(self.base, {}, frozenset(["reset"]))
            self.before = None

    def step(self, deed: str) -> None:
        """Undo, redo or reset, by the word."""
        {"undo": self.undo, "redo": self.redo, "reset": self.reset}[deed]()

    def restart(self) -> None:
        """Go back to the case as it was opened; undo brings the changes back."""
        if self.changed:
            self._turn(self.origin, {}, frozenset(["restart"]))
            self.typed.clear()
            self.names = {}

    def copied(self) -> Session:
        """Return a session of its own that goes on from here."""
        kept = {name: value for name, value in vars(self).items() if name != "scenario"}
        own = {"history": self.history.copied(), "typed": dict(self.typed)}
        return Session(**kept | own | {"spans": dict(self.spans)})

    def retold(self, known: Scenario, told: Scenario) -> Session:
        """Return a session with the same case in other words, if its words are still the file's.

        Parameters
        ----------
        known, told : Scenario
            The file in the language it was opened in, and in another. Sliders are on numbers that
            bear no name, so that they stand where they stood.
        """
        if self.shelved is not None or self.base.content() != known.content():
            return self
        steps = (self.history.past, self.history.future)
        past, future = ([step.retold(known, told) for step in each] for each in steps)
        return Session(told, self.moved, history=History(past, future), run=self.run)

    def shown(self) -> Shown:
        """Return what is to be drawn: the simulation, and the one before the change."""
        before = simulated(self.before) if self.before is not None else None
        return Shown(simulated(self.scenario), before, self.spans)

    def _turn(
        self,
        base: Scenario,
        moved: Mapping[str, float],
        moving: frozenset[str],
        again: bool = False,
    ) -> None:
        """Take a new state; unless the same hand moves on, the present one is kept for undo."""
        scenario = with_moved(base, moved)
        if not again:
            self.history.keep(self._step())
            self.before, self.spans, self.moving = self.scenario, {}, moving
        self.base, self.moved, self.scenario = base, moved, scenario
        self.run += 1

    def _step(self) -> Step:
        return Step.of(self.base, self.moved, self.names)

    def _return(self, step: Step | None) -> None:
        if step is None:
            return
        self.before, self.spans, self.moving = self.scenario, {}, frozenset()
        self.base, self.moved = step.scenario(self.origin), dict(step.moved)
        self.names = dict(step.names)
        self.scenario = with_moved(self.base, self.moved)
        self.typed.clear()
        self.run += 1
