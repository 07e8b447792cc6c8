"""Ten answers make a case: what was said stands in it, the rest says where it comes from."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.model.books import books
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.schema import SEGMENTS
from cxsim.scenario.start import Answers, Origins, started, worded
from cxsim.scenario.template import EMPTY, TEMPLATE, template
from cxsim.text.language import Language
from cxsim.text.neutral import NEUTRAL

TODAY = date(2026, 11, 24)
FR = Language("fr")
WORDS = Origins("Stated", "by the index", "to keep the level", "Not asked")


def made(**answers: object) -> Scenario:
    return started(Answers(**answers), WORDS, TODAY)


def test_without_an_answer_it_is_the_neutral_pack():
    """Nothing said, nothing changed."""
    assert made().content() == Scenario.parse(TEMPLATE).content()


@settings(max_examples=30, deadline=None)
@given(
    st.floats(10, 1e7),
    st.floats(1, 1e5),
    st.floats(0, 1),
    st.floats(0.01, 0.97),
    st.tuples(*[st.integers(5, 2000)] * 3),
)
def test_the_books_are_what_was_said(customers, spend, margin, churn, answers):
    """Customers, revenue, margin and churn of the case are the answers given."""
    promoters, passives, detractors = answers
    scenario = made(
        customers=customers,
        spend=spend,
        margin=margin,
        churn=churn,
        promoters=promoters,
        passives=passives,
        detractors=detractors,
    )
    company = books(scenario).company
    assert company.customers == customers
    assert company.revenue == pytest.approx(customers * spend, rel=2e-3)
    assert company.margin == pytest.approx(company.revenue * margin, rel=2e-3, abs=1e-6)
    assert company.churn == pytest.approx(churn, rel=0.06)
    assert company.growth == pytest.approx(0, abs=0.01) or company.growth > 0


def test_every_number_says_where_it_comes_from():
    """No number but nothing and the plain factor 1 is without a source; answers are stated."""
    scenario = made(customers=20_000, spend=300, margin=0.3, churn=0.15, uplift=0.05, one_off=1e5)
    for path, number in scenario.numbers.items():
        if number not in (0.0, 1.0):
            assert path in scenario.sources, path
    source = scenario.sources["groups.Customers.customers"]
    assert (source.source, source.kind, source.date) == ("Stated", "stated", TODAY)
    assert "index" in scenario.sources["groups.Customers.promoters.churn"].source


def test_words_and_counting():
    """Name, purpose, currency, horizon, rate, cost and uplift go where they belong."""
    scenario = made(
        name="Acme",
        objective="Fewer complaints by 2028",
        currency="CHF",
        years=4,
        discount_rate=0.08,
        one_off=100.0,
        per_year=50.0,
        uplift=0.05,
    )
    assert (scenario.name, scenario.currency) == ("Acme", "CHF")
    assert scenario.description == "Fewer complaints by 2028"
    assert (scenario.horizon.years, scenario.value("horizon.discount_rate")) == (4, 0.08)
    assert sum(line.one_off for line in scenario.investments) == 100
    assert sum(line.per_year for line in scenario.investments) == 50
    assert scenario.value("programme.levers.promoter_uplift").mode == 0.05


@pytest.mark.parametrize(
    "answers",
    [{"customers": -1.0}, {"margin": 1.2}, {"years": 99}, {"currency": "XXY"}, {"promoters": -3.0}],
)
def test_an_impossible_answer_is_refused(answers):
    """What lies outside its field's range is told as in a file."""
    with pytest.raises(ScenarioError):
        made(**answers)


def test_a_high_churn_stays_a_share():
    """Seventy in a hundred a year: no segment loses more than all."""
    churn = made(churn=0.7).value("groups.Customers.detractors.churn")
    assert churn.support[1] < 1


def data_of(scenario: Scenario) -> set[str]:
    """Return the names and the sources of a scenario."""
    named = (*scenario.groups, *scenario.investments, *scenario.risk_events)
    words = {scenario.name, scenario.programme.name, *(item.name for item in named)}
    return {*words, *(source.source for source in scenario.sources.values())} - {""}


@pytest.mark.parametrize("start", [Scenario.parse(TEMPLATE), Scenario.from_mapping(EMPTY)])
def test_what_one_starts_from_is_in_the_readers_language(start):
    """No English name or source is left in a French start; the numbers are the same."""
    assert data_of(start) <= {str(phrase) for phrase in NEUTRAL}
    french = worded(start, Language("fr").translate)
    assert data_of(french) & data_of(start) == set()
    assert [*french.numbers.values()] == [*start.numbers.values()]
    assert len(french.rank_correlations) == len(start.rank_correlations)
    assert len(french.sources) == len(start.sources)
    assert worded(start, Language("en").translate) is start


def comments(text: str) -> set[str]:
    """Return the comments of a file that are prose: no field that may be given, no bare shape."""
    found = re.findall(r"(?m)# *(.*?)(?:\{.*)?$", text)
    return {c for c in map(str.strip, found) if " " in c and " = " not in c}


def test_the_french_template_is_the_neutral_pack():
    """Its names and sources are the app's, its numbers the English file's, its comments its own."""
    told = Scenario.parse(template("fr"))
    assert told.content() == worded(Scenario.parse(TEMPLATE), FR.translate).content()
    same = comments(template("fr")) & comments(TEMPLATE)
    assert same == {"ISO 4217"}
    assert template("en") == template("qps") == TEMPLATE
    for text in comments(template("fr")):
        assert re.findall(r"[^\u202f][;!?]|[^\u00a0][:%]|'", text) == [], text


def test_a_french_start_is_saved_with_french_comments():
    """The file of a case from ten answers has the comments of the template in its language."""
    case = worded(made(customers=20_000, one_off=1e5), FR.translate)
    text = case.with_file_text(template("fr")).to_toml()
    assert comments(template("fr")) <= comments(text)
    assert Scenario.parse(text).content() == case.content()


@pytest.mark.parametrize(
    "counts", [{"promoters": 380}, {"promoters": 380, "passives": 400}, dict.fromkeys(SEGMENTS, 0)]
)
def test_a_survey_is_told_whole_or_not_at_all(counts):
    """Two of its three counts, or nothing but zeros, would make a mix that nobody has measured."""
    with pytest.raises(ScenarioError, match="three counts"):
        made(**counts)


def test_what_nobody_was_asked_is_nobodys_statement():
    """What follows from an answer without being one says so, and is weak until someone stands."""
    scenario = made(spend=300, margin=0.5, one_off=10_000, customers=1_000, churn=0.2)
    asked = {"groups.Customers.customers", "investments.CX team.one_off"}
    unasked = {
        "groups.Customers.acquisition_cost",
        "groups.Customers.promoters.cost_to_serve",
        "groups.Customers.promoters.purchases_per_year",
        "investments.Training.one_off",
    }
    assert {scenario.sources[path].kind for path in asked} == {"stated"}
    assert {(scenario.sources[p].kind, scenario.sources[p].grade) for p in unasked} == {
        ("judgement", "D")
    }
    assert scenario.sources["groups.Customers.new_customers_per_year"].kind == "judgement"


def test_of_two_costs_one_may_stay_unsaid():
    """The other counts as nothing, and nobody is said to have stated it."""
    scenario = made(one_off=1e6)
    assert scenario.value("investments.CX team.per_year") == 0
    assert scenario.sources["investments.CX team.one_off"].kind == "stated"
    assert scenario.sources["investments.CX team.per_year"].kind == "judgement"
