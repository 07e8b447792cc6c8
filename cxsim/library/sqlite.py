"""All that is SQLite's own: its settings, the lock of a writer, its refusals, its backup."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from cxsim.library.refusals import LibraryError
from cxsim.scenario.files import replacing
from cxsim.text.outside import system_reason
from cxsim.text.phrase import Phrase, say

WRITES = "cxsim_writes"
"""Execution option of a connection that is going to write."""
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
DAMAGED = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_FORMAT,
}
"""What only a damaged file brings: the statements are ours, and what goes into them is checked."""
UNREAD = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}
FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
LOCKED_UP = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


def engine_of(url: URL, patience: float) -> Engine:
    """Return the way to a file; its folder is made, for this user alone, where there is none."""
    path = Path(url.database or "")
    _make_room(path)
    engine = create_engine(url, connect_args={"timeout": patience}, max_overflow=-1)
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _make_room(path: Path) -> None:
    try:
        if "\0" in str(path):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        there = path.exists()
        file = path.is_file()
        writable = all(os.access(place, os.W_OK) for place in (path.parent, path)[: 1 + there])
    except OSError as error:
        raise LibraryError(_closed(shown(path), system_reason(error))) from None
    if there and not file:
        raise LibraryError(say("{place} is no file; name the file of a library", place=shown(path)))
    if not writable:
        raise LibraryError(_read_only(shown(path)))


def _settle(connection: Any, _record: Any) -> None:
    """Set a new connection: transactions are ours, a save is on the disk when it is answered."""
    connection.isolation_level = None
    connection.text_factory = _text
    [[patience]] = connection.execute("PRAGMA busy_timeout").fetchall()
    _keep_a_log(connection, monotonic() + patience / 1000)
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _keep_a_log(connection: Any, until: float) -> None:
    """Let readers read while one writes; two programs that open a new file take turns."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in BUSY or monotonic() > until:
                raise
        sleep(0.01)


def _text(content: bytes) -> str:
    """Return stored text; where a byte has flipped, a text that its seal does not fit."""
    return content.decode("utf-8", "replace")


def _begin(connection: Connection) -> None:
    """Take the writer's lock at once: a reader that becomes a writer cannot wait for one."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def reason(place: str, error: BaseException | None) -> Phrase:
    """Return why a database refused, and what helps."""
    whole = getattr(error, "sqlite_errorcode", 0)
    code = whole & 0xFF
    if code in BUSY:
        return say(
            "{place} is in use: another program is writing to it; try again in a moment",
            place=place,
        )
    if code in DAMAGED or whole in UNREAD:
        return say(
            "{place} is damaged, or is no library: what it holds cannot be read; put a backup in "
            "its place, or name another file",
            place=place,
        )
    if code in FULL:
        return say(
            "{place}: the disk is full, or takes no more; what was saved before stays: make room "
            "on it, and try again",
            place=place,
        )
    if code in LOCKED_UP:
        return _read_only(place)
    return _closed(place, str(error or "").partition("\n")[0])


def shown(path: Path) -> str:
    """Return a path as a reader may see it: what steers a terminal or a line is spelt out."""
    text = str(path)
    return text if text.isprintable() else repr(text)


def _read_only(place: str) -> Phrase:
    return say(
        "{place} cannot be written to; allow writing to the file and to its folder, or name "
        "another place",
        place=place,
    )


def _closed(place: str, why: Phrase | str) -> Phrase:
    return say(
        "{place} cannot be opened: {reason}; check the place, or name another one",
        place=place,
        reason=why,
    )


def copy(engine: Engine, to: Path) -> None:
    """Write a copy of the whole database as it is at one moment, whole or not at all."""
    own = Path(engine.url.database or "")
    try:
        if to.exists() and to.samefile(own):
            raise LibraryError(
                say(
                    "{place} is the library itself; name another file for the backup", place=str(to)
                )
            )
        with engine.connect() as connection, replacing(to) as draft:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            with closing(sqlite3.connect(draft)) as target:
                source.backup(target)
    except sqlite3.Error as error:
        raise LibraryError(reason(shown(to), error)) from error
    except OSError as error:
        raise LibraryError(_closed(shown(to), system_reason(error))) from error
