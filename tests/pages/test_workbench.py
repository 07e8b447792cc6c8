"""The workbench without a browser: every place is reached; what is typed is taken or refused."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from cxsim.distributions import DISTRIBUTIONS, SurveyMix
from cxsim.scenario import Scenario
from cxsim.scenario.schema import FixedMix, Source
from cxsim.scenario.template import EMPTY, TEMPLATE
from cxsim.text.language import LANGUAGES, Language
from pages.bench import Bench, Event, Field
from pages.bench.mount import Kind
from pages.shared.page import SAMPLES, load_case
from pages.shared.session import Session
from pages.workbench.hear import hear
from pages.workbench.panels import PANELS, panel
from pages.workbench.ranks import RANK

EN, FR = Language("en"), Language("fr")
CHURN = "groups.Households.promoters.churn"
SCALE = "programme.scale"


def opened(name: str = SAMPLES[0]) -> Session:
    return Session(load_case(name))


def empty() -> Session:
    return Session(Scenario.from_mapping(EMPTY))


def do(session: Session, *events: tuple[str, ...], language: Language = EN) -> Session:
    hear(session, [Event(*event) for event in events], language)
    return session


def fields(content: Bench) -> dict[str, Field]:
    """Return every field of an open panel by its id."""
    found: dict[str, Field] = {}

    def take(part: Any) -> None:
        if isinstance(part, Field):
            assert part.id not in found, part.id
            found[part.id] = part
        elif isinstance(part, tuple):
            for each in part:
                take(each)

    for section in content.sections:
        take(section.fields)
        take(tuple((row.label, row.cells) for grid in section.grids for row in grid.rows))
    if content.inspector:
        inner = content.inspector
        take((*((inner.shape,) if inner.shape else ()), *inner.fields, *inner.source))
    return found


def shown(session: Session, language: Language = EN) -> dict[str, Field]:
    """Return the fields of all panels, every group opened in turn."""
    found: dict[str, Field] = {}
    for name in PANELS:
        for group in session.scenario.groups:
            session.group = group.name
            found |= fields(panel(session, name, language))
    return found


def places(table: BaseModel, stem: str = "") -> set[str]:
    """Return the path of every field that the schema has in this scenario, by walking it."""
    found: set[str] = set()
    for name in type(table).model_fields:
        value, path = getattr(table, name), f"{stem}{name}"
        if isinstance(value, tuple):
            for item in value:
                if hasattr(item, "name"):
                    found |= places(item, f"{path}.{item.name}.")
        elif isinstance(value, (FixedMix, SurveyMix)) or type(value) in DISTRIBUTIONS.values():
            found.add(path)
        elif isinstance(value, BaseModel):
            found |= places(value, f"{path}.")
        elif name not in ("schema_version", "sources", "drawn_as"):
            found.add(path)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_the_schema_can_be_reached(name, code):
    """Walking the schema finds no place without a field on one of the panels."""
    session = opened(name)
    found = shown(session, Language(code))
    mixes = {f"groups.{g.name}.mix" for g in session.scenario.groups}
    reached = {path for path in found if ".mix." not in path}
    reached |= {path.partition(".mix.")[0] + ".mix" for path in found if ".mix." in path}
    assert mixes <= reached
    assert places(session.scenario) - reached == set()


def test_every_parameter_of_every_shape_can_be_reached():
    """Opening a number and answering the question with each shape shows all its parameters."""
    for dist, shape in DISTRIBUTIONS.items():
        path = SCALE if dist != "beta" else "programme.attribution"
        session = do(opened(), ("open", path), ("set", f"{path}@dist", dist))
        assert session.scenario.value(path).dist == dist
        found = fields(panel(session, "actions", EN))
        for name in set(shape.model_fields) - {"dist"}:
            assert any(f.startswith(f"{path}@{name}") for f in found), (dist, name)
        assert {f"{path}@source.{part}" for part in Source.model_fields} <= set(found)


def test_correlations_can_be_reached():
    """Each rank has a cell in a matrix."""
    session = opened()
    found = fields(panel(session, "beliefs", EN))
    cells = [f for f in found if f.startswith("rank.") and f.count(".") == 3]
    assert len(cells) >= len([r for r in session.scenario.rank_correlations.values() if r])


def test_ids_are_unique_with_any_number_open():
    """No field stands twice, whatever is open; the helper asserts it."""
    session = opened()
    for path in list(session.scenario.numbers)[::7]:
        do(session, ("open", path))
        assert shown(session)


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [(EN, "1,234.5", 1234.5), (FR, "1 234,5", 1234.5), (FR, "1,2 M€", 1.2e6), (EN, "€1.2M", 1.2e6)],
)
def test_money_is_typed_as_the_language_writes_it(language, typed, value):
    """A sum is taken in either language, and reads back as the same number."""
    path = "groups.Households.acquisition_cost"
    session = do(opened(), ("set", path, typed), language=language)
    assert session.scenario.value(path) == value
    again = shown(session, language)[path]
    assert (again.fault, again.changed != "") == ("", True)
    do(session, ("set", path, again.text), language=language)
    assert session.scenario.value(path) == value


@pytest.mark.parametrize("typed", ["abc", "", "1.5.5", "130 %", "$5", "-4 %", "1e3"])
def test_what_cannot_be_taken_stays_with_its_reason(typed):
    """A refused text stays in its field beside the reason; the scenario is as it was."""
    path = "groups.Households.promoters.gross_margin"
    session = opened()
    do(session, ("set", path, "150 %" if typed == "-4 %" else typed))
    field = shown(session)[path]
    assert field.fault
    assert session.scenario.fingerprint == session.origin.fingerprint
    do(session, ("drop", path))
    assert shown(session)[path].fault == ""


def test_typing_shows_how_it_reads_and_changes_nothing():
    """Before it is meant, a text is read aloud only."""
    path = "groups.Households.customers"
    session = do(opened(), ("type", path, "130k"))
    assert shown(session)[path].reading == "130,000"
    assert session.scenario.value(path) == 120_000
    do(session, ("set", path, "130k"))
    assert session.scenario.value(path) == 130_000
    assert shown(session)[path].text == "130,000"


def test_a_range_is_typed_part_by_part():
    """Three ends that only fit together are refused one by one, then taken as one change."""
    session = do(opened(), ("open", CHURN))
    steps = len(session.history.past)
    do(session, ("set", f"{CHURN}@low", "20%"))
    assert panel(session, "facts", EN).inspector.fault
    assert "20%" in panel(session, "facts", EN).inspector.fault
    do(session, ("set", f"{CHURN}@mode", "25%"))
    assert session.scenario.value(CHURN).low == 0.06
    do(session, ("set", f"{CHURN}@high", "30%"))
    assert session.scenario.value(CHURN).model_dump() == {
        "dist": "pert",
        "low": 0.2,
        "mode": 0.25,
        "high": 0.3,
        "concentration": 4.0,
    }
    assert len(session.history.past) == steps + 1
    assert panel(session, "facts", EN).inspector.fault == ""


def test_a_range_becomes_a_number_and_back():
    """A range can be made certain at its centre, and a number a range around it."""
    session = do(opened(), ("set", f"{CHURN}@dist", "certain"))
    assert session.scenario.value(CHURN) == 0.096
    do(session, ("set", f"{CHURN}@dist", "uniform"))
    assert session.scenario.value(CHURN).support == pytest.approx((0.0768, 0.1152))


def test_undo_and_redo_of_everything():
    """Edits, sliders, structure and sources are taken back one by one, and brought back."""
    session = opened()
    prints = [session.scenario.content()]
    deeds = [
        lambda: do(session, ("set", CHURN + "@dist", "certain")),
        lambda: session.move({SCALE: 150.0}, EN),
        lambda: do(session, ("press", "add:groups")),
        lambda: do(session, ("set", "groups.Group.name", "Traders")),
        lambda: do(session, ("set", f"{SCALE}@source.source", "The board")),
        lambda: do(session, ("press", "remove:investments:CX team")),
    ]
    for deed in deeds:
        deed()
        prints.append(session.scenario.content())
    for before in reversed(prints[:-1]):
        do(session, ("press", "undo"))
        assert session.scenario.content() == before
    for after in prints[1:]:
        do(session, ("press", "redo"))
        assert session.scenario.content() == after
    assert session.history.future == []


def test_each_change_is_marked_and_put_back():
    """A changed number says what stood there, and goes back to it alone."""
    session = do(opened(), ("set", "horizon.discount_rate", "12 %"), ("set", SCALE, "200%"))
    assert "10%" in shown(session)["horizon.discount_rate"].changed
    assert panel(session, "facts", EN).status.startswith("2 ")
    do(session, ("press", "reset:horizon.discount_rate"))
    assert session.scenario.value("horizon.discount_rate") == 0.1
    assert session.scenario.value(SCALE) == 2
    do(session, ("press", "restart"))
    assert session.scenario.fingerprint == session.origin.fingerprint


def test_a_slider_gives_way_to_what_is_typed():
    """What is typed stands, also where a slider was moved; the slider moves on from there."""
    session = opened()
    session.move({SCALE: 150.0, "investments": 1000.0}, EN)
    do(session, ("set", SCALE, "80%"))
    assert session.scenario.value(SCALE) == 0.8
    spent = session.scenario.value("investments.CX team.per_year")
    do(session, ("set", "investments.CX team.one_off", "€1"))
    assert session.scenario.value("investments.CX team.one_off") == 1
    assert session.scenario.value("investments.CX team.per_year") == pytest.approx(spent)
    session.move({SCALE: 120.0}, EN)
    assert session.scenario.value(SCALE) == pytest.approx(1.2)


def test_names_follow_everywhere():
    """A renamed group keeps its sources and correlations, and stays open."""
    session = opened()
    session.group = "Households"
    ranks = len(session.scenario.rank_correlations)
    do(session, ("set", "groups.Households.name", "Homes"))
    assert session.group == "Homes"
    assert len(session.scenario.rank_correlations) == ranks
    assert "groups.Homes.mix" in session.scenario.sources
    do(session, ("set", "groups.Homes.name", "Small business"))
    assert "unique" in session.trouble or shown(session)["groups.Homes.name"].fault


def test_ranks_stay_possible():
    """A rank that the others rule out is refused with the limits; one inside them is taken."""
    session = opened()
    ids = [f for f in shown(session) if f.startswith("rank.0.") and f.count(".") == 3]
    do(session, ("set", ids[0], "-1"))
    assert "between" in shown(session)[ids[0]].fault
    assert session.scenario.fingerprint == session.origin.fingerprint
    do(session, ("set", ids[0], "0.3"))
    assert session.scenario.fingerprint != session.origin.fingerprint


def test_numbers_are_correlated_one_by_one():
    """Two numbers chosen and a rank typed make a pair; a button lets one go."""
    session = opened(SAMPLES[1])
    known = list(session.scenario.uncertain)
    free = [p for p in known if not any(p in pair for pair in session.scenario.rank_correlations)]
    first, second = free[:2]
    do(session, ("set", "rank.new.first", first), ("set", "rank.new.second", second))
    do(session, ("set", RANK, "-0.25"), ("press", "ranks:add"))
    pair = (min(first, second), max(first, second))
    assert session.scenario.rank_correlations[pair] == -0.25


def test_strange_events_do_nothing():
    """Events that no field of the bench sends leave the session as it was."""
    session = opened()
    for kind in get_args(Kind):
        for name in (
            "",
            ":",
            "groups",
            "groups.Nobody.churn",
            "rank.9.9.9",
            "a@b",
            "outcome:9:x",
            "remove:groups:Nobody",
            "schema_version",
            "reset:nothing",
            "rank.x",
            CHURN + "@nose",
        ):
            do(session, (kind, name, "1"))
    assert session.scenario.fingerprint == session.origin.fingerprint
    session.typed.clear()
    session.opened = ""
    assert shown(session)


@pytest.mark.parametrize("start", [TEMPLATE])
def test_the_neutral_pack_opens_on_every_panel(start):
    """What a newcomer starts from can be edited."""
    assert shown(Session(Scenario.parse(start)))


def test_the_empty_case_opens_on_every_panel():
    """Nothing at all can be edited too."""
    assert shown(empty())


@pytest.mark.parametrize("month", ["", "1", "4", "12"])
def test_years_are_shown_as_the_books_have_them(month):
    """The month in which a year begins changes the table, and nothing of the case."""
    session = do(opened(), ("set", "years.begin", month))
    assert session.trouble == ""
    assert session.history.past == []
    [section] = panel(session, "years", EN).sections
    heads = [row.label for row in section.grids[0].rows if not row.again]
    assert heads[0] == ("2027" if month else "Start")
    assert len(heads) == (5 if month == "1" else 6)


def test_a_mix_that_is_open_closes_when_undo_takes_its_group_away() -> None:
    """What is open names something that exists, whatever has been undone."""
    session = do(opened(), ("press", "add:groups"))
    do(session, ("open", f"groups.{session.group}.mix"))
    assert panel(session, "facts", EN).inspector is not None
    do(session, ("press", "undo"))
    assert panel(session, "facts", EN).inspector is None


@pytest.mark.parametrize("name", ["R@D", "@low", "mix", "a:b", "source", "x@source"])
@pytest.mark.parametrize("kind", ["groups", "investments", "risk_events"])
def test_any_name_can_be_worked_with(kind: str, name: str) -> None:
    """Signs and words that the bench uses itself may stand in a name: every field still works."""
    session = opened()
    old = getattr(session.scenario, kind)[0].name
    field = {"groups": "customers", "investments": "per_year", "risk_events": "probability"}[kind]
    path = f"{kind}.{name}.{field}"
    do(session, ("set", f"{kind}.{old}.name", name), ("set", path, "1"), ("open", path))
    assert session.trouble == ""
    assert session.scenario.value(path) == (0.01 if kind == "risk_events" else 1)
    do(session, ("set", f"{path}@dist", "uniform"), ("set", f"{path}@low", "0"))
    assert session.scenario.value(path).low == 0
    do(session, ("set", f"{path}@source.source", "The board"))
    assert session.scenario.sources[path].source == "The board"
    panels = [panel(session, each, EN).inspector for each in ("facts", "actions", "beliefs")]
    assert all(inspector is not None and inspector.curve for inspector in panels)
    do(session, ("press", f"reset:{path}"), ("press", f"duplicate:{kind}:{name}"))
    do(session, ("press", f"remove:{kind}:{name}"))
    assert session.trouble == ""
    assert next(item.name for item in getattr(session.scenario, kind)) == f"{name} 2"


def test_a_new_name_is_one_change_and_is_put_back() -> None:
    """What a group is called changes none of its numbers, and each can still be put back."""
    session = do(opened(), ("set", "groups.Households.name", "Homes"))
    assert panel(session, "facts", EN).status.startswith("One change")
    assert shown(session)["groups.Homes.name"].changed == "As opened: Households."
    do(session, ("set", "groups.Homes.customers", "5"))
    assert shown(session)["groups.Homes.customers"].changed == "As opened: 120,000."
    do(session, ("press", "reset:groups.Homes.customers"))
    assert session.scenario.value("groups.Homes.customers") == 120_000
    do(session, ("press", "undo"), ("press", "undo"))
    assert session.names == {"groups.Homes": "Households"}
    do(session, ("press", "reset:groups.Homes.name"))
    assert session.scenario.content() == session.origin.content()
    assert session.names == {}


def test_what_was_removed_counts_as_a_change() -> None:
    """A line without any source is missed too, and comes back with everything."""
    session = do(empty(), ("press", "add:investments"))
    session = do(Session(session.scenario), ("press", "remove:investments:Line"))
    content = panel(session, "actions", EN)
    assert content.status.startswith("One change")
    assert not next(tool for tool in content.tools if tool.id == "restart").off


def test_words_and_months_are_put_back_one_by_one() -> None:
    """What is no number of the model has its own way back, where the case had such a place."""
    places = {
        "name": "Mine",
        "horizon.start": "",
        "horizon.discounting": "mid-year",
        "programme.ramp": "linear",
        "investments.CX team.from_month": "3",
        "investments.CX team.category": "training",
    }
    session = do(opened(), *(("set", path, text) for path, text in places.items()))
    for path in places:
        assert shown(session)[path].back == f"reset:{path}"
        do(session, ("press", f"reset:{path}"))
        assert shown(session)[path].changed == shown(session)[path].back == ""
    assert session.scenario.content() == session.origin.content()
    do(session, ("press", "add:investments"), ("set", "investments.Line.from_month", "3"))
    assert shown(session)["investments.Line.from_month"].back == ""


def test_a_source_is_marked_and_put_back_with_its_number() -> None:
    """Another source alone is a change of its number; so it is for the years of the horizon."""
    session = opened()
    for path in (CHURN, "horizon.years", "groups.Households.mix"):
        do(session, ("set", f"{path}@source.source", "Someone said so"), ("open", path))
        inspector = panel(session, "facts", EN).inspector
        assert inspector.was == "Its source has changed."
        assert not inspector.deeds[0].off
        do(session, ("press", f"reset:{path}"))
        assert panel(session, "facts", EN).inspector.was == ""
    assert session.scenario.content() == session.origin.content()


def test_nothing_is_put_back_that_was_not_there() -> None:
    """Numbers of a new group have no way back: the group is new as a whole."""
    session = do(opened(), ("press", "add:groups"), ("open", "groups.Group.customers"))
    assert panel(session, "facts", EN).inspector.deeds[0].off
