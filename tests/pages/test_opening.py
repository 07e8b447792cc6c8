"""The simulator as an earlier start has kept it: seen while the model is loaded, and no longer."""

import json
from dataclasses import replace
from threading import Event, Thread, Timer

import pytest

from pages.shared import opening, ready
from pages.shared.opening import Opening
from pages.shared.page import SAMPLES, load_case
from tests.pages.visitor import open_app

SCALE = "programme.scale"
KEPT = Opening(
    names={"telecom.toml": "A network", "bank.toml": "A bank"},
    current="telecom.toml",
    panel="answer",
    description="As it was.",
    basis="In euros.",
    board="{}",
)


@pytest.fixture(autouse=True)
def starting(monkeypatch, tmp_path):
    """Let the app be started, its model not loaded yet, and nothing be kept."""
    monkeypatch.setattr(opening, "FOLDER", tmp_path / "openings")
    for name in ("begun", "wanted", "loaded"):
        monkeypatch.setattr(ready, name, Event())
    ready.begun.set()
    monkeypatch.setattr(opening, "_kept", set())
    opening._stamp.cache_clear()
    yield
    opening._stamp.cache_clear()


def first_start():
    """Open the app once the model is loaded: what it shows is kept."""
    ready.loaded.set()
    visitor = open_app("en")
    ready.loaded.clear()
    return visitor


def test_what_is_kept_is_found_again():
    """In its language alone."""
    assert not opening.is_kept()
    opening.keep(KEPT, "en")
    assert opening.is_kept()
    assert opening.find("en") == KEPT
    assert opening.find("fr") is None
    opening.keep(replace(KEPT, basis="In francs."), "en")
    assert opening.find("en").basis == "In francs."
    assert [place.suffix for place in opening.FOLDER.iterdir()] == [".json"]


def test_another_case_or_another_version_shows_nothing_old(monkeypatch, tmp_path):
    """The scenario the app is started with is edited: what was kept of it is none any more."""
    case = tmp_path / "case.toml"
    case.write_text("as it was")
    monkeypatch.setenv("CXSIM_SCENARIO", str(case))
    opening.keep(KEPT, "en")
    assert opening.find("en") == KEPT
    case.write_text("and as it is now")
    opening._stamp.cache_clear()
    assert opening.find("en") is None
    assert not opening.is_kept()


def test_only_another_program_makes_it_anew(monkeypatch, tmp_path):
    """A file of the program that changes does; what Python and numba keep beside it does not."""
    program = tmp_path / "program"
    monkeypatch.setattr(opening, "home", lambda: program)
    (program / "pages" / "__pycache__").mkdir(parents=True)
    (program / "pages" / "page.py").write_text("pass")
    opening.keep(KEPT, "en")
    (program / "pages" / "__pycache__" / "page.nbi").write_text("compiled")
    opening._stamp.cache_clear()
    assert opening.find("en") == KEPT
    (program / "pages" / "page.py").write_text("passed")
    opening._stamp.cache_clear()
    assert opening.find("en") is None


def test_each_case_the_app_is_started_with_has_its_own(monkeypatch, tmp_path):
    """Who opens two files in turn finds each as it was."""
    for name in ("one", "two"):
        case = tmp_path / f"{name}.toml"
        case.write_text(name)
        monkeypatch.setenv("CXSIM_SCENARIO", str(case))
        opening._stamp.cache_clear()
        assert opening.find("en") is None
        opening.keep(replace(KEPT, description=name), "en")
    monkeypatch.setenv("CXSIM_SCENARIO", str(tmp_path / "one.toml"))
    opening._stamp.cache_clear()
    assert opening.find("en").description == "one"


@pytest.mark.parametrize("damage", ["", "[]", '{"stamp": 1}', "\x00", "half"])
def test_a_damaged_one_is_none(damage):
    """It is made anew by the first reader."""
    opening.keep(KEPT, "en")
    [place] = opening.FOLDER.iterdir()
    whole = place.read_text("utf-8")
    place.write_text(whole[: len(whole) // 2] if damage == "half" else damage, "utf-8")
    assert opening.find("en") is None
    opening.keep(KEPT, "en")
    assert opening.find("en") == KEPT


def test_of_other_fields_it_is_none():
    """A file of the same stamp that holds something else."""
    opening.keep(KEPT, "en")
    [place] = opening.FOLDER.iterdir()
    record = json.loads(place.read_text("utf-8"))
    del record["opening"]["board"]
    place.write_text(json.dumps(record), "utf-8")
    assert opening.find("en") is None


def test_where_nothing_can_be_written_nothing_fails(tmp_path):
    """A file where the folder should be."""
    (tmp_path / "openings").write_text("in the way")
    opening.keep(KEPT, "en")
    assert opening.find("en") is None
    assert not opening.is_kept()


def test_a_start_shows_what_the_one_before_has_shown():
    """The same board, names and words; then, as the browser asks, the live one."""
    seen = first_start()
    early = open_app("en")
    assert early.board.pop("again")
    assert {**early.board, "again": None} == {**seen.board, "again": None}
    assert early.texts == seen.texts
    assert early.app.selectbox[0].options == seen.app.selectbox[0].options
    assert "visit" not in early.app.session_state
    ready.loaded.set()
    live = early.move({})
    assert "again" not in live.board
    assert live.board["verdict"] == seen.board["verdict"]
    assert "visit" in live.app.session_state


def test_what_a_quick_hand_does_is_not_lost():
    """A slider is moved, and another case chosen, before there is a model."""
    first_start()
    slid, chose = open_app("en"), open_app("en")
    ready.loaded.set()
    slid.move({SCALE: 150.0})
    assert slid.session.moved == {SCALE: 1.5}
    chose.choose_sample("bank.toml")
    assert chose.session.scenario.name == load_case("bank.toml").name


@pytest.mark.parametrize("asked", [{"draft": "x"}, {"case": "x"}])
def test_an_address_that_asks_for_a_case_waits_for_it(asked):
    """No other case is shown in its place, nor is what it shows kept for others."""
    first_start()
    [place] = opening.FOLDER.iterdir()
    before = place.read_bytes()
    Timer(0.1, ready.loaded.set).start()
    assert "opening" not in open_app("en", **asked).app.session_state
    assert ready.wanted.is_set()
    assert place.read_bytes() == before


def test_another_page_has_the_model_loaded_at_once():
    """Who comes straight to it has nothing kept to look at."""
    first_start()
    ready.loaded.set()
    open_app("en").visit("pages/method.py")
    assert ready.wanted.is_set()


def test_a_case_that_was_changed_is_not_kept():
    """A visitor who goes on after the first run leaves it as it was."""
    visitor = first_start()
    [place] = opening.FOLDER.iterdir()
    before = place.read_bytes()
    ready.loaded.set()
    visitor.move({SCALE: 150.0})
    assert place.read_bytes() == before


def test_started_otherwise_nothing_is_kept():
    """By `streamlit run`, where nobody loads the model beforehand."""
    ready.begun.clear()
    open_app("en")
    assert not opening.FOLDER.exists()


def loader(monkeypatch):
    """Record what `get_ready` loads."""
    done = []

    class Page:
        case_files = staticmethod(lambda: SAMPLES)
        load_case = staticmethod(lambda file: file)
        simulated = staticmethod(done.append)

    def load(name):
        done.append(name)
        return Page

    monkeypatch.setattr(ready, "compile_model", lambda: done.append("model"))
    monkeypatch.setattr(ready, "import_module", load)
    return done


def test_the_model_is_loaded_at_once_where_nothing_is_kept(monkeypatch):
    """The first start of all."""
    done = loader(monkeypatch)
    ready.get_ready()
    assert done == ["model", "pages.workbench.live", "pages.shared.page", SAMPLES[0]]
    assert not ready.is_loading()


def test_the_model_waits_for_the_first_picture(monkeypatch):
    """Until it is painted, or nobody has come."""
    done = loader(monkeypatch)
    opening.keep(KEPT, "en")
    loading = Thread(target=ready.get_ready)
    loading.start()
    loading.join(timeout=0.1)
    assert done == []
    assert ready.is_loading()
    ready.wait()
    assert SAMPLES[0] in done
    loading.join(timeout=10)
    monkeypatch.setattr(ready, "SOON", 0.01)
    monkeypatch.setattr(ready, "wanted", Event())
    done.clear()
    ready.get_ready()
    assert SAMPLES[0] in done


def test_a_model_that_cannot_be_loaded_keeps_nobody_waiting(monkeypatch):
    """The page then tells what is wrong."""

    def fail():
        raise OSError("no room to compile")

    monkeypatch.setattr(ready, "compile_model", fail)
    with pytest.raises(OSError, match="no room"):
        ready.get_ready()
    ready.wait()
