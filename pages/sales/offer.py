"""What a reader makes of a case for somebody: the cover, the view told first, what is accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from cxsim.downside.register import register
from cxsim.export.case import (
    Accepted,
    Analyses,
    BusinessCase,
    Cover,
    Owned,
    ViewName,
    accept,
    analyse,
    owned,
)
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.text.language import Language


@dataclass
class Offer:
    """The reader's answers on the page, the same for every case but for what is accepted.

    Attributes
    ----------
    customer, author, day : str
        As typed; an empty day is today.
    logo : bytes or None
    headline : {"conservative", "expected", "optimistic"}
    accepted : dict of str to tuple of Accepted
        By the key of the case.
    signing : str
        The name that numbers would be accepted in, as typed.
    shown : str
        Which numbers are listed: an owner, "open", or "" for all.
    trouble : str
        Why the last deed could not be done.
    analysed : tuple of (str, Analyses) or None
        The last analyses, and of what.
    """

    customer: str = ""
    author: str = ""
    day: str = ""
    logo: bytes | None = None
    headline: ViewName = "conservative"
    accepted: dict[str, tuple[Accepted, ...]] = field(default_factory=dict)
    signing: str = ""
    shown: str = "open"
    trouble: str = ""
    analysed: tuple[str, Analyses] | None = None

    def copied(self) -> Offer:
        """Return an offer of its own that goes on from here."""
        return replace(self, accepted=dict(self.accepted))

    def cover(self, today: date, language: Language) -> Cover:
        """Return the cover; a day that cannot be read is today."""
        return Cover(dated(self.day) or today, language, self.customer, self.author, self.logo)

    def numbers(
        self, key: str, scenario: Scenario, shares: dict[str, float], cover: Cover
    ) -> tuple[Owned, ...]:
        """Return whose each number of a case is."""
        rows = register(scenario, shares, cover.day)
        return owned(rows, scenario, cover, self.accepted.get(key, ()))

    def sign(self, key: str, rows: tuple[Owned, ...], scenario: Scenario, day: date) -> None:
        """Accept every open number in the name that is typed."""
        new = accept(rows, scenario, self.signing, day)
        self.accepted[key] = (*self.accepted.get(key, ()), *new)

    def case(
        self, key: str, result: Result, cover: Cover, progress: Callable[[float], None]
    ) -> BusinessCase:
        """Return the case, its analyses computed once for all its files."""
        wanted = digest(result.scenario.content())
        if self.analysed is None or self.analysed[0] != wanted:
            self.analysed = wanted, analyse(result, progress)
        found = self.analysed[1]
        return BusinessCase(result, found, cover, self.headline, self.accepted.get(key, ()))


def dated(text: str) -> date | None:
    """Return the day that is typed; None where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def digest(*parts: object) -> str:
    """Return what tells whether a file is still the one that would be made."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "replace")).hexdigest()
