"""The fingerprint: equal for equal meaning, different as soon as one number is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.distributions import Distribution
from cxsim.scenario import Scenario

steady = settings(deadline=None, derandomize=True, max_examples=100)


@pytest.fixture(scope="module")
def scenario(base):
    return Scenario.parse(base)


SAME = [
    ("# A telecom operator. Every", "# Anything"),
    ('description = "Two groups, two lines, two events."\n', ""),
    ('name = "Base"', 'name = "Another"'),
    ('name = "Close the loop"\n', ""),
    ('source = "Billing system"', 'source = "A guess"'),
    ('grade = "A"', 'grade = "D"'),
    ("customers = 9_000", "customers = 9000.0"),
    ("customers = 9_000", "customers = 9_000\nresponse = 1.0\nreferral_cost = 0"),
    ('discounting = "monthly"\n', ""),
    ("scale = 1.0", "scale = 1.0\nreturns = 0.6"),
    ("mode = 0.08, high = 0.12 }", "mode = 0.08, high = 0.12, concentration = 4.0 }"),
    ("attribution = 0.8", 'attribution = { dist = "uniform", low = 0.8, high = 0.8 }'),
    ("attribution = 0.8", 'attribution = { dist = "normal", mean = 0.8, sd = 0 }'),
    ("attribution = 0.8", 'attribution = { dist = "discrete", values = [0.8], weights = [7] }'),
    ("values = [6, 12, 18], weights = [1, 2, 1]",
     "values = [18, 12, 6], weights = [0.25, 0.5, 0.25]"),
    ("one_off = 40_000", "one_off = 40_000\nfrom_month = 1\nto_month = 36"),
    ("one_off = 40_000", "one_off = 40_000\nto_month = 99"),
    ("rank = 0.6",
     'rank = 0.6\n[[correlations]]\nrank = 0\nbetween = ["programme.scale", "programme.returns"]'),
    (
        'between = ["groups.Households.promoters.churn", "groups.Households.passives.churn"]',
        'among = ["groups.Households.passives.churn", "groups.Households.promoters.churn"]',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SAME)
def test_equal_meaning(scenario, edited, old, new):
    """Comments, names of no path, defaults, spellings and sources change no result, so no digit."""
    assert Scenario.parse(edited(old, new)).fingerprint == scenario.fingerprint


@pytest.mark.parametrize("kind", ["groups", "investments", "risk_events"])
def test_order_of_tables(scenario, kind):
    """Groups, lines and events may stand in any order."""
    content = scenario.content()
    content[kind].reverse()
    assert Scenario.from_mapping(content).fingerprint == scenario.fingerprint


def test_every_number_written_out(scenario):
    """A file that spells out each default means the same as one that leaves them out."""
    spelled = scenario.with_values(scenario.numbers)
    assert len(spelled.to_toml()) > len(scenario.to_toml())
    assert spelled.fingerprint == scenario.fingerprint


def test_another_value_of_any_number(scenario):
    """Whichever number moves by a last digit, the fingerprint is another, and never one seen."""
    seen = {scenario.fingerprint}
    for path, number in scenario.numbers.items():
        point = 0.25 if isinstance(number, Distribution) else number * (1 + 1e-15) + 1e-300
        changed = scenario.with_value(path, point if point < 0.99 or point > 1.01 else 0.99)
        seen.add(changed.fingerprint)
    assert len(seen) == 1 + len(scenario.numbers)


def test_another_parameter_of_any_distribution(scenario):
    """Every parameter of every distribution, mix and table of whole numbers takes part."""
    seen, tried = {scenario.fingerprint}, 0
    for number in re.finditer(r"(?<=[\[ ])-?\d[\d_]*(\.\d+)?(?=[ ,\]\n])", scenario.to_toml()):
        text = scenario.to_toml()
        line = text[text.rfind("\n", 0, number.start()) + 1 : number.start()]
        if line.startswith(("#", "schema_version", "mix = { p")):
            continue
        value = number[0].replace("_", "")
        other = f"{value}1" if "." in value else str(int(value) + 1)
        changed = text[: number.start()] + other + text[number.end() :]
        seen.add(Scenario.parse(changed).fingerprint)
        tried += 1
    assert tried > 60
    assert len(seen) == 1 + tried


DIFFERENT = [
    ("promoters = 0.3, passives = 0.4, ", "promoters = 0.4, passives = 0.3, "),
    ('discounting = "monthly"', 'discounting = "year-end"'),
    ('ramp = "linear"', 'ramp = "s-curve"'),
    ('currency = "EUR"', 'currency = "USD"'),
    ('dist = "pert", low = 0.05', 'dist = "triangular", low = 0.05'),
    ('name = "Platform"', 'name = "The platform"'),
    ("one_off = 40_000", "one_off = 40_000\nto_month = 35"),
    ('churn"]\nrank = 0.6', 'cost_to_serve"]\nrank = 0.6'),
    ("attribution = 0.8", 'attribution = { dist = "uniform", low = 0.7, high = 0.9 }'),
    ("promoters = 62, passives = 84", "promoters = 84, passives = 62"),
]


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
def test_another_meaning(scenario, edited, old, new):
    """Words that change a result, or the names that give a number its draws, take part."""
    assert Scenario.parse(edited(old, new)).fingerprint != scenario.fingerprint


def test_event_or_line_left_out(scenario):
    """A scenario without one of its lines or events is another, even where it costs nothing."""
    for kind in ("groups", "investments", "risk_events"):
        content = scenario.content()
        content[kind].pop()
        assert Scenario.from_mapping(content).fingerprint != scenario.fingerprint


@steady
@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_two_values_two_fingerprints(base, first, second):
    """Two scenarios that differ in one number are equal in fingerprint only if in the number."""
    scenario = Scenario.parse(base)
    one, two = (scenario.with_value("programme.levers.cross_sell", v) for v in (first, second))
    assert (one.fingerprint == two.fingerprint) == (first == second)


@steady
@given(
    st.floats(0.0, 0.4), st.floats(0.01, 0.3), st.sampled_from(["uniform", "triangular", "pert"])
)
def test_a_distribution_squeezed_or_not(base, low, width, word):
    """Zero width means the number itself; with width it never does."""
    scenario = Scenario.parse(base)
    path = "programme.attribution"
    fields = {"dist": word, "low": low, "high": low} | ({} if word == "uniform" else {"mode": low})
    number = scenario.with_value(path, low).fingerprint
    assert scenario.with_value(path, fields).fingerprint == number
    assert scenario.with_value(path, fields | {"high": low + width}).fingerprint != number


def test_fingerprint_is_hexadecimal(scenario):
    """It is a SHA-256 that people can compare."""
    assert re.fullmatch("[0-9a-f]{64}", scenario.fingerprint)
