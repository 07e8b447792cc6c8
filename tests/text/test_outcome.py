"""Wins, losses and ties add to a whole, as they are and as they are shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsim.text.outcome import Outcome, outcome_of, summing


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from([0, 1]))
def test_shares_that_are_shown_add_to_a_hundred(first, second, digits):
    """Each is rounded by less than one unit, and together they are the whole."""
    low, high = sorted((first, second))
    exact = Outcome(low, high - low, 1.0 - high)
    shown = summing(exact, digits)
    unit = 100 * 10**digits
    assert sum(round(unit * share) for share in shown) == unit
    for before, after in zip(exact, shown, strict=True):
        assert abs(before - after) < 1 / unit + 1e-9


def test_half_of_the_ties_is_no_win():
    """From the share that counts half of them, and theirs, come wins, losses and ties."""
    assert outcome_of(0.6, 0.2) == pytest.approx((0.5, 0.3, 0.2))
    assert math.isnan(summing(outcome_of(math.nan, math.nan)).better)
