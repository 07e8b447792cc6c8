"""What stands at places of sorted values is what sorting all of them finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cxsim.distributions import Floats
from cxsim.results import ranking
from cxsim.results.ranking import at_places

PLACES = np.array([0, 1, 102, 103, 511, 512, 921, 1022, 1023])
NORMAL = np.random.Generator(np.random.PCG64(7)).normal(size=(3, 1024))
SMOOTH = {
    "normal": NORMAL,
    "lognormal": np.exp(NORMAL),
    "negative": -np.exp(NORMAL),
    "far from 0": 1e9 + NORMAL,
    "uniform, sorted": np.sort(NORMAL % 1.0),
}
ROUGH = {
    "one value": np.full((2, 1024), 3.5),
    "two values": np.where(NORMAL > 0, 1.0, -1.0),
    "whole numbers": np.round(NORMAL),
    "one far away": np.append(NORMAL[:, :-1], np.full((3, 1), 1e12), axis=1),
    "never paid back": np.where(NORMAL > 1, np.inf, NORMAL),
    "undefined": np.where(NORMAL > 1, np.nan, NORMAL),
    "minus infinity": np.where(NORMAL > 1, -np.inf, NORMAL),
    "a range beyond all numbers": NORMAL / np.abs(NORMAL).max() * 1.7e308,
    "a range of the least numbers": NORMAL * 1e-320,
}


@pytest.mark.parametrize("values", (SMOOTH | ROUGH).values(), ids=SMOOTH | ROUGH)
def test_places_are_those_of_sorting_all(values: Floats):
    """Whatever the values are."""
    np.testing.assert_array_equal(at_places(values, PLACES), np.sort(values)[:, PLACES])


@pytest.mark.parametrize("values", SMOOTH.values(), ids=SMOOTH)
def test_what_is_spread_out_is_not_sorted(values: Floats, monkeypatch: pytest.MonkeyPatch):
    """Only the parts with a place are."""
    expected = np.sort(values)[:, PLACES]
    monkeypatch.setattr(ranking.np, "sort", None)
    np.testing.assert_array_equal(at_places(values, PLACES), expected)


@given(arrays(float, st.tuples(st.integers(1, 3), st.integers(1, 40))), st.data())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_places_of_any_numbers(values: Floats, data: st.DataObject):
    """Of few values, finite or not, at any places."""
    last = values.shape[1] - 1
    chosen = sorted(data.draw(st.sets(st.integers(0, last), min_size=1)))
    found = at_places(values, np.array(chosen))
    np.testing.assert_array_equal(found, np.sort(values)[:, chosen])


@given(st.integers(100, 2_000), st.floats(0.2, 5.0), st.integers(0, 2**32), st.data())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_places_of_many_numbers(count: int, power: float, seed: int, data: st.DataObject):
    """Of skewed values on a grid, so that ends of parts fall on some of them."""
    drawn = np.random.Generator(np.random.PCG64(seed)).normal(size=(2, count))
    values = np.round(np.abs(drawn) ** power * 4_096) / 4_096
    chosen = sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=3)))
    found = at_places(values, np.array(chosen))
    np.testing.assert_array_equal(found, np.sort(values)[:, chosen])


def test_any_shape_and_order_in_memory():
    """The last axis is ranked; what is given stays as it was, and as open to writing."""
    values = NORMAL.reshape(3, 2, 512)
    before, places = values.copy(), np.array([5, 300])
    for each in (values, values[:, ::-1, ::2], values.transpose(1, 0, 2), values[0, 0]):
        found = at_places(each, places[places < each.shape[-1]])
        expected = np.sort(each)[..., places[places < each.shape[-1]]]
        np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(values, before)
    assert values.flags.writeable
