"""A French session shows the samples in French: the same cases, whatever was done to them."""

from __future__ import annotations

import pytest

from cxsim.scenario import Scenario
from cxsim.text.language import Language
from pages.bench import Event
from pages.shared.draft import read, written
from pages.shared.page import SAMPLE_FOLDER, SAMPLES, load_case
from pages.shared.visit import Visit
from pages.workbench.hear import hear
from tests.pages.visitor import COMPARE, open_app

EN = Language("en")


def visiting(code: str = "en") -> Visit:
    visit = Visit(code=code)
    visit.choose(SAMPLES[0])
    return visit


def test_the_first_screen_is_french():
    """Name, description, menu and verdict are in French; the figures are those of the English."""
    french, english = open_app("fr"), open_app("en")
    told = Scenario.load(SAMPLE_FOLDER / "fr" / SAMPLES[0])
    assert french.session.scenario.content() == told.content()
    assert told.description in french.texts
    for visitor, code in ((french, "fr"), (english, "en")):
        names = [load_case(name, code).name for name in SAMPLES]
        assert visitor.app.selectbox[0].options == names
    assert french.session.shown().result.npv.tolist() == english.session.shown().result.npv.tolist()


def test_a_change_of_language_tells_the_case_anew():
    """There and back, on the page itself: the words change, what was moved stays moved."""
    visitor = open_app("en").move({"programme.scale": 150})
    visitor.choose_language("fr")
    assert visitor.session.scenario.name == load_case(SAMPLES[0], "fr").name
    assert visitor.session.moved == {"programme.scale": 1.5}
    assert "Opérateur" in visitor.app.selectbox[0].options[0]
    assert visitor.choose_language("en").session.scenario.name == load_case(SAMPLES[0]).name
    visitor.choose_language("fr").visit(COMPARE)
    offered = visitor.app.session_state["visit"]
    assert offered.name(SAMPLES[-1]) == "Enseigne de mode"


def test_undo_leads_through_a_change_of_language():
    """The steps before it are those of the same case, told anew."""
    visit = visiting()
    visit.session.move({"programme.scale": 150.0}, EN)
    visit.session.move({"horizon.discount_rate": 7.5}, EN)
    visit.session.undo()
    visit.speak("fr")
    french = load_case(SAMPLES[0], "fr")
    assert visit.session.moved == {"programme.scale": 1.5}
    visit.session.redo()
    assert visit.session.moved == {"programme.scale": 1.5, "horizon.discount_rate": 0.075}
    visit.session.undo()
    visit.session.undo()
    assert visit.session.moved == {}
    assert visit.session.scenario.content() == french.content()
    assert visit.session.scenario.file_text == french.file_text


def test_what_the_reader_has_edited_keeps_its_words():
    """A name typed, a number typed: the case is the reader's own, and no word of it is changed."""
    visit = visiting()
    hear(visit.session, [Event("set", "groups.Households.customers", "5,000")], EN)
    session = visit.session
    visit.speak("fr")
    assert visit.session is session
    assert visit.name(SAMPLES[1]) == load_case(SAMPLES[1], "fr").name


def test_a_group_that_happens_to_be_called_so():
    """A case that a reader brought is data: its Households stay Households."""
    visit = visiting()
    visit.bring(load_case(SAMPLES[0]))
    visit.speak("fr")
    assert visit.session.scenario.groups[0].name == "Households"


def test_a_draft_goes_on_in_its_language():
    """What was written down is told in the language of the address, and of older drafts too."""
    again = read(written(visiting("fr")))
    assert again.session.scenario.name == load_case(SAMPLES[0], "fr").name
    again.speak("en")
    assert again.session.scenario.content() == load_case(SAMPLES[0]).content()
    older = written(visiting()).replace(',"code":"en"', "")
    assert read(older).code == "en"


@pytest.mark.parametrize("code", ["en", "qps"])
def test_other_languages_have_the_first(code):
    """Where there is no file in a language the English one is opened."""
    assert load_case(SAMPLES[0], code).content() == load_case(SAMPLES[0]).content()
