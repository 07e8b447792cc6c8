"""What a reader types and opens on the Library page."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cxsim.text.phrase import Phrase

if TYPE_CHECKING:
    from cxsim.library import Conflict

TYPED: Final = ("author", "tags", "note", "search")


@dataclass
class Shelf:
    """The reader's answers on the page.

    Attributes
    ----------
    author, tags, note, search : str
        As typed: who saves; words to find the case by, between commas; what changed and why; what
        is looked for.
    archived : bool
        Whether the cases put away are listed.
    opened : str
        The entry whose versions are listed; empty for none.
    version : int
        The version whose changes are listed; 0 for none.
    trouble, told : Phrase or None
        Why the last deed could not be done; that it was.
    conflict : Conflict or None
        What somebody else has saved since, of the case that the reader would save.
    beside : str
        The case of the visit that the one shown is to be compared with.
    ticket : str
        A secret that makes the retry of a save the same save.
    """

    author: str = ""
    tags: str = ""
    note: str = ""
    search: str = ""
    archived: bool = False
    opened: str = ""
    version: int = 0
    trouble: Phrase | None = None
    told: Phrase | None = None
    conflict: Conflict | None = None
    beside: str = ""
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def copied(self) -> Shelf:
        """Return a shelf of its own that goes on from here."""
        return replace(self)

    def stub(self, *parts: object) -> str:
        """Return the ticket of one save: the same for its retry, another for anything else."""
        whole = "\0".join(map(str, (self.ticket, *parts)))
        return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()

    def clear(self) -> None:
        """Forget what the last deed led to."""
        self.trouble = self.told = self.conflict = None
