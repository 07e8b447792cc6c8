"""A picture: a figure to draw when it is shown, the sentence it makes, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cxsim.charts.palette import PALETTE

Figure = dict[str, Any]
"""A figure as Plotly reads it: `data`, its traces, and `layout`. Plain, because checking each value
by `plotly.graph_objects` takes longer than all the rest of an answer; the tests check it so."""


@dataclass(frozen=True)
class Picture:
    """One picture in one language.

    Parameters
    ----------
    draw : callable
        Returns the figure; its colours are names of `palette.PALETTE`.
    sentence : str
        What it says, in words.
    header : tuple of str
        Heads of the table's columns.
    rows : tuple of tuple of str
        The figures behind the picture, printed.
    """

    draw: Callable[[], Figure]
    sentence: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def escape(text: str) -> str:
    """Return text that Plotly shows to the letter: it reads a few HTML tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def figure(traces: list[dict[str, Any]], **layout: Any) -> Figure:
    """Return a figure of traces and a layout."""
    return {"data": traces, "layout": layout}


def line(**trace: Any) -> dict[str, Any]:
    """Return a trace of a line that shows nothing under the pointer."""
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", **trace}


def band(x: Any, low: Any, high: Any, colour: str, name: str) -> dict[str, Any]:
    """Return the trace of a filled band between two lines, along the one and back by the other."""
    around = {"x": np.concatenate([x, x[::-1]]), "y": np.concatenate([low, high[::-1]])}
    fill = {"fill": "toself", "fillcolor": PALETTE[colour], "name": name}
    return line(**around, line={"width": 0}, **fill)


def rule(colour: str = "axis", **at: float) -> dict[str, Any]:
    """Return a straight line across the picture: `rule(x=0)` or `rule(y=0)`."""
    (axis, place), *_ = at.items()
    other = "y" if axis == "x" else "x"
    ends = {f"{axis}0": place, f"{axis}1": place, f"{other}0": 0, f"{other}1": 1}
    stroke = {"color": PALETTE[colour], "width": 1}
    return {"type": "line", f"{other}ref": f"{other} domain", **ends, "line": stroke}


def whiskers(
    values: Sequence[float], lows: Sequence[float], highs: Sequence[float], colour: str, **look: Any
) -> dict[str, Any]:
    """Return the intervals around values, as a trace's `error_x` or `error_y`."""
    ends = {
        "array": [high - value for high, value in zip(highs, values, strict=True)],
        "arrayminus": [value - low for value, low in zip(values, lows, strict=True)],
    }
    return {"type": "data", "symmetric": False, **ends, "color": PALETTE[colour], **look}
