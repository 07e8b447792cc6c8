"""Slides with native charts, written for a board: each title is its message, from the numbers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from cxsim.export.case import BusinessCase
from cxsim.export.slides.deck import empty_deck, finish, new_slide, set_properties
from cxsim.export.slides.packing import pack
from cxsim.export.slides.pages import PAGES
from cxsim.export.telling.tell import tell
from cxsim.export.telling.telling import Telling
from cxsim.scenario.files import replacing
from cxsim.simulation import Progress

TAGS = {"en": "en-GB", "fr": "fr-FR"}
"""The language of the texts, as PowerPoint calls it."""


def deck_of(told: Telling, progress: Progress) -> bytes:
    """Return the slides as python-pptx saves them."""
    deck, tag = empty_deck(), TAGS.get(told.language.code, TAGS["en"])
    for place, page in enumerate(PAGES, 1):
        canvas = new_slide(deck, tag)
        page(canvas, told)
        finish(canvas, told.stamp, f"{place}/{len(PAGES)}", told.draft)
        progress(place / len(PAGES))
    title = f"{told.front.customer or told.front.scenario} · {told.front.kind}"
    set_properties(deck, title, told.front.author, tag, told.front.day)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def write_slides(case: BusinessCase, path: Path, progress: Progress) -> None:
    """Write slides by replacing the file, so that a reader finds the old ones or the new."""
    packed = deck_of(tell(case), progress)
    with replacing(path) as draft:
        pack(packed, draft)
