"""What the board shows: every text ready to print, every number in the unit it is read in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable


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
class Table:
    """The figures behind a chart.

    Parameters
    ----------
    header : tuple of str
        Column heads.
    rows : tuple of tuple of str
        Printed cells; the first of a row names it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class View:
    """One way to see a chart.

    Parameters
    ----------
    choice : tuple of str
        Its answer to each of the chart's questions: ``("ROI", "Dots")``; empty for the only view.
    draw : callable
        Returns the figure, its colours named by `palette.PALETTE`; its template is replaced by the
        board's. Called only while this view is the one shown.
    sentence : str
        What the chart says, in words.
    table : Table
        Its figures.
    """

    choice: tuple[str, ...]
    draw: Callable[[], dict[str, Any]]
    sentence: str
    table: Table


@dataclass(frozen=True)
class Chart:
    """A titled chart with one or more views, switched in the browser.

    Parameters
    ----------
    id, title : str
        Unique on the board; the heading.
    views : tuple of View
        At least one.
    questions : tuple of str
        Spoken name of each choice, in the order of `View.choice`: ``("Measure", "Picture")``.
    wide : bool
        Whether it takes the full width where two charts stand side by side.
    """

    id: str
    title: str
    views: tuple[View, ...]
    questions: tuple[str, ...] = ()
    wide: bool = False


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
        The answer, in a sentence.
    announcement : str
        What a screen reader hears once a change has settled.
    sliders, cards, charts : tuple
        In reading order. Any may be empty: a board without sliders is a set of charts.
    words : Words
        The board's own words.
    undo, redo : bool
        Whether there is a change to take back, or to bring back.
    """

    run: int
    language: str
    locale: str
    verdict: str
    announcement: str
    sliders: tuple[Slider, ...]
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...]
    words: Words
    undo: bool = False
    redo: bool = False
