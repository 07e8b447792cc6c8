"""What every page shares: the cases to choose from, cached results."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from cxsim.launch import SCENARIO
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.scenario.files import parse, read_text
from cxsim.sensitivity.plan_gap import PlanGap, plan_gap
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES

SAMPLES = ("telecom.toml", "starbucks.toml", "saas.toml", "bank.toml", "retailer.toml")
SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "sample_data"


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
