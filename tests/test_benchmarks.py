"""The benchmarks run, and what they compare is the same model. No time is tested."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.benchmarks.__main__ import PARTS, main
from tests.benchmarks.kernels import kernel, numpy_kernel, numpy_program, room
from tests.benchmarks.measures import Row
from tests.generate import scenarios
from tests.store import SAMPLES, sample_scenario


def assert_same_model(scenario: Scenario, trials: int) -> None:
    """Assert that the kernel and the numpy model agree month by month to 1e-9."""
    ours, theirs = room(scenario, trials), room(scenario, trials)
    kernel(scenario, trials)(ours)
    numpy_kernel(scenario, trials)(theirs)
    money = np.abs(ours.cost).max() + np.abs(ours.benefit).max() + np.abs(ours.revenue).max()
    for name, found, expected in zip(ours._fields, ours, theirs, strict=True):
        flow = name in ("benefit", "revenue", "cost")
        near = 1e-9 * (money if flow else np.nanmax(np.abs(expected), initial=0.0))
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=near, err_msg=name)


@given(scenarios)
@settings(max_examples=24, deadline=None, derandomize=True)
def test_the_numpy_model_is_the_full_model(scenario: Scenario):
    """On generated scenarios with every feature it agrees with the kernel to 1e-9."""
    assert_same_model(scenario, 32)


@pytest.mark.parametrize("name", SAMPLES)
def test_both_sides_compute_the_same_months(name: str):
    """On the samples, in more than one chunk, kernel and numpy model agree to 1e-9."""
    assert_same_model(sample_scenario(name), 8192)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_plain_program_finds_the_same_answer(name: str):
    """Its NPV percentiles lie within 5 standard errors of plain random trials of ours."""
    scenario = sample_scenario(name)
    found, ours = numpy_program(scenario, 20_000, 4096), simulate(scenario)
    for figure, share in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
        place = np.mean(ours.npv < found[figure])
        assert place == pytest.approx(share, abs=5 * np.sqrt(share * (1 - share) / 20_000))


IN_BROWSER = ("slider", "start")


def assert_measured(part: str, folder: Path) -> None:
    """Assert that a part prints its rows and writes the same as JSON."""
    file = folder / "rows.json"
    printed = CliRunner().invoke(
        main, [part, "--small", "--json", str(file)], catch_exceptions=False
    )
    rows = json.loads(file.read_text("utf-8"))
    assert rows
    assert len(printed.output.splitlines()) == len(rows) + 2
    for row, line in zip(rows, printed.output.splitlines()[2:], strict=True):
        better = row["side"] == "least"
        quotient = row["reference"] / row["ours"] if better else row["ours"] / row["reference"]
        assert row["ratio"] == pytest.approx(quotient)
        assert row["measure"] in line


@pytest.mark.parametrize("part", [part for part in PARTS if part not in IN_BROWSER])
def test_every_part_measures(part: str, tmp_path: Path):
    """At a small size each part runs to its end and tells the ratio its bar is held against."""
    assert_measured(part, tmp_path)


@pytest.mark.parametrize("part", IN_BROWSER)
def test_every_part_measures_in_the_browser(part: str, tmp_path: Path, browser_there: None):
    """The same, where a real browser is needed."""
    assert_measured(part, tmp_path)


def test_a_bar_is_cleared_on_its_own_side():
    """At most 2 times the reference, or at least 4 times as fast as it."""
    slow = Row("", "ms", 30.0, 10.0, "", 2.0)
    assert slow.ratio == 3.0
    assert not slow.cleared
    assert replace(slow, ours=20.0).cleared
    fast = Row("", "ms", 10.0, 40.0, "", 4.0, "least")
    assert fast.ratio == 4.0
    assert fast.cleared
    assert not replace(fast, reference=39.0).cleared
    assert replace(slow, bar=None).cleared
