"""The Compare page without a browser: every way, its tabs, and what cannot be compared."""

import pytest

from cxsim.comparison.contrasts import CONTRASTS
from cxsim.decision.pilot import Price
from cxsim.results import RESULTS
from cxsim.text.language import LANGUAGES, PSEUDO, Language
from pages.bench import Event
from pages.shared.page import simulated
from pages.shared.session import Session
from pages.shared.visit import Visit
from pages.why.asked import Asked as Prices
from pages.workshop.asked import CASES, CONTRASTED, PROGRAMMES, WAYS, WORLDS, Asked
from pages.workshop.benches import AGAINST, FIGURE, hear, tables_bench
from pages.workshop.lineup import comparison_of
from tests.pages.visitor import COMPARE, SIMULATOR, Visitor, decoded, open_app
from tests.store import sample_scenario

EN = Language("en")
TELECOM, RETAILER, DOLLARS = "telecom.toml", "retailer.toml", "saas.toml"


def shown(visitor: Visitor) -> dict:
    """The board of the page, above its tables."""
    assert not visitor.app.exception
    board, tables = (decoded(each.proto.bytes) for each in visitor.app.get("bidi_component"))
    assert all(section["grids"] for section in tables["sections"])
    return board


def asking(visitor: Visitor, way: str, **marks: object) -> Visitor:
    """Return the visitor once they compare in a way."""
    asked = visitor.app.session_state["visit"].compared
    asked.way = way
    for name, value in marks.items():
        setattr(asked, name, value)
    visitor.app.run()
    return visitor


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
def test_every_way_draws(code):
    """A verdict, a card for each scenario and three charts, without a further choice."""
    visitor = open_app(code).visit(COMPARE)
    for way in WAYS:
        board = shown(asking(visitor, way))
        assert board["language"] == code
        assert board["verdict"]
        assert len(board["cards"]) == (2 + len(CONTRASTS) if way == CONTRASTED else 2)
        assert [chart["id"] for chart in board["charts"]] == ["spreads", "apart", "cash"]
        assert all(v["sentence"] for chart in board["charts"] for v in chart["views"])


def test_the_readers_own_changes_are_compared():
    """What was moved in the simulator is the base here, and its contrasts follow it."""
    visitor = open_app("en").visit(COMPARE)
    before = [card["value"] for card in shown(visitor)["cards"]]
    visitor.visit(SIMULATOR).move({"programme.scale": 200}).visit(COMPARE)
    after = [card["value"] for card in shown(visitor)["cards"]]
    assert after[0] == before[2]
    assert after[1] == before[0]


def test_a_pilot_has_the_readers_price():
    """What a test costs is what it costs on the page that says why; the notes say what it is."""
    visitor = open_app("en").visit(COMPARE)
    assert shown(visitor)["cards"][-1]["value"] == "−€13K"
    visitor.app.session_state["why asked"] = Prices(price=Price(2_000.0, 0.0))
    board = shown(asking(visitor, CONTRASTED))
    assert board["cards"][-1]["value"] == "−€2K"
    assert "“Pilot first” never goes ahead" in board["detail"]
    tables = decoded(visitor.app.get("bidi_component")[1].proto.bytes)
    words = next(each["words"] for each in tables["sections"] if each["id"] == "inputs")
    assert "Pilot first: A test of the promoter uplift with 400 customers" in words
    assert "costs €2K at the start" in words


def test_what_cannot_be_compared_is_said():
    """Another currency, or nothing chosen, is told with its remedy; no board is drawn."""
    visitor = open_app("en").visit(COMPARE)
    asking(visitor, CASES, chosen=(DOLLARS,))
    assert "is in EUR" in visitor.texts
    assert "bring the money of one into the currency of the other" in visitor.texts
    assert not visitor.app.get("bidi_component")
    assert "choose at least one other case in EUR" in asking(visitor, CASES, chosen=()).texts
    asking(visitor, WORLDS, chosen=(DOLLARS,))
    assert "is in USD" in visitor.texts


def test_a_choice_outlives_the_page():
    """Cases and base that were chosen are there after a visit elsewhere."""
    visitor = open_app("en").visit(COMPARE)
    asking(visitor, CASES)
    visitor.app.multiselect[0].set_value([RETAILER]).run()
    visitor.app.selectbox[1].set_value(RETAILER).run()
    assert shown(visitor)["cards"][1]["label"] == "Fashion retailer (base)"
    assert shown(visitor.visit(SIMULATOR).visit(COMPARE))["cards"][1]["label"].endswith("(base)")


@pytest.fixture(scope="module")
def visit() -> Visit:
    """A visit with the telecom and the retailer open."""
    cases = {
        key: Session(sample_scenario(key.removesuffix(".toml"))) for key in (TELECOM, RETAILER)
    }
    return Visit(cases, TELECOM)


def test_each_way_is_another_lineup(visit):
    """The base is the case itself; the others are contrasts, cases, or one part of a case."""
    found = {way: comparison_of(visit, Asked(way, (RETAILER,)), EN) for way in WAYS}
    telecom, retailer = (case.scenario for case in visit.cases.values())
    assert all(found[way].scenarios[0].fingerprint == telecom.fingerprint for way in WAYS)
    assert found[CASES].scenarios[1].fingerprint == retailer.fingerprint
    assert found[PROGRAMMES].names[1] == "Programme of Fashion retailer"
    assert found[PROGRAMMES].scenarios[1].groups == telecom.groups
    assert found[WORLDS].scenarios[1].groups == retailer.groups
    assert found[WORLDS].scenarios[1].programme == telecom.programme
    assert found[CASES].results[0] is simulated(telecom)
    based = comparison_of(visit, Asked(CASES, (RETAILER,), RETAILER), EN)
    assert (based.base, based.others) == (1, (0,))


def test_tabs_open_a_result_and_a_scenario(visit):
    """Each result's figures and each scenario's differences can be listed; nonsense is not."""
    asked = Asked()
    comparison = comparison_of(visit, asked, EN)

    def tables() -> dict:
        return {section.id: section for section in tables_bench(comparison, asked, EN).sections}

    for name in RESULTS:
        hear(asked, [Event("press", f"{FIGURE}{name}")], comparison)
        [pressed] = [tab.id for tab in tables()["figures"].tabs if tab.pressed]
        assert pressed == f"{FIGURE}{name}"
    hear(asked, [Event("press", f"{AGAINST}2")], comparison)
    assert "“Twice the scale” less" in tables()["differences"].words
    for nonsense in (f"{FIGURE}nothing", f"{AGAINST}0", f"{AGAINST}9", "other"):
        hear(asked, [Event("press", nonsense)], comparison)
    assert (asked.figure, asked.against) == (RESULTS[-1], "Twice the scale")
    assert [grid.head[0] for grid in tables()["inputs"].grids] == ["Actions"]
