"""Rejected rows as a file for a spreadsheet: nothing in it can become a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from cxsim.baseline.ledger import Example
from cxsim.scenario.files import replacing
from cxsim.text.language import Language
from cxsim.text.quantities import tell

WIDE = "".join(chr(ord(sign) + 0xFEE0) for sign in "=+@-")
"""The same signs as East Asian keyboards write them, which spreadsheets take for them."""
FORMULA = re.compile(rf'(^|[;,|\t\n"])(\s*)([=+@\-{WIDE}])')
"""What begins a formula: the first sign of a cell, whatever parts the cells for a spreadsheet."""


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before it."""
    signs = (c if c.isprintable() or c in "\t\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
    return FORMULA.sub(r"\1\2'\3", "".join(signs))


def write_rejected(rows: Iterable[tuple[str, Example]], path: Path, language: Language) -> int:
    """Write file, line, reason and content of each row; return how many there are.

    Parameters
    ----------
    rows : iterable of (str, Example)
        Each with the name of its file.
    path : Path
        Written in UTF-8 with a byte order mark, every cell in quotes.
    language : Language
    """
    written = 0
    say = language.say
    head = [say("File"), say("Line"), say("Why it was left out"), say("What stands there")]
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        table.writerow(head)
        for name, row in rows:
            reason = tell(row.reason, language)
            table.writerow([guarded(name), row.line, guarded(reason), guarded(row.text)])
            written += 1
    return written
