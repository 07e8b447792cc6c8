"""What the board shows: every text ready to print, every number in the unit it is read in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxsim.charts.picture import Picture


@dataclass(frozen=True)
class Slider:
    """One number the reader can move.

    Parameters
    ----------
    id : str
        Its name in the scenario; unique on the board.
    label, help, source : str
        What it is called, what it means, where its starting value comes from.
    unit_prefix, unit_suffix : str
        Printed around the number, spaces included: ``"€ "``, ``" %"``.
    decimals : int
        Digits after the decimal mark while the slider moves.
    low, high, step : float
        Its range, in display units.
    value, initial : float
        Where it stands, and where Reset takes it, in display units.
    text : str
        ``value`` as the server prints it, without the unit.
    group : str
        Legend of the field set it belongs to.
    warning : str
        Why the value is implausible; empty when it is not.
    leading : bool
        Whether it is among the few that a phone shows at first.
    """

    id: str
    label: str
    help: str
    source: str
    unit_prefix: str
    unit_suffix: str
    decimals: int
    low: float
    high: float
    step: float
    value: float
    initial: float
    text: str
    group: str
    warning: str = ""
    leading: bool = False


@dataclass(frozen=True)
class Card:
    """One headline figure.

    Parameters
    ----------
    id : str
        Unique on the board.
    label, value, range, help : str
        Name; the figure; the range around it; what it means.
    before : str
        The figure before the change; empty when nothing has changed.
    tone : {"plain", "loss"}
        ``"loss"`` draws the figure in the loss colour; its sign must say so too.
    """

    id: str
    label: str
    value: str
    range: str
    help: str
    before: str = ""
    tone: Literal["plain", "loss"] = "plain"


@dataclass(frozen=True)
class View:
    """One way to see a chart.

    Parameters
    ----------
    choice : tuple of str
        Its answer to each of the chart's questions: ``("ROI", "Dots")``; empty for the only view.
    picture : Picture
        Its figure, drawn only while this view is the one shown, sentence and table.
    """

    choice: tuple[str, ...]
    picture: Picture


@dataclass(frozen=True)
class Chart:
    """A titled chart with one or more views, switched in the browser.

    Parameters
    ----------
    id, title : str
        Unique on the board; the heading.
    offer : callable
        Returns its views, at least one. Called only where the chart is sent: while a hand moves a
        slider, only the charts in sight are.
    questions : tuple of str
        Spoken name of each choice, in the order of `View.choice`: ``("Measure", "Picture")``.
    wide : bool
        Whether it takes the full width where two charts stand side by side.
    """

    id: str
    title: str
    offer: Callable[[], tuple[View, ...]]
    questions: tuple[str, ...] = ()
    wide: bool = False

    @cached_property
    def views(self) -> tuple[View, ...]:
        """Its views."""
        return self.offer()


@dataclass(frozen=True)
class Words:
    """The board's own words, in the reader's language."""

    controls: str  # names the panel of sliders: "What if"
    results: str  # names the cards: "Results"
    charts: str  # names the charts: "Charts"
    reset: str
    undo: str
    redo: str
    help: str  # begins the name of a help button: "About"
    source: str  # "Source:"
    before: str  # "Before:"
    table: str  # "Show the figures as a table"
    every: str  # "All sliders", where a phone shows the leading ones
    present: str  # "Present": one chart as large as the screen
    previous: str
    next: str
    sliders: str  # shows them beside the chart presented
    close: str


@dataclass(frozen=True)
class Step:
    """One step of the tour.

    Parameters
    ----------
    title, text : str
    target : str
        What it speaks of: a chart's id, or "verdict", "cards" or "panel"; empty for nothing.
    waits : bool
        Whether it asks for a change, and is over once that is answered.
    """

    title: str
    text: str
    target: str
    waits: bool = False


@dataclass(frozen=True)
class Tour:
    """The way around the board, offered once to each reader.

    Parameters
    ----------
    offer, invitation : str
        The title and the text that it is offered with.
    start, skip, leave, next, done : str
        What the buttons say.
    steps : tuple of Step
    """

    offer: str
    invitation: str
    start: str
    skip: str
    leave: str
    next: str
    done: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Board:
    """Everything on one board.

    Parameters
    ----------
    run : int
        Number of the simulation shown; the browser writes it to ``data-run`` once painted.
    language : str
        The ``lang`` of the texts.
    locale : str
        BCP 47 tag that shapes numbers while a slider moves: ``"fr-FR"``.
    verdict : str
        The answer, in a sentence; a screen reader hears it once a change has settled.
    detail : str
        What belongs to the answer and would make its sentence long, below it; empty for none.
    announcement : str
        What a screen reader hears after a change where there is no verdict.
    sliders, cards, charts : tuple
        In reading order. Any may be empty: a board without sliders is a set of charts.
    words : Words
        The board's own words.
    undo, redo : bool
        Whether there is a change to take back, or to bring back.
    tour : Tour, optional
    """

    run: int
    language: str
    locale: str
    verdict: str
    sliders: tuple[Slider, ...]
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...]
    words: Words
    undo: bool = False
    redo: bool = False
    tour: Tour | None = None
    detail: str = ""
    announcement: str = ""
