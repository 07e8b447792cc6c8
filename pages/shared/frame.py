"""What surrounds every page, and is sent before the model is loaded: language, menu, header."""

from __future__ import annotations

import html
import json
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from cxsim.text.language import LANGUAGES, PSEUDO, Language
from cxsim.text.outside import STREAMLIT
from pages.shared.component import FOLDER, declare_assets
from pages.shared.style import STYLE

SIMULATOR, COMPARE = "pages/simulator.py", "pages/compare.py"
DRAFT: Final = "draft"
"""In the address: which visit a reload goes on with."""
CASE: Final = "case"
"""In the address: a whole scenario, packed."""
MEANWHILE: Final = "meanwhile"
"""In the session: what has been done to the page that was kept, before there was a visit."""
NAMES = {"en": "English", "fr": "Français"}
EARLY: Final = """
<style>[data-testid=stElementContainer]:has(.early) { display: none }</style><i class="early"></i>
<script>{
  document.documentElement.lang = LANGUAGE
  const server = document.querySelector("script[src*='/static/js/']")?.src.split("/static/js/")[0]
  const asset = (name) => import(`${server}/_stcore/bidi-components/cxsim.board/${name}`)
  for (const name of ["board.js", PLOTLY]) asset(name).catch(() => {})
  asset("around.js").then((around) => around.reword(WORDS)).catch(() => {})
}</script>"""
"""What the browser does while the server works at a page's content: the largest file is asked for
at once, not when another names it; Streamlit's own parts speak the reader's language."""


def early(language: Language) -> None:
    """Send what the browser can begin with."""
    declare_assets()
    plotly = next((FOLDER / "assets").glob("plotly-*.min.js")).name
    words = {text: language.translate(text) for text in STREAMLIT}
    script = EARLY
    for name, value in (("LANGUAGE", language.code), ("PLOTLY", plotly), ("WORDS", words)):
        script = script.replace(name, json.dumps(value))
    st.html(script, unsafe_allow_javascript=True)


def current_language() -> Language:
    """Return the reader's language, for a page that `app.py` has opened.

    Streamlit runs a file of `pages/` by itself when its address is the first that anyone visits;
    then the app is started, and opens the page again.
    """
    if "app" not in st.session_state:
        navigation(app_language())
        st.rerun()
    return app_language()


def is_new() -> bool:
    """Whether the reader has just come, has done nothing and asks for no case of their own."""
    return not ({"visit", MEANWHILE} & {*st.session_state} or {DRAFT, CASE} & {*st.query_params})


def navigation(language: Language) -> Page:
    """Return the page that the address asks for; draw the way to the others."""
    return st.navigation(
        [
            st.Page(SIMULATOR, title=language.say("Simulator"), default=True),
            st.Page(
                "pages/sensitivity.py", title=language.say("Sensitivity"), url_path="sensitivity"
            ),
            st.Page("pages/downside.py", title=language.say("Downside"), url_path="downside"),
            st.Page(COMPARE, title=language.say("Compare"), url_path="compare"),
            st.Page("pages/case.py", title=language.say("Business case"), url_path="case"),
            st.Page("pages/start.py", title=language.say("Start a case"), url_path="start"),
            st.Page("pages/baseline.py", title=language.say("Baseline"), url_path="baseline"),
            st.Page("pages/library.py", title=language.say("Library"), url_path="library"),
            st.Page("pages/method.py", title=language.say("Method"), url_path="method"),
        ],
        position="top",
    )


def app_language() -> Language:
    """Return the reader's language: of this session, of the address, of the browser, the first."""
    browser = (st.context.locale or "").partition("-")[0]
    asked = st.session_state.get("language") or st.query_params.get("lang") or browser
    code = asked if asked in (*LANGUAGES, PSEUDO) else LANGUAGES[0]
    st.session_state["language"] = code
    if st.query_params.get("lang") != code:
        st.query_params["lang"] = code
    return Language(code)


def language_choice(language: Language) -> None:
    """Let the reader change the language."""

    def choose() -> None:
        if st.session_state.get("language choice"):
            st.session_state["language"] = st.session_state["language choice"]

    st.segmented_control(
        language.say("Language"),
        LANGUAGES,
        format_func=NAMES.__getitem__,
        default=language.code if language.code in LANGUAGES else None,
        key="language choice",
        on_change=choose,
        label_visibility="collapsed",
        required=language.code in LANGUAGES,
    )


def header(language: Language, title: str, answers: str = "") -> DeltaGenerator:
    """Draw the title for those who hear the page, the language, and what the page answers.

    Returns the place between title and language.
    """
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        spoken = f"<h1 class='spoken'>{html.escape(title)}</h1>"
        st.html(f"{STYLE}{spoken}")
    with right:
        language_choice(language)
    if answers:
        note(answers)
    return left


def note(text: str) -> None:
    """Write small print as it stands: no markup in it is read."""
    st.html(f"<p class='note'>{html.escape(text)}</p>")
