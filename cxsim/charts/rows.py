"""Pictures that are a list: a row for each input, its name beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure

LINE, LONGEST_LINE, MOST_LINES = 24, 36, 3
"""Characters of a line where it may be broken, and where it may not; lines of a label."""
MOST_ROWS = 12
"""Rows drawn; the table has them all."""
ROOM = 72
ROW = 52


def row_axis(names: Sequence[str]) -> dict[str, Any]:
    """Return the axis of a list, the first name on top."""
    labels = [escape(shorten(name)).replace("\n", "<br>") for name in names]
    places = list(range(len(names)))
    rows = {"tickmode": "array", "tickvals": places, "ticktext": labels}
    gap = {"ticks": "outside", "ticklen": 6, "tickwidth": 0}
    return {**rows, **gap, "range": [len(names) - 0.4, -0.6]}


def height(rows: int) -> int:
    """Return the height of a picture with so many rows, pixels."""
    return max(ROOM + ROW * rows, 150)


def shorten(name: str) -> str:
    """Return a label on at most three lines, broken where its parts meet."""
    lines = [""]
    for part in re.split("(?<= · )|(?<=, )", name):
        if len(lines) < MOST_LINES and lines[-1] and len(lines[-1] + part) > LINE:
            lines.append("")
        lines[-1] += part
    last = lines.pop()
    if len(last) > LONGEST_LINE and len(lines) < MOST_LINES - 1:
        cut = last.rfind(" ", 0, LONGEST_LINE) + 1
        lines += [last[:cut]] if cut else []
        last = last[cut:]
    lines.append(last if len(last) <= LONGEST_LINE else f"{last[: LONGEST_LINE - 1]}…")
    return "\n".join(lines)


def nothing(sentence: str) -> Picture:
    """Return a picture without anything to draw, and why."""
    return Picture(blank, sentence, (), ())


def blank() -> Figure:
    """Return a figure of nothing."""
    hidden = {"visible": False}
    return figure([], xaxis=hidden, yaxis=hidden, height=40)


def two_ends(
    ends: Sequence[tuple[float, float]], centre: float, words: tuple[str, str]
) -> list[dict[str, Any]]:
    """Return a bar from the centre to each end of each row: low hatched, high in full."""
    traces = []
    for side, (colour, hatch, name) in enumerate(
        (("muted", "/", words[0]), ("accent", "", words[1]))
    ):
        fill = {"shape": hatch, "bgcolor": PALETTE[colour], "fgcolor": PALETTE["surface"]}
        marker = {"color": PALETTE[colour], "pattern": fill if hatch else {}}
        x = [end[side] - centre for end in ends]
        place = {"orientation": "h", "width": 0.62, "base": centre, "y": list(range(len(ends)))}
        traces.append(
            {"type": "bar", "hoverinfo": "skip", "x": x, "marker": marker, "name": name, **place}
        )
    return traces
