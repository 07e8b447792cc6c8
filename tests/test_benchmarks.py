"""The benchmarks run, and what they compare is the same model. No time is tested."""

import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.benchmarks.__main__ import kernel, main, numpy_kernel, numpy_program
from tests.generate import scenarios
from tests.paths import empty_paths
from tests.store import SAMPLES, sample_scenario


def assert_same_model(scenario: Scenario, trials: int) -> None:
    """Assert that the kernel and the numpy model agree month by month to 1e-9."""
    ours, theirs = empty_paths(scenario, trials), empty_paths(scenario, trials)
    kernel(scenario, trials)(ours)
    numpy_kernel(scenario, trials)(theirs)
    money = np.abs(ours.cost).max() + np.abs(ours.benefit).max() + np.abs(ours.revenue).max()
    for name, found, expected in zip(ours._fields, ours, theirs, strict=True):
        flow = name in ("benefit", "revenue", "cost")
        near = 1e-9 * (money if flow else np.nanmax(np.abs(expected), initial=0.0))
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=near, err_msg=name)


@given(scenarios)
@settings(max_examples=40, deadline=None, derandomize=True)
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


def test_the_table_and_its_json():
    """The command prints a row for each comparison and ends with the same rows as JSON."""
    arguments = ["--trials", "64", "--simulated", "64", "--repetitions", "1"]
    printed = CliRunner().invoke(main, arguments, catch_exceptions=False)
    *table, record = printed.output.splitlines()
    rows = json.loads(record)
    assert printed.exit_code == 0
    assert len(rows) == len(table) - 2 == 3 * len(SAMPLES)
    assert [row["bar"] for row in rows].count(4.0) == len(SAMPLES)
    for row, line in zip(rows, table[2:], strict=True):
        assert row["ratio"] == pytest.approx(row["reference"] / row["ours"])
        assert row["measure"] in line
