"""What the reader compares: in which way, with which cases, against which one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxsim.text.phrase import Phrase, say

if TYPE_CHECKING:
    from pages.shared.visit import Visit

CONTRASTED, CASES, PROGRAMMES, WORLDS = "contrasts", "cases", "programmes", "worlds"
WAYS: Mapping[str, Phrase] = {
    CONTRASTED: say("Less, more, later"),
    CASES: say("Other cases"),
    PROGRAMMES: say("Same world, other programme"),
    WORLDS: say("Same programme, other world"),
}


@dataclass
class Asked:
    """The state of the page, kept when it is left and in the draft of the visit.

    Attributes
    ----------
    way : str
        One of WAYS.
    chosen : tuple of str or None
        Keys of the cases that the current one is compared with; None for the usual ones.
    base : str
        The key of the case that others are measured against; "" for the current one.
    figure : str
        The result whose figures are listed.
    against : str
        The name of the scenario whose differences are listed; "" for the first.
    """

    way: str = CONTRASTED
    chosen: tuple[str, ...] | None = None
    base: str = ""
    figure: str = "npv"
    against: str = ""

    def others(self, visit: Visit) -> tuple[str, ...]:
        """Return the cases that the current one is compared with."""
        known = [key for key in visit.keys if key != visit.current]
        if self.chosen is None:
            currency = visit.session.scenario.currency
            alike = [key for key in known if visit.scenario(key).currency == currency]
            return tuple(alike[:1])
        return tuple(key for key in self.chosen if key in known)
