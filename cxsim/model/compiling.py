"""Knowing when the model is compiled: once on a machine, later it is read back from the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from numba.core import event


class _First(event.Listener):
    """Tells of the first compilation it hears of."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self.tell = tell
        self.told = False

    def on_start(self, event: event.Event) -> None:
        """Tell that a function is being compiled."""
        if not self.told:
            self.told = True
            self.tell()

    def on_end(self, event: event.Event) -> None:
        """Pass over its end."""


@contextmanager
def telling_of_compilation(tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` once if anything is compiled meanwhile, and not only read from the disk."""
    with event.install_listener("numba:compile", _First(tell)):
        yield
