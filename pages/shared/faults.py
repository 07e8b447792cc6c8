"""Faults of ours: written down under a number, and told to the reader without a traceback."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from secrets import token_hex

import streamlit as st

from pages.shared.frame import app_language

FAULT = "fault"
log = logging.getLogger("cxsim")


@contextmanager
def caught() -> Iterator[None]:
    """Let what fails inside be written down, and told where the page is drawn next."""
    try:
        yield
    except Exception:
        number = token_hex(3)
        log.exception("fault %s", number)
        st.session_state[FAULT] = number


def tell_fault() -> None:
    """Tell of a fault, once."""
    number = st.session_state.pop(FAULT, None)
    if number is None:
        return
    text = app_language().say(
        "Something went wrong that should not have: fault {number}, written down where the app was "
        "started. Your case is as it was. Go on, or load the page again.",
        number=number,
    )
    st.html(f"<p class='note fault' role='alert'>{html.escape(text)}</p>")


def fragment(draw: Callable[..., None]) -> Callable[..., None]:
    """Return a part of a page that is drawn by itself, and tells its own faults."""

    @st.fragment
    @wraps(draw)
    def part(*values: object) -> None:
        with caught():
            draw(*values)
        tell_fault()

    return part
