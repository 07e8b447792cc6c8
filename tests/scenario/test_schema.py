"""The tables of a file: defaults, limits, and what model.md says may be uncertain."""

import pytest

from cxsim.distributions import Distribution
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.schema import MOST_ITEMS

SMALL = """
schema_version = 2
name = "Small"
currency = "CHF"
[horizon]
years = 1
discount_rate = 0.0
[[groups]]
name = "All"
customers = 10
mix = { promoters = 0.5, passives = 0.25, detractors = 0.25 }
""" + "".join(
    f"""[groups.{segment}]
purchases_per_year = 1
spend_per_purchase = 2
gross_margin = 0.5
churn = 0.1
"""
    for segment in ("promoters", "passives", "detractors")
)

DEFAULTS = {
    "groups.All.new_customers_per_year": 0.0,
    "groups.All.acquisition_cost": 0.0,
    "groups.All.referral_cost": 0.0,
    "groups.All.response": 1.0,
    "groups.All.passives.referrals_per_year": 0.0,
    "groups.All.passives.cost_to_serve": 0.0,
    "programme.scale": 1.0,
    "programme.returns": 0.6,
    "programme.delay_months": 0.0,
    "programme.ramp_months": 0.0,
    "programme.fade_rate": 0.0,
    "programme.attribution": 1.0,
    "programme.cost_overrun": 0.0,
    "programme.levers.promoter_uplift": 0.0,
    "programme.levers.from_detractors": 0.5,
    "programme.levers.causal_share": 1.0,
    "programme.levers.churn_reduction": 0.0,
    "programme.levers.spend_uplift": 0.0,
    "programme.levers.cross_sell": 0.0,
    "programme.levers.referral_uplift": 0.0,
    "programme.levers.cost_to_serve_reduction": 0.0,
    "programme.levers.acquisition_cost_reduction": 0.0,
}

REQUIRED = [
    ("schema_version = 2\n", "schema_version"),
    ('name = "Small"\n', "name"),
    ('currency = "CHF"\n', "currency"),
    ("years = 1\n", "horizon.years"),
    ("discount_rate = 0.0\n", "horizon.discount_rate"),
    ("customers = 10\n", "groups.All.customers"),
]


@pytest.mark.parametrize(("path", "value"), DEFAULTS.items())
def test_default(path, value):
    """A field left out has the default that model.md gives it."""
    assert Scenario.parse(SMALL).numbers[path] == value


def test_defaults_of_words_and_months():
    """Discounting is monthly, the ramp linear; there need be no costs and no events."""
    scenario = Scenario.parse(SMALL)
    assert scenario.horizon.discounting == "monthly"
    assert scenario.horizon.start is None
    assert scenario.horizon.months == 12
    assert scenario.programme.ramp == "linear"
    assert scenario.investments == scenario.risk_events == scenario.correlations == ()


def test_defaults_of_events_and_lines():
    """An event that says only how likely it is changes nothing; a line may cost nothing."""
    tables = [{"name": "E", "probability": 0.5}], [{"name": "L", "category": "team"}]
    scenario = Scenario.parse(SMALL).with_values(
        dict(zip(("risk_events", "investments"), tables, strict=True))
    )
    (event,), (line,) = scenario.risk_events, scenario.investments
    assert (event.effect_factor, event.cost_factor, event.churn_factor) == (1, 1, 1)
    assert event.delay_months == 0
    assert (line.one_off, line.per_year, line.from_month, line.to_month) == (0, 0, 1, None)


@pytest.mark.parametrize(("text", "path"), REQUIRED)
def test_required(text, path):
    """A field without a default must be given."""
    with pytest.raises(ScenarioError) as refusal:
        Scenario.parse(SMALL.replace(text, ""))
    assert f"{path}: it is missing; it has no default: add it" in str(refusal.value)


@pytest.mark.parametrize(
    "field", ["purchases_per_year", "spend_per_purchase", "gross_margin", "churn"]
)
def test_required_of_a_segment(field):
    """Each segment says how often it buys, what it spends, what is left of it, how many leave."""
    lines = [line for line in SMALL.splitlines() if not line.startswith(field)]
    with pytest.raises(ScenarioError) as refusal:
        Scenario.parse("\n".join(lines))
    assert [fault.path for fault in refusal.value.faults] == [
        f"groups.All.{segment}.{field}" for segment in ("promoters", "passives", "detractors")
    ]


@pytest.mark.parametrize("share", [0.2500009, 0.2499991])
def test_mix_may_be_off_by_rounding(share):
    """Shares need sum to 1 within 1e-6 only, and are taken as they stand."""
    scenario = Scenario.parse(SMALL.replace("detractors = 0.25", f"detractors = {share}"))
    assert scenario.groups[0].mix.detractors == share


def test_groups_share_names_with_lines():
    """Names are unique among their own kind; letters of another case make another name."""
    scenario = Scenario.parse(SMALL)
    lines = [{"name": n, "category": "team"} for n in ("All", "all")]
    assert len(scenario.with_value("investments", lines).investments) == 2


def test_as_many_tables_as_allowed():
    """A scenario holds up to 200 lines, and no more."""
    lines = [{"name": f"L{i}", "category": "team"} for i in range(MOST_ITEMS)]
    scenario = Scenario.parse(SMALL)
    assert len(scenario.with_value("investments", lines).investments) == 200
    with pytest.raises(ScenarioError, match="it is too long; give at most 200"):
        scenario.with_value("investments", [*lines, {"name": "M", "category": "team"}])


def test_a_group_is_needed():
    """A scenario without customers is refused."""
    with pytest.raises(ScenarioError, match="groups = \\[\\]: it is too short; give at least 1"):
        Scenario.parse(SMALL).with_value("groups", [])


@pytest.mark.parametrize(
    "path", ["horizon.years", "investments.L.from_month", "investments.L.to_month"]
)
def test_whole_numbers_are_never_uncertain(path):
    """Years and months of a line take no distribution."""
    line = [{"name": "L", "category": "team", "from_month": 1, "to_month": 2}]
    scenario = Scenario.parse(SMALL).with_value("investments", line)
    with pytest.raises(ScenarioError, match="must be a whole number"):
        scenario.with_value(path, {"dist": "uniform", "low": 1, "high": 2})
    assert path not in scenario.numbers


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x00"])
def test_control_characters(character):
    """No text holds control characters, which a terminal would obey."""
    scenario = Scenario.parse(SMALL)
    for path in ("name", "description", "programme.name", "groups.All.name"):
        with pytest.raises(ScenarioError):
            scenario.with_value(path, f"a{character}b")


def test_survey_of_fractions_and_of_nobody():
    """Counts may be weighted answers, and none at all is complete ignorance."""
    scenario = Scenario.parse(SMALL)
    for count in (0, 10.5):
        mix = {"dist": "survey", "promoters": count, "passives": count, "detractors": count}
        assert (
            scenario.with_value("groups.All.mix", mix).groups[0].mix.expected_value == (1 / 3,) * 3
        )
    assert not isinstance(scenario.groups[0].mix, Distribution)
