"""The Method text: what is computed, in the reader's language."""

from __future__ import annotations

from importlib.resources import files

from cxsim.text.language import LANGUAGES, Language


def method_text(language: Language) -> str:
    """Return the Method page as Markdown with formulas."""
    code = language.code if language.code in LANGUAGES else LANGUAGES[0]
    text = (files("cxsim.text") / "method" / f"{code}.md").read_text(encoding="utf-8")
    return text if language.code == code else language.translate(text)
