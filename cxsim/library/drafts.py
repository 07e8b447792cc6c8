"""Drafts: the unfinished state of a reader's visit, a text that means nothing to the library."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, insert, select

from cxsim.library.refusals import LibraryError
from cxsim.library.rows import writable
from cxsim.library.tables import drafts
from cxsim.text.phrase import say

LARGEST_DRAFT = 8 << 20
"""Bytes of a draft."""
MOST_DRAFTS = 1_000
"""Drafts that are kept; the oldest are let go."""


def keep(connection: Connection, name: str, text: str) -> None:
    """Keep a draft in place of the one of that name."""
    connection.execute(delete(drafts).where(drafts.c.name == name))
    connection.execute(insert(drafts).values(name=name, text=text, seal=_seal(name, text)))
    latest = select(drafts.c.id).order_by(drafts.c.id.desc()).limit(MOST_DRAFTS)
    connection.execute(delete(drafts).where(drafts.c.id.not_in(latest.scalar_subquery())))


def find(connection: Connection, name: str) -> str | None:
    """Return a draft, whole as it was kept; None where there is none."""
    row = connection.execute(select(drafts).where(drafts.c.name == name)).first()
    if row is None:
        return None
    if row.seal != _seal(name, str(row.text)):
        raise LibraryError(
            say("the draft is damaged: it is not what was kept; go on from what was saved")
        )
    return str(row.text)


def check(text: str) -> None:
    """Refuse a draft that is too large, or that no file can hold."""
    if not writable(text) or len(text.encode()) > LARGEST_DRAFT:
        raise LibraryError(
            say(
                "the draft is larger than {limit} bytes, or holds characters that no file can; "
                "save its scenarios, and begin a new one",
                limit=LARGEST_DRAFT,
            )
        )


def _seal(name: str, text: str) -> str:
    return hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
