"""What the library says of a scenario: the entry it stands under, its versions, what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """A scenario in the library, as its newest version has it.

    Attributes
    ----------
    key : str
        Random; it stays what the scenario is renamed to.
    name, description : str
    tags : tuple of str
    author : str
        Who saved the newest version, as typed.
    saved : datetime
        When, in UTC.
    number : int
        Of the newest version; the first is 1.
    archived : bool
    """

    key: str
    name: str
    description: str
    tags: tuple[str, ...]
    author: str
    saved: datetime
    number: int
    archived: bool


@dataclass(frozen=True)
class Version:
    """A scenario as it was saved once; never changed afterwards.

    Attributes
    ----------
    key : str
        The entry's.
    number : int
    author : str
        As typed.
    saved : datetime
        In UTC.
    note : str
        What the author says of it.
    fingerprint : str
        Of the scenario, as `Scenario.fingerprint`.
    restored_from : int or None
        The version that it brought back.
    """

    key: str
    number: int
    author: str
    saved: datetime
    note: str
    fingerprint: str
    restored_from: int | None


@dataclass(frozen=True)
class Saved:
    """What was saved; a retry with the same ticket gets the same.

    Attributes
    ----------
    version : Version
    """

    version: Version

    @property
    def key(self) -> str:
        """The entry's key."""
        return self.version.key

    @property
    def number(self) -> int:
        """The version's number."""
        return self.version.number
