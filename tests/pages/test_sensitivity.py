"""The page that says why: what is there at once, what is worked out, and how it is asked."""

import threading
import time

import pytest

from cxsim.scenario.link import pack
from cxsim.text.language import PSEUDO, Language
from pages.shared.page import SAMPLES, load_case
from pages.why.jobs import Job, StoppedError
from tests.pages.visitor import SENSITIVITY, SIMULATOR, Visitor, open_app

LIVE = {"matters": ["tornado", "shares"], "required": ["goal"], "research": ["information"]}
LEVER = "programme.levers.churn_reduction"
LATER = {
    "matters": ["alone", "spread", "waterfall"],
    "required": ["frontier", "map"],
    "research": ["pilot"],
}


def opened(code: str = "en") -> Visitor:
    """Return a visitor of the page."""
    return open_app(code).visit(SENSITIVITY)


def choose(visitor: Visitor, key: str, value: str) -> Visitor:
    """Set one of the page's own widgets, by its key."""
    [widget] = [
        each
        for kind in ("selectbox", "button_group", "text_input")
        for each in visitor.app.get(kind)
        if each.key == key
    ]
    widget.set_value(value).run()
    return visitor


def press(visitor: Visitor, key: str) -> Visitor:
    """Press one of the page's buttons."""
    visitor.app.button(key=key).click().run()
    return visitor


def worked_out(visitor: Visitor) -> Visitor:
    """Press the button and wait for the answer."""
    press(visitor, "why start")
    for job in visitor.app.session_state["why jobs"].values():
        job.wait(300)
    visitor.app.run()
    return visitor


def charts(visitor: Visitor) -> list[str]:
    """Return the ids of the charts that are shown; none where there is no board."""
    return list(visitor.pictures) if visitor.app.get("bidi_component") else []


@pytest.mark.parametrize("section", LIVE)
def test_what_is_at_hand_is_there_at_once(section):
    """Each section opens with what the trials say, and the offer of the rest."""
    visitor = choose(opened(), "view", section)
    assert charts(visitor) == LIVE[section]
    assert "Further runs say" in visitor.texts
    assert visitor.app.button(key="why start").label == "Work it out"


def test_the_rest_is_worked_out_in_the_background():
    """After the work the other charts stand beside those at hand, and the offer is gone."""
    visitor = worked_out(choose(opened(), "view", "research"))
    assert charts(visitor) == [*LIVE["research"], *LATER["research"]]
    assert "Further runs say" not in visitor.texts
    assert "How large should a pilot be?" in visitor.texts
    assert list(visitor.app.exception) == []


def test_an_answer_is_kept():
    """Who looks at another section, another page or another language finds the answer again.

    The case is the reader's own: a sample is told in other words there, and asked anew.
    """
    mine = load_case(SAMPLES[0]).with_value("name", "Mine")
    visitor = open_app("en", case=pack(mine)).visit(SENSITIVITY)
    worked_out(choose(visitor, "view", "research"))
    choose(visitor, "view", "matters")
    assert charts(visitor) == LIVE["matters"]
    choose(visitor, "view", "research")
    visitor.visit(SIMULATOR).visit(SENSITIVITY)
    assert charts(visitor) == [*LIVE["research"], *LATER["research"]]
    visitor.choose_language("fr")
    assert visitor.pictures["pilot"]["title"] == Language("fr").say("How large should a pilot be?")


def test_a_new_question_is_asked_anew():
    """Another price makes another question: the old answer is gone, the offer is back."""
    visitor = worked_out(choose(opened(), "view", "research"))
    choose(visitor, "why each", "€25")
    assert charts(visitor) == LIVE["research"]
    assert visitor.app.session_state["why asked"].price.per_customer == 25
    choose(visitor, "why each", "€10")
    assert charts(visitor) == [*LIVE["research"], *LATER["research"]]


def test_the_figure_is_chosen():
    """The chance of loss has bars of its own, in per cent."""
    visitor = opened()
    money = visitor.pictures["tornado"]["views"][0]
    choose(visitor, "why figure", "loss")
    chance = visitor.pictures["tornado"]["views"][0]
    assert "€" in money["sentence"]
    assert "%" in chance["sentence"]
    assert "chance of loss" in chance["sentence"]


def test_a_number_moved_without_a_range_is_named_where_the_bars_are():
    """A slider on a certain number has no bar: the board says which, and how it gets one."""
    visitor = opened()
    assert visitor.board["detail"] == ""
    heard = visitor.pictures["tornado"]["views"][0]["sentence"]
    assert visitor.board["announcement"] == heard != ""
    visitor.visit(SIMULATOR).move({LEVER: 5.0, "horizon.discount_rate": 9.0})
    told = visitor.pictures["drivers"]["views"][0]["sentence"]
    assert "Moved but certain, and so without a bar: “Churn reduction”" in told
    assert "“Discount rate”" in told
    visitor.visit(SENSITIVITY)
    assert visitor.board["detail"] in told
    assert "by ±" in visitor.board["detail"]
    choose(visitor, "view", "research")
    assert visitor.board["detail"] == ""


def test_another_case_is_explained():
    """The choice of a case holds here as in the simulator."""
    visitor = choose(opened(), "case", "starbucks.toml")
    assert "$" in visitor.pictures["tornado"]["views"][0]["sentence"]
    assert visitor.visit(SIMULATOR).session.base.currency == "USD"


def test_the_reader_s_own_changes_are_explained():
    """What a slider of the simulator moved is what is asked why about."""
    visitor = opened()
    before = visitor.pictures["tornado"]["views"][0]["sentence"]
    visitor.visit(SIMULATOR).move({"programme.scale": 200}).visit(SENSITIVITY)
    assert visitor.pictures["tornado"]["views"][0]["sentence"] != before


def test_what_must_be_true_is_asked():
    """Number, figure, target and map are chosen, and stay chosen."""
    visitor = choose(opened(), "view", "required")
    choose(visitor, "why path", "investments")
    choose(visitor, "why goal", "npv")
    choose(visitor, "why target npv", "€1,000")
    choose(visitor, "why across", "programme.scale")
    visitor.visit(SIMULATOR).visit(SENSITIVITY)
    asked = visitor.app.session_state["why asked"]
    assert (asked.path, asked.goal, asked.target) == ("investments", "npv", 1_000)
    assert asked.across == "programme.scale"
    assert list(visitor.app.exception) == []


def test_a_target_that_is_no_number_stays_with_its_reason():
    """What was typed is kept, the reason stands under it, and the last good target holds."""
    visitor = choose(opened(), "view", "required")
    choose(visitor, "why target gain", "<b>lots</b>")
    assert "it is not a number" in visitor.texts
    assert visitor.app.text_input(key="why target gain").value == "<b>lots</b>"
    assert visitor.app.session_state["why asked"].target == 0.8
    choose(visitor, "why target gain", "75 %")
    assert "it is not a number" not in visitor.texts
    assert visitor.app.session_state["why asked"].target == 0.75


def test_a_decimal_comma_is_read_in_french():
    """A target is typed as the language writes it."""
    visitor = choose(opened("fr"), "view", "required")
    choose(visitor, "why target gain", "72,5 %")
    assert visitor.app.session_state["why asked"].target == 0.725


def test_each_picture_says_when_it_misleads():
    """Under the pictures stand the notes of their methods, in the reader's language."""
    assert "It compares futures" in opened().texts
    assert "On compare les futurs" in opened("fr").texts
    assert Language(PSEUDO).say("When these pictures mislead") in opened(PSEUDO).texts


def endless(tell):
    """Work that ends only when it is stopped."""
    while True:
        tell(0.25)
        time.sleep(0.01)


def test_work_can_be_stopped():
    """While the work runs its share is shown; Stop ends it, and the offer is back."""
    visitor = worked_out(choose(opened(), "view", "research"))
    job = Job(endless)
    kept = visitor.app.session_state["why jobs"]
    for key in list(kept):
        kept[key] = job
    visitor.app.run()
    assert charts(visitor) == LIVE["research"]
    press(visitor, "why stop")
    job.wait(60)
    with pytest.raises(StoppedError):
        job.answer()
    assert visitor.app.button(key="why start").label == "Work it out"


def test_a_job_tells_how_far_it_is_and_ends():
    """The share goes from 0 to what was told; a job that is stopped before its turn never runs."""
    gate, ran = threading.Event(), []
    first = Job(lambda tell: (tell(0.5), gate.wait(60)))
    second = Job(lambda tell: ran.append(tell))
    second.stop()
    gate.set()
    first.wait(60)
    assert first.share == 0.5
    assert first.done
    assert second.done
    assert ran == []
