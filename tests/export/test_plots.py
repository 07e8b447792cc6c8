"""Pictures as plain figures: axes hold all values, steps add up, bars are stacked to the letter."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsim.export.telling.plots import Axis, in_parts, money_axis, steps
from cxsim.text.language import Language

EN = Language("en")
amounts = st.floats(-1e9, 1e9)


@given(st.lists(amounts, min_size=1, max_size=6), st.booleans())
def test_an_axis_goes_from_tick_to_tick_around_all_values(values, zero):
    """Its ends are ticks, every value lies between them, and 0 is a tick where it is asked for."""
    axis = money_axis(values, 5, "EUR", EN, zero)
    low, high = axis.span
    spare = 1e-6 * (high - low)
    assert low - spare <= min(values)
    assert max(values) <= high + spare
    assert (axis.ticks[0], axis.ticks[-1]) == axis.span
    assert len(axis.ticks) == len(axis.texts)
    assert 2 <= len(axis.ticks) <= 9
    if zero:
        assert min(map(abs, axis.ticks)) <= spare


def test_an_axis_leaves_out_what_is_no_number():
    """NaN and infinity have no place, and an axis of nothing still is one."""
    assert money_axis([math.nan, math.inf, 4.0], 4, "EUR", EN).span == (0.0, 4.0)
    assert money_axis([math.nan], 4, "EUR", EN).span == (0.0, 1.0)


def test_a_place_is_held_between_the_ends():
    """What lies beyond an axis is drawn at its end, never outside."""
    axis = Axis((-1.0, 3.0), (), ())
    assert [axis.at(value) for value in (-9, -1, 0, 3, 9)] == [0, 0, 0.25, 1, 1]


def test_steps_add_up_to_what_is_left():
    """Each step begins where the last one ended; totals stand on the ground."""
    found = steps(
        [("a", 5.0), ("b", -2.0)], ("sum", 3.0), [("cost", 4.0)], ("left", -1.0), "EUR", EN
    )
    assert [(s.start, s.end, s.kind) for s in found] == [
        (0, 5, "gain"),
        (5, 3, "loss"),
        (0, 3, "total"),
        (3, -1, "loss"),
        (0, -1, "total"),
    ]
    assert [s.amount for s in found][-1] == EN.money(-1.0, "EUR")


@given(amounts, amounts)
def test_a_bar_is_stacked_where_it_stands(start, end):
    """Gap and bar above 0, and below it, put together are the bar from start to end."""
    gap_above, above, gap_below, below = in_parts(start, end)
    low, high = min(start, end), max(start, end)
    assert min(gap_above, above, -gap_below, -below) >= 0
    assert above - below == pytest.approx(high - low, abs=1e-6)
    if low >= 0:
        assert (gap_above, below) == (low, 0)
    if high <= 0:
        assert (gap_below, above) == (high, 0)
