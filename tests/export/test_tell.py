"""A case is told by its numbers: messages, tables and pictures agree with the result."""

from dataclasses import replace
from functools import cache

import pytest

from cxsim.downside.audit import unasked
from cxsim.export.case import Cover, business_case, moving
from cxsim.export.document import pdf_of
from cxsim.export.slides import deck_of
from cxsim.export.telling import messages
from cxsim.export.telling.tell import ANSWERS, LEFT_OUT, SURE, tell
from cxsim.export.telling.telling import Telling
from cxsim.results import percentiles
from cxsim.text.comparing import futures
from cxsim.text.language import Language
from cxsim.text.method import method_sections
from tests.charts.cases import simulated
from tests.export.cases import DAY, LANGUAGES, case_in, case_of, told

EN = Language("en")
EDGES = ("all certain", "nothing at all", "fifteen years")


@pytest.mark.parametrize("code", LANGUAGES)
def test_messages_carry_the_numbers(code):
    """Each message names the figures it rests on, as the language writes them."""
    case, language = told("ordinary", code), Language(code)
    whole = case_in("ordinary", code)
    result, found = whole.result, whole.analyses

    def amount(value: float) -> str:
        return language.money(value, "EUR")

    p20 = percentiles(result.npv, (20,))["p20"]
    assert amount(abs(p20)) in case.answer.title
    assert futures(1 - result.chance_of_loss, language) in case.answer.title
    assert amount(max(found.levers.parts)) in case.money.title
    assert amount(float(result.cost.mean())) in case.money.title
    assert amount(-found.tails.figures["deepest_p50"]) in case.cash.title
    widest = moving(found.hand)[0]
    assert amount(widest.low) in case.drivers.title
    assert amount(widest.high) in case.drivers.title
    assert amount(found.tails.figures["value_at_risk_95"]) in case.downside.title
    worst = min((t for t in found.stresses[1:] if t.id != "worst"), key=lambda t: t.p50)
    assert amount(worst.p50) in case.downside.title
    assert language.number(len(messages.carriers(whole.register))) in case.assumed.title


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_hardly_meant_stands_in_the_document(code):
    """A rate of 2,500% is said beside its name in the audit's own words; a usual one is not."""
    language, whole = Language(code), case_in("ordinary", code)
    scenario = whole.scenario.with_value("horizon.discount_rate", 25.0)
    dear = replace(whole, result=replace(whole.result, scenario=scenario))
    [slip] = unasked(scenario)
    assert language.read(slip.sentence) in tell(dear).assumed.words
    assert language.read(slip.sentence) not in told("ordinary", code).assumed.words


def test_what_carries_the_spread_carries_it():
    """The assumptions of the title make up nine tenths, and one fewer would not."""
    rows = case_of("ordinary").register
    carrying = messages.carriers(rows)
    whole = sum(row.share for row in rows)
    assert sum(row.share for row in carrying) >= messages.CARRIED * whole
    assert sum(row.share for row in carrying[:-1]) < messages.CARRIED * whole


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_method_text_is_taken_from_where_it_stands(code):
    """What the model answers, how sure it is and what it leaves out are the sections meant."""
    english, meant = method_sections(EN), method_sections(Language(code))
    titles = [english[place].title for place in (ANSWERS, SURE, LEFT_OUT)]
    assert titles == ["What it answers", "How sure are the figures", "What the model leaves out"]
    case = told("ordinary", code)
    assert len(english) == len(meant)
    points = [line for line in meant[LEFT_OUT].body.splitlines() if line.startswith("- ")]
    assert len(case.left_out.points) == len(points) + 2  # and the scenario's own two
    assert not any(sign in text for text in (*case.left_out.points, *case.method) for sign in "*`$")


@pytest.mark.parametrize("name", EDGES)
def test_every_case_can_be_told(name):
    """Nothing is uncertain, or nothing happens at all: there is a message, and both files."""
    case = edge(name, "en")
    chapters = (case.answer, case.money, case.cash, case.drivers, case.downside, case.required)
    assert all(chapter.title for chapter in chapters)
    assert deck_of(case, lambda _: None)
    assert pdf_of(case, lambda _: None)


@cache
def edge(name: str, code: str) -> Telling:
    return tell(business_case(simulated(name), Cover(DAY, Language(code))))


def test_years_stand_in_as_many_tables_as_they_need():
    """Fifteen years and the start are three tables of the same columns; no year is lost."""
    found = edge("fifteen years", "en").years
    heads = [head for table in found for head in table.heads[2:] if head]
    assert [len(table.heads) for table in found] == [8, 8, 8]
    assert heads == ["Start", *map(str, range(1, 16))]
