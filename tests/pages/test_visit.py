"""A reader's visit: cases side by side, and found again by a reload, a link, another window."""

from __future__ import annotations

import base64

import pytest

from cxsim.scenario.link import pack, unpack
from cxsim.scenario.template import TEMPLATE
from cxsim.text.language import Language
from pages.bench import Event
from pages.bench.mount import LONGEST, MOST, _events
from pages.shared.kept import MOST_KEPT, Kept
from pages.shared.page import SAMPLES, load_case
from pages.shared.visit import Visit
from pages.workbench.case import case_panel, hear_case
from pages.workbench.hear import hear
from pages.workbench.start import STEPS, hear_start, start_panel
from tests.pages.visitor import METHOD, SIMULATOR, open_app

EN, FR = Language("en"), Language("fr")
CUSTOMERS = "groups.Households.customers"


def visiting() -> Visit:
    visit = Visit()
    visit.choose(SAMPLES[0])
    return visit


def test_a_case_is_as_it_was_left():
    """Going to another case and back loses nothing."""
    visit = visiting()
    hear(visit.session, [Event("set", CUSTOMERS, "5,000")], EN)
    visit.choose(SAMPLES[1])
    visit.choose(SAMPLES[0])
    assert visit.session.scenario.value(CUSTOMERS) == 5000


def test_cases_called_alike_are_told_apart():
    """The second case of a name is numbered where it is chosen; its name in the file stays."""
    visit = visiting()
    name = visit.session.scenario.name
    visit.bring(load_case(SAMPLES[0]))
    assert [visit.name(key) for key in (SAMPLES[0], visit.current)] == [name, f"{name} (2)"]
    assert visit.session.scenario.name == name


def test_a_reload_goes_on_with_a_copy():
    """Two windows on one draft start alike and then part; the kept one is not changed."""
    kept, visit = Kept(), visiting()
    hear(visit.session, [Event("set", CUSTOMERS, "5,000")], EN)
    found = kept.find(kept.keep(visit))
    again = found.copied()
    hear(again.session, [Event("set", CUSTOMERS, "6,000"), Event("press", "undo")], EN)
    hear(again.session, [Event("press", "undo")], EN)
    assert again.session.scenario.value(CUSTOMERS) == 120_000
    assert visit.session.scenario.value(CUSTOMERS) == 5000


def test_only_so_many_visits_are_kept():
    """The oldest is let go; names cannot be guessed and never stand twice."""
    kept = Kept()
    names = [kept.keep(Visit()) for _ in range(MOST_KEPT + 3)]
    assert len(set(names)) == len(names)
    assert kept.find(names[0]) is None
    assert kept.find(names[-1]) is not None
    assert all(len(name) >= 22 for name in names)


def test_an_address_with_a_case_opens_it():
    """A link carries the whole scenario; its text leaves the address."""
    scenario = load_case(SAMPLES[1]).with_value("name", "From a link")
    visitor = open_app("en", case=pack(scenario))
    assert visitor.session.scenario.content() == scenario.content()
    assert "case" not in visitor.app.query_params


def test_a_damaged_link_says_so_and_the_app_opens():
    """Whoever has half a link sees why on the file panel, and a sample."""
    visitor = open_app("en", case="1.half")
    assert visitor.session.scenario.name == load_case(SAMPLES[0]).name
    visitor.visit(METHOD).visit(SIMULATOR)
    visit = visitor.app.session_state["visit"]
    assert visit.panel == "file"
    section = case_panel(visit, EN, "http://localhost").sections[0]
    assert "damaged" in section.faults[0]


def test_a_draft_is_in_the_address_after_a_change():
    """Nothing is kept before there is something to keep; then a reload finds it."""
    visitor = open_app("en")
    assert "draft" not in visitor.app.query_params
    visitor.move({"programme.scale": 150.0})
    asked = visitor.app.query_params["draft"]
    again = open_app("en", draft=asked if isinstance(asked, str) else asked[0])
    assert again.session.moved == {"programme.scale": 1.5}


def test_an_unknown_draft_opens_a_sample():
    """After a restart of the server a stale address still opens the app."""
    visitor = open_app("en", draft="nothing")
    assert visitor.session.moved == {}
    assert "not kept here any more" in visitor.texts


def brought(visit: Visit, text: str | bytes) -> Visit:
    content = text.encode() if isinstance(text, str) else text
    hear_case(visit, [Event("file", "open", base64.b64encode(content).decode())], EN)
    return visit


def test_a_file_is_opened():
    """Its scenario is shown, and the one before is still there."""
    visit = brought(visiting(), TEMPLATE)
    assert visit.session.scenario.name == "My business case"
    assert SAMPLES[0] in visit.cases
    assert visit.session.scenario.to_toml() == TEMPLATE


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a = ", b"years = 1\n" * 9, b"x" * 99])
def test_a_faulty_file_is_refused_with_every_fault(content):
    """The reasons stand on the panel in both languages, and the case shown stays."""
    visit = brought(visiting(), content)
    assert visit.current == SAMPLES[0]
    for language in (EN, FR):
        assert case_panel(visit, language, "").sections[0].faults
    assert brought(visit, TEMPLATE).refused is None


def test_the_link_on_the_panel_is_the_case():
    """What is copied opens what is seen; a case too long for it offers the file instead."""
    visit = visiting()
    _, keep, _ = case_panel(visit, EN, "http://localhost:8501/").sections
    save, copy = keep.buttons
    assert unpack(copy.text.partition("case=")[2]).content() == visit.session.scenario.content()
    assert save.text == visit.session.scenario.to_toml()
    long = "".join(chr(0x4E00 + (i * 7919) % 20_000) for i in range(5_000))
    hear(visit.session, [Event("set", "description", long)], EN)
    _, keep, _ = case_panel(visit, EN, "http://localhost:8501/").sections
    assert keep.buttons[1].off
    assert "too long" in keep.words


def test_ten_questions_make_a_case():
    """Answers as typed in French end in the simulator; empty ones are neutral."""
    visit = visiting()
    typed = {
        "name": "Acmé",
        "customers": "12 000",
        "spend": "1,2 k€",
        "churn": "8,5 %",
        "years": "4",
    }
    hear_start(visit, [Event("set", f"answer.{n}", text) for n, text in typed.items()], FR)
    hear_start(visit, [Event("press", "simulate")], FR)
    scenario = visit.session.scenario
    assert (scenario.name, scenario.value("groups.Clients.customers")) == ("Acmé", 12_000)
    assert scenario.horizon.years == 4
    assert visit.leaving
    assert visit.panel == "answer"


@pytest.mark.parametrize("typed", ["lots", "1.5.5", "-3", "1e3", "0"])
def test_an_answer_that_cannot_be_taken_is_told(typed):
    """The case is not made, and the answers stay."""
    visit = visiting()
    hear_start(visit, [Event("set", "answer.customers", typed), Event("press", "simulate")], EN)
    (trouble,) = visit.troubles
    assert visit.current == SAMPLES[0]
    assert start_panel(visit, EN).sections[-1].faults == (trouble,)
    assert visit.answers["answer.customers"] == typed


def test_there_are_five_steps_and_ten_questions():
    """As it says on the page."""
    labels = [str(q.label) for *_, questions in STEPS for q in questions]
    assert len(STEPS) == 5
    assert [label.partition(".")[0] for label in labels if label[0].isdigit()] == [
        str(number) for number in range(1, 11)
    ]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        5,
        {},
        {"kind": "eval", "id": "x"},
        {"kind": "set", "id": 5},
        {"kind": "set", "id": "x", "text": 5},
        {"kind": "set", "id": "x" * (LONGEST["id"] + 1)},
        {"kind": "set", "id": "x", "text": "x" * (LONGEST["text"] + 1)},
    ],
)
def test_malformed_events_are_left_out(raw):
    """What no bench sends is passed over, the rest of the message is heard."""
    good = {"kind": "press", "id": "undo"}
    assert _events({"events": [raw, good]}) == (Event("press", "undo"),)
    assert _events({"events": raw}) == ()


def test_a_flood_of_events_is_cut():
    """One message carries so many events at most."""
    assert len(_events({"events": [{"kind": "press", "id": "undo"}] * (MOST + 9)})) == MOST


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("margin", "130 %", "100"),
        ("churn", "100 %", "100"),
        ("years", "99", "15"),
        ("spend", "-5", "0"),
    ],
)
def test_an_impossible_answer_is_refused_at_its_question(field: str, typed: str, told: str) -> None:
    """Beside the field, and by the button with the question it is to; in the reader's units."""
    visit = visiting()
    hear_start(visit, [Event("set", f"answer.{field}", typed), Event("press", "simulate")], FR)
    assert visit.current == SAMPLES[0]
    found = {f.id: f for s in start_panel(visit, FR).sections for f in s.fields}
    asked = found[f"answer.{field}"]
    assert told in asked.fault
    assert visit.troubles == (f"{asked.label} {asked.fault}",)


def test_all_answers_that_cannot_be_taken_are_told_at_once() -> None:
    """Each beside its field, and together above the button, in the order of the questions."""
    visit = visiting()
    typed = {"promoters": "33.5%", "customers": "0", "discount_rate": "plenty", "years": "2.5"}
    hear_start(visit, [Event("set", f"answer.{n}", text) for n, text in typed.items()], EN)
    hear_start(visit, [Event("press", "simulate")], EN)
    panel = start_panel(visit, EN)
    asked = [field for section in panel.sections for field in section.fields if field.fault]
    assert [field.id for field in asked] == [
        f"answer.{name}" for name in ("customers", "promoters", "years", "discount_rate")
    ]
    assert panel.sections[-1].faults == tuple(f"{f.label} {f.fault}" for f in asked)
    assert "how many answered so" in asked[1].fault


def test_a_file_too_large_to_be_sent_says_so() -> None:
    """The reason is the size, not what a cut file would lack."""
    visit = visiting()
    hear_case(visit, [Event("file", "open", "too large")], EN)
    panel = case_panel(visit, EN, "")
    assert "larger than" in panel.sections[0].faults[0]
    assert panel.announcement == panel.sections[0].faults[0]


def test_another_panel_closes_what_was_open() -> None:
    """The details of a number, and a refusal, belong to the panel they were seen on."""
    visit = visiting()
    hear(visit.session, [Event("open", "programme.scale")], EN)
    brought(visit, b"")
    visit.show(visit.panel)
    assert (visit.session.opened, visit.refused is None) == ("programme.scale", False)
    visit.show("years")
    assert (visit.session.opened, visit.refused) == ("", None)
