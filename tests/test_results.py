"""Statistics, tables and the JSON record of a simulation."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.results import (
    FLOWS,
    PERCENTILES,
    RESULTS,
    Result,
    at_percentiles,
    band_months,
    band_table,
    moments,
    percentiles,
)
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.generate import random_scenario, scenarios, tiny
from tests.paths import paths_of

values = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60).map(np.array)


@pytest.fixture(scope="module")
def result() -> Result:
    return simulate(random_scenario(9), 256)


@given(values)
@settings(deadline=None, derandomize=True)
def test_percentiles_are_numpys(array: np.ndarray):
    """Percentiles interpolate linearly, as numpy's do by default."""
    expected = np.percentile(array, PERCENTILES)
    scale = np.abs(array).max()
    np.testing.assert_allclose(
        list(percentiles(array).values()), expected, rtol=1e-12, atol=1e-12 * scale
    )
    assert list(percentiles(array)) == [f"p{p}" for p in PERCENTILES]


@pytest.mark.parametrize(
    ("never", "p50", "p75"),
    [(0, 3.0, 4.0), (1, 3.0, 4.0), (2, 3.0, None), (3, None, None)],
)
def test_never_takes_part_in_percentiles(never: int, p50: float | None, p75: float | None):
    """Of five trials some never pay back: they rank last, and a percentile on one is undefined."""
    array = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    array[5 - never :] = np.inf
    found = percentiles(array, (0, 50, 75))
    assert found["p0"] == 1.0
    for name, expected in (("p50", p50), ("p75", p75)):
        assert math.isnan(found[name]) if expected is None else found[name] == expected


def test_a_percentile_between_a_number_and_never_is_never():
    """Between 2 and +∞ there is no number, even near the 2; on the 2 itself there is."""
    array = np.array([2.0, np.inf, 1.0])
    assert math.isnan(percentiles(array, (51,))["p51"])
    assert percentiles(array, (50,))["p50"] == 2.0


def test_never_leaves_mean_and_sd_undefined():
    """One trial that never pays back leaves mean and sd undefined, and the percentiles below."""
    array = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, np.inf])
    found = {**moments(array), **percentiles(array)}
    assert math.isnan(found["mean"])
    assert math.isnan(found["sd"])
    assert found["p50"] == 4.0


def test_an_undefined_trial_leaves_everything_undefined():
    """A trial without cost has no ROI, and so a sample that holds it has no statistics of ROI."""
    array = np.array([1.0, np.nan, 3.0])
    found = {**moments(array), **percentiles(array)}
    assert len(found) == 2 + len(PERCENTILES)
    assert all(math.isnan(value) for value in found.values())


@given(values.filter(lambda array: len(array) > 1))
@settings(deadline=None, derandomize=True)
def test_mean_and_sd_are_numpys(array: np.ndarray):
    """The sd divides by n − 1, and the mean by n."""
    found = moments(array)
    scale = np.abs(array).max()
    assert found["mean"] == pytest.approx(np.mean(array), abs=1e-12 * scale)
    assert found["sd"] == pytest.approx(np.std(array, ddof=1), rel=1e-9, abs=1e-9 * scale)


def test_one_trial_has_no_sd():
    """A single trial has a mean and percentiles but no spread."""
    found = moments(np.array([7.0]))
    assert found["mean"] == percentiles(np.array([7.0]))["p5"] == 7.0
    assert math.isnan(found["sd"])


def test_summary_has_a_row_for_each_result(result: Result):
    """Each row of the summary is the statistics of that result over the trials, in order."""
    summary = result.summary()
    assert list(summary.index) == list(RESULTS)
    assert list(summary.columns) == ["mean", "sd", *(f"p{p}" for p in PERCENTILES)]
    for name in RESULTS:
        values = getattr(result, name)
        expected = {**moments(values), **percentiles(values)}
        assert dict(summary.loc[name]) == pytest.approx(expected, nan_ok=True)


def test_chances_are_shares_of_the_trials(result: Result):
    """Loss is NPV below 0, not 0 itself; payback is a finite number of months."""
    npv = np.array([-1.0, 0.0, 1.0, -0.1])
    months = np.array([np.inf, 3.0, 0.0, np.inf])
    changed = replace(result, npv=npv, payback_months=months)
    assert changed.chance_of_loss == 0.5
    assert changed.chance_of_payback == 0.5
    assert replace(result, npv=np.array([1.0, np.nan, np.inf, 2.0])).not_finite == 2
    assert result.not_finite == 0


@given(scenarios)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_years_add_up_to_the_horizon(scenario: Scenario):
    """In every trial start and years sum to the total, and cumulative is the running sum of net."""
    result, paths = simulate(scenario, 32), paths_of(scenario, 32)
    for flow in ("revenue", "benefit", "cost"):
        yearly, total = result.yearly[flow], getattr(result, flow)
        assert yearly.shape == (32, scenario.horizon.years + 1)
        scale = 1e-12 * np.abs(yearly).sum(axis=1).max()
        np.testing.assert_allclose(yearly.sum(axis=1), total, rtol=1e-12, atol=scale)
        months = getattr(paths, flow)
        np.testing.assert_array_equal(yearly[:, 0], months[:, 0])
        np.testing.assert_allclose(
            yearly[:, 1], months[:, 1:13].sum(axis=1), rtol=1e-12, atol=scale
        )


def test_the_year_table_of_a_certain_scenario_adds_up():
    """Where nothing is uncertain P10, P50 and P90 agree, net is benefit − cost, and sums run on."""
    scenario = tiny(
        {
            "horizon.years": 3,
            "investments.L.one_off": 20.0,
            "investments.L.per_year": 6.0,
            "programme.levers.cross_sell": 24.0,
            "groups.G.promoters.gross_margin": 0.75,
        }
    )
    table = simulate(scenario, 4).year_table()
    assert list(table["flow"].unique()) == list(FLOWS)
    assert (table["p10"] == table["p90"]).all()
    wide = table.pivot_table(index="year", columns="flow", values="p50")
    np.testing.assert_allclose(wide["revenue"], [0, 24, 24, 24])
    np.testing.assert_allclose(wide["benefit"], [0, 18, 18, 18])
    np.testing.assert_allclose(wide["cost"], [20, 6, 6, 6])
    np.testing.assert_allclose(wide["net"], [-20, 12, 12, 12])
    np.testing.assert_allclose(wide["cumulative"], [-20, -8, 4, 16])


def test_the_year_table_holds_percentiles_of_each_year(result: Result):
    """A row is the percentiles of one flow in one year; they need not add up."""
    table = result.year_table().set_index(["flow", "year"])
    net = result.yearly["benefit"] - result.yearly["cost"]
    expected = np.percentile(np.cumsum(net, axis=1)[:, -1], (10, 50, 90))
    found = table.loc[("cumulative", result.scenario.horizon.years)]
    np.testing.assert_allclose(found.to_numpy(float), expected, rtol=1e-12)


def test_the_trials_table_has_every_draw_and_result(result: Result):
    """A row a trial; a column for each uncertain input by path, then for each result."""
    table = result.trials_table()
    assert list(table.columns) == [*result.draws, *RESULTS]
    assert len(table) == result.design.trials
    np.testing.assert_array_equal(table["npv"], result.npv)


@given(scenarios)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_a_record_is_plain_json(scenario: Scenario):
    """The record holds no NaN and no infinity, and reads back as it was written."""
    record = simulate(scenario, 8).record("1.0")
    assert json.loads(json.dumps(record, allow_nan=False)) == record
    assert record["results"].keys() == set(RESULTS)
    assert record["fingerprint"] == scenario.fingerprint


def test_a_record_says_what_is_undefined():
    """Without cost ROI and payback are null in the record; NPV and benefit are numbers."""
    record = simulate(tiny({"programme.levers.cross_sell": 12.0}), 8).record("1.0")
    assert record["results"]["roi"]["mean"] is None
    assert record["results"]["payback_months"]["p50"] is None
    assert record["point"]["roi"] is None
    assert record["results"]["npv"]["mean"] == 12.0
    assert record["probability"] == {"loss": 0.0, "payback": 0.0}
    assert record["results"]["npv"]["standard_error"] is None


def test_the_months_of_the_point_plan(result: Result):
    """Flows have T + 1 places, from the start; customers and NPS have T, and none is N(T + 1)."""
    months = result.point.record()["months"]
    count = result.scenario.horizon.months
    for name, extra in (("benefit", 1), ("cost", 1), ("customers_with", 0), ("nps_with", 0)):
        assert len(months[name]) == count + extra, name
    assert months["customers_with"][0] == result.point.paths.customers_with[0, 0]
    assert months["customers_with"][-1] == result.point.paths.customers_with[0, -2]


@pytest.mark.parametrize(("first", "months"), [(0, [0, 3, 6, 9, 12, 13]), (1, [3, 6, 9, 12, 14])])
def test_bands_rank_each_month_by_itself(first: int, months: list[int]):
    """Every third month and the last are shown, each with numpy's percentiles of its column."""
    paths = np.random.Generator(np.random.PCG64(1)).normal(size=(101, 14))
    shown = band_months(first, first + 13)
    found = at_percentiles(paths[:, shown - first].T, (10, 50, 90))
    bands = band_table(found, shown, (10, 50, 90))
    assert list(bands.index) == months
    expected = np.percentile(paths[:, np.array(months) - first], (10, 50, 90), axis=0)
    np.testing.assert_allclose(bands.to_numpy().T, expected, rtol=1e-12)


def test_a_long_path_is_shown_at_half_as_many_months():
    """Beyond eight years every sixth month is enough for the eye; each year's end is among them."""
    assert list(band_months(0, 96))[-3:] == [90, 93, 96]
    for first in (0, 1):
        long = band_months(first, 180)
        assert set(np.diff(long)) == {6}
        assert {12 * year for year in range(1, 16)} <= set(long.tolist())


def test_the_bands_of_a_result(result: Result):
    """Cash is the running sum of benefit − cost with the plan beside it; customers are N(t)."""
    paths, months = paths_of(result.scenario, 256), result.scenario.horizon.months
    cash = np.cumsum(paths.benefit - paths.cost, axis=1)
    found, scale = result.bands["cash"].loc[months], 1e-12 * np.abs(cash).max()
    assert found["p25"] == pytest.approx(np.percentile(cash[:, -1], 25), abs=scale)
    point = result.point
    assert found["plan"] == pytest.approx(point.benefit[0] - point.cost[0], abs=scale)
    customers = result.bands["customers_with"].loc[3, "p90"]
    assert customers == pytest.approx(np.percentile(paths.customers_with[:, 2], 90))
    nps = result.bands["nps_without"].loc[months, "p10"]
    assert nps == pytest.approx(np.percentile(paths.nps_without[:, -1], 10))


def test_a_result_is_closed_to_writing(result: Result):
    """Nobody may write into the arrays of a result, nor give it another array."""
    arrays = [getattr(result, name) for name in RESULTS]
    for array in (*arrays, *result.draws.values(), *result.yearly.values(), *result.point.paths):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0
    with pytest.raises(AttributeError):
        result.npv = np.zeros(3)  # type: ignore[misc]
