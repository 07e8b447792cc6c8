"""The Library page: saved by name, found again, two savers told of each other."""

from __future__ import annotations

import pytest

from cxsim.library import Library
from cxsim.text.language import Language
from pages.bench import Bench, Button, Event, Row
from pages.shared.frame import COMPARE
from pages.shared.page import SAMPLES
from pages.shared.visit import Visit
from pages.shelf.benches import library_bench
from pages.shelf.hear import hear_library
from tests.pages.visitor import LIBRARY, open_app

EN, FR = Language("en"), Language("fr")
SCALE = "programme.scale"


@pytest.fixture
def library(tmp_path) -> Library:
    return Library.open(tmp_path / "library.db")


class Reader:
    """Somebody at the page."""

    def __init__(self, library: Library, author: str) -> None:
        self.library = library
        self.visit = Visit()
        self.visit.choose(SAMPLES[0])
        self.type("author", author)

    def do(self, *deeds: str) -> Bench:
        hear_library(self.visit, self.library, [Event("press", deed) for deed in deeds], EN)
        return self.bench

    def type(self, name: str, text: str) -> None:
        hear_library(self.visit, self.library, [Event("set", name, text)], EN)

    def move(self, scale: float) -> None:
        self.visit.session.move({SCALE: scale}, EN)

    @property
    def bench(self) -> Bench:
        return library_bench(self.visit, self.library, EN)

    @property
    def titles(self) -> list[str]:
        return [section.title for section in self.bench.sections]

    def rows(self, grid: str) -> tuple[Row, ...]:
        grids = [each for section in self.bench.sections for each in section.grids]
        return next((each.rows for each in grids if each.id == grid), ())

    def button(self, name: str) -> Button:
        found = [b for section in self.bench.sections for b in section.buttons if b.id == name]
        return found[0]


@pytest.fixture
def ada(library) -> Reader:
    return Reader(library, "Ada")


@pytest.fixture
def grace(library, ada) -> Reader:
    """Another reader, who has opened what Ada saved."""
    ada.do("new")
    reader = Reader(library, "Grace")
    reader.do(f"open {library.entries()[0].key}")
    return reader


def test_a_case_is_saved_and_listed(ada, library):
    """It is listed with its tags, its version and who saved it; saved again it is a version."""
    ada.type("tags", " board , , telecom")
    ada.do("new")
    (row,) = ada.rows("saved")
    assert row.label == ada.visit.session.scenario.name
    assert (row.cells[1], row.cells[3], row.cells[4]) == ("1", "Ada", "board, telecom")
    assert ada.button("save").off
    ada.move(150.0)
    assert not ada.button("save").off
    ada.do("save")
    assert [entry.number for entry in library.entries()] == [2]
    assert library.load(library.entries()[0].key).value(SCALE) == 1.5


def test_without_a_name_nothing_is_saved(library):
    """Whoever saves types a name; the page says so, and the case stays as it is."""
    reader = Reader(library, "  ")
    assert "Type your name" in reader.do("new").sections[0].faults[0]
    assert library.entries() == ()


def test_a_retry_saves_once(ada, library):
    """The answer to a save was lost: what is sent again is the same save."""
    shelved, ticket = ada.visit.session.shelved, ada.visit.shelf.ticket
    ada.do("new")
    ada.visit.session.shelved, ada.visit.shelf.ticket = shelved, ticket
    ada.do("new")
    assert [entry.number for entry in library.entries()] == [1]


def test_the_second_to_save_is_told(ada, grace, library):
    """Nothing of hers is written; she sees what changed, and whose it is."""
    ada.move(150.0)
    ada.do("save")
    grace.move(50.0)
    grace.do("save")
    assert grace.titles[0] == "A newer version has been saved since"
    assert "Ada saved version 2" in grace.bench.sections[0].words
    (row,) = grace.rows("theirs")
    assert (row.label, row.cells) == ("Scale of the programme", ("100%", "150%"))
    assert library.entries()[0].number == 2
    assert grace.visit.session.scenario.value(SCALE) == 0.5


@pytest.mark.parametrize(
    ("deed", "numbers", "shown"),
    [("copy", [1, 2], 0.5), ("overwrite", [3], 0.5), ("theirs", [2], 1.5), ("leave", [2], 0.5)],
)
def test_the_second_to_save_decides(ada, grace, library, deed, numbers, shown):
    """A copy, over theirs which stays as a version, theirs beside hers, or nothing for now."""
    ada.move(150.0)
    ada.do("save")
    grace.move(50.0)
    grace.do("save", deed)
    assert [entry.number for entry in library.entries()] == numbers
    assert grace.visit.session.scenario.value(SCALE) == shown
    assert "newer version" not in grace.titles[0]
    key = next(e.key for e in library.entries() if e.number == numbers[-1])
    assert library.load(key, 2).value(SCALE) == 1.5
    assert any(case.scenario.value(SCALE) == 0.5 for case in grace.visit.cases.values())


def test_the_two_are_compared(ada, grace):
    """Theirs is opened beside hers, and both are on the way to the page that compares."""
    ada.move(150.0)
    ada.do("save")
    grace.move(50.0)
    grace.do("save", "compare")
    visit = grace.visit
    assert visit.leaving == COMPARE
    assert visit.session.scenario.value(SCALE) == 0.5
    theirs = visit.cases[visit.shelf.beside].scenario
    assert theirs.value(SCALE) == 1.5
    assert theirs.name.endswith("(Ada, 2)")


def test_versions_are_read_and_restored(ada, library):
    """What each changed is listed; an earlier one comes back on top, and nothing is lost."""
    ada.do("new")
    ada.move(150.0)
    ada.type("note", "Faster")
    ada.do("save")
    key = library.entries()[0].key
    ada.do(f"versions {key}", "changes 2")
    newest, first = ada.rows("versions")
    assert (newest.label, newest.cells[2], first.label) == ("2", "Faster", "1")
    assert ada.rows("changes")[0].cells == ("100%", "150%")
    ada.do(f"restore {key} 1")
    assert ada.rows("versions")[0].cells[2] == "Version 1, restored"
    assert library.load(key).value(SCALE) == 1.0
    assert [version.restored_from for version in library.versions(key)] == [1, None, None]


def test_a_saved_case_is_opened_once(ada, library):
    """Opened again while it is unchanged it is the same case; changed, it opens beside it."""
    ada.do("new")
    key = library.entries()[0].key
    ada.do(f"open {key}")
    assert ada.visit.current == SAMPLES[0]
    assert ada.visit.leaving
    ada.move(150.0)
    ada.do(f"open {key}")
    assert ada.visit.current == "own 1"
    assert ada.visit.session.scenario.value(SCALE) == 1.0


def test_a_case_is_duplicated_put_away_and_brought_back(ada, library):
    """The duplicate is an entry of its own; what is put away is listed apart."""
    ada.do("new")
    key = library.entries()[0].key
    ada.do(f"duplicate {key}")
    assert len(ada.rows("saved")) == 2
    ada.do(f"away {key}")
    assert len(ada.rows("saved")) == 1
    ada.do("list archived")
    assert [row.label for row in ada.rows("saved")] == [ada.visit.session.scenario.name]
    ada.do(f"back {key}", "list saved")
    assert len(ada.rows("saved")) == 2


def test_a_case_is_searched(ada):
    """Words of name, description, tags and author find it."""
    ada.type("tags", "board")
    ada.do("new")
    for words, found in (("board ada", 1), ("nothing of the kind", 0)):
        ada.type("search", words)
        assert len(ada.rows("saved")) == found


def test_what_is_not_there_is_told(ada):
    """A button of an entry that is gone, or of a version that never was, ends in a sentence."""
    ada.do("new")
    for deed in ("open nothing", "restore nothing 3", "away nothing", "open nothing 7"):
        assert ada.do(deed).announcement


def test_a_hostile_name_is_a_name(ada, library):
    """Markup and formulas are kept and shown as they stand; what steers text is left out."""
    name = "![x](http://example.org/x.png) <b>" + "n" * 150
    scenario = ada.visit.session.scenario.with_value("name", name)
    ada.visit.bring(scenario.with_value("description", "d" * 5_000))
    ada.type("author", "=cmd|' /C calc'!A0\u202e")
    ada.do("new")
    assert ada.rows("saved")[0].cells[3] == "=cmd|' /C calc'!A0"
    assert ada.rows("saved")[0].label == name == library.load(library.entries()[0].key).name


@pytest.mark.parametrize(
    ("field", "text"),
    [("tags", "t" * 41), ("tags", ",".join(map(str, range(13)))), ("note", "n" * 2_001)],
)
def test_what_is_too_long_is_refused(ada, library, field, text):
    """Ten thousand characters in one field end in a sentence, and stay to be shortened."""
    ada.type(field, text)
    assert ada.do("new").sections[0].faults
    assert library.entries() == ()
    assert getattr(ada.visit.shelf, field) == text


@pytest.mark.parametrize("language", [EN, FR], ids=["en", "fr"])
def test_the_page_opens(language):
    """With an empty library, in both languages."""
    visitor = open_app(language.code).visit(LIBRARY)
    assert not visitor.app.exception
