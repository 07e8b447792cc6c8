"""What stands in the tables, and what it says: rows sealed when written, doubted when read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cxsim.library.records import Entry, Version
from cxsim.library.refusals import LibraryError, damaged, unreadable
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.faults import shown
from cxsim.text.phrase import say

LONGEST = 10_000
"""Characters of an author's name, of a note, of a tag."""
LONGEST_NAME = 200
"""Characters of a ticket, of a draft's name: they are found by."""
MOST_TAGS = 100
CONTENT = ("name", "description", "fingerprint", "text")
"""The columns of a version that the scenario gives."""
SEALED = ("key", "number", *CONTENT, "author", "saved", "note", "restored_from")
"""The columns of a version that its seal is made of."""
UNKNOWN = datetime.fromtimestamp(0, UTC)
"""When something was saved whose moment cannot be read."""
Row = Mapping[str, Any]


def content_of(scenario: Scenario) -> Row:
    """Return what a scenario gives to its row; half a tenth of a second, so before any lock."""
    text = scenario.to_toml()
    values = (scenario.name, scenario.description, scenario.fingerprint, text)
    return dict(zip(CONTENT, values, strict=True))


def version_row(
    content: Row,
    key: str,
    number: int,
    author: str,
    note: str = "",
    restored_from: int | None = None,
) -> Row:
    """Return a version as its row, but for the ticket."""
    row = {
        "key": key,
        "number": number,
        **{column: content[column] for column in CONTENT},
        "author": stored_text(author),
        "saved": datetime.now(UTC).isoformat(),
        "note": stored_text(note),
        "restored_from": restored_from,
    }
    return {**row, "seal": seal(row)}


def seal(row: Row) -> str:
    """Return the SHA-256 of what a version says."""
    content = json.dumps([row[column] for column in SEALED], default=repr)
    return hashlib.sha256(content.encode()).hexdigest()


def scenario_of(row: Row) -> Scenario:
    """Return the scenario of a version, once its seal shows that it is what was saved."""
    name, number = str(row["name"]), row["number"]
    if seal(row) != row["seal"]:
        raise damaged(name, number)
    try:
        return Scenario.parse(row["text"])
    except ScenarioError as error:
        raise unreadable(name, number) from error


def entry_of(row: Row) -> Entry:
    """Return an entry from its row and that of its newest version, as far as they can be read."""
    return Entry(
        key=str(row["key"]),
        name=str(row.get("name") or row["key"]),
        description=str(row.get("description") or ""),
        tags=_tags(row.get("tags")),
        author=str(row.get("author") or ""),
        saved=_moment(row.get("saved")),
        number=max(_whole(row.get("number")), _whole(row.get("highest"))),
        archived=bool(row.get("archived")),
    )


def version_of(row: Row) -> Version:
    """Return a version from its row."""
    return Version(
        key=str(row["key"]),
        number=_whole(row["number"]),
        author=str(row["author"]),
        saved=_moment(row["saved"]),
        note=str(row["note"]),
        fingerprint=str(row["fingerprint"]),
        restored_from=row["restored_from"],
    )


def stored_text(text: str, limit: int = LONGEST) -> str:
    """Return a text that every database takes."""
    if len(text) > limit or not writable(text):
        raise LibraryError(
            say(
                "{text} is longer than {limit} characters, or holds some that no file can; "
                "shorten it, or type it again",
                text=shown(text),
                limit=limit,
            )
        )
    return text


def writable(text: str) -> bool:
    """Whether a text can be stored: no half of a character, and no zero byte."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def stored_tags(tags: Sequence[str]) -> str:
    """Return tags as their column: each once, in the order given, none of them empty."""
    each = dict.fromkeys(stored_text(tag.strip()) for tag in tags)
    if len(each) > MOST_TAGS:
        raise LibraryError(
            say(
                "{count} tags are more than {limit}; leave some out",
                count=len(each),
                limit=MOST_TAGS,
            )
        )
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


def _whole(column: Any) -> int:
    return column if isinstance(column, int) else 0
