"""Scenarios whose comparison is known by hand, and small simulations of the samples."""

from __future__ import annotations

from functools import cache

import numpy as np

from cxsim.comparison import Comparison, compare
from cxsim.comparison.contrasts import CONTRASTS
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.generate import tiny
from tests.store import sample_scenario

TRIALS = 1_024
SPENT = "investments.L.one_off"
GAIN = "programme.levers.cross_sell"


def bet(mean: float, sd: float, **changes: object) -> Scenario:
    """Return a case whose NPV is a normal gain of the year, less nothing."""
    number = {"dist": "normal", "mean": mean, "sd": sd}
    return tiny({GAIN: number, "risk_events": [], SPENT: 1.0, **changes})


@cache
def simulated(name: str) -> Result:
    """Return a small simulation of a sample, once for all tests."""
    return simulate(sample_scenario(name), TRIALS)


@cache
def contrasted() -> Comparison:
    """Return the telecom beside its ready-made contrasts, once for all tests."""
    telecom = sample_scenario("telecom")
    changed = {name: each.change(telecom) for name, each in CONTRASTS.items()}
    return compare([telecom, *changed.values()], ["as it is", *changed], trials=TRIALS)


def same_futures(first: Result, second: Result) -> set[str]:
    """Return the draws that two results share, to the last bit."""
    shared = set(first.draws) & set(second.draws)
    return {path for path in shared if np.array_equal(first.draws[path], second.draws[path])}
