"""Sliders under the hand: every picture follows, and the last value is always right."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from cxsim.text.language import Language
from pages.shared.content import board_content
from pages.shared.page import SAMPLES, load_case
from pages.shared.session import Session
from tests import selectors as at
from tests.server import running_app

SCALE, RATE = "programme.scale", "horizon.discount_rate"
EN = Language("en")


def fresh(moved: dict[str, float]) -> tuple[str, list[str]]:
    """Return verdict and figures of a new session with these sliders moved."""
    session = Session(load_case(SAMPLES[0]))
    session.move(moved, EN)
    board = board_content(session, EN)
    return board.verdict, [card.value for card in board.cards]


def shows(page: Page, moved: dict[str, float]) -> None:
    """See to it that verdict and figures become those of a fresh session."""
    verdict, figures = fresh(moved)
    plain = [text.replace("\u2212", "\u2212\u2060") for text in (verdict, *figures)]
    expect(page.locator(at.VERDICT)).to_have_text(plain[0], timeout=at.PATIENCE)
    expect(page.locator(at.FIGURES)).to_have_text(plain[1:], timeout=at.PATIENCE)


def test_the_app_opens_with_its_answer(page):
    """A verdict, four figures and six painted charts, without a click."""
    at.painted(page)
    expect(page.locator(at.VERDICT)).to_contain_text("of 100 simulated futures")
    expect(page.locator(at.FIGURES)).to_have_count(4)
    expect(page.locator(f"{at.PLOTS} svg.main-svg").first).to_be_attached()
    for name in at.IDS:
        assert at.chart(page, name).locator("svg.main-svg").count() >= 1
    shows(page, {})


@pytest.mark.parametrize(("key", "steps"), [("ArrowRight", 3), ("ArrowLeft", -2)])
def test_an_arrow_key_moves_every_picture(page, key, steps):
    """After each press the sentence and all six charts show the new run."""
    run = at.painted(page)
    for count in range(1, abs(steps) + 1):
        at.press(page, SCALE, key)
        run = at.painted(page, beyond=run)
        shows(page, {SCALE: 100 + 5 * count * (1 if steps > 0 else -1)})
    expect(at.reading(page, SCALE)).to_have_text(f"{100 + 5 * steps}%")


def test_pictures_follow_while_the_button_is_down(page):
    """During a drag runs are painted before the button is let go; the last value is right."""
    run = at.painted(page)
    handle = at.slider(page, SCALE)
    box = handle.bounding_box()
    start = box["x"] + 10 + (box["width"] - 20) / 3  # 100 of 300, between the thumb's halves
    page.mouse.move(start, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(start + 30, box["y"] + box["height"] / 2, steps=6)
    held = at.painted(page, beyond=run)
    page.mouse.move(start + 70, box["y"] + box["height"] / 2, steps=12)
    at.painted(page, beyond=held)
    page.mouse.up()
    value = handle.evaluate("input => input.valueAsNumber")
    assert value > 110
    shows(page, {SCALE: value})
    expect(at.reading(page, SCALE)).to_have_text(f"{value:.0f}%")


def test_a_chart_brought_into_sight_while_a_slider_is_held_follows(page):
    """Left out while it was out of sight, it is asked for as soon as it is looked at."""
    run = at.painted(page)
    handle = at.slider(page, SCALE)
    box = handle.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page.locator(at.BOARD)).not_to_have_attribute("data-run", str(run))
    at.chart(page, "nps").evaluate("node => node.scrollIntoView({ behavior: 'instant' })")
    at.painted(page, beyond=run)
    page.mouse.up()
    shows(page, {SCALE: handle.evaluate("input => input.valueAsNumber")})


def test_pictures_follow_a_finger(browser, app_url):
    """On a touch screen runs are painted before the finger is lifted; the last value is right."""
    with at.visit(browser, f"{app_url}/?lang=en", has_touch=True) as page:
        run = at.painted(page)
        handle = at.slider(page, SCALE)
        box = handle.bounding_box()
        x, y = box["x"] + 10 + (box["width"] - 20) / 3, box["y"] + box["height"] / 2
        finger = page.context.new_cdp_session(page)

        def touch(kind: str, *points: float) -> None:
            places = [{"x": point, "y": y} for point in points]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

        touch("touchStart", x)
        for step in range(1, 7):
            touch("touchMove", x + 5 * step)
        held = at.painted(page, beyond=run)
        for step in range(7, 15):
            touch("touchMove", x + 5 * step)
        at.painted(page, beyond=held)
        touch("touchEnd")
        value = handle.evaluate("input => input.valueAsNumber")
        assert value > 110
        shows(page, {SCALE: value})


def test_forty_quick_presses_end_where_they_should(page):
    """A burst of 40 keys, faster than any answer, ends exactly at a fresh session's figures."""
    at.painted(page)
    at.press(page, SCALE, "ArrowRight", 25)
    at.press(page, SCALE, "ArrowLeft", 8)
    at.press(page, RATE, "ArrowLeft", 7)
    rate = at.slider(page, RATE).evaluate("input => input.valueAsNumber")
    shows(page, {SCALE: 185.0, RATE: rate})
    expect(at.reading(page, SCALE)).to_have_text("185%")
    last = at.painted(page)
    shows(page, {SCALE: 185.0, RATE: rate})
    assert at.painted(page) == last


def test_reset_restores(page):
    """Reset puts every slider and every figure back to the file."""
    run = at.painted(page)
    readings = page.locator(f"{at.SLIDERS} output").all_text_contents()
    verdict = page.locator(at.VERDICT).text_content()
    at.press(page, SCALE, "ArrowRight", 5)
    at.press(page, "horizon.years", "ArrowRight", 2)
    expect(page.locator(at.VERDICT)).not_to_have_text(verdict, timeout=at.PATIENCE)
    at.painted(page, beyond=run)
    expect(page.locator(at.RESET)).to_have_attribute("aria-disabled", "false")
    page.locator(at.RESET).click()
    expect(page.locator(at.VERDICT)).to_have_text(verdict, timeout=at.PATIENCE)
    expect(page.locator(f"{at.SLIDERS} output")).to_have_text(readings)
    expect(page.locator(at.RESET)).to_have_attribute("aria-disabled", "true")
    expect(page.locator(f"{at.SLIDERS}[data-moved]")).to_have_count(0)


def test_charts_update_in_place(page):
    """A change draws into the same nodes: nothing is taken away and put back."""
    run = at.painted(page)
    marked = "all => all.forEach((each, place) => { each.marked = place })"
    for nodes in (at.CHARTS, at.PLOTS, f"{at.PLOTS} svg.main-svg", at.CARDS, at.SLIDERS):
        page.locator(nodes).evaluate_all(marked)
    at.press(page, SCALE, "ArrowRight")
    at.painted(page, beyond=run)
    for nodes in (at.CHARTS, at.PLOTS, f"{at.PLOTS} svg.main-svg", at.CARDS, at.SLIDERS):
        kept = page.locator(nodes).evaluate_all("all => all.map(each => each.marked)")
        assert kept == list(range(len(kept))), nodes
        assert kept, nodes


def test_the_state_before_stays_as_an_outline(page):
    """With the first change the histogram and the cash chart get one more trace: the ghost."""
    run = at.painted(page)
    before = {name: len(at.drawn(page, name)) for name in ("distribution", "cash")}
    at.press(page, SCALE, "ArrowRight", 3)
    run = at.painted(page, beyond=run)
    for name, count in before.items():
        assert len(at.drawn(page, name)) == count + 1
    assert "Before" in [trace["name"] for trace in at.drawn(page, "distribution")]
    expect(page.locator(f"{at.CARDS} .before").first).to_have_text(re.compile(r"^Before: "))


def test_the_distribution_is_switched(page):
    """NPV or ROI, histogram or fifty dots: four pictures, each with its own sentence."""
    at.painted(page)
    sentence = at.chart(page, "distribution").locator(".sentence")
    npv = sentence.text_content()
    assert {trace["type"] for trace in at.drawn(page, "distribution")} == {"bar"}
    at.choose(page, "distribution", "ROI")
    expect(sentence).not_to_have_text(npv)
    expect(sentence).to_contain_text("%")
    at.choose(page, "distribution", "50 dots")
    dots = at.chart(page, "distribution").locator(".plot .scatterlayer .point")
    expect(dots).to_have_count(50, timeout=at.PATIENCE)
    at.choose(page, "distribution", "Net present value")
    expect(sentence).to_have_text(npv)
    expect(dots).to_have_count(50, timeout=at.PATIENCE)
    at.choose(page, "distribution", "Histogram")
    expect(dots).to_have_count(0, timeout=at.PATIENCE)


def test_the_view_stays_under_a_moving_slider(page):
    """Who looks at the dots keeps them while a slider moves, with rings for the state before."""
    run = at.painted(page)
    at.choose(page, "distribution", "50 dots")
    dots = at.chart(page, "distribution").locator(".plot .scatterlayer .point")
    expect(dots).to_have_count(50, timeout=at.PATIENCE)
    at.press(page, SCALE, "ArrowRight")
    at.painted(page, beyond=run)
    expect(dots).to_have_count(100, timeout=at.PATIENCE)


@pytest.mark.parametrize("name", at.IDS)
def test_every_chart_has_its_figures_as_a_table(page, name):
    """The disclosure opens a table with heads and rows, which follows the sliders."""
    run = at.painted(page)
    whole = at.chart(page, name)
    whole.locator("summary").click()
    expect(whole.locator("table")).to_be_visible()
    assert whole.locator("thead th").count() >= 2
    before = whole.locator("tbody").inner_text()
    assert before.strip()
    at.press(page, "horizon.years", "ArrowLeft", 2)
    at.painted(page, beyond=run)
    expect(whole.locator("tbody")).not_to_have_text(before, timeout=at.PATIENCE)


VERDICTS = """window.verdicts = new Set()
setInterval(() => {
  for (const node of document.querySelectorAll("[data-testid=stElementContainer] *"))
    verdicts.add(node.shadowRoot?.querySelector(".verdict")?.textContent ?? "")
}, 20)"""
"""Remembers every sentence that the page has shown."""


@contextmanager
def arrived(browser: Browser, address: str) -> Iterator[Page]:
    """Open the app, and go on as soon as there is a board, be it the kept one."""
    visitor = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    visitor.add_init_script(f"localStorage.setItem('cxsim tour', 'seen'); {VERDICTS}")
    page = visitor.new_page()
    page.goto(f"{address}/?lang=en")
    page.locator(at.BOARD).wait_for(timeout=at.PATIENCE)
    yield page
    visitor.close()


def test_a_second_start_shows_the_page_before_the_model_is_there(browser, tmp_path):
    """As the first has kept it; a key pressed meanwhile counts, and the live answer follows."""
    with (
        running_app(tmp_path / "first.txt", cwd=tmp_path) as address,
        at.visit(browser, f"{address}/?lang=en") as page,
    ):
        at.painted(page)
        shows(page, {})
    [place] = (tmp_path / "cache" / "openings").iterdir()
    verdict, _ = fresh({})
    kept = place.read_text("utf-8")
    assert json.dumps(verdict)[1:-1] in json.loads(kept)["opening"]["board"]
    marked = kept.replace("of 100 simulated futures", "of 100 futures simulated before")
    place.write_text(marked, "utf-8")
    with (
        running_app(tmp_path / "second.txt", cwd=tmp_path) as address,
        arrived(browser, address) as page,
    ):
        at.press(page, SCALE, "ArrowRight", 3)
        shows(page, {SCALE: 115})
        at.painted(page)
        assert "simulated before" in page.evaluate("[...verdicts].join()")


@pytest.mark.parametrize("way", ["Facts", "Retail bank"])
def test_what_is_done_to_the_kept_page_is_not_lost(browser, tmp_path, way):
    """Keys, and at once another view or case, before the model is there: this case has moved."""
    with (
        running_app(tmp_path / "first.txt", cwd=tmp_path) as address,
        at.visit(browser, f"{address}/?lang=en") as page,
    ):
        at.painted(page)
    with (
        running_app(tmp_path / "second.txt", cwd=tmp_path) as address,
        arrived(browser, address) as page,
    ):
        at.press(page, SCALE, "ArrowRight", 3)
        if way == "Facts":
            at.view(page, way)
            page.locator(".bench").first.wait_for(timeout=at.PATIENCE)
            at.view(page, "Answer")
        else:
            for name in (way, "Regional telecom operator"):
                page.locator(at.SAMPLES).click()
                page.get_by_role("option", name=name).click()
                expect(page.locator(at.VERDICT)).to_contain_text("CHF" if name == way else "€")
        shows(page, {SCALE: 115})
