"""What stands in the tables, and what it says: rows sealed when written, doubted when read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cxsim.library.records import Entry, Version
from cxsim.library.refusals import LibraryError, damaged, other_content, unreadable
from cxsim.scenario import Scenario, ScenarioError
from cxsim.text.phrase import say

LONGEST = 10_000
"""Characters of an author's name, of a note, of a tag."""
MOST_TAGS = 100
SEALED = (
    "key",
    "number",
    "name",
    "description",
    "author",
    "saved",
    "note",
    "fingerprint",
    "restored_from",
    "text",
)
"""The columns of a version that its seal is made of."""
Row = Mapping[str, Any]
UNKNOWN = datetime.fromtimestamp(0, UTC)
"""When something was saved whose moment cannot be read."""


def seal(row: Row) -> str:
    """Return the SHA-256 of what a version says."""
    content = json.dumps([row[column] for column in SEALED])
    return hashlib.sha256(content.encode()).hexdigest()


def version_row(
    scenario: Scenario, key: str, number: int, author: str, note: str, restored_from: int | None
) -> dict[str, Any]:
    """Return a version as its row, but for the ticket."""
    row = {
        "key": key,
        "number": number,
        "name": scenario.name,
        "description": scenario.description,
        "author": stored_text(author, "author"),
        "saved": datetime.now(UTC).isoformat(),
        "note": stored_text(note, "note"),
        "fingerprint": scenario.fingerprint,
        "restored_from": restored_from,
        "text": scenario.to_toml(),
    }
    return {**row, "seal": seal(row)}


def entry_of(row: Row) -> Entry:
    """Return an entry from its row and that of its newest version."""
    return Entry(
        key=str(row["key"]),
        name=str(row["name"]),
        description=str(row["description"]),
        tags=_tags(row["tags"]),
        author=str(row["author"]),
        saved=_moment(row["saved"]),
        number=int(row["number"]),
        archived=bool(row["archived"]),
    )


def version_of(row: Row) -> Version:
    """Return a version from its row."""
    return Version(
        key=str(row["key"]),
        number=int(row["number"]),
        author=str(row["author"]),
        saved=_moment(row["saved"]),
        note=str(row["note"]),
        fingerprint=str(row["fingerprint"]),
        restored_from=row["restored_from"],
    )


def scenario_of(row: Row) -> Scenario:
    """Return the scenario of a version, once its seal shows that it is what was saved."""
    name, number = str(row["name"]), row["number"]
    if seal(row) != row["seal"]:
        raise damaged(name, number)
    try:
        return Scenario.parse(row["text"])
    except ScenarioError as error:
        raise unreadable(name, number) from error


def same_content(row: Row, scenario: Scenario) -> None:
    """Refuse a ticket whose save was of something else: it would be lost without a word."""
    if row["text"] != scenario.to_toml():
        raise other_content()


def stored_text(text: str, what: str) -> str:
    """Return a text that every database takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        writable = False
    else:
        writable = "\0" not in text
    if not writable or len(text) > LONGEST:
        raise LibraryError(
            say(
                "{what}: it is longer than {limit} characters, or holds some that no file can; "
                "shorten it, or type it again",
                what=what,
                limit=LONGEST,
            )
        )
    return text


def stored_tags(tags: Sequence[str]) -> str:
    """Return tags as their column: each once, in the order given, none of them empty."""
    if len(tags) > MOST_TAGS:
        raise LibraryError(
            say("tags: there are more than {limit}; leave some out", limit=MOST_TAGS)
        )
    each = dict.fromkeys(stored_text(tag.strip(), "tags") for tag in tags)
    return json.dumps([tag for tag in each if tag])


def _tags(column: Any) -> tuple[str, ...]:
    try:
        return tuple(str(tag) for tag in json.loads(column))
    except (TypeError, ValueError):
        return ()


def _moment(column: Any) -> datetime:
    try:
        return datetime.fromisoformat(column).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return UNKNOWN
