"""Rules that span tables: the paths of a scenario, names, and faults told together."""

import pytest

from cxsim.scenario import Scenario
from cxsim.scenario.beside import Stress
from cxsim.scenario.checks import check_whole, named_paths, number_fields, number_paths
from cxsim.scenario.schema import Horizon, Investment


def test_number_fields_are_those_with_a_range():
    """Whole numbers and words are no numbers of the model."""
    assert number_fields(Horizon) == ("discount_rate", "inflation", "tax_rate")
    assert number_fields(Stress) == ()
    assert number_fields(Investment) == ("one_off", "per_year")


def test_paths_follow_the_names():
    """A path is kind, name and field, in the names of the file."""
    raw = {"groups": [{"name": "A b"}], "risk_events": [{"name": "E"}]}
    paths = number_paths(raw)
    assert len(set(paths)) == len(paths)
    assert {"groups.A b.customers", "groups.A b.passives.churn", "risk_events.E.probability"} <= {
        *paths
    }
    assert not any(path.startswith("investments") for path in paths)


def test_a_good_scenario_has_no_fault(base):
    """What is valid table by table and as a whole gives an empty list."""
    assert check_whole(Scenario.parse(base).content()) == []


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"groups": 3, "sources": [], "correlations": "x"},
        {"groups": [1, {"name": 2}, None]},
        {"correlations": [{"between": 3}, {"among": [[], {}]}, 7]},
    ],
)
def test_malformed_tables_are_passed_over(raw):
    """Tables of a wrong type have their own faults; here they raise nothing and add nothing."""
    assert check_whole(raw) == []


def test_names_in_a_correlation():
    """Only what is text in a list counts as a path."""
    assert named_paths({"between": ["a", 3, "b"]}) == ["a", "b"]
    assert named_paths({"among": "a"}) == []


def test_faults_of_a_table_and_of_the_whole_are_told_together(refused, edited):
    """A number out of range does not hide a path to nowhere."""
    text = edited("customers = 9_000", "customers = -9_000").replace(
        "passives.churn", "passives.chrn"
    )
    lines = refused(text)
    assert [line.partition(" = ")[0] for line in lines] == [
        "groups.Small business.customers",
        "correlations[1]",
    ]
