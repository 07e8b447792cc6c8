"""What the bench shows: sections of fields and tables, and the one number that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Option(NamedTuple):
    """One answer of a choice."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One place to write, choose or open.

    Parameters
    ----------
    id : str
        Names it in events; unique on the bench.
    label : str
        What it is: printed where the field stands alone, spoken where it stands in a grid.
    text : str
        What stands in it, unit included; what was typed where that cannot be read; of a choice,
        the value of the option.
    kind : {"text", "long", "choice", "range"}
        One line; several lines; one of `options`; an uncertain number, which is not typed into but
        opened.
    options : tuple of Option
    spread : str
        Of a range: where it lies, small, below `text`.
    reading : str
        How what was typed has been read; empty where it stands as it would be written.
    fault : str
        Why what was typed cannot be used, and what to write; empty where it can.
    warning : str
        Why the value is implausible, or what follows from it.
    note : str
        What is to be known before it is filled in.
    changed : str
        What stood in the file; empty where it still stands.
    help : str
        What it means.
    numeric : bool
        Aligned to the right, in tabular figures.
    opens : bool
        Whether it has details: range, source, reset. They open with the event "open".
    back : str
        Id of the button that puts back what stood in the file; empty where there is none.
    """

    id: str
    label: str
    text: str
    kind: Literal["text", "long", "choice", "range"] = "text"
    options: tuple[Option, ...] = ()
    spread: str = ""
    reading: str = ""
    fault: str = ""
    warning: str = ""
    note: str = ""
    changed: str = ""
    help: str = ""
    numeric: bool = False
    opens: bool = False
    back: str = ""


@dataclass(frozen=True)
class Button:
    """Something to do.

    Parameters
    ----------
    id : str
        Names it in events; unique on the bench.
    label : str
        Printed on it.
    spoken : str
        Its whole name, where the label alone does not say what it acts on: "Remove CX team".
    tone : {"plain", "primary", "quiet"}
        `quiet` has no border: a small deed in a row of a table.
    off : bool
        Shown, and not to be pressed now.
    pressed : bool
        Of a set of tabs, the one that is open.
    kind : {"press", "file", "save", "copy"}
        Tells Python; asks for a file and sends it; saves `text` as a file called `name`; puts
        `text` on the clipboard and says `done`.
    text, name, done : str
    accept : str
        The kinds of file that are asked for, as a browser names them.
    """

    id: str
    label: str
    spoken: str = ""
    tone: Literal["plain", "primary", "quiet"] = "plain"
    off: bool = False
    pressed: bool = False
    kind: Literal["press", "file", "save", "copy"] = "press"
    text: str = ""
    name: str = ""
    done: str = ""
    accept: str = ".toml,text/plain"


@dataclass(frozen=True)
class Row:
    """One row of a grid; a cell is a field, a text, or buttons.

    Parameters
    ----------
    label : str or Field
        Its head. A field where the name can be edited there.
    help : str
        What it means; behind a question mark.
    cells : tuple
    total : bool
        Drawn apart: what follows from the rows above.
    again : bool
        Whether the head is that of the row above: spoken, not shown.
    """

    label: str | Field
    cells: tuple[Field | str | tuple[Button, ...], ...]
    help: str = ""
    total: bool = False
    again: bool = False


@dataclass(frozen=True)
class Grid:
    """A table.

    Parameters
    ----------
    id : str
    caption : str
        Spoken name.
    head : tuple of str
        Column heads; the first stands over the rows' labels. May be empty strings.
    rows : tuple of Row
    prose : bool
        Whether its texts are words, set to the left, and not figures.
    """

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    prose: bool = False


@dataclass(frozen=True)
class Section:
    """A titled part of a panel.

    Parameters
    ----------
    id, title : str
    words : str
        A sentence below the title; empty for none.
    tabs : tuple of Button
        What can be open in it, one at a time: the groups.
    fields : tuple of Field
        Standing alone, each with its label above, side by side where there is room.
    grids : tuple of Grid
    faults : tuple of str
        What was wrong with what was brought, each on a line of its own.
    buttons : tuple of Button
        What can be added or done, below.
    """

    id: str
    title: str
    words: str = ""
    faults: tuple[str, ...] = ()
    tabs: tuple[Button, ...] = ()
    fields: tuple[Field, ...] = ()
    grids: tuple[Grid, ...] = ()
    buttons: tuple[Button, ...] = ()


class Mark(NamedTuple):
    """A place on the curve's axis: the share of the width at which it lies, and its text."""

    at: float
    label: str


@dataclass(frozen=True)
class Curve:
    """How probable each value is.

    Parameters
    ----------
    points : tuple of (float, float)
        Outline from left to right, both coordinates between 0 and 1, y upward. Of separate
        outcomes, `bars` is true and each point is the top of a bar.
    bars : bool
    marks, ends : tuple of Mark
        P10, P50, P90; what the axis is labelled with.
    sentence : str
        The same in words; the picture's spoken text.
    """

    points: tuple[tuple[float, float], ...]
    bars: bool
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]
    sentence: str


@dataclass(frozen=True)
class Inspector:
    """The details of one number: how sure it is, where it comes from, what it was.

    Parameters
    ----------
    id : str
        That of the field it was opened from.
    title, place, help : str
        What the number is called; where it stands ("Households · promoters"); what it means.
    shape : Field or None
        The question that chooses its shape.
    fields : tuple of Field
        The shape's own numbers.
    buttons : tuple of Button
        To add or take away an outcome.
    fault : str
        What is wrong with the fields together.
    curve : Curve or None
    source_title : str
    source : tuple of Field
        Where the number comes from.
    was : str
        What stood in the file; empty where it still stands.
    deeds : tuple of Button
        Reset.
    close : Button
        Its label is the word for it.
    """

    id: str
    title: str
    place: str
    help: str
    shape: Field | None
    fields: tuple[Field, ...]
    buttons: tuple[Button, ...]
    fault: str
    curve: Curve | None
    source_title: str
    source: tuple[Field, ...]
    was: str
    deeds: tuple[Button, ...]
    close: Button


@dataclass(frozen=True)
class Bench:
    """One panel.

    Parameters
    ----------
    language : str
        The `lang` of the texts.
    title : str
        Spoken name of the panel.
    sections : tuple of Section
    help : str
        Begins the name of a help button: "About".
    tools : tuple of Button
        Undo, redo, reset all: above the sections, always in sight.
    status : str
        Beside the tools: how many numbers differ from the file.
    inspector : Inspector or None
    announcement : str
        What a screen reader hears after a change.
    details : str
        Begins the name of the button that opens a number's details: "Range and source of".
    back : str
        Begins the name of the button that puts a field back: "Reset".
    """

    language: str
    title: str
    sections: tuple[Section, ...]
    help: str
    tools: tuple[Button, ...] = ()
    status: str = ""
    inspector: Inspector | None = None
    announcement: str = ""
    details: str = ""
    back: str = ""
