"""Work that takes a while: in a thread of its own, with progress, and a way to stop it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from threading import Event
from typing import Any

import streamlit as st

MOST_KEPT = 24
"""Answers that one reader's session keeps."""

Work = Callable[[Callable[[float], None]], object]
"""Something that takes a while, and tells how far it is."""


class StoppedError(Exception):
    """The reader does not want the answer any more."""


class Job:
    """One piece of work.

    Attributes
    ----------
    share : float
        How much of it is done; 0 while others' work is before it.
    """

    def __init__(self, work: Work) -> None:
        self.share = 0.0
        self._stopped = Event()
        self._future: Future[object] = _worker().submit(lambda: work(self._tell))

    def _tell(self, share: float) -> None:
        if self._stopped.is_set():
            raise StoppedError
        self.share = min(max(share, 0.0), 1.0)

    def stop(self) -> None:
        """End it at its next sign of life."""
        self._stopped.set()
        self._future.cancel()

    @property
    def done(self) -> bool:
        """Whether there is an answer, or an error."""
        return self._future.done()

    def wait(self, seconds: float) -> None:
        """Wait for the end, whatever it is."""
        wait([self._future], seconds)

    def answer(self) -> Any:
        """Return the answer of work that is done, or raise its error."""
        return self._future.result(0)


@cache
def _worker() -> ThreadPoolExecutor:
    """One thread for all sessions: sliders elsewhere keep the other cores, and most of this one."""
    return ThreadPoolExecutor(1, thread_name_prefix="why")


def jobs() -> OrderedDict[Hashable, Job]:
    """Return this session's work, by what was asked."""
    found: OrderedDict[Hashable, Job] = st.session_state.setdefault("why jobs", OrderedDict())
    return found


def start(asked: Hashable, work: Work, alone: bool = True) -> None:
    """Begin a piece of work; unless told otherwise what else this reader waits for is stopped."""
    kept = jobs()
    for key in [key for key, job in kept.items() if alone and not job.done]:
        kept.pop(key).stop()
    kept[asked] = Job(work)
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)


def stop(asked: Hashable) -> None:
    """Stop a piece of work, and forget it."""
    if job := jobs().pop(asked, None):
        job.stop()
