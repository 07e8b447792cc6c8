"""What every page shares: the language, the header, the session's scenario, cached results."""

from __future__ import annotations

import html
import json
import os
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from cxsim.launch import SCENARIO
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.scenario.files import parse, read_text
from cxsim.sensitivity.plan_gap import PlanGap, plan_gap
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES, PSEUDO, Language
from pages.shared.component import early_script
from pages.shared.style import STYLE

SAMPLES = ("telecom.toml", "starbucks.toml", "saas.toml", "bank.toml", "retailer.toml")
SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
SIMULATOR, COMPARE = "pages/simulator.py", "pages/compare.py"
NAMES = {"en": "English", "fr": "Français"}


def current_language() -> Language:
    """Return the reader's language, for a page that `app.py` has opened.

    Streamlit runs a file of `pages/` by itself when its address is the first that anyone visits;
    then the app is started, and opens the page again.
    """
    if "app" not in st.session_state:
        navigation(app_language())
        st.rerun()
    return app_language()


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


def case_files() -> tuple[str, ...]:
    """Return the scenarios to choose from: the one the app was started with, then the samples."""
    own = os.environ.get(SCENARIO)
    return (own, *SAMPLES) if own else SAMPLES


@st.cache_resource(max_entries=16, show_spinner=False)
def load_case(file: str, code: str = LANGUAGES[0]) -> Scenario:
    """Return one of the scenarios to choose from; a sample by its name alone."""
    return Scenario.load(_told_in(file, code))


@st.cache_resource(max_entries=16, show_spinner=False)
def case_name(file: str, code: str) -> str:
    """Return what one of the scenarios to choose from is called; of a sample no more is read."""
    if file not in SAMPLES:
        return load_case(file, code).name
    head, _, _ = read_text(_told_in(file, code)).partition("\n[")
    return str(parse(head)["name"])


def _told_in(file: str, code: str) -> Path:
    """A sample is told in the reader's language where it has a file in it."""
    told = SAMPLE_FOLDER / code / file
    return told if told.is_file() else SAMPLE_FOLDER / file


@st.cache_resource(max_entries=64, show_spinner=False)
def _simulated(fingerprint: str, _scenario: Scenario) -> Result:
    return simulate(_scenario)


def simulated(scenario: Scenario) -> Result:
    """Return the simulation of a scenario; shared by all who look at the same one."""
    return _simulated(scenario.fingerprint, scenario)


@st.cache_resource(max_entries=64, show_spinner=False)
def _plan_gap(fingerprint: str, _result: Result) -> PlanGap:
    return plan_gap(_result)


def plan_gap_of(result: Result) -> PlanGap:
    """Return why the simulation's mean differs from the plan; computed once a scenario."""
    return _plan_gap(result.scenario.fingerprint, result)


def header(language: Language, title: str, answers: str = "") -> DeltaGenerator:
    """Draw the title for those who hear the page, the language, and what the page answers.

    Returns the place between title and language.
    """
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        spoken = f"<h1 class='spoken'>{html.escape(title)}</h1>"
        st.html(f"{STYLE}{spoken}{_told(language)}", unsafe_allow_javascript=True)
    with right:
        language_choice(language)
    if answers:
        note(answers)
    return left


def _told(language: Language) -> str:
    """Return the script that tells the browser the page's language, and what it will need."""
    spoken = f"document.documentElement.lang = {json.dumps(language.code)};"
    return f"<script>{spoken}{early_script(language)}</script>"


def note(text: str) -> None:
    """Write small print as it stands: no markup in it is read."""
    st.html(f"<p class='note'>{html.escape(text)}</p>")
