"""`Library`: scenarios that last, each with its history, for everybody who opens the same place."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, and_, insert, select, update

from cxsim.library import drafts, sqlite
from cxsim.library.database import engine_of, place_of, reading, shown, told, writing
from cxsim.library.records import Entry, Saved, Version
from cxsim.library.refusals import Conflict, LibraryError, no_entry, no_version
from cxsim.library.rows import (
    Row,
    entry_of,
    same_content,
    scenario_of,
    stored_tags,
    stored_text,
    version_of,
    version_row,
)
from cxsim.library.search import finds
from cxsim.library.tables import entries, versions
from cxsim.library.upgrade import upgrade
from cxsim.scenario import Scenario
from cxsim.scenario.differences import Difference, differences
from cxsim.text.phrase import say

PATIENCE = 5.0
"""Seconds that a save waits for another program's."""


@dataclass(frozen=True)
class Library:
    """A database of scenarios; one object serves every thread of a program.

    Every method raises LibraryError, one sentence, where the database refuses.

    Parameters
    ----------
    engine : Engine
        The way to a database whose tables are of this version; `open` makes one.
    """

    engine: Engine

    @classmethod
    def open(cls, place: Path | str | None = None, *, patience: float = PATIENCE) -> Self:
        """Open the library of a place, and make it where there is none.

        Parameters
        ----------
        place : Path or str, optional
            A file, or an SQLAlchemy URL; else what the environment's CXSIM_LIBRARY names, else
            the user's own.
        patience : float
            Seconds to wait for others who are writing.
        """
        engine = engine_of(place_of(place), patience)
        try:
            upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Let the database go; a later call opens it again."""
        self.engine.dispose()

    @property
    def place(self) -> str:
        """Where the library is, as a reader knows it."""
        return shown(self.engine.url)

    def entries(self, archived: bool = False, search: str = "") -> tuple[Entry, ...]:
        """Return the scenarios, the last saved first.

        Parameters
        ----------
        archived : bool
            Whether those too that were put away.
        search : str
            Words that all stand in name, description, tags or author.
        """
        with reading(self.engine) as connection:
            rows = connection.execute(_newest().order_by(versions.c.id.desc())).mappings().all()
        found = (entry_of(row) for row in rows)
        return tuple(e for e in found if (archived or not e.archived) and finds(search, e))

    def entry(self, key: str) -> Entry:
        """Return the scenario under a key."""
        with reading(self.engine) as connection:
            return _entry(connection, key)

    def versions(self, key: str) -> tuple[Version, ...]:
        """Return the history of a scenario, the newest version first."""
        asked = select(versions).where(versions.c.key == key).order_by(versions.c.number.desc())
        with reading(self.engine) as connection:
            rows = connection.execute(asked).mappings().all()
        if not rows:
            raise no_entry(key)
        return tuple(map(version_of, rows))

    def load(self, key: str, number: int | None = None) -> Scenario:
        """Return a scenario as it was saved: its newest version, or the one of a number."""
        with reading(self.engine) as connection:
            row = _version(connection, key, number)
        return scenario_of(row)

    def save(
        self,
        scenario: Scenario,
        *,
        author: str,
        ticket: str,
        key: str | None = None,
        seen: int | None = None,
        tags: Sequence[str] | None = None,
        note: str = "",
        overwrite: bool = False,
    ) -> Saved:
        """Save a scenario, whole or not at all: a new entry, or a version on top of one.

        Parameters
        ----------
        scenario : Scenario
        author : str
            Who saves, as typed.
        ticket : str
            A random text of this save; a retry with the same one saves once.
        key : str, optional
            The entry; a new one is made without.
        seen : int, optional
            The version that the saver started from.
        tags : sequence of str, optional
            In place of the entry's; without, they stay.
        note : str
            What the author says of this version.
        overwrite : bool
            Whether to save over a version that the saver has not seen; it stays in the history.

        Raises
        ------
        Conflict
            Somebody else has saved since; nothing is written.
        """
        with writing(self.engine) as connection:
            if earlier := _ticketed(connection, ticket):
                same_content(earlier, scenario)
                return Saved(version_of(earlier))
            if key is None:
                key, number = _made(connection), 1
            else:
                number = 1 + _agreed(connection, scenario, key, seen, overwrite)
            row = version_row(scenario, key, number, author, note, None)
            return _written(connection, row, ticket, tags)

    def duplicate(self, key: str, name: str, *, author: str, ticket: str) -> Saved:
        """Save the newest version of a scenario under a name of its own, as a new entry."""
        with writing(self.engine) as connection:
            if earlier := _ticketed(connection, ticket):
                return Saved(version_of(earlier))
            entry = _entry(connection, key)
            scenario = scenario_of(_version(connection, key, None)).with_value("name", name)
            row = version_row(scenario, _made(connection), 1, author, "", None)
            return _written(connection, row, ticket, entry.tags)

    def restore(self, key: str, number: int, *, author: str, seen: int, ticket: str) -> Saved:
        """Save an earlier version once more, on top; what came between stays in the history."""
        with writing(self.engine) as connection:
            if earlier := _ticketed(connection, ticket):
                return Saved(version_of(earlier))
            scenario = scenario_of(_version(connection, key, number))
            newest = _agreed(connection, scenario, key, seen, overwrite=False)
            row = version_row(scenario, key, 1 + newest, author, "", number)
            return _written(connection, row, ticket, None)

    def archive(self, key: str, archived: bool = True) -> None:
        """Put a scenario away, or bring it back; nothing is ever deleted."""
        self._change(key, archived=archived)

    def describe(self, key: str, *, tags: Sequence[str]) -> None:
        """Give a scenario other tags; that makes no version."""
        self._change(key, tags=stored_tags(tags))

    def _change(self, key: str, **values: Any) -> None:
        with writing(self.engine) as connection:
            done = connection.execute(update(entries).where(entries.c.key == key).values(values))
            if done.rowcount != 1:
                raise no_entry(key)

    def difference(
        self, key: str, number: int, against: int | None = None
    ) -> tuple[Difference, ...]:
        """Return what a version changed: against the one before, or that of another number."""
        with reading(self.engine) as connection:
            now = _version(connection, key, number)
            if against is None and number == 1:
                return ()
            then = _version(connection, key, number - 1 if against is None else against)
        return differences(scenario_of(now), scenario_of(then))

    def keep_draft(self, name: str, text: str) -> None:
        """Keep the draft of a visit in place of the one before; the oldest drafts are let go."""
        drafts.check(text)
        with writing(self.engine) as connection:
            drafts.keep(connection, stored_text(name, "name"), text)

    def draft(self, name: str) -> str | None:
        """Return the draft of a visit; None where it is not kept, or not any more."""
        with reading(self.engine) as connection:
            return drafts.find(connection, name)

    def backup(self, to: Path) -> None:
        """Write the whole library to another file, as it is at one moment."""
        if self.engine.dialect.name != "sqlite":
            raise LibraryError(
                say("{place} is on a server; use the server's own backup", place=self.place)
            )
        with told(self.engine.url):
            sqlite.copy(self.engine, Path(to))


def _newest() -> Select[Any]:
    """Every entry with the version that it stands for."""
    newest = and_(versions.c.key == entries.c.key, versions.c.number == entries.c.number)
    said = [c for c in versions.c if c.name not in ("key", "number", "text")]
    return select(*entries.c, *said).join_from(entries, versions, newest)


def _entry(connection: Connection, key: str) -> Entry:
    row = connection.execute(_newest().where(entries.c.key == key)).mappings().first()
    if row is None:
        raise no_entry(key)
    return entry_of(row)


def _version(connection: Connection, key: str, number: int | None) -> Row:
    entry = _entry(connection, key)
    wanted = entry.number if number is None else number
    asked = select(versions).where(versions.c.key == key, versions.c.number == wanted)
    row = connection.execute(asked).mappings().first()
    if row is None:
        raise no_version(entry.name, wanted)
    return row


def _ticketed(connection: Connection, ticket: str) -> Row | None:
    """Return what was saved with a ticket."""
    asked = select(versions).where(versions.c.ticket == ticket)
    return connection.execute(asked).mappings().first()


def _made(connection: Connection) -> str:
    """Return the key of a new entry, which has no version yet."""
    key = secrets.token_hex(8)
    connection.execute(insert(entries).values(key=key, number=0, tags="[]", archived=False))
    return key


def _agreed(
    connection: Connection, mine: Scenario, key: str, seen: int | None, overwrite: bool
) -> int:
    """Return the number of the newest version, where it is the one seen or may be saved over."""
    entry = _entry(connection, key)
    if seen == entry.number or overwrite:
        return entry.number
    theirs = version_of(_version(connection, key, None))
    base = version_of(_version(connection, key, seen)) if seen is not None else None
    raise Conflict(entry, theirs, mine, base)


def _written(connection: Connection, row: Row, ticket: str, tags: Sequence[str] | None) -> Saved:
    """Write a version and set it as its entry's newest, if nobody else has meanwhile."""
    numbered = and_(entries.c.key == row["key"], entries.c.number == row["number"] - 1)
    values = {"number": row["number"], **({} if tags is None else {"tags": stored_tags(tags)})}
    connection.execute(insert(versions).values(ticket=stored_text(ticket, "ticket"), **row))
    connection.execute(update(entries).where(numbered).values(values))
    return Saved(version_of(row))
