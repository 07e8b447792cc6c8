"""Every page, in every language, without a browser."""

import re

import pytest

from cxsim.launch import SCENARIO
from cxsim.scenario import Scenario
from cxsim.scenario.template import TEMPLATE
from cxsim.text.language import LANGUAGES, PSEUDO, Language
from pages.shared.frame import NAMES
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from tests.pages.visitor import METHOD, PAGES, SIMULATOR, open_app

CODES = (*LANGUAGES, PSEUDO)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(page, code):
    """A page draws without exception, warning or error; its first line says what it answers."""
    app = open_app(code).visit(page).app
    assert list(app.exception) + list(app.error) + list(app.warning) == []
    title, line = [item.proto.body for item in app.get("html")][:2]
    assert "<h1" in title
    assert re.fullmatch(r"<p class='note'>.*\.</p>", line)


def test_the_app_opens_on_the_simulator():
    """Who comes without anything sees a sample's answer at once, in English."""
    visitor = open_app()
    assert visitor.language == visitor.board["language"] == "en"
    assert "of 100 simulated futures" in visitor.board["verdict"]
    assert len(visitor.board["cards"]) == 4
    assert len(visitor.board["charts"]) == 6


@pytest.mark.parametrize("code", CODES)
def test_the_address_chooses_the_language(code):
    """`?lang=` opens the app in that language, and stays in the address."""
    visitor = open_app(code)
    assert visitor.board["language"] == visitor.language == code
    assert visitor.board["words"]["reset"] == Language(code).say("Reset")


@pytest.mark.parametrize("asked", ["xx", "", "FR", "<b>", "en-GB"])
def test_an_unknown_language_is_english(asked):
    """A language that the app does not have opens in English, and the address says so."""
    visitor = open_app(asked)
    assert visitor.board["language"] == visitor.language == "en"


@pytest.mark.parametrize("code", CODES)
def test_the_language_stays(code):
    """It survives another page, the way back, a slider and a rerun."""
    visitor = open_app(code)
    assert visitor.visit(METHOD).language == code
    assert Language(code).say("Method") in visitor.texts
    assert visitor.visit(SIMULATOR).board["language"] == code
    assert visitor.move({"programme.scale": 150}).board["language"] == code
    visitor.app.run()
    assert visitor.board["language"] == visitor.language == code


def test_the_language_is_chosen_on_the_page():
    """A click on Français turns everything, at once and for good; a click on English back."""
    visitor = open_app("en").choose_language("fr")
    assert visitor.board["language"] == visitor.language == "fr"
    assert visitor.visit(METHOD).language == "fr"
    assert "Méthode" in visitor.texts
    assert visitor.visit(SIMULATOR).board["language"] == "fr"
    assert visitor.choose_language("en").board["language"] == visitor.language == "en"


@pytest.mark.parametrize("code", CODES)
def test_languages_are_named_in_their_own_words(code):
    """Whoever lands in a language they cannot read finds their own by its name."""
    *_, choice = open_app(code).app.get("button_group")
    assert choice.options == [NAMES[each] for each in LANGUAGES]


def test_a_slider_survives_a_change_of_language_and_page():
    """What was moved stays moved, and is written as the other language writes it."""
    visitor = open_app("en").move({"horizon.discount_rate": 7.5})
    moved = dict(visitor.session.moved)
    visitor.choose_language("fr").visit(METHOD).visit(SIMULATOR)
    assert visitor.session.moved == moved == {"horizon.discount_rate": 0.075}
    [rate] = [s for s in visitor.board["sliders"] if s["id"] == "horizon.discount_rate"]
    assert rate["text"] == "7,5"


def test_another_sample_is_another_case():
    """The choice of a sample changes scenario, description, verdict and currency, and back."""
    visitor = open_app("en")
    first, *others = SAMPLES
    seen = {first: visitor.board["verdict"]}
    for name in others:
        scenario = Scenario.load(SAMPLE_FOLDER / name)
        seen[name] = visitor.choose_sample(name).board["verdict"]
        assert visitor.session.base.fingerprint == scenario.fingerprint
        assert Language().money(1, scenario.currency)[0] in visitor.board["verdict"]
    assert len(set(seen.values())) == len(SAMPLES)
    assert visitor.choose_sample(first).board["verdict"] == seen[first]


def test_another_sample_starts_unmoved():
    """Sliders moved in one case are not moved in the next."""
    visitor = open_app("en").move({"programme.scale": 200}).choose_sample(SAMPLES[1])
    assert visitor.session.moved == {}
    assert all(s["value"] == s["initial"] for s in visitor.board["sliders"])


def test_the_sample_survives_a_change_of_page():
    """Who comes back from the method finds the case they left."""
    visitor = open_app("en").choose_sample(SAMPLES[1]).move({"programme.scale": 50})
    before = visitor.board["verdict"]
    assert visitor.visit(METHOD).visit(SIMULATOR).board["verdict"] == before
    assert visitor.app.selectbox[0].value == SAMPLES[1]


def test_what_is_left_out_is_said():
    """The simulator names what the model leaves out, in the reader's language."""
    assert "no terminal value" in open_app("en").texts
    assert "sans valeur terminale" in open_app("fr").texts


def test_the_app_opens_on_the_file_it_was_started_with(tmp_path, monkeypatch):
    """One's own scenario stands first among those to choose from, the samples after it."""
    own = tmp_path / "mine.toml"
    own.write_text(TEMPLATE.replace("My business case", "Acme"), encoding="utf-8")
    monkeypatch.setenv(SCENARIO, str(own))
    visitor = open_app("en")
    assert visitor.session.base.name == "Acme"
    visitor.choose_sample("starbucks.toml")
    assert visitor.session.base.currency == "USD"
