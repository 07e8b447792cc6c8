"""Mounts the bench: hands its content to the browser and hears what the reader's hand does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal, NamedTuple, get_args

import streamlit as st

from pages.bench.content import Bench
from pages.shared.component import component
from pages.shared.faults import caught

Kind = Literal["type", "set", "drop", "press", "open", "file"]
"""Typed so far; meant so; forgotten; a button; the details of a number ("" closes them); a file."""
LONGEST = {"id": 1_000, "text": 10_000, "file": 1_400_000}
"""Characters of an id, a text, a file of 1 MiB in base64."""
MOST = 200
"""Events in one message."""


class Event(NamedTuple):
    """One thing that the reader did; a file that was brought has a name."""

    kind: Kind
    id: str
    text: str = ""
    name: str = ""


def bench(content: Bench, *, key: str, on_events: Callable[[Sequence[Event]], None]) -> None:
    """Draw the bench; later calls with the same key update it in place.

    Parameters
    ----------
    content : Bench
        What to show.
    key : str
        Stable name of this bench on its page.
    on_events : callable
        Called before the next run with what the reader did, in order; each event once.
    """

    def heard() -> None:
        message = _message(key)
        place, number = f"{key} heard", message.get("seq")
        if not _is_whole(number) or number <= st.session_state.get(place, 0):
            return
        st.session_state[place] = number
        if events := _events(message):
            with caught():
                on_events(events)

    component("bench")(key=key, data=_payload(content, _message(key)), on_events_change=heard)


def _message(key: str) -> Mapping[str, Any]:
    state = st.session_state.get(key) or {}
    message = state.get("events")
    return message if isinstance(message, dict) else {}


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _events(message: Mapping[str, Any]) -> tuple[Event, ...]:
    """Return the well-formed events of a message; the others are left out."""
    listed = message.get("events")
    if not isinstance(listed, list):
        return ()
    found = (_event(each) for each in listed[:MOST])
    return tuple(event for event in found if event is not None)


def _event(raw: object) -> Event | None:
    if not isinstance(raw, dict) or raw.get("kind") not in get_args(Kind):
        return None
    name, text, file = raw.get("id"), raw.get("text", ""), raw.get("name", "")
    longest = LONGEST["file" if raw["kind"] == "file" else "text"]
    if not all(isinstance(each, str) for each in (name, text, file)):
        return None
    if max(len(name), len(file)) > LONGEST["id"] or len(text) > longest:
        return None
    return Event(raw["kind"], name, text, file)


def _payload(content: Bench, message: Mapping[str, Any]) -> bytes:
    """Return the bench as JSON, in bytes: Streamlit would otherwise serialise it three times."""
    number = message.get("seq")
    fields = {**asdict(content), "echo": number if _is_whole(number) else None}
    return json.dumps(fields, allow_nan=False).encode()
