"""Axes: round, labelled in the reader's language, and still while a slider moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsim.charts.axes import fit, round_step, ticks, year_name, year_ticks
from cxsim.text.language import Language
from tests.charts.cases import AXES, CASES, seen, simulated

EN, FR = Language("en"), Language("fr")
widths = st.floats(1e-6, 1e12)


@given(widths, st.integers(1, 100))
def test_a_step_is_round(width, parts):
    """It is 1, 2 or 5 times a power of ten, and cuts a width into at most so many parts."""
    step = round_step(width, parts)
    leading = float(f"{step:e}".split("e")[0])
    assert leading == pytest.approx(round(leading))
    assert round(leading) in (1, 2, 5)
    assert width / parts <= step * (1 + 1e-6)
    assert step <= 2.5 * width / parts * (1 + 1e-6)


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(3, 8))
def test_ticks_lie_inside(low, width, parts):
    """Every tick is inside its range, at even steps, with a text of its own."""
    axis = ticks((low, low + width), parts, lambda value: f"{value:.6g}")
    values = np.array(axis["tickvals"])
    assert axis["range"] == [low, low + width]
    assert len(values) == len(axis["ticktext"]) <= parts + 1
    assert ((values >= low) & (values <= low + width)).all()
    if len(values) > 2:
        np.testing.assert_allclose(np.diff(values), np.diff(values)[0], rtol=1e-3)


@pytest.mark.parametrize(("years", "count"), [(1, 2), (5, 6), (8, 9), (9, 4), (15, 6)])
def test_years_are_named(years, count):
    """A tick for each year, or for each third of a long horizon."""
    axis = year_ticks(12 * years, "2027-01", EN)
    assert axis["range"] == [0, 12 * years]
    assert len(axis["ticktext"]) == count
    assert axis["ticktext"][0] == "2027"
    assert axis["tickvals"][0] == 0


def test_a_year_has_a_name():
    """The calendar's where it is known, else counted from the start, in the reader's language."""
    assert year_name(3, "2027-01", EN) == "2030"
    assert "2030" in year_name(3, "2027-07", EN) != year_name(3, "2027-07", FR)
    assert year_name(0, None, EN) == "Start"
    assert year_name(2, None, EN) == "Year 2"
    assert year_name(2, None, FR) == "Année 2"


@pytest.mark.parametrize("case", CASES)
def test_every_axis_has_a_width(case):
    """Even where all trials give one number a range is finite and wider than nothing."""
    for name, (low, high) in seen(simulated(case)).items():
        assert np.isfinite([low, high]).all(), name
        assert low < high, name


@pytest.mark.parametrize("case", CASES)
def test_money_axes_hold_zero_and_the_trials(case):
    """The axis of NPV shows 0 and 98 in 100 trials."""
    result = simulated(case)
    low, high = seen(result)["npv"]
    assert low <= 0 <= high
    assert np.mean((result.npv < low) | (result.npv > high)) <= 0.02


@pytest.mark.parametrize("axis", AXES)
def test_an_axis_stays_for_the_same_result(axis):
    """Fitted to what it already shows, a range does not move at all."""
    result = simulated("telecom")
    span = fit(axis, result)
    assert fit(axis, result, span) == span


@pytest.mark.parametrize("case", ["one year", "fifteen years", "starbucks", "no effect"])
def test_an_axis_only_grows(case):
    """Shown another result, no range loses anything, and what left it is taken in."""
    before, result = simulated("telecom"), simulated(case)
    first, grown, alone = seen(before), seen(result, before), seen(result)
    for name in AXES:
        kept, now, wanted = (each[name] for each in (first, grown, alone))
        assert now[0] <= kept[0]
        assert kept[1] <= now[1]
        spare = 0.1501 * (wanted[1] - wanted[0])
        assert now[0] <= wanted[0] + spare
        assert now[1] >= wanted[1] - spare
