"""What a reader's hand does on the Business case page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date

from cxsim.export.case import Cover, Owned, checked_logo
from cxsim.export.case.cover import LARGEST_LOGO
from cxsim.scenario import Scenario
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError
from pages.bench import Event
from pages.sales.offer import Offer

TYPED = ("customer", "author", "day", "signing")
SHOW = "show "


def hear_cover(offer: Offer, events: Sequence[Event], language: Language) -> None:
    """Take what stands on the cover; a logo that cannot be taken is refused with the reason."""
    for event in events:
        offer.trouble = ""
        _take(offer, event, language)


def hear_numbers(
    offer: Offer,
    events: Sequence[Event],
    key: str,
    rows: tuple[Owned, ...],
    scenario: Scenario,
    cover: Cover,
) -> None:
    """List other numbers, accept those that are open, or take that back.

    Parameters
    ----------
    offer : Offer
    events : sequence of Event
    key : str
        Of the case.
    rows : tuple of Owned
        As they were shown.
    scenario : Scenario
    cover : Cover
    """
    for event in events:
        match event.kind, event.id:
            case "press", name if name.startswith(SHOW):
                offer.shown = name.removeprefix(SHOW)
            case "press", "accept" if cover_name(offer):
                offer.sign(key, rows, scenario, date.today())
            case "press", "take back":
                offer.accepted.pop(key, None)
            case _:
                _take(offer, event, cover.language)


def cover_name(offer: Offer) -> str:
    """Return the name that numbers would be accepted in, as a cover would have it."""
    return Cover(date.min, customer=offer.signing).customer


def _take(offer: Offer, event: Event, language: Language) -> None:
    match event.kind, event.id:
        case (("set" | "type"), name) if name in TYPED:
            setattr(offer, name, event.text)
        case "drop", name if name in TYPED:
            setattr(offer, name, "")
        case "press", "no logo":
            offer.logo = None
        case "file", "logo":
            try:
                offer.logo = checked_logo(_bytes(event.text))
            except RefusedError as error:
                reason = language.read(error.reason)
                offer.trouble = f"{reason[:1].upper()}{reason[1:]}."


def _bytes(text: str) -> bytes:
    """Return the bytes of a file, sent as base64; what is none was too large to be sent."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return bytes(LARGEST_LOGO + 1)
