"""Scenarios: numbers by path, copies with a change, warnings, immutability."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cxsim.distributions import Pert, Uniform
from cxsim.scenario import Scenario, ScenarioError

CHURN = "groups.Households.promoters.churn"


@pytest.fixture(scope="module")
def scenario(base):
    return Scenario.parse(base)


def inside(number):
    """Another value that every range of the model allows."""
    return 0.25 if number != 0.25 else 0.35


def test_numbers_are_found_by_path(scenario):
    """Given numbers, defaults and distributions stand under the paths of model.md."""
    assert scenario.numbers["groups.Small business.customers"] == 9000
    assert scenario.numbers["groups.Small business.response"] == 1.0
    assert scenario.numbers["programme.returns"] == 0.6
    assert scenario.numbers["risk_events.Price war.churn_factor"] == 1.5
    assert scenario.numbers[CHURN] == Pert(low=0.05, mode=0.08, high=0.12)
    # 3 of the horizon, 7 + 9 of the programme, 5 + 18 of a group, 2 of a line, 5 of an event.
    assert len(scenario.numbers) == 3 + 16 + 2 * 23 + 2 * 2 + 2 * 5


def test_uncertain_numbers_are_the_distributions(scenario):
    """What is uncertain is what the file says to be; a survey mix is counted by itself."""
    assert set(scenario.uncertain) == {
        "groups.Households.promoters.spend_per_purchase",
        CHURN,
        "groups.Households.passives.churn",
        "groups.Households.detractors.churn",
        "groups.Small business.detractors.churn",
        "programme.ramp_months",
        "programme.cost_overrun",
        "programme.levers.causal_share",
    }
    assert list(scenario.survey_mixes) == ["groups.Small business.mix"]


def test_zero_width_is_certain(scenario):
    """A distribution squeezed to a point leaves the uncertain numbers and keeps its value."""
    point = scenario.with_value(CHURN, {"dist": "uniform", "low": 0.1, "high": 0.1})
    assert CHURN not in point.uncertain
    assert point.numbers[CHURN].certain == 0.1
    assert CHURN in scenario.uncertain


def test_every_number_can_be_changed(scenario):
    """`with_value` reaches each number of the model, and changes no other."""
    for path, number in scenario.numbers.items():
        changed = scenario.with_value(path, inside(number))
        assert changed.numbers == scenario.numbers | {path: inside(number)}, path


def test_every_number_can_be_made_uncertain(scenario):
    """Each number of the model takes a distribution in place of a value."""
    spread = Uniform(low=0.2, high=0.3)
    for path in scenario.numbers:
        assert scenario.with_value(path, spread).uncertain[path] == spread, path
        assert scenario.with_value(path, spread.model_dump()).uncertain[path] == spread, path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("horizon.years", 5),
        ("horizon.discounting", "mid-year"),
        ("programme.ramp", "s-curve"),
        ("investments.CX team.to_month", 12),
        ("groups.Households.name", "Homes"),
        ("name", "Another"),
    ],
)
def test_other_fields_can_be_changed(scenario, path, value):
    """Words and whole numbers are changed by path as well."""
    plain = scenario.with_values({"correlations": [], "sources": {}})
    changed = plain.with_value(path, value)
    assert value in (changed.name, changed.groups[0].name) or changed.value(path) == value


def test_mix_can_be_changed(scenario):
    """A mix is replaced as a whole, by shares or by counts."""
    shares = {"promoters": 0.2, "passives": 0.5, "detractors": 0.3}
    changed = scenario.with_value("groups.Small business.mix", shares)
    assert changed.survey_mixes == {}
    assert changed.groups[1].mix.expected_value == (0.2, 0.5, 0.3)


def test_changes_are_validated_together(scenario):
    """A line can be moved beyond its old end if both ends move in one change."""
    months = {"investments.CX team.from_month": 31, "investments.CX team.to_month": 36}
    assert scenario.with_values(months).investments[0].from_month == 31
    with pytest.raises(ScenarioError, match="to_month 30 is before from_month 31"):
        scenario.with_value("investments.CX team.from_month", 31)


def test_the_original_is_left_alone(scenario):
    """A what-if is a copy: the scenario it came from keeps values, text and fingerprint."""
    before = scenario.content(), scenario.to_toml(), scenario.fingerprint
    scenario.with_value(CHURN, 0.3)
    assert (scenario.content(), scenario.to_toml(), scenario.fingerprint) == before


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("groups.Nobody.customers", "groups.Nobody.customers: no such place"),
        ("groups.Households", "groups.Households: no such place"),
        ("groups.Households.promoters.spend", "groups.Households.promoters.spend = 0.1: this key"),
        ("horizon.years.x", "horizon.years.x: no such place"),
        ("programme.levers.upsell", "programme.levers.upsell = 0.1: this key is not known"),
        ("nonsense", "nonsense = 0.1: this key is not known"),
        ("a.b.c", "a = { b = "),
        ("", "0.1: this key is not known"),
    ],
)
def test_unknown_path(scenario, path, told):
    """A path that leads nowhere is refused with its name, and nothing is added."""
    with pytest.raises(ScenarioError) as refusal:
        scenario.with_value(path, 0.1)
    assert told in str(refusal.value)


@pytest.mark.parametrize("value", [1.3, -0.1, float("nan"), "0.1", True, None, [0.1]])
def test_impossible_value(scenario, value):
    """A value the field may not have is refused in a what-if as it is in a file."""
    with pytest.raises(ScenarioError, match=CHURN):
        scenario.with_value(CHURN, value)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.floats(0, 1, exclude_max=True))
def test_any_churn_is_kept_to_the_bit(base, value):
    """The value given is the value held and the value written, whatever its digits."""
    changed = Scenario.parse(base).with_value(CHURN, np.float64(value))
    assert changed.numbers[CHURN] == value
    assert Scenario.parse(changed.to_toml()).numbers[CHURN] == value


def test_scenarios_are_frozen(scenario):
    """No field of any table can be set."""
    for table in (scenario, scenario.horizon, scenario.groups[0], scenario.programme.levers):
        field = next(iter(type(table).model_fields))
        with pytest.raises(ValidationError, match="frozen"):
            setattr(table, field, getattr(table, field))


def test_content_is_what_was_given(scenario):
    """The nested tables hold no default, and read back to a scenario alike."""
    content = scenario.content()
    assert "response" not in content["groups"][0]
    assert content["programme"]["levers"]["cross_sell"] == 1.5
    assert Scenario.from_mapping(content).content() == content
    assert Scenario.from_mapping(content).numbers == scenario.numbers


def test_rank_correlations_by_pair(scenario):
    """A correlation among three numbers is three pairs, each in sorted order."""
    paths = [f"groups.Households.{s}.churn" for s in ("promoters", "passives", "detractors")]
    changed = scenario.with_value("correlations", [{"among": paths, "rank": 0.5}])
    assert set(changed.rank_correlations.values()) == {0.5}
    assert sorted(changed.rank_correlations) == [
        (paths[2], paths[1]),
        (paths[2], paths[0]),
        (paths[1], paths[0]),
    ]
