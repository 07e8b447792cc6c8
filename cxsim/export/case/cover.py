"""The cover of a business case: for whom, by whom, of which day, with whose mark."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from cxsim.text.language import Language
from cxsim.text.outside import system_reason
from cxsim.text.phrase import RefusedError, say

LONGEST: Final = 200
"""Characters of a customer's or an author's name."""
LARGEST_LOGO: Final = 4 << 20
"""Bytes of a logo as it is brought."""
WIDEST: Final = 6_000
"""Pixels a side of a logo as it is brought."""
KEPT: Final = 1_000
"""Pixels a side of a logo as it is kept: sharp on a page, small in a file."""
JOINERS: Final = "\u200c\u200d"
"""Invisible, and part of how some scripts are written."""


@dataclass(frozen=True)
class Cover:
    """What stands before a case.

    Parameters
    ----------
    day : date
        Of the files; nothing in them depends on the clock.
    language : Language
    customer, author : str
        Empty where nobody is named; what steers a terminal or turns a line is left out of them.
    logo : bytes or None
        A picture as `checked_logo` returns it.
    """

    day: date
    language: Language = field(default_factory=Language)
    customer: str = ""
    author: str = ""
    logo: bytes | None = None

    def __post_init__(self) -> None:
        """Keep names on one line, and plain."""
        for name in ("customer", "author"):
            object.__setattr__(self, name, plain(getattr(self, name)))


def plain(name: str) -> str:
    """Return a name on one line, without characters that steer, hide or turn text.

    Everything else of Unicode stays, composed (NFC).
    """
    kept = "".join(
        " " if c.isspace() or unicodedata.category(c) in ("Zl", "Zp") else c
        for c in name
        if c.isspace() or c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn")
    )
    return unicodedata.normalize("NFC", " ".join(kept.split()))[:LONGEST].rstrip()


def read_logo(path: Path) -> bytes:
    """Return the bytes of a logo's file, no more than are taken.

    Raises
    ------
    RefusedError
        Where it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_LOGO + 1)
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise RefusedError(
            say("the logo {path} cannot be opened: {reason}", path=path, reason=reason)
        ) from None


def checked_logo(content: bytes) -> bytes:
    """Return a logo as PNG, no larger than needed and without what a camera writes beside it.

    Raises
    ------
    RefusedError
        Where it is no PNG or JPEG, or too large.
    """
    from PIL import Image, ImageOps  # here: only a case with a logo needs it

    if len(content) > LARGEST_LOGO:
        raise RefusedError(
            say(
                "the logo is larger than {limit} bytes; save it smaller, as PNG or JPEG",
                limit=LARGEST_LOGO,
            )
        )
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if max(picture.size) > WIDEST:
                raise RefusedError(
                    say(
                        "the logo is {width} × {height} pixels; {limit} a side are enough",
                        width=picture.width,
                        height=picture.height,
                        limit=WIDEST,
                    )
                )
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except RefusedError:
        raise
    except Exception:  # whatever a broken picture makes its reader raise
        raise RefusedError(
            say("the logo cannot be read as PNG or JPEG; save it anew in one of the two")
        ) from None
    upright.thumbnail((KEPT, KEPT))
    made = io.BytesIO()
    upright.save(made, "PNG")
    return made.getvalue()
