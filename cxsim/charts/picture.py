"""A picture: a figure to draw when it is shown, the sentence it makes, and its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go


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

    draw: Callable[[], go.Figure]
    sentence: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


"""Heights and margins are the page's; the figure brings traces, titles and ranges."""


def escape(text: str) -> str:
    """Return text that Plotly shows to the letter: it reads a few HTML tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
