"""What became of the rows of a file, and of their money: nothing is lost between the lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cxsim.text.phrase import Phrase


@dataclass(frozen=True)
class Share:
    """Some rows of a file.

    Parameters
    ----------
    rows : int
    amount : Decimal or None, currency
        Their sum, to a hundredth of a cent; None where the file holds no amounts.
    """

    rows: int = 0
    amount: Decimal | None = None

    def __add__(self, other: Share) -> Share:
        """Return both together."""
        amounts = [each for each in (self.amount, other.amount) if each is not None]
        return Share(self.rows + other.rows, sum(amounts, Decimal(0)) if amounts else None)


@dataclass(frozen=True)
class Rejected:
    """Rows that were left out for one reason."""

    reason: Phrase
    share: Share


@dataclass(frozen=True)
class Example:
    """One row that was left out.

    Parameters
    ----------
    line : int
        Its place in the file, the header being line 1.
    reason : Phrase
    text : str
        What stands there, shortened.
    """

    line: int
    reason: Phrase
    text: str


@dataclass(frozen=True)
class Ledger:
    """The rows of one file: read = accepted + duplicates + rejected, and so are the amounts.

    Parameters
    ----------
    read, accepted, duplicates : Share
        `read` is counted by itself, not summed from the others.
    rejected : tuple of Rejected
    unread : int
        Rows among the rejected whose amount cannot be read, and is in no sum.
    examples : tuple of Example
        The first of the rejected rows.
    first, last : date or None
        Days of the accepted rows.
    """

    read: Share
    accepted: Share
    duplicates: Share
    rejected: tuple[Rejected, ...]
    unread: int
    examples: tuple[Example, ...]
    first: date | None
    last: date | None

    @property
    def lost(self) -> Share:
        """All the rejected."""
        return sum((each.share for each in self.rejected), Share())

    @property
    def conserved(self) -> bool:
        """Whether rows and amounts add up."""
        parts = self.accepted + self.duplicates + self.lost
        return parts.rows == self.read.rows and (parts.amount or 0) == (self.read.amount or 0)
