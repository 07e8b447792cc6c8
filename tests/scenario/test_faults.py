"""A fault in words: place, value, rule and remedy."""

from datetime import date

import pytest

from cxsim.scenario.faults import Fault, ScenarioError, join_path, name_path, shown, unknown_key
from cxsim.text.phrase import say

FAULT = Fault("a.b", "7", say("it is {n} too large", n=6), say("write 1"))


def test_a_fault_is_one_line():
    """It reads as path, value, rule, remedy; without a path it is of the file."""
    assert FAULT.read() == "a.b = 7: it is 6 too large; write 1"
    assert Fault("", "", FAULT.rule, FAULT.remedy).read().startswith("the file: it is 6")


def test_a_fault_is_translated_around_its_values():
    """The words pass through the language, path and value do not."""
    assert FAULT.read(lambda text: text.replace("write", "schreibe")) == (
        "a.b = 7: it is 6 too large; schreibe 1"
    )


def test_an_error_lists_all_its_faults():
    """The exception's text holds a line for each fault."""
    error = ScenarioError([FAULT, join_path("x", FAULT)])
    assert str(error).splitlines() == [FAULT.read(), "x." + FAULT.read()]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0.1, "0.1"),
        (3.0, "3.0"),
        (1.0000001, "1.0000001"),
        (7, "7"),
        (10**61, "≈ 10^61"),
        ("abc", "'abc'"),
        ({"low": 0.5, "high": True}, "{ low = 0.5, high = true }"),
        ("x" * 100, "'" + "x" * 58 + "…"),
    ],
)
def test_a_value_as_the_file_would_write_it(value, text):
    """Values are shown in the notation of TOML, and shortened to 60 characters."""
    assert shown(value) == text


def test_a_date_as_the_file_would_write_it():
    """A date is shown as TOML writes one."""
    assert shown(date(2026, 1, 31)) == "2026-01-31"


def test_paths_by_name():
    """Items of a list are called by their name, by their place where they have none usable."""
    raw = {"groups": [{"name": "A"}, {"name": "b.c"}, {}], "sources": {"x.y": {}}}
    assert name_path(("groups", 0, "churn"), raw) == "groups.A.churn"
    assert name_path(("groups", 1, "churn"), raw) == "groups[2].churn"
    assert name_path(("groups", 2), raw) == "groups[3]"
    assert name_path(("sources", "x.y", "kind"), raw) == 'sources."x.y".kind'


def test_the_nearest_known_key_is_offered():
    """A misspelt key is told the one that was meant; a strange one, all that there are."""
    known = ["churn", "spend_per_purchase"]
    assert unknown_key("chrun", known)[1].read() == "did you mean churn?"
    assert unknown_key("zzz", known)[1].read() == "known here: churn, spend_per_purchase"
