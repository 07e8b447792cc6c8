"""Whose number each is, and that nobody's numbers make a final file."""

from datetime import date

import pytest

from cxsim.downside.register import register
from cxsim.export.case import Cover, accept, owned, owner_text, signatures
from cxsim.export.case.owners import owner_of
from cxsim.scenario import Scenario
from cxsim.scenario.editing import with_source
from cxsim.scenario.schema import Source
from cxsim.scenario.start import worded
from cxsim.scenario.template import TEMPLATE
from cxsim.text.language import LANGUAGES, Language
from tests.downside.cases import sample

DAY = date(2026, 11, 26)
COVER = Cover(DAY, customer="Aster", author="Ada")
PATH = "programme.attribution"


def of(kind: str, owner: str | None = None) -> Source:
    return Source(source="somewhere", kind=kind, grade="C", owner=owner)


def numbers(scenario: Scenario, accepted=()):
    return owned(register(scenario, {}, DAY), scenario, COVER, accepted)


@pytest.mark.parametrize(
    ("source", "owner"),
    [
        (None, "default"),
        (of("measured", "Ada"), "measured"),
        (of("benchmark", "Aster"), "benchmark"),
        (of("stated"), "customer"),
        (of("stated", "Ada"), "seller"),
        (of("judgement"), "seller"),
        (of("judgement", "ASTER "), "customer"),
        (of("stated", "Finance"), "customer"),
    ],
)
def test_whose_number_it_is(source, owner):
    """What is measured or published speaks for itself; of the rest the name, then the kind."""
    assert owner_of(source, COVER) == owner


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_neutral_pack_is_a_default(code):
    """Its sources are no one's, in whichever language the case was started."""
    scenario = worded(Scenario.parse(TEMPLATE), Language(code).translate)
    found = {each.owner for each in numbers(scenario) if each.row.source is not None}
    assert found == {"default"}


def test_what_nobody_vouches_for_is_open():
    """Grade D, and a given number without a source; not what a default leaves out altogether."""
    scenario = sample()
    found = {each.row.path: each for each in numbers(scenario)}
    assert found["groups.Households.customers"].open  # grade D
    assert found["horizon.years"].open  # no source
    assert found["groups.Households.response"].open  # at its default, and takes part
    assert not found["groups.Households.promoters.churn"].open  # grade C
    for path in ("horizon.inflation", "programme.levers.cross_sell"):
        assert found[path].owner == "default"
        assert not found[path].open


def test_a_better_source_closes_a_number():
    """With a source of grade B nobody needs to accept it."""
    better = {"source": "a pilot", "kind": "measured", "grade": "B"}
    scenario = with_source(sample(), PATH, better)
    [found] = [each for each in numbers(scenario) if each.row.path == PATH]
    assert (found.owner, found.weak) == ("measured", False)


def test_accepting_takes_all_that_is_open_by_name():
    """After it nothing is open, and each number says who stands for it, and when."""
    scenario = sample()
    signed = accept(numbers(scenario), scenario, " Grace\u202e\nHopper ", DAY)
    after = numbers(scenario, signed)
    assert not any(each.open for each in after)
    assert {each.accepted.name for each in after if each.weak} == {"Grace Hopper"}
    [text] = signatures(after, Language("en"))
    assert text.startswith("Grace Hopper accepted, on 26 Nov 2026, numbers of grade D")
    assert text.endswith(f": {len(signed)}.")
    assert "accepted by Grace Hopper" in owner_text(
        next(each for each in after if each.weak), Language("en")
    )


@pytest.mark.parametrize("change", ["number", "source"])
def test_another_number_is_not_accepted(change):
    """Once the number, or its source, is another, what was accepted is not it."""
    scenario = sample()
    signed = accept(numbers(scenario), scenario, "Grace", DAY)
    later = (
        scenario.with_value(PATH, 0.9)
        if change == "number"
        else with_source(scenario, PATH, {"source": "x", "kind": "judgement", "grade": "D"})
    )
    assert [each.row.path for each in numbers(later, signed) if each.open] == [PATH]


def test_what_is_gone_is_not_accepted():
    """An acceptance of a group that has been removed is forgotten, and no error."""
    scenario = sample()
    signed = accept(numbers(scenario), scenario, "Grace", DAY)
    content = scenario.content()
    content["groups"] = content["groups"][:1]
    for table in ("sources", "correlations"):
        content.pop(table)
    assert numbers(Scenario.from_mapping(content), signed)


def test_an_acceptance_needs_a_name():
    """Invisible characters are no name."""
    with pytest.raises(ValueError, match="name"):
        accept(numbers(sample()), sample(), "\u200b \u202e", DAY)
