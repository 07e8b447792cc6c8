"""The model's part of a slider change: from the moved number to every figure of the new run."""

from __future__ import annotations

import statistics

from cxsim.launch import keep_memory
from cxsim.scenario import Scenario
from cxsim.sensitivity.plan_gap import plan_gap
from cxsim.sensitivity.tornado import tornado
from cxsim.simulation import simulate
from pages.shared.controls import CONTROLS, SPEND, with_moved
from tests.benchmarks.measures import Row, extremes, milliseconds
from tests.store import SAMPLES, sample_scenario

LIMIT = 15.0
"""Milliseconds that hide behind the browser's own work."""
FIGURES = ("npv", "roi", "payback_months")
"""Results whose percentiles stand on the cards and in the charts."""


def rows(trials: int, turns: int) -> list[Row]:
    """Return a row for each sample: the slowest of its sliders, each moved that often."""
    keep_memory()  # as the app does
    return [_row(name, trials, turns) for name in SAMPLES]


def _row(name: str, trials: int, turns: int) -> Row:
    scenario, medians = sample_scenario(name), []
    simulate(scenario, trials)
    for control in CONTROLS:
        start, step = control.read(scenario), control.step
        stops = [start + step * way for way in range(-turns, turns + 2) if way]
        steps = [stop for stop in stops if control.low <= stop <= control.high][: turns + 1]
        moves = [with_moved(scenario, {control.path: value}) for value in steps]
        taken = [milliseconds(lambda moved=moved: answer(moved, trials)) for moved in moves]
        medians.append((statistics.median(taken[1:]), control.path))
    slowest, path = max(medians)
    return Row(
        f"model's part of a change, {name}, slowest slider ({_spoken(path)})",
        "ms",
        slowest,
        LIMIT,
        f"{extremes([each for each, _ in medians])} over the sliders",
        1.0,
    )


def answer(scenario: Scenario, trials: int) -> None:
    """Compute what the simulator page shows of a run: figures, bands of the money, bars, gap."""
    result = simulate(scenario, trials)
    for name in FIGURES:
        result.percentiles(name)
    tornado(result)
    plan_gap(result)
    result.bands["cash"]


def _spoken(path: str) -> str:
    return "investment" if path == SPEND else path.rpartition(".")[2]
