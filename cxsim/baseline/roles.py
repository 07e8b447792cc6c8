"""Which of a file's columns hold what, and what the file itself holds: by name, to be confirmed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from cxsim.baseline.fields import KINDS, ROLES

_MARKS = {
    "survey": ("recommend", "satisfaction", "effort"),
    "transactions": ("amount",),
    "customers": ("start", "end", "status", "group", "tenure", "charge", "referrals"),
    "contacts": ("cost", "minutes", "resolved"),
    "pilot": ("arm", "period"),
}
"""The fields by which a kind of file is known."""


VAGUE = ("score", "note", "type", "total", "value", "text", "phase", "left", "plan", "time", "date")
"""Words that are a column's whole name or say nothing."""


def plain(name: str) -> str:
    """Return a column's name in small letters, without accents, signs or doubled spaces."""
    bare = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", letters.casefold()).split())


def propose(kind: str, columns: Sequence[str]) -> dict[str, str]:
    """Return the column that each field may be, by its name alone; a column is taken once."""
    names = {plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for exact in (True, False):
        for field, role in ROLES[kind].items():
            free = {n: c for n, c in names.items() if c not in found.values()}
            match = _match(role.words, free, exact) if field not in found else None
            if match is not None:
                found[field] = match
    return {field: found[field] for field in ROLES[kind] if field in found}


def _match(words: Sequence[str], names: Mapping[str, str], exact: bool) -> str | None:
    for word in words:
        for name, column in names.items():
            if name == word or (not exact and _within(word, name)):
                return column
    return None


def _within(word: str, name: str) -> bool:
    """Whether a name holds a word that says enough by itself."""
    return len(word) > 3 and word not in VAGUE and f" {word} " in f" {name} "


def guess_kind(columns: Sequence[str]) -> str:
    """Return the kind of file that these columns fit best."""

    def fit(kind: str) -> tuple[float, int]:
        found = propose(kind, columns)
        marks = sum(field in found for field in _MARKS[kind])
        lacking = sum(role.required and f not in found for f, role in ROLES[kind].items())
        return marks - 2 * lacking, len(found)

    return max(KINDS, key=fit)
