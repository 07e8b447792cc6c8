"""What the Downside page computes, kept for all who look at the same case."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cxsim.downside.bridge import Step, bridge
from cxsim.downside.reverse import Reverse, reverse_stress
from cxsim.downside.shares import spread_shares
from cxsim.downside.stress import Outcome, stress_tests
from cxsim.downside.tails import Tails, tails, with_errors
from cxsim.downside.worst import Common, worst_tenth
from cxsim.results import Result
from cxsim.scenario.beside import Stress


@dataclass(frozen=True, eq=False)
class Figures:
    """How bad it can be."""

    tails: Tails
    stresses: tuple[Outcome, ...]
    bridge: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Causes:
    """What it takes to go wrong."""

    reverse: tuple[Reverse, Reverse]
    worst: list[Common]


@st.cache_resource(max_entries=32, show_spinner=False)
def _figures(fingerprint: str, _result: Result, stresses: str, _own: tuple[Stress, ...]) -> Figures:
    found = with_errors(tails(_result), _result)
    return Figures(found, stress_tests(_result, _own), bridge(_result))


def figures_of(result: Result, own: tuple[Stress, ...]) -> Figures:
    """Return tails, stress tests and bridge of a simulation."""
    return _figures(result.scenario.fingerprint, result, repr(own), own)


@st.cache_resource(max_entries=32, show_spinner=False)
def _causes(fingerprint: str, _result: Result) -> Causes:
    both = reverse_stress(_result, "p50"), reverse_stress(_result, "p10")
    return Causes(both, worst_tenth(_result))


def causes_of(result: Result) -> Causes:
    """Return reverse stress and worst tenth of a simulation."""
    return _causes(result.scenario.fingerprint, result)


@st.cache_resource(max_entries=64, show_spinner=False)
def _shares(fingerprint: str, _result: Result) -> dict[str, float]:
    return spread_shares(_result)


def shares_of(result: Result) -> dict[str, float]:
    """Return how much of the spread of NPV each input explains."""
    return _shares(result.scenario.fingerprint, result)
