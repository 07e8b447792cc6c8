"""Every number and every result has a name, a unit and a help in words."""

import typing

import pytest

from cxsim.results import FLOWS, RESULTS
from cxsim.scenario.beside import Stress
from cxsim.scenario.checks import number_fields
from cxsim.scenario.schema import Group, Horizon, Investment, Levers, Programme, RiskEvent, Segment
from cxsim.text.labels import FIELDS, Unit, path_label
from cxsim.text.language import PSEUDO, Language
from cxsim.text.results import FLOW_NAMES, RESULT_LABELS, show

TABLES = (Horizon, Group, Segment, Programme, Levers, Investment, RiskEvent)
NUMBERS = sorted({name for table in TABLES for name in number_fields(table)})
EN, FR = Language("en"), Language("fr")


@pytest.mark.parametrize("field", NUMBERS)
def test_every_number_has_a_label(field):
    """Whatever number the schema gains, it cannot be shown without a name, a unit and a help."""
    label = FIELDS[field]
    assert label.name.read()
    assert label.help.read().endswith(".")
    assert label.unit in typing.get_args(Unit)


def test_no_label_is_left_over():
    """What has a label is a number of the schema, the years, a mix or an event that fires."""
    certain = {"benefit_factor", "spend_factor", "discount_rate_rise"}
    assert certain < set(Stress.model_fields)
    assert set(FIELDS) - {"years", "mix", "fired"} - certain == set(NUMBERS)


def test_labels_differ():
    """Two numbers are never called alike."""
    names = [label.name.read() for label in FIELDS.values()]
    assert len(set(names)) == len(names)


def test_every_result_has_a_label():
    """Results and flows are all named, in the order and number in which they are reported."""
    assert set(RESULT_LABELS) == set(RESULTS)
    assert set(FLOW_NAMES) == set(FLOWS)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("horizon.discount_rate", "Discount rate"),
        ("programme.levers.promoter_uplift", "Promoter uplift"),
        ("groups.Households.customers", "Households · Customers"),
        ("groups.Households.promoters.churn", "Households · promoters · Churn"),
        ("groups.Households.mix", "Households · Share"),
        ("groups.Households.mix.detractors", "Households · detractors · Share"),
        ("investments.CX team.per_year", "CX team · Yearly cost"),
        ("risk_events.Price war.probability", "Price war · Probability"),
        ("risk_events.Price war.fired", "Price war"),
    ],
)
def test_a_path_in_words(path, words):
    """A path reads as name, segment and field."""
    assert path_label(path, EN) == words


def test_names_are_not_translated():
    """Names from the file are data, the words around them the program's."""
    label = path_label("groups.Households.promoters.churn", Language(PSEUDO))
    assert label.startswith("Households · ")
    assert "Churn" not in label


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        (0.125, "share", "12.5%", "12,5\u00a0%"),
        (-0.3, "ratio", "\u221230.0%", "\u221230,0\u00a0%"),
        (1.25, "ratio", "125%", "125\u00a0%"),
        (1234567.0, "money", "€1.23M", "1,23\u00a0M€"),
        (0.06, "points", "6.0\u00a0points", "6,0\u00a0points"),
        (17.25, "months", "17.3\u00a0months", "17,3\u00a0mois"),
        (1.5, "factor", "1.50", "1,50"),
        (None, "money", "—", "—"),
        (float("nan"), "share", "—", "—"),
        (float("inf"), "months", "—", "—"),
    ],
)
def test_a_value_in_its_unit(value, unit, english, french):
    """A value is shown as its unit asks, a dash where there is none."""
    assert show(value, unit, "EUR", EN) == english
    assert show(value, unit, "EUR", FR).startswith(french)
