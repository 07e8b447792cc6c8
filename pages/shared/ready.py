"""Loading the model, once a process, while the server starts and the browser loads the page.

What imports this is not slowed by it: what takes its time is loaded by `get_ready` alone.
"""

from __future__ import annotations

from importlib import import_module
from threading import Event
from typing import Final

from cxsim.launch import compile_model
from pages.shared import opening

SOON: Final = 5.0
"""Seconds in which the first reader is expected to come."""
begun, wanted, loaded = Event(), Event(), Event()


def get_ready() -> None:
    """Have the model compiled, the simulator's modules loaded and its first case simulated.

    Where its opening is kept from an earlier start, that is painted first: to load beside it would
    make the browser wait, and nothing is waited for meanwhile.
    """
    begun.set()
    try:
        if opening.is_kept():
            wanted.wait(SOON)
        compile_model()
        import_module("pages.workbench.live")
        page = import_module("pages.shared.page")
        page.simulated(page.load_case(page.case_files()[0]))
    finally:
        loaded.set()


def is_loading() -> bool:
    """Whether the model is about to be loaded, or is being loaded."""
    return begun.is_set() and not loaded.is_set()


def wait() -> None:
    """Have what is about to be loaded loaded now, and wait for it."""
    wanted.set()
    if begun.is_set():
        loaded.wait()
