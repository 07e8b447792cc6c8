"""The method: equations, evidence, and what the model leaves out."""

from __future__ import annotations

import streamlit as st

from cxsim.text.method import method_sections
from pages.shared.frame import current_language, header

# Lines stay short; a table wider than a phone scrolls by itself, the page does not.
STYLE = """<style>
[data-testid="stMarkdownContainer"] :is(p, ol, ul, .katex-display) { max-inline-size: 80ch; }
[data-testid="stMarkdownContainer"] table {
  display: block; max-inline-size: min(100%, 64rem); overflow-x: auto;
}
[data-testid="stMarkdownContainer"] td:nth-child(2) { min-inline-size: 8rem; }
</style>"""

language = current_language()
header(
    language,
    language.say("Method"),
    language.say("How every figure is computed, on what evidence, and what is left out."),
)
st.html(STYLE)
opening, *sections = method_sections(language)
st.markdown(opening.body)
st.markdown("\n".join(f"{i}. [{part.title}](#part-{i})" for i, part in enumerate(sections, 1)))
for i, part in enumerate(sections, 1):
    st.header(part.title, anchor=f"part-{i}")
    st.markdown(part.body)
