"""What is allowed but hard to believe is found, and nothing else."""

from __future__ import annotations

import pytest

from cxsim.downside.audit import audit
from cxsim.downside.rules import RULES
from cxsim.scenario import Scenario
from cxsim.scenario.editing import removed, with_ranks
from cxsim.scenario.template import EMPTY, TEMPLATE

LEVERS = "programme.levers"
NEUTRAL = Scenario.parse(TEMPLATE)
HOUSE = "groups.Customers"
BREAKS: dict[str, dict[str, object]] = {
    "uplift": {f"{LEVERS}.promoter_uplift": 0.16},
    "causal-share": {f"{LEVERS}.causal_share": 1.0},
    "churn-reduction": {f"{LEVERS}.churn_reduction": 0.26},
    "spend-uplift": {f"{LEVERS}.spend_uplift": 0.16},
    "cost-to-serve": {f"{LEVERS}.cost_to_serve_reduction": 0.38},
    "rate-high": {"horizon.discount_rate": 0.17},
    "rate-low": {"horizon.discount_rate": 0.02},
    "horizon": {"horizon.years": 6},
    "overrun-low": {"programme.cost_overrun": -0.06},
    "range-twice": {"investments.CX team.per_year": {"dist": "uniform", "low": 1.0, "high": 9.0}},
    "doubt-in-rate": {"horizon.discount_rate": 0.13},
    "overrun-twice": {"risk_events.The programme does not land.cost_factor": 1.2},
    "lever-on-shift": {f"{LEVERS}.churn_reduction": 0.05},
    "spend-apart": {f"{HOUSE}.promoters.spend_per_purchase": 121.0},
    "churn-apart": {f"{HOUSE}.promoters.churn": 0.05},
    "churn-high": {f"{HOUSE}.passives.churn": 0.61},
    "no-training": {"investments.Training.category": "team"},
    "no-fade": {
        "programme.fade_rate": 0.0,
        "investments.CX team.to_month": 12,
        "investments.Training.to_month": 12,
    },
    "at-once": {"programme.delay_months": 0.0, "programme.ramp_months": 0.0},
    "mix-certain": {f"{HOUSE}.mix": {"promoters": 0.4, "passives": 0.35, "detractors": 0.25}},
    "word-of-mouth": {f"{HOUSE}.promoters.referrals_per_year": 0.4},
    "free": {
        f"investments.{line}.{field}": 0.0
        for line in ("CX team", "Training")
        for field in ("one_off", "per_year")
    },
}


def found(scenario: Scenario) -> set[str]:
    return {finding.rule for finding in audit(scenario)}


def test_the_neutral_pack_breaks_no_rule():
    """The defaults that newcomers get are not marked."""
    assert found(NEUTRAL) == set()


@pytest.mark.parametrize("rule", BREAKS)
def test_each_rule_finds_what_it_names(rule):
    """One change breaks the rule, at a place that exists; undone, it is found no more."""
    broken = NEUTRAL.with_values(BREAKS[rule])
    assert rule in found(broken)
    for finding in audit(broken):
        assert finding.path in {"", *broken.numbers, "horizon.years", f"{HOUSE}.mix"}


def test_rules_of_the_whole_case():
    """Certainty, the lack of events and independent churns are told of the case itself."""
    calm = removed(NEUTRAL, "risk_events", "The programme does not land")
    assert found(calm) == {"no-event"}
    assert "certain" in found(Scenario.from_mapping(EMPTY))
    apart = with_ranks(NEUTRAL, dict.fromkeys(NEUTRAL.rank_correlations))
    assert "churn-uncorrelated" in found(apart)


def test_every_rule_is_tested_and_has_a_name_of_its_own():
    """No rule is without a case that breaks it."""
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert set(ids) == {*BREAKS, "no-event", "certain", "churn-uncorrelated"}
