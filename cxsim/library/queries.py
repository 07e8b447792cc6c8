"""What is asked of the tables, within the transaction of a connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.exc import DatabaseError

from cxsim.library.records import Entry, Version
from cxsim.library.refusals import LibraryError, damaged, no_entry, no_version
from cxsim.library.rows import Row, entry_of, version_of
from cxsim.library.tables import entries, versions

_highest = (
    select(versions.c.key, func.max(versions.c.number).label("highest"))
    .group_by(versions.c.key)
    .subquery()
)
"""The number of the newest version that there is, by key."""


def listed(connection: Connection) -> list[Entry]:
    """Return every entry, the last saved first.

    Where a page of the file is damaged, each is asked for alone, so that one hides no other.
    """
    try:
        rows: Sequence[Any] = connection.execute(_entries()).mappings().all()
        return [entry_of(row) for row in rows]
    except DatabaseError:
        keys = connection.scalars(select(entries.c.key)).all()
        return [_alone(connection, key) for key in keys]


def _alone(connection: Connection, key: str) -> Entry:
    try:
        return entry(connection, key)
    except (DatabaseError, LibraryError):
        return entry_of({"key": key})


def _entries() -> Select[Any]:
    """Every entry with the newest version there is: none, where a damaged file has lost it."""
    newest = and_(versions.c.key == _highest.c.key, versions.c.number == _highest.c.highest)
    said = (versions.c.name, versions.c.description, versions.c.author, versions.c.saved)
    return (
        select(*entries.c, _highest.c.highest, *said)
        .outerjoin_from(entries, _highest, _highest.c.key == entries.c.key)
        .outerjoin(versions, newest)
        .order_by(versions.c.id.desc())
    )


def entry(connection: Connection, key: str) -> Entry:
    """Return the entry under a key."""
    asked = _entries().where(entries.c.key == key)
    row: Any = connection.execute(asked).mappings().first()
    if row is None:
        raise no_entry(key)
    return entry_of(row)


def history(connection: Connection, key: str) -> tuple[Version, ...]:
    """Return the versions of an entry, the newest first."""
    asked = select(versions).where(versions.c.key == key).order_by(versions.c.number.desc())
    rows: Sequence[Any] = connection.execute(asked).mappings().all()
    if not rows:
        raise no_entry(key)
    return tuple(map(version_of, rows))


def version(connection: Connection, key: str, number: int | None = None) -> Row:
    """Return the row of a version: of the newest, or the one of a number."""
    found = entry(connection, key)
    wanted = found.number if number is None else number
    asked = select(versions).where(versions.c.key == key, versions.c.number == wanted)
    row: Any = connection.execute(asked).mappings().first()
    if row is None:
        raise (damaged if wanted == found.number else no_version)(found.name, wanted)
    return row  # type: ignore[no-any-return]


def ticketed(connection: Connection, ticket: str) -> Row | None:
    """Return the row of the version that was saved with a ticket."""
    asked = select(versions).where(versions.c.ticket == ticket)
    row: Any = connection.execute(asked).mappings().first()
    return row  # type: ignore[no-any-return]
