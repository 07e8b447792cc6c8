"""Entries found by words, however they are accented and capitalised."""

from __future__ import annotations

from unicodedata import combining, normalize

from cxsim.library.records import Entry


def finds(search: str, entry: Entry) -> bool:
    """Whether every word of a search stands in an entry's name, description, tags or author."""
    texts = plain("\n".join((entry.name, entry.description, entry.author, *entry.tags)))
    return all(word in texts for word in plain(search).split())


def plain(text: str) -> str:
    """Return a text without accents and capitals: Éléonore is eleonore."""
    letters = normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not combining(letter))
