"""The Method text: what is computed, in the reader's language."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import NamedTuple

from cxsim.text.language import LANGUAGES, Language

_KEPT = re.compile(r"(```.*?```|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$)", re.DOTALL)
"""Code and formulas: they read the same in every language."""


class Section(NamedTuple):
    """A part of the Method text, Markdown with formulas; the first has no title."""

    title: str
    body: str


def method_sections(language: Language) -> tuple[Section, ...]:
    """Return the Method text by its headings of the second level."""
    opening, *rest = re.split(r"^## ", method_text(language), flags=re.MULTILINE)
    parted = (part.partition("\n") for part in rest)
    return (Section("", opening), *(Section(title, body) for title, _, body in parted))


def method_text(language: Language) -> str:
    """Return the whole text; of the made-up language, the first one's with its words marked."""
    code = language.code if language.code in LANGUAGES else LANGUAGES[0]
    text = (files("cxsim.text") / "method" / f"{code}.md").read_text(encoding="utf-8")
    if language.code == code:
        return text
    parts = _KEPT.split(text)
    words = range(0, len(parts), 2)
    return "".join(language.translate(p) if i in words else p for i, p in enumerate(parts))
