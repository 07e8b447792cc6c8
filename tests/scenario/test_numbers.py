"""A number of the model: plain or uncertain, inside the range of its field."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cxsim.distributions import Uniform
from cxsim.scenario import numbers

steady = settings(deadline=None, derandomize=True)

RANGES = {
    "Free": (-1e300, 1e300, None, None),
    "Amount": (0.0, 1e300, -1e-300, None),
    "Share": (0.0, 1.0, -1e-300, math.nextafter(1, 2)),
    "Churn": (0.0, math.nextafter(1, 0), -1e-300, 1.0),
    "Margin": (-1e300, 1.0, None, math.nextafter(1, 2)),
    "Rate": (math.nextafter(-1, 0), 1e300, -1.0, None),
    "Points": (-1.0, 1.0, math.nextafter(-1, -2), math.nextafter(1, 2)),
    "Relative": (-1.0, 1e300, math.nextafter(-1, -2), None),
}


def read(kind, value):
    return TypeAdapter(getattr(numbers, kind)).validate_python(value)


@pytest.mark.parametrize("kind", RANGES)
def test_ends_of_the_range(kind):
    """The last value inside is taken as it is, the first one outside is refused."""
    low, high, below, above = RANGES[kind]
    assert read(kind, low) == low
    assert read(kind, high) == high
    for outside in (below, above):
        if outside is not None:
            with pytest.raises(ValidationError):
                read(kind, outside)


@pytest.mark.parametrize("kind", RANGES)
def test_a_distribution_obeys_the_range_with_its_whole_support(kind):
    """A distribution that reaches the last value is taken, one that goes beyond is refused."""
    low, high, below, above = RANGES[kind]
    assert read(kind, {"dist": "uniform", "low": low, "high": high}) == Uniform(low=low, high=high)
    for ends in ((below, high), (low, above)):
        if None not in ends:
            with pytest.raises(ValidationError):
                read(kind, {"dist": "uniform", "low": ends[0], "high": ends[1]})


@pytest.mark.parametrize("kind", RANGES)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, True, "0.5", None, [1]])
def test_what_is_no_number(kind, value):
    """No field takes what is not a finite number, whatever its range."""
    with pytest.raises(ValidationError):
        read(kind, value)


@steady
@given(st.integers(-(10**300), 10**300) | st.floats(allow_nan=False, allow_infinity=False))
def test_any_finite_number_is_a_float(value):
    """Whole numbers and decimals are the same number; −0 is 0."""
    number = read("Free", value)
    assert type(number) is float
    assert number == float(value)
    assert number != 0 or math.copysign(1, number) == 1


def test_open_supports_may_touch_an_open_end():
    """Churn, which stops short of 1, takes a beta and a metalog bounded by 1, but no uniform."""
    assert read("Churn", {"dist": "beta", "alpha": 2, "beta": 5}).expected_value == 2 / 7
    assert read(
        "Churn", {"dist": "quantiles", "p10": 0.1, "p50": 0.2, "p90": 0.4, "low": 0, "high": 1}
    )
    with pytest.raises(ValidationError):
        read("Churn", {"dist": "uniform", "low": 0, "high": 1})


def test_any_mapping_may_hold_a_distribution():
    """What a TOML library returns need not be a dict."""

    class Table(Mapping):
        def __getitem__(self, key):
            return {"dist": "uniform", "low": 1, "high": 2}[key]

        def __iter__(self):
            return iter(("dist", "low", "high"))

        def __len__(self):
            return 3

    assert read("Amount", Table()) == Uniform(low=1.0, high=2.0)
