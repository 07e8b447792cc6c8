"""What is allowed but hard to believe is found, and nothing else."""

from __future__ import annotations

import re

import pytest

from cxsim.downside.audit import audit, unasked
from cxsim.downside.rules import rules
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.editing import removed, with_ranks, with_source
from cxsim.scenario.template import EMPTY, TEMPLATE
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES, PSEUDO, Language

LEVERS = "programme.levers"
NEUTRAL = Scenario.parse(TEMPLATE)
HOUSE = "groups.Customers"
BREAKS: dict[str, dict[str, object]] = {
    "uplift": {f"{LEVERS}.promoter_uplift": 0.16},
    "causal-share": {f"{LEVERS}.causal_share": 1.0},
    "churn-reduction": {f"{LEVERS}.churn_reduction": 0.26},
    "spend-uplift": {f"{LEVERS}.spend_uplift": 0.16},
    "cost-to-serve": {f"{LEVERS}.cost_to_serve_reduction": 0.38},
    "rate-beyond": {"horizon.inflation": 0.6, "horizon.discount_rate": 0.7},
    "answers-as-shares": {
        f"{HOUSE}.mix": {"dist": "survey", "promoters": 33.5, "passives": 40.0, "detractors": 26.5}
    },
    "endless-tail": {
        f"{LEVERS}.cross_sell": {
            "dist": "quantiles",
            "p10": 0.15,
            "p50": 1.0,
            "p90": 6.5,
            "low": 0.0,
        }
    },
    "idle-correlation": {f"{HOUSE}.promoters.churn": 0.1},
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
    "growth-by-referral": {
        f"{HOUSE}.new_customers_per_year": 0.0,
        **{f"{HOUSE}.{segment}.churn": 0.01 for segment in SEGMENTS},
    },
    "rate-below-inflation": {"horizon.inflation": 0.12},
    "empty-event": {"risk_events.The programme does not land.effect_factor": 1.0},
    "effect-before-money": {
        "programme.delay_months": 1.0,
        "investments.CX team.from_month": 6,
        "investments.Training.from_month": 6,
    },
    "free": {
        f"investments.{line}.{field}": 0.0
        for line in ("CX team", "Training")
        for field in ("one_off", "per_year")
    },
}


OF_RESULTS: dict[str, dict[str, object]] = {
    "roi-high": {f"{HOUSE}.customers": 1e8},
    "payback-fast": {f"{HOUSE}.customers": 1e9, "programme.delay_months": 0.0},
    "never-a-loss": {
        f"{HOUSE}.customers": 1e9,
        f"{LEVERS}.promoter_uplift": {"dist": "uniform", "low": 0.04, "high": 0.05},
        "risk_events.The programme does not land.effect_factor": 0.5,
    },
}
"""Changes that break a rule on what comes out."""


def found(scenario: Scenario) -> set[str]:
    """The rules that a scenario breaks, but for what is said of every neutral pack."""
    return {finding.rule for finding in audit(scenario)} - {"defaults-untouched"}


def test_the_neutral_pack_breaks_one_rule():
    """Newcomers are told of the defaults they have not touched, and of nothing else."""
    assert [finding.rule for finding in audit(NEUTRAL)] == ["defaults-untouched"]
    assert audit(NEUTRAL)[0].path == ""


def test_defaults_are_untouched_until_they_are_replaced():
    """With sources of its own, or better grades, a case is no pack of defaults any more."""
    own = {"source": "Ours", "kind": "measured", "grade": "A"}
    sourced = NEUTRAL
    for path in NEUTRAL.sources:
        sourced = with_source(sourced, path, own)
    assert audit(sourced) == []


@pytest.mark.parametrize("rule", BREAKS)
def test_each_rule_finds_what_it_names(rule):
    """One change breaks the rule, at a place that exists; before it the rule finds nothing."""
    broken = NEUTRAL.with_values(BREAKS[rule])
    assert rule in found(broken)
    assert rule not in found(NEUTRAL)
    for finding in audit(broken):
        assert finding.path in {"", *broken.numbers, "horizon.years", f"{HOUSE}.mix"}


@pytest.mark.parametrize(
    "rule", ["rate-beyond", "answers-as-shares", "endless-tail", "idle-correlation"]
)
def test_what_is_hardly_meant_is_said_unasked(rule):
    """What is likelier a slip than a choice is told of a case wherever it is used, nothing else."""
    assert unasked(NEUTRAL) == []
    assert {finding.rule for finding in unasked(NEUTRAL.with_values(BREAKS[rule]))} == {rule}


@pytest.mark.parametrize("rule", OF_RESULTS)
def test_each_rule_on_results_finds_what_it_names(rule):
    """A simulation breaks the rule or not; without one it is not asked."""
    broken = NEUTRAL.with_values(OF_RESULTS[rule])
    asked = {finding.rule for finding in audit(broken, simulate(broken, 512))}
    assert rule in asked
    assert rule not in {finding.rule for finding in audit(NEUTRAL, simulate(NEUTRAL, 512))}
    assert rule not in found(broken)


def test_the_uplift_is_counted_a_year():
    """Twenty points are many in a year and allowed over a year and a half."""
    fast = {f"{LEVERS}.promoter_uplift": 0.2}
    assert "uplift" in found(NEUTRAL.with_values(fast))
    slow = {**fast, "programme.ramp_months": 18.0}
    assert "uplift" not in found(NEUTRAL.with_values(slow))


def test_a_range_without_a_source_is_named():
    """Each uncertain number that no source explains is told at its place."""
    path = "programme.cost_overrun"
    findings = audit(with_source(NEUTRAL, path, None))
    assert ("unsourced", path) in {(finding.rule, finding.path) for finding in findings}


def test_rules_of_the_whole_case():
    """Certainty, the lack of events and independent churns are told of the case itself."""
    calm = removed(NEUTRAL, "risk_events", "The programme does not land")
    assert found(calm) == {"no-event"}
    assert "certain" in found(Scenario.from_mapping(EMPTY))
    apart = with_ranks(NEUTRAL, dict.fromkeys(NEUTRAL.rank_correlations))
    assert "churn-uncorrelated" in found(apart)


def test_every_rule_is_tested_and_has_a_name_of_its_own():
    """No rule is without a case that breaks it."""
    ids = [rule.id for rule in rules()]
    assert len(ids) == len(set(ids)) >= 25
    apart = {"no-event", "certain", "churn-uncorrelated", "defaults-untouched", "unsourced"}
    assert set(ids) == {*BREAKS, *OF_RESULTS, *apart}


def test_rules_stand_in_both_languages():
    """What is looked for, said and meant is there in English and in French, set as French."""
    for words in (w for rule in rules() for w in (rule.checks, rule.sentence, rule.why)):
        assert words.en.strip()
        assert words.en != words.fr
        assert words.en.endswith((".", "?")) == words.fr.endswith((".", "?"))
        assert re.findall(r"[^\u202f][;!?]|[^\u00a0][:%]|'", words.fr) == []


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
def test_a_rule_is_read_in_the_readers_language(code):
    """The made-up language marks the sentence, the others say their own."""
    sentence = rules()[0].sentence
    read = Language(code).read(sentence)
    known = {"en": sentence.en, "fr": sentence.fr}
    assert read == known.get(code, read)
    assert code in known or not re.search(r"[A-Za-z]", read)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_sentence_stands_alone(code):
    """Each says of what it speaks: it begins with no comparison, and has a verb of its own."""
    cut = ("More than", "Above", "Below", "Over ", "Under ", "On top", "No ", "Plus de", "Moins de")
    spared = {"no-event", "word-of-mouth", "churn-high"}
    for rule in rules():
        sentence = getattr(rule.sentence, code)
        assert len(sentence.split()) >= 8, sentence
        assert rule.id in spared or not sentence.startswith(cut), sentence
