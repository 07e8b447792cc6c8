"""`Library`: scenarios that last, each with its history, for everybody who opens the same place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine

from cxsim.library import drafts, queries, sqlite
from cxsim.library.database import engine_of, place_of, reading, shown, told, writing
from cxsim.library.records import Entry, Saved, Version
from cxsim.library.refusals import LibraryError, other_content
from cxsim.library.rows import (
    LONGEST_NAME,
    content_of,
    scenario_of,
    stored_tags,
    stored_text,
    version_of,
    version_row,
)
from cxsim.library.saving import agreed, changed, made, written
from cxsim.library.search import finds
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
            listed = queries.listed(connection)
        return tuple(e for e in listed if (archived or not e.archived) and finds(search, e))

    def entry(self, key: str) -> Entry:
        """Return the scenario under a key."""
        with reading(self.engine) as connection:
            return queries.entry(connection, key)

    def versions(self, key: str) -> tuple[Version, ...]:
        """Return the history of a scenario, the newest version first."""
        with reading(self.engine) as connection:
            return queries.history(connection, key)

    def load(self, key: str, number: int | None = None) -> Scenario:
        """Return a scenario as it was saved: its newest version, or the one of a number."""
        with reading(self.engine) as connection:
            row = queries.version(connection, key, number)
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
        content = content_of(scenario)
        with writing(self.engine) as connection:
            if earlier := queries.ticketed(connection, ticket):
                if earlier["text"] != content["text"] or key not in (None, earlier["key"]):
                    raise other_content()
                return Saved(version_of(earlier))
            if key is None:
                key, number = made(connection), 1
            else:
                number = 1 + agreed(connection, scenario, key, seen, overwrite)
            return written(
                connection, version_row(content, key, number, author, note), ticket, tags
            )

    def duplicate(self, key: str, name: str, *, author: str, ticket: str) -> Saved:
        """Save the newest version of a scenario under a name of its own, as a new entry.

        Raises
        ------
        ScenarioError
            The name is none that a scenario can have.
        """
        tags = self.entry(key).tags
        content = content_of(self.load(key).with_value("name", name))
        with writing(self.engine) as connection:
            if earlier := queries.ticketed(connection, ticket):
                return Saved(version_of(earlier))
            row = version_row(content, made(connection), 1, author)
            return written(connection, row, ticket, tags)

    def restore(self, key: str, number: int, *, author: str, seen: int, ticket: str) -> Saved:
        """Save an earlier version once more, on top; what came between stays in the history.

        Raises
        ------
        Conflict
            Somebody else has saved since the version `seen`; nothing is written.
        """
        with writing(self.engine) as connection:
            if earlier := queries.ticketed(connection, ticket):
                return Saved(version_of(earlier))
            content = queries.version(connection, key, number)
            newest = agreed(connection, scenario_of(content), key, seen)
            row = version_row(content, key, 1 + newest, author, restored_from=number)
            return written(connection, row, ticket)

    def archive(self, key: str, archived: bool = True) -> None:
        """Put a scenario away, or bring it back; nothing is ever deleted."""
        self._change(key, archived=archived)

    def describe(self, key: str, *, tags: Sequence[str]) -> None:
        """Give a scenario other tags; that makes no version."""
        self._change(key, tags=stored_tags(tags))

    def _change(self, key: str, **values: Any) -> None:
        with writing(self.engine) as connection:
            changed(connection, key, values)

    def difference(
        self, key: str, number: int, against: int | None = None
    ) -> tuple[Difference, ...]:
        """Return what a version changed: against the one before, or that of another number."""
        with reading(self.engine) as connection:
            now = queries.version(connection, key, number)
            if against is None and number == 1:
                return ()
            then = queries.version(connection, key, number - 1 if against is None else against)
        return differences(scenario_of(now), scenario_of(then))

    def keep_draft(self, name: str, text: str) -> None:
        """Keep the draft of a visit in place of the one before; the oldest drafts are let go."""
        drafts.check(text)
        with writing(self.engine) as connection:
            drafts.keep(connection, stored_text(name, LONGEST_NAME), text)

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
