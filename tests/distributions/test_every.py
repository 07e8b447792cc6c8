"""What must hold for every distribution, with whatever parameters."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cxsim.distributions import DISTRIBUTIONS

steady = settings(deadline=None, derandomize=True, max_examples=150)

U = (np.arange(4_000) + 0.5) / 4_000
TAILS = np.concatenate([np.geomspace(2**-33, 1e-4, 200), U, 1 - np.geomspace(1e-4, 2**-33, 200)])

ends = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda x: round(x, 3))
widths = st.floats(0.01, 1e4)
sizes = st.floats(0.2, 300)
parts = st.floats(0, 1)


@st.composite
def bounded(draw, word):
    low, width = draw(ends), draw(widths)
    fields = {"low": low, "high": low + width}
    if word != "uniform":
        fields["mode"] = min(low + width, low + width * draw(parts))
    if word == "pert":
        fields["concentration"] = draw(st.floats(0, 50))
    return fields


@st.composite
def normal(draw):
    mean, sd = draw(ends), draw(widths)
    fields = {"mean": mean, "sd": sd}
    if draw(st.booleans()):
        fields["low"] = mean + sd * draw(st.floats(-5, 5))
    if draw(st.booleans()):
        fields["high"] = fields.get("low", mean) + sd * draw(st.floats(0.01, 5))
    return fields


@st.composite
def quantiles(draw):
    p50, width, skew = draw(ends), draw(widths), draw(st.floats(0.25, 0.75))
    return {"p10": p50 - width * skew, "p50": p50, "p90": p50 + width * (1 - skew)}


@st.composite
def bounded_quantiles(draw):
    fields = draw(quantiles())
    width = fields["p90"] - fields["p10"]
    fields["low"] = fields["p10"] - width * draw(st.floats(0.5, 3))
    fields["high"] = fields["p90"] + width * draw(st.floats(0.5, 3))
    return fields


@st.composite
def discrete(draw):
    values = draw(st.lists(ends, min_size=1, max_size=6))
    weights = draw(st.lists(st.floats(0.01, 9), min_size=len(values), max_size=len(values)))
    return {"values": tuple(values), "weights": tuple(weights)}


FIELDS = {
    "uniform": bounded("uniform"),
    "triangular": bounded("triangular"),
    "pert": bounded("pert"),
    "normal": normal(),
    "lognormal": st.fixed_dictionaries({"mean": widths, "sd": st.floats(0.01, 10)}),
    "beta": st.fixed_dictionaries({"alpha": sizes, "beta": sizes}),
    "quantiles": quantiles(),
    "discrete": discrete(),
}


@st.composite
def anything(draw):
    word = draw(st.sampled_from(sorted(FIELDS)))
    fields = draw(FIELDS[word])
    if word == "quantiles" and draw(st.booleans()):
        fields = draw(bounded_quantiles())
    try:
        return DISTRIBUTIONS[word](**fields)
    except ValidationError:
        assume(False)


def test_every_word_of_the_file_format_is_tried():
    """No distribution can be added without entering these properties."""
    assert set(FIELDS) == set(DISTRIBUTIONS)


@steady
@given(anything())
def test_quantile_never_falls(distribution):
    """A higher probability never gives a lower value, but for the last digit's rounding."""
    values = distribution.quantile(TAILS)
    assert np.isfinite(values).all()
    assert np.all(np.diff(values) >= -1e-15 * np.abs(values).max())


@steady
@given(anything())
def test_draws_stay_within_the_support(distribution):
    """No draw leaves the support, which ranges are checked against, by more than its last digit."""
    low, high = distribution.support
    values = distribution.quantile(TAILS)
    assert math.nextafter(low, -math.inf) <= values.min()
    assert values.max() <= math.nextafter(high, math.inf)


@steady
@given(anything())
def test_mean_of_the_quantiles_is_the_expected_value(distribution):
    """The trials' mean tends to the number in the point plan: only the tails are missed."""
    values = distribution.quantile(U)
    tails = (abs(values[0]) + abs(values[-1]) + np.ptp(values)) / len(U)
    assert values.mean() == pytest.approx(distribution.expected_value, abs=3 * tails)


@steady
@given(anything())
def test_expected_value_lies_in_the_support(distribution):
    """The point plan uses a value that a trial could have."""
    low, high = distribution.support
    slack = 1e-12 * max(1.0, abs(distribution.expected_value))
    assert low - slack <= distribution.expected_value <= high + slack


@pytest.mark.parametrize("number", [0.1, 0.3, -7.7, 1e-9, 123456.789])
def test_zero_width_is_the_number(number):
    """A distribution squeezed to a point is that number, to the last bit."""
    points = {
        "uniform": {"low": number, "high": number},
        "triangular": {"low": number, "mode": number, "high": number},
        "pert": {"low": number, "mode": number, "high": number},
        "normal": {"mean": number, "sd": 0.0},
        "lognormal": {"mean": abs(number), "sd": 0.0},
        "quantiles": {"p10": number, "p50": number, "p90": number},
        "discrete": {"values": (number,), "weights": (3.0,)},
    }
    for word, fields in points.items():
        expected = abs(number) if word == "lognormal" else number
        assert DISTRIBUTIONS[word](**fields).certain == expected, word


@steady
@given(anything())
def test_a_distribution_with_width_is_no_number(distribution):
    """`certain` is None as soon as two draws can differ."""
    low, high = distribution.support
    assert (distribution.certain is None) == (low < high)


@pytest.mark.parametrize("word", sorted(DISTRIBUTIONS))
def test_distributions_are_immutable(word):
    """A parameter cannot be set: a what-if is another distribution."""
    first = next(name for name in DISTRIBUTIONS[word].model_fields if name != "dist")
    with pytest.raises(ValidationError, match="frozen"):
        setattr(_example(word), first, 1.0)


@pytest.mark.parametrize("word", sorted(DISTRIBUTIONS))
@pytest.mark.parametrize("value", [math.nan, math.inf, "1", True, None, [1.0]])
def test_parameters_are_finite_numbers(word, value):
    """A parameter that is no finite number is refused, whichever it is."""
    good = _example(word).model_dump()
    for name in good.keys() - {"dist"}:
        if value is None and name in ("low", "high"):
            continue  # these may be left out
        wrong = (value,) if isinstance(good[name], tuple) else value
        with pytest.raises(ValidationError):
            DISTRIBUTIONS[word](**good | {name: wrong})


def _example(word):
    examples = {
        "uniform": {"low": 0.0, "high": 2.0},
        "triangular": {"low": 0.0, "mode": 1.0, "high": 2.0},
        "pert": {"low": 0.0, "mode": 1.0, "high": 2.0},
        "normal": {"mean": 1.0, "sd": 1.0, "low": 0.0, "high": 3.0},
        "lognormal": {"mean": 1.0, "sd": 1.0},
        "beta": {"alpha": 2.0, "beta": 3.0},
        "quantiles": {"p10": 1.0, "p50": 2.0, "p90": 3.0, "low": 0.0, "high": 9.0},
        "discrete": {"values": (1.0,), "weights": (1.0,)},
    }
    return DISTRIBUTIONS[word](**examples[word])
