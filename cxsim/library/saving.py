"""How a version gets into the tables, within the transaction of a writer."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from cxsim.library import queries
from cxsim.library.records import Saved
from cxsim.library.refusals import Conflict, no_entry
from cxsim.library.rows import LONGEST_NAME, Row, stored_tags, stored_text, version_of
from cxsim.library.tables import entries, versions
from cxsim.scenario import Scenario


def made(connection: Connection) -> str:
    """Return the key of a new entry, which has no version yet."""
    key = secrets.token_hex(8)
    connection.execute(insert(entries).values(key=key, number=0, tags="[]", archived=False))
    return key


def agreed(
    connection: Connection, mine: Scenario, key: str, seen: int | None, overwrite: bool = False
) -> int:
    """Return the number of the newest version, where it is the one seen or may be saved over."""
    connection.execute(select(entries.c.key).where(entries.c.key == key).with_for_update())
    entry = queries.entry(connection, key)
    if seen == entry.number or overwrite:
        return entry.number
    history = queries.history(connection, key)
    base = next((version for version in history if version.number == seen), None)
    raise Conflict(entry, history[0], mine, base)


def written(
    connection: Connection, row: Row, ticket: str, tags: Sequence[str] | None = None
) -> Saved:
    """Write a version, and set it as its entry's newest.

    No two versions of an entry have one number: of two savers the second is refused by the table,
    should it come to that.
    """
    ticket = stored_text(ticket, LONGEST_NAME)
    values = {"number": row["number"], **({} if tags is None else {"tags": stored_tags(tags)})}
    connection.execute(insert(versions).values(ticket=ticket, **row))
    changed(connection, row["key"], values)
    return Saved(version_of(row))


def changed(connection: Connection, key: str, values: dict[str, Any]) -> None:
    """Change what an entry says beside its versions."""
    done = connection.execute(update(entries).where(entries.c.key == key).values(values))
    if done.rowcount != 1:
        raise no_entry(key)
