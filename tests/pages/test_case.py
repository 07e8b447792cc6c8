"""The Business case page without a browser: cover, views, whose numbers, acceptance, files."""

import base64
import json
from datetime import date

import openpyxl
import pytest

from cxsim.charts.headline import headlines
from cxsim.export.case import VIEWS, Cover
from cxsim.export.case.formats import FORMATS
from cxsim.export.workbook import write_content
from cxsim.text.language import LANGUAGES, Language
from pages.bench import Event
from pages.finance.found import shares_of
from pages.sales.benches import cover_bench, numbers_bench
from pages.sales.boards import answer_board
from pages.sales.hear import hear_cover, hear_numbers
from pages.sales.offer import Offer
from pages.shared.page import SAMPLES, load_case, simulated
from pages.shared.session import Session
from pages.workbench.case import case_panel, hear_case
from tests.export.case.test_cover import picture
from tests.export.workbook.cases import DAY, cells_by_path, small, told
from tests.pages.visitor import CASE, METHOD, SIMULATOR, Visitor, decoded, open_app

EN = Language("en")
KEY = SAMPLES[0]


def parts(visitor: Visitor) -> list[dict]:
    """The board with the answer, the bench of the cover, the bench of the numbers."""
    return [decoded(each.proto.bytes) for each in visitor.app.get("bidi_component")]


def typed(offer: Offer, **fields: str) -> Offer:
    hear_cover(offer, [Event("set", name, text) for name, text in fields.items()], EN)
    return offer


class Desk:
    """An offer of the first sample, and the hand that works on it."""

    def __init__(self) -> None:
        self.offer = Offer()
        self.scenario = load_case(KEY)
        self.result = simulated(self.scenario)
        self.cover = Cover(DAY)

    @property
    def rows(self):
        return self.offer.numbers(KEY, self.scenario, shares_of(self.result), self.cover)

    def press(self, name: str) -> None:
        events = [Event("press", name)]
        hear_numbers(self.offer, events, KEY, self.rows, self.scenario, self.cover)

    def sections(self):
        return numbers_bench(self.offer, self.rows, self.scenario, EN).sections


def test_the_page_shows_answer_cover_views_and_numbers():
    """In this order; below them the ways to four files."""
    visitor = open_app("en").visit(CASE)
    answer, cover, numbers = parts(visitor)
    assert answer["verdict"].startswith("Counted conservatively")
    assert [section["id"] for section in cover["sections"]] == ["cover", "views"]
    assert [section["id"] for section in numbers["sections"]] == ["accept", "numbers"]
    assert len([b for b in visitor.app.button if str(b.key).startswith("make ")]) == len(FORMATS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_expected_view_has_the_simulators_figures(code):
    """Chosen as headline, its cards are those of the simulator, to the digit."""
    language = Language(code)
    session = Session(load_case(KEY))
    result = simulated(session.scenario)
    board = answer_board(session, result, "expected", language)
    shown = [card.value for card in headlines(result, language)]
    assert [card.value for card in board.cards] == shown
    verdicts = {answer_board(session, result, view, language).verdict for view in VIEWS}
    assert len(verdicts) == len(VIEWS)


def test_the_headline_is_chosen_and_stays():
    """Another view is told first, also after another page."""
    visitor = open_app("en").visit(CASE)
    [choice] = [w for w in visitor.app.get("button_group") if w.key == "view"]
    choice.set_value("optimistic").run()
    assert "optimistically" in parts(visitor)[0]["verdict"]
    visitor.visit(METHOD).visit(CASE)
    assert "optimistically" in parts(visitor)[0]["verdict"]


def test_what_is_changed_in_the_simulator_is_the_case():
    """The page tells the reader's case, not the file's."""
    visitor = open_app("en").visit(CASE)
    before = parts(visitor)[0]["verdict"]
    visitor.visit(SIMULATOR).move({"programme.scale": 200}).visit(CASE)
    assert parts(visitor)[0]["verdict"] != before


def test_the_cover_takes_what_is_typed():
    """Names and day go into it; a day that is none is marked and leaves today."""
    offer = typed(Offer(), customer="Aster\u202e", author="Ada", day="2026-11-26")
    cover = offer.cover(date(2000, 1, 1), EN)
    assert (cover.customer, cover.author, cover.day) == ("Aster", "Ada", date(2026, 11, 26))
    typed(offer, day="tomorrow")
    assert offer.cover(DAY, EN).day == DAY
    section = cover_bench(offer, simulated(load_case(KEY)), DAY, EN).sections[0]
    [day] = [field for field in section.fields if field.id == "day"]
    assert "2026-03-31" in day.fault


def test_a_logo_is_taken_or_refused_with_the_reason():
    """A picture is kept, anything else is told in the cover's section; it can be removed."""
    offer = Offer()
    sent = base64.b64encode(picture("PNG")).decode()
    hear_cover(offer, [Event("file", "logo", sent)], EN)
    assert offer.logo
    hear_cover(offer, [Event("file", "logo", base64.b64encode(b"<svg/>").decode())], EN)
    [fault] = cover_bench(offer, simulated(load_case(KEY)), DAY, EN).sections[0].faults
    assert fault.startswith("The logo cannot be read")
    hear_cover(offer, [Event("file", "logo", "too large")], EN)
    assert "larger" in offer.trouble
    hear_cover(offer, [Event("press", "no logo")], EN)
    assert offer.logo is None
    assert not offer.trouble


def test_every_number_says_whose_it_is():
    """All are listed under one owner each; a filter shows one owner's, and says what it means."""
    desk = Desk()
    desk.press("show ")
    everything = desk.sections()[1]
    counts = {}
    for tab in everything.tabs:
        desk.press(tab.id)
        [grid] = desk.sections()[1].grids
        counts[tab.id] = len(grid.rows)
        assert f"({len(grid.rows)})" in tab.label
    owners = sum(n for name, n in counts.items() if name not in ("show ", "show open"))
    assert owners == counts["show "] == len(desk.rows)
    assert counts["show open"] == sum(row.open for row in desk.rows)


def test_numbers_are_accepted_by_name_and_taken_back():
    """Without a name nothing happens; with one the case is final until it is taken back."""
    desk = Desk()
    desk.press("accept")
    assert any(row.open for row in desk.rows)
    assert desk.sections()[0].buttons[0].off
    typed(desk.offer, signing="Grace Hopper")
    assert not desk.sections()[0].buttons[0].off
    desk.press("accept")
    assert not any(row.open for row in desk.rows)
    section = desk.sections()[0]
    assert section.title == "Final"
    assert "Grace Hopper accepted" in section.words
    desk.press("take back")
    assert any(row.open for row in desk.rows)


def test_an_acceptance_is_of_one_case():
    """Another case of the same reader stays open; a copy of the visit goes its own way."""
    desk = Desk()
    typed(desk.offer, signing="Grace")
    copy = desk.offer.copied()
    desk.press("accept")
    assert list(desk.offer.accepted) == [KEY]
    assert not copy.accepted


def made(visitor: Visitor, ending: str) -> Visitor:
    """Press the button of a file and wait until it is made."""
    visitor.app.button(key=f"make {ending}").click().run()
    for job in visitor.app.session_state["why jobs"].values():
        job.wait(120)
    visitor.app.run()
    assert not visitor.app.exception
    return visitor


def test_a_file_is_made_in_the_background():
    """It can then be saved; after a change of the cover it is to be made anew."""
    visitor = made(open_app("fr").visit(CASE), ".json")
    [job] = visitor.app.session_state["why jobs"].values()
    record = json.loads(job.answer())
    result = simulated(load_case(KEY))
    assert record["results"]["npv"]["p50"] == result.percentiles("npv")["p50"]
    assert record["draft"] is True
    assert record["cover"]["language"] == "fr"
    assert [w.label for w in visitor.app.get("download_button")] == ["Enregistrer\u00a0: Chiffres"]
    visitor.app.session_state["visit"].offer.customer = "Aster"
    visitor.app.run()
    assert not visitor.app.get("download_button")
    assert visitor.app.button(key="make .json")


def test_a_workbook_comes_back_in_the_file_panel(tmp_path):
    """It opens as a case of its own, with a list of what changed, where, and by whom."""
    path = tmp_path / "case.xlsx"
    write_content(told(small()), path)
    book = openpyxl.load_workbook(path)
    cells = cells_by_path(book)
    cells["horizon.discount_rate"].value, cells["edited.by"].value = 0.2, "Céline"
    book.save(path)
    visit = open_app("en").app.session_state["visit"]
    hear_case(visit, [Event("file", "open", base64.b64encode(path.read_bytes()).decode())], EN)
    assert visit.session.scenario.mean("horizon.discount_rate") == 0.2
    sections = {s.id: s for s in case_panel(visit, EN, "").sections}
    [row] = sections["returned"].grids[0].rows
    assert row.label == "Discount rate"
    assert row.cells[1:] == ("10%", "20%", "Céline")
    visit.choose(KEY)
    assert "returned" not in {s.id for s in case_panel(visit, EN, "").sections}
