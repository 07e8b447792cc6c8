"""Mounts the board: hands its content to the browser and hears which sliders have moved."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pages.shared.component import component
from pages.shared.faults import caught

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .content import Board, Chart, View

DEEDS: Final = ("undo", "redo", "reset")


def board(
    content: Board,
    *,
    key: str,
    on_change: Callable[[Mapping[str, float]], None] = lambda _: None,
    on_deed: Callable[[str], None] = lambda _: None,
) -> None:
    """Draw the board; later calls with the same key update it in place.

    Parameters
    ----------
    content : Board
        What to show.
    key : str
        Stable name of this board on its page.
    on_change : callable
        Called before the next run with the sliders that moved: id → value in display units,
        finite and within the slider's range. Not called when only a view was switched.
    on_deed : callable
        Called with one of DEEDS, once for each press.
    """
    ranges = {slider.id: (slider.low, slider.high) for slider in content.sliders}
    _mount(_payload(content, _message(key)), ranges, key, on_change, on_deed)


def told(content: Board) -> str:
    """Return a board as it is told to a browser that has not said anything yet."""
    return _payload(content, {}).decode()


def board_again(
    text: str,
    *,
    key: str,
    on_change: Callable[[Mapping[str, float]], None],
    on_deed: Callable[[str], None],
) -> None:
    """Draw a board as `told` has it; once it is painted, the browser asks for the live one.

    `key`, `on_change` and `on_deed` are those of `board`.
    """
    content = json.loads(text)
    ranges = {slider["id"]: (slider["low"], slider["high"]) for slider in content["sliders"]}
    _mount(json.dumps(content | {"again": True}).encode(), ranges, key, on_change, on_deed)


def _mount(
    payload: bytes,
    ranges: Mapping[str, tuple[float, float]],
    key: str,
    on_change: Callable[[Mapping[str, float]], None],
    on_deed: Callable[[str], None],
) -> None:
    def heard() -> None:
        message, place = _message(key), f"{key} heard"
        if message.get("deed") in DEEDS and st.session_state.get(place) != _sequence(message):
            st.session_state[place] = _sequence(message)
            with caught():
                on_deed(message["deed"])
        elif moved := _moved(message, ranges):
            with caught():
                on_change(moved)

    component("board")(key=key, data=payload, on_sliders_change=heard)


def _message(key: str) -> Mapping[str, Any]:
    """Return the browser's last message: its number, the sliders that moved, the views shown."""
    state = st.session_state.get(key) or {}
    message = state.get("sliders")
    return message if isinstance(message, dict) else {}


def _moved(
    message: Mapping[str, Any], ranges: Mapping[str, tuple[float, float]]
) -> dict[str, float]:
    """Return the message's values of known sliders, held to their ranges."""
    values = message.get("values")
    if not isinstance(values, dict):
        return {}
    return {
        slider: float(min(max(values[slider], low), high))
        for slider, (low, high) in ranges.items()
        if _is_number(values.get(slider))
    }


def _is_number(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)  # of any size: no float yet


def _payload(content: Board, message: Mapping[str, Any]) -> bytes:
    """Return the board as JSON.

    In bytes, because Streamlit would otherwise serialise it three times a run.
    """
    shown = message.get("views")
    views = shown if isinstance(shown, dict) else {}
    sight = message.get("sight")
    fields = {
        "run": content.run,
        "echo": _sequence(message),
        "language": content.language,
        "locale": content.locale,
        "verdict": content.verdict,
        "detail": content.detail,
        "announcement": content.announcement,
        "sliders": [asdict(slider) for slider in content.sliders],
        "cards": [asdict(card) for card in content.cards],
        "charts": [
            _chart(chart, views.get(chart.id), not isinstance(sight, list) or chart.id in sight)
            for chart in content.charts
        ],
        "words": asdict(content.words),
        "undo": content.undo,
        "redo": content.redo,
        "tour": asdict(content.tour) if content.tour else None,
    }
    return json.dumps(fields, allow_nan=False, default=_plain).encode()


def _sequence(message: Mapping[str, Any]) -> int | None:
    """Return the number of the browser's message, which it waits to see again."""
    number = message.get("seq")
    return number if isinstance(number, int) else None


def _chart(chart: Chart, shown: object, seen: bool) -> dict[str, Any]:
    """Return the chart with the view shown; its others, and all of one out of sight, when asked."""
    frame = {
        "id": chart.id,
        "title": chart.title,
        "questions": chart.questions,
        "wide": chart.wide,
    }
    if not seen:
        return frame | {"views": None}
    place = shown if isinstance(shown, int) and 0 <= shown < len(chart.views) else 0
    views = [_view(view, drawn=place == index) for index, view in enumerate(chart.views)]
    return frame | {"views": views}


def _view(view: View, *, drawn: bool) -> dict[str, Any]:
    picture = view.picture
    return {
        "choice": view.choice,
        "figure": picture.draw() if drawn else None,
        "sentence": picture.sentence,
        "table": {"header": picture.header, "rows": picture.rows},
    }


def _plain(value: Any) -> Any:
    """Return a NumPy number, array or column as Python's own; what is not finite as null."""
    plain = value.tolist()
    if isinstance(plain, list) and not all(map(_is_shown, plain)):
        return [each if _is_shown(each) else None for each in plain]
    return plain


def _is_shown(value: object) -> bool:
    return not isinstance(value, float) or math.isfinite(value)
