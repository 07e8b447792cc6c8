"""The way from a scenario to its result: the same digits however it is cut into pieces."""

import itertools
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from cxsim import simulation, trials
from cxsim.results import RESULTS, Outcomes, Result, ranking
from cxsim.sampling import SAMPLERS
from cxsim.scenario import Scenario
from cxsim.simulation import in_calendar, npv_without_events, point_plan, simulate, with_errors
from tests.generate import random_scenario, scenarios, squeezed, tiny
from tests.paths import paths_of


def assert_same(ours: Result, theirs: Result) -> None:
    """Assert that two results hold the same bits."""
    for name in RESULTS:
        np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name), err_msg=name)
    for name, bands in ours.bands.items():
        pd.testing.assert_frame_equal(bands, theirs.bands[name], check_exact=True)
    for flow, values in ours.yearly.items():
        np.testing.assert_array_equal(values, theirs.yearly[flow], err_msg=flow)


def values(outcomes: Outcomes) -> Iterator[tuple[str, np.ndarray]]:
    for name in RESULTS:
        yield name, getattr(outcomes, name)


@pytest.fixture(scope="module")
def whole() -> Result:
    return simulate(random_scenario(9), 1024)


def test_the_model_is_compiled_once_for_every_case():
    """However many groups, trials and uncertain numbers: no reader waits for it a second time."""
    for scenario in (tiny(), squeezed(random_scenario(3)), random_scenario(4, taxed=True)):
        for count in (1, 2, trials.CHUNK, trials.CHUNK + 64):
            result = simulate(scenario, count)
        npv_without_events(result, 64)
        point_plan(scenario)
        result.summary()
        result.year_table()
    assert len(trials.play.signatures) == 1
    assert len(ranking._select.signatures) == 1


@pytest.mark.parametrize("chunk", [1, 7, 64, 100, 1024, 5000])
def test_the_size_of_a_chunk_changes_no_bit(
    whole: Result, chunk: int, monkeypatch: pytest.MonkeyPatch
):
    """1,024 trials in chunks of any size give the bits of 1,024 trials in one piece."""
    monkeypatch.setattr(trials, "CHUNK", chunk)
    assert_same(simulate(whole.scenario, 1024), whole)


@pytest.mark.parametrize("threads", [1, 2, 9])
def test_the_number_of_threads_changes_no_bit(
    whole: Result, threads: int, monkeypatch: pytest.MonkeyPatch
):
    """One thread and nine give the same bits."""
    monkeypatch.setattr(trials, "CHUNK", 64)
    monkeypatch.setattr(simulation, "CORES", threads + 1)  # the caller's is one more
    with ThreadPoolExecutor(threads) as pool:
        monkeypatch.setattr(simulation, "_pool", lambda: pool)
        assert_same(simulate(whole.scenario, 1024), whole)


def test_simulations_at_once_are_simulations_one_by_one():
    """Eight threads that simulate eight scenarios at once get what one thread gets of each."""
    cases = [(random_scenario(seed), seed) for seed in range(8)]
    serial = [simulate(scenario, 512, seed) for scenario, seed in cases]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            futures = [pool.submit(simulate, scenario, 512, seed) for scenario, seed in cases]
            for future, expected in zip(futures, serial, strict=True):
                assert_same(future.result(), expected)


@given(scenarios)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_the_same_input_gives_the_same_bits(scenario: Scenario):
    """A scenario read again from its own text gives the same bits."""
    first, again = simulate(scenario, 32, 3), simulate(Scenario.parse(scenario.to_toml()), 32, 3)
    assert_same(first, again)


@pytest.mark.parametrize("seed", range(12))
def test_squeezed_to_points_every_trial_is_the_point_plan(seed: int):
    """Without events and survey mixes, distributions of zero width give the point plan's bits."""
    scenario = random_scenario(seed, events=False, surveys=False)
    result, point = simulate(squeezed(scenario), 8), point_plan(scenario)
    for name, array in values(result):
        np.testing.assert_array_equal(array, np.repeat(getattr(point, name), 8), err_msg=name)
    for ours, plan in zip(paths_of(squeezed(scenario), 8), point.paths, strict=True):
        np.testing.assert_array_equal(ours, np.repeat(plan, 8, axis=0))


def test_the_point_plan_comes_with_every_result(whole: Result):
    """A result's point plan is the one that `point_plan` gives."""
    expected = point_plan(whole.scenario)
    for name, array in values(whole.point):
        np.testing.assert_array_equal(array, getattr(expected, name), err_msg=name)


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_finds_the_same_mean(sampler: str):
    """The mean NPV by each sampler lies within 5 standard errors of plain random draws."""
    scenario = random_scenario(14)
    found, plain = simulate(scenario, 4096, 1, sampler), simulate(scenario, 65_536, 2, "random")
    error = plain.npv.std(ddof=1) * np.sqrt(1 / 4096 + 1 / 65_536)
    assert found.npv.mean() == pytest.approx(plain.npv.mean(), abs=5 * error)


def test_trials_are_rounded_up_and_said(whole: Result):
    """1,000 Sobol' trials become 1,024, and the result says so; plain random ones stay 1,000."""
    rounded = simulate(whole.scenario, 1000)
    assert rounded.design.trials == len(rounded.npv) == 1024
    assert_same(rounded, whole)
    assert len(simulate(whole.scenario, 1000, sampler="random").npv) == 1000


def test_one_trial_is_enough():
    """A single trial runs, with mean and without spread."""
    summary = simulate(random_scenario(1), 1).summary()
    assert np.isfinite(summary.loc["npv", "mean"])
    assert np.isnan(summary.loc["npv", "sd"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"trials": 0}, "trials is 0"),
        ({"trials": 1 << 23}, "trials is 8388608"),
        ({"seed": -1}, "seed is -1"),
        ({"sampler": "quasi"}, "sampler is 'quasi'"),
    ],
)
def test_what_cannot_be_simulated_is_refused(arguments: dict, said: str):
    """Trials, seed or sampler out of range raise an error that names value and rule."""
    with pytest.raises(ValueError, match=said):
        simulate(random_scenario(1), **arguments)


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_the_number_of_cores_decides_no_digit(cores: int, monkeypatch: pytest.MonkeyPatch):
    """Chunks are shared out among threads, or all are played in this one."""
    whole = simulate(random_scenario(9), 2048)
    for module in (simulation, trials):
        monkeypatch.setattr(module, "CORES", cores)
    monkeypatch.setattr(trials, "CHUNK", 256)
    told: list[float] = []
    assert_same(simulate(random_scenario(9), 2048, progress=told.append), whole)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_has_threads_of_its_own():
    """A child that is forked once the threads are there simulates, and finds the same."""
    whole, context = simulate(random_scenario(9), 2048), multiprocessing.get_context("fork")
    with context.Pool(1) as pool:
        found = pool.apply_async(simulated_mean, (2048,)).get(timeout=60)
    assert found == whole.npv.mean()


def simulated_mean(count: int) -> float:
    """Return what a child finds."""
    return float(simulate(random_scenario(9), count).npv.mean())


def test_bands_are_asked_for_once():
    """Customers and scores are played when one of them is first looked at; all come with it."""
    result = simulate(random_scenario(9), 256)
    assert list(result.bands) == ["cash", *trials.FOLLOWED]
    assert len(result.bands) == 5
    for name in ("cash", *trials.FOLLOWED):
        assert result.bands[name] is result.bands[name], name
    with pytest.raises(KeyError):
        result.bands["revenue"]


def test_what_is_kept_decides_bands_alone(monkeypatch: pytest.MonkeyPatch):
    """Bands rank the first trials; results and years cover all of them, however few are kept."""
    everything = simulate(random_scenario(9), 1024)
    monkeypatch.setattr(trials, "CHUNK", 128)
    monkeypatch.setattr(simulation, "KEPT", 256)
    monkeypatch.setattr(simulation, "SEEN", 256)
    part = simulate(random_scenario(9), 1024)
    assert_same(replace(part, bands=everything.bands), everything)
    first = simulate(random_scenario(9), 256)
    for name, bands in first.bands.items():
        pd.testing.assert_frame_equal(part.bands[name], bands, check_exact=True)


def test_npv_without_events_is_that_of_a_world_without_them():
    """Trial by trial it is the NPV of the scenario with every probability at 0."""
    scenario = random_scenario(8)
    events = [f"risk_events.{event.name}.probability" for event in scenario.risk_events]
    assert len(events) > 1
    result = simulate(scenario, 512)
    calm = simulate(scenario.with_values(dict.fromkeys(events, 0.0)), 512)
    np.testing.assert_array_equal(npv_without_events(result, 512), calm.npv)
    np.testing.assert_array_equal(npv_without_events(result, 100), calm.npv[:100])
    np.testing.assert_array_equal(npv_without_events(calm, 512), calm.npv)
    assert (calm.npv != result.npv).any()


def test_progress_rises_to_1(monkeypatch: pytest.MonkeyPatch):
    """Whoever asks is told the share of the work done, chunk by chunk, and at last 1."""
    monkeypatch.setattr(trials, "CORES", 1)
    monkeypatch.setattr(trials, "CHUNK", 100)
    told: list[float] = []
    simulate(random_scenario(1), 256, progress=told.append)
    assert told == [100 / 256, 200 / 256, 1.0]
    told.clear()
    with_errors(simulate(random_scenario(1), 16), told.append)
    assert told == [n / 8 for n in range(1, 9)]


def test_a_standard_error_is_the_spread_over_seeds():
    """The error of mean and median NPV is that of 40 seeds, within what 8 scrambles can say."""
    scenario = random_scenario(14)
    result = with_errors(simulate(scenario, 256))
    assert result.errors is not None
    others = [simulate(scenario, 256, seed).summary().loc["npv"] for seed in range(100, 140)]
    for figure in ("mean", "p50"):
        spread = np.std([other[figure] for other in others], ddof=1)
        assert 0.35 < result.errors.loc["npv", figure] / spread < 2.2
        assert result.record("1")["results"]["npv"]["standard_error"] == pytest.approx(
            result.errors.loc["npv", "mean"]
        )


def test_standard_errors_shrink_with_trials():
    """From 64 trials to 4,096 the error of the mean NPV falls more than threefold."""
    scenario = random_scenario(1)
    few, many = (with_errors(simulate(scenario, trials)).errors for trials in (64, 4096))
    assert few is not None
    assert many is not None
    assert many.loc["npv", "mean"] < few.loc["npv", "mean"] / 3


def test_asking_for_errors_changes_no_result(whole: Result):
    """The result with errors is the result without, and carries no error where nothing varies."""
    with_them = with_errors(whole)
    assert_same(replace(with_them, errors=None), whole)
    certain = with_errors(simulate(squeezed(random_scenario(3, events=False, surveys=False)), 8))
    assert certain.errors is not None
    assert (certain.errors.loc["npv"] <= 1e-12 * np.abs(certain.npv).max()).all()


@pytest.mark.parametrize(
    ("first_month", "years"),
    [
        (1, (2027, 2028, 2029, 2030)),
        (3, (2028, 2029, 2030)),
        (4, (2027, 2028, 2029, 2030)),
        (12, (2027, 2028, 2029, 2030)),
    ],
)
def test_years_of_a_calendar(first_month, years):
    """Flows are summed from the months of each year; the start belongs to the first."""
    scenario = tiny().with_values({"horizon.years": 3, "horizon.start": "2027-03"})
    result = simulate(scenario, 8)
    table = in_calendar(result, first_month)
    assert table.years == years
    months = result.point.paths
    ends = [m for m in range(2, 37) if (3 + m - 2) % 12 + 1 == first_month]
    edges = [0, *ends, 37]
    for flow in ("benefit", "cost", "revenue"):
        path = getattr(months, flow)[0]
        wanted = [path[a:b].sum() for a, b in itertools.pairwise(edges)]
        assert table.yearly[flow][0] == pytest.approx(wanted)
    assert table.year_table()["year"].unique().tolist() == list(years)


def test_a_calendar_needs_a_start():
    """Without a first month there are no years to name; nor in a thirteenth month."""
    with pytest.raises(ValueError, match="start"):
        in_calendar(simulate(tiny(), 8), 1)
    with pytest.raises(ValueError, match="month"):
        in_calendar(simulate(tiny().with_value("horizon.start", "2027-03"), 8), 13)
