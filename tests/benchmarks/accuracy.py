"""How many Sobol' trials are as exact as 100,000 of Latin hypercube."""

from __future__ import annotations

import math

import numpy as np

from cxsim.sampling import Sampler
from cxsim.scenario import Scenario
from cxsim.scenario.editing import removed
from cxsim.simulation import simulate
from tests.benchmarks.measures import Row
from tests.store import SAMPLES, sample_scenario

WITH_EVENTS, WITHOUT_EVENTS = 8_192, 2_048


def rows(hypercube: int, scrambles: int, truth: int) -> list[Row]:
    """Return two rows for each sample: as it is, and without its risk events.

    Parameters
    ----------
    hypercube : int
        Trials of Latin hypercube.
    scrambles : int
        Independent repetitions that the error is taken over.
    truth : int
        Sobol' trials, each scramble, whose mean stands for the true one.
    """
    found = []
    for name in SAMPLES:
        scenario = sample_scenario(name)
        calm = scenario
        for event in scenario.risk_events:
            calm = removed(calm, "risk_events", event.name)
        if scenario.risk_events:
            found.append(_row(name, scenario, WITH_EVENTS, hypercube, scrambles, truth))
        found.append(
            _row(f"{name} without events", calm, WITHOUT_EVENTS, hypercube, scrambles, truth)
        )
    return found


def _row(
    name: str, scenario: Scenario, bar: int, hypercube: int, scrambles: int, truth: int
) -> Row:
    true = float(np.mean([simulate(scenario, truth, 1_000 + k).npv.mean() for k in range(4)]))
    seeds = range(1, scrambles + 1)
    allowed = _error(scenario, hypercube, seeds, "lhs", true)
    trials, errors = 64, []
    while not errors or (errors[-1] > allowed and trials < hypercube):
        trials *= 2
        errors.append(_error(scenario, trials, seeds, "sobol", true))
    return Row(
        f"trials as exact as {hypercube:,} of Latin hypercube, {name}",
        "trials",
        trials,
        bar,
        f"error {errors[-1] / allowed:.2f} of the hypercube's",
        1.0,
    )


def _error(scenario: Scenario, trials: int, seeds: range, sampler: Sampler, true: float) -> float:
    """Root of the mean squared error of the mean NPV over independent scrambles."""
    means = [simulate(scenario, trials, seed, sampler).npv.mean() for seed in seeds]
    return math.sqrt(float(np.mean((np.array(means) - true) ** 2)))
