"""Processes that use a library, to be killed, filled up or shut out; and what they answer."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from cxsim.library import Library, LibraryError
from tests.generate import tiny

NOBODY = 65534
_forks = "forkserver" in multiprocessing.get_all_start_methods()
context: Any = multiprocessing.get_context("forkserver" if _forks else "spawn")
if _forks:
    context.set_forkserver_preload(["tests.library.children"])  # each child starts in milliseconds


def child(target: Any, *args: Any) -> tuple[Any, Connection]:
    """Start a child; return it, and the end of a pipe that it writes to."""
    read, write = context.Pipe(duplex=False)
    started = context.Process(target=target, args=(*args, write), daemon=True)
    with patch.dict(sys.modules, __main__=ModuleType("__main__")):  # else it runs the app's first
        started.start()
    write.close()
    return started, read


def answers(pipe: Connection) -> list[Any]:
    """Return all that a child has sent, once it is gone."""
    received = []
    try:
        while True:
            received.append(pipe.recv())
    except (EOFError, OSError):  # gone in the middle of a word
        return received


def save_for_ever(place: Path, key: str, pipe: Connection) -> None:
    """Save version upon version, and say each once it is saved."""
    library = Library.open(place)
    number = library.entry(key).number
    while True:
        scenario = tiny({"groups.G.customers": float(number + 1)})
        ticket = secrets.token_hex(8)
        saved = library.save(scenario, author="A", key=key, seen=number, ticket=ticket)
        number = saved.number
        pipe.send((ticket, number, scenario.fingerprint))


def save_until_full(place: Path, limit: int, pipe: Connection) -> None:
    """Save until the library refuses; say each that is saved, then the refusal.

    Parameters
    ----------
    place : Path
    limit : int
        Bytes that a file of this process may have; 0 for any.
    pipe : Connection
    """
    library = Library.open(place)
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        while True:
            scenario = tiny({"description": secrets.token_hex(4_000)})
            saved = library.save(scenario, author="A", ticket=secrets.token_hex(8))
            pipe.send((saved.key, scenario.description))
    except LibraryError as error:
        pipe.send(str(error))
        pipe.send([entry.description for entry in library.entries()])


def open_as_nobody(place: Path, pipe: Connection) -> None:
    """Open a library without the rights of an administrator; say what comes of it."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    open_and_tell(place, pipe)


def open_and_tell(place: Path, pipe: Connection) -> None:
    """Open a library; say how many scenarios it has, or why it cannot be opened."""
    try:
        pipe.send(len(Library.open(place).entries()))
    except LibraryError as error:
        pipe.send(str(error))
