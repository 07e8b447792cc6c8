"""The Downside page without a browser: every view, every change, in both languages."""

import pytest

from cxsim.downside.rules import rules
from cxsim.scenario import Scenario
from cxsim.scenario.template import EMPTY, TEMPLATE
from cxsim.text.language import LANGUAGES, PSEUDO, Language
from pages.bench import Event
from pages.finance.benches import audit_bench, own_bench, register_bench
from pages.finance.views import AUDIT, CAUSES, FIGURES, OWN, REGISTER, VIEWS
from pages.shared.page import SAMPLES, load_case, simulated
from pages.shared.session import Session
from pages.workbench.hear import hear
from pages.workbench.scene import Scene
from tests.downside.test_register import TODAY
from tests.pages.visitor import DOWNSIDE, SIMULATOR, Visitor, open_app

EN = Language("en")


def looking(visitor: Visitor, view: str) -> Visitor:
    """Return the visitor once they look at a view of the page."""
    visitor.app.session_state["visit"].doubt = view
    visitor.app.run()
    assert not visitor.app.exception
    return visitor


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
def test_every_view_draws(code):
    """No view fails, and each says something."""
    visitor = open_app(code).visit(DOWNSIDE)
    for view in VIEWS:
        shown = looking(visitor, view).board
        assert shown["language"] == code
        if view in (FIGURES, CAUSES):
            assert shown["verdict"]
            assert all(v["sentence"] for chart in shown["charts"] for v in chart["views"])
        else:
            assert shown["sections"]


def test_the_figures_are_those_of_the_readers_case():
    """What the reader has changed in the simulator is what is taken apart here."""
    visitor = open_app("en").visit(DOWNSIDE)
    before = {card["id"]: card["value"] for card in visitor.board["cards"]}
    visitor.visit(SIMULATOR).move({"programme.scale": 200}).visit(DOWNSIDE)
    after = {card["id"]: card["value"] for card in visitor.board["cards"]}
    assert before["p5"] != after["p5"]
    assert [chart["id"] for chart in visitor.board["charts"]] == [
        "tail",
        "payback",
        "stress",
        "bridge",
    ]


def session_of(scenario: Scenario) -> Scene:
    return Scene(Session(scenario), EN)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_audit_lists_every_rule(name):
    """All rules are shown with their reasons, those that are broken as found."""
    scene = session_of(load_case(name))
    found, listed = audit_bench(scene, simulated(scene.scenario)).sections
    [grid] = listed.grids
    assert len(grid.rows) == len(rules())
    broken = [row for row in grid.rows if row.cells[0] == "found"]
    assert bool(broken) == bool(found.grids)


@pytest.mark.parametrize("content", [EMPTY, TEMPLATE], ids=["empty", "neutral"])
def test_cases_at_the_edge_have_their_benches(content):
    """Neither an empty case nor the neutral pack is too little to be taken apart."""
    read = Scenario.from_mapping if isinstance(content, dict) else Scenario.parse
    scene = session_of(read(content))
    result = simulated(scene.scenario)
    assert audit_bench(scene, result).sections
    assert register_bench(scene, result, TODAY).sections
    assert own_bench(scene).sections


def test_the_register_opens_and_changes_a_number():
    """A row opens the number's details; what is typed there is taken, and undone."""
    session = Session(load_case(SAMPLES[0]))
    scene = Scene(session, EN)
    path = "programme.cost_overrun"
    hear(session, [Event("open", path)], EN)
    bench = register_bench(scene, simulated(session.scenario), TODAY)
    assert bench.inspector is not None
    assert bench.inspector.id == path
    hear(session, [Event("set", f"{path}@source.owner", "Finance and IT")], EN)
    assert session.scenario.sources[path].owner == "Finance and IT"
    rows = register_bench(Scene(session, EN), simulated(session.scenario), TODAY)
    [row] = [row for row in rows.sections[0].grids[0].rows if row.label == "Cost overrun"]
    assert row.cells[4] == "Finance and IT"
    hear(session, [Event("press", "undo")], EN)
    assert session.scenario.sources[path].owner == "Finance"


def test_the_register_shows_defaults_on_request():
    """Numbers at their defaults are listed once they are asked for, and hidden again."""
    session = Session(load_case(SAMPLES[0]))

    def count() -> int:
        scene = Scene(session, EN)
        bench = register_bench(scene, simulated(session.scenario), TODAY)
        return len(bench.sections[0].grids[0].rows)

    few = count()
    hear(session, [Event("press", "register:all")], EN)
    assert count() == len(session.scenario.numbers) + len(session.scenario.groups) + 1 > few
    hear(session, [Event("press", "register:less")], EN)
    assert count() == few


def test_a_stress_of_ones_own_is_added_and_run():
    """A reader adds a stress, types a factor, and the page runs it beside the others."""
    visitor = open_app("en").visit(DOWNSIDE)
    session = visitor.session
    count = len(visitor.pictures["stress"]["views"][0]["table"]["rows"])
    steps = [
        Event("press", "add:stresses"),
        Event("set", "stresses.Stress test.name", "Half of it"),
        Event("set", "stresses.Half of it.effect_factor", "0.5"),
        Event("set", "stresses.Half of it.funded_months", "18"),
    ]
    hear(session, steps, EN)
    stress = session.scenario.stresses[-1]
    assert (stress.name, stress.effect_factor, stress.funded_months) == ("Half of it", 0.5, 18)
    rows = looking(visitor, FIGURES).pictures["stress"]["views"][0]["table"]["rows"]
    assert len(rows) == count + 1
    assert rows[-1][0] == "Half of it"
    hear(session, [Event("set", "stresses.Half of it.funded_months", "")], EN)
    assert session.scenario.stresses[-1].funded_months is None


def test_what_a_stress_cannot_be_is_refused():
    """A factor outside its range stays in its field with the reason."""
    session = Session(load_case(SAMPLES[0]))
    name = session.scenario.stresses[0].name
    hear(session, [Event("set", f"stresses.{name}.benefit_factor", "1.5")], EN)
    assert session.scenario.stresses[0].benefit_factor == 1.0
    assert "between" in session.trouble


def test_intangibles_and_the_card_are_written():
    """An intangible with its owner, and a target of the card, are kept with the case."""
    session = Session(Scenario.parse(TEMPLATE))
    steps = [
        Event("press", "add:intangibles"),
        Event("set", "intangibles.Intangible.owner", "Brand"),
        Event("set", "experience.talk.target", "One in five"),
    ]
    hear(session, steps, EN)
    assert session.scenario.intangibles[0].owner == "Brand"
    assert session.scenario.experience.talk.target == "One in five"
    again = Scenario.parse(session.scenario.to_toml())
    assert again.content() == session.scenario.content()


def test_views_are_named():
    """Each view has a name of its own."""
    assert set(VIEWS) == {FIGURES, CAUSES, AUDIT, REGISTER, OWN}
    assert len({EN.read(name) for name in VIEWS.values()}) == len(VIEWS)
