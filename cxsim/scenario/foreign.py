"""What a file that is no scenario seems to be, by its first bytes, and where it is wanted."""

from __future__ import annotations

import re
from typing import NamedTuple

from cxsim.text.phrase import Phrase, say

HEAD = 4096
"""Bytes of a text that are looked at."""
MOST_LINES = 40
"""Lines of a text that are looked at."""


class Foreign(NamedTuple):
    """A kind of file that is no scenario.

    Attributes
    ----------
    rule, remedy : Phrase
        What it seems to be; where it is wanted, or what to open instead.
    """

    rule: Phrase
    remedy: Phrase


_RECORDS = say(
    "a company's records go to `cxsim baseline` or the page Baseline; a scenario is a .toml file"
)
_OPEN = say("open the case's .toml file, or its workbook by `cxsim import` or in the File panel")
WORKBOOK = Foreign(
    say("it seems to be an Excel workbook"),
    say(
        "a case's workbook comes back by `cxsim import` or in the File panel, a company's records "
        "go to `cxsim baseline` or the page Baseline"
    ),
)
SLIDES = Foreign(say("it seems to be a file of slides"), _OPEN)
TEXT_DOCUMENT = Foreign(say("it seems to be a text document"), _OPEN)
ARCHIVE = Foreign(say("it seems to be a compressed archive"), say("unpack it first"))
PICTURE = Foreign(
    say("it seems to be a picture"),
    say("a logo goes to `cxsim report --logo` or the page Business case"),
)
JSON = Foreign(
    say("it seems to be JSON, which cxsim writes and does not read"),
    _OPEN,
)
TABLE = Foreign(say("it seems to be a table of records"), _RECORDS)
PROSE = Foreign(say("it seems to be plain text"), _OPEN)
SCENARIO = Foreign(
    say("it seems to be a scenario file"), say("open it by `cxsim run` or in the File panel")
)
MARKS: dict[bytes, Foreign] = {
    b"%PDF": Foreign(say("it seems to be a PDF document"), _OPEN),
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"PAR1": TABLE,
    b"\xd0\xcf\x11\xe0": Foreign(
        say("it seems to be an old Office file, or one with a password"),
        say("save it as .xlsx without a password"),
    ),
    b"\x1f\x8b": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"Rar!": ARCHIVE,
    b"SQLite format 3": Foreign(
        say("it seems to be a database"), say("saved cases are opened on the page Library")
    ),
}
"""By the first bytes."""
PACKED = {b"xl/": WORKBOOK, b"ppt/": SLIDES, b"word/": TEXT_DOCUMENT}
"""Of a zip, by the name of a folder in it."""


def foreign(content: bytes) -> Foreign | None:
    """Return what the content of a file seems to be; None where it may be meant as a scenario."""
    if content.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in PACKED.items() if mark in content), ARCHIVE)
    for mark, kind in MARKS.items():
        if content.startswith(mark):
            return kind
    return _foreign_text(content[:HEAD].decode("utf-8-sig", "replace"))


def _foreign_text(text: str) -> Foreign | None:
    """Return what a text seems to be that has neither a key nor the head of a table."""
    if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
        return None
    if re.match(r"\s*(\{|\[\s*[{\"])", text):
        return JSON
    stripped = (line.strip() for line in text.splitlines()[:MOST_LINES])
    lines = [line for line in stripped if line and not line.startswith("#")]
    if not lines or any("=" in line or line.startswith("[") for line in lines):
        return None
    marks = [mark for mark in ",;\t|" if all(mark in line for line in lines[:3])]
    return TABLE if marks and len(lines) > 1 else PROSE


def scenario_like(content: bytes) -> bool:
    """Whether the content of a file says that it is a scenario."""
    return re.search(rb"^\s*schema_version\s*=", content[:HEAD], re.MULTILINE) is not None
