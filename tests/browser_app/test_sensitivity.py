"""The page that says why, in a real browser: drawn, worked out, stopped, translated."""

import re

import pytest
from playwright.sync_api import Page, expect

from cxsim.scenario import Scenario
from cxsim.text.language import PSEUDO, Language
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from pages.why import asked
from pages.why.content import OFFERS
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_words import leftovers, open_everything

EN = Language("en")
SECTIONS = ("What matters", "What must be true", "What to measure next")


def go(page: Page, section: str, language: Language = EN) -> None:
    """Open the page, and one of its sections; wait for what that section offers."""
    at.page_link(page, 1).click()
    expect(page).to_have_url(re.compile(r"/sensitivity\?"))
    at.view(page, language.say(section))
    offer = OFFERS[asked.SECTIONS[SECTIONS.index(section)]]
    expect(page.get_by_text(language.read(offer))).to_be_visible(timeout=at.PATIENCE)


def button(page: Page, name: str, language: Language = EN):
    """Return one of the page's own buttons."""
    return page.get_by_role("button", name=language.say(name), exact=True)


def work_out(page: Page, language: Language = EN) -> None:
    """Press the button, and wait until the answer is painted."""
    button(page, "Work it out", language).click()
    expect(button(page, "Work it out", language)).to_have_count(0, timeout=at.PATIENCE)
    expect(button(page, "Stop", language)).to_have_count(0, timeout=3 * at.PATIENCE)
    settle(page)
    painted(page)


def painted(page: Page) -> None:
    """Wait until every chart of the page is painted."""
    charts = page.locator(at.CHARTS)
    expect(charts.first).to_be_visible(timeout=at.PATIENCE)
    expect(page.locator(f"{at.CHARTS}:not([data-run])")).to_have_count(0, timeout=at.PATIENCE)


def test_what_matters_is_there_at_once(page):
    """Two charts with a sentence and a table are painted without a click."""
    go(page, SECTIONS[0])
    painted(page)
    expect(page.locator(at.CHARTS)).to_have_count(2)
    for name in ("tornado", "shares"):
        assert at.drawn(page, name)
        expect(at.chart(page, name).locator(".sentence")).not_to_be_empty()
        at.chart(page, name).locator("summary").click()
        expect(at.chart(page, name).locator("tbody tr").nth(12)).to_be_visible()


def test_the_rest_is_worked_out_and_switched(page):
    """The button fills in what takes runs of its own; swings and curves are two views of it."""
    go(page, SECTIONS[0])
    work_out(page)
    expect(page.locator(at.CHARTS)).to_have_count(5)
    at.choose(page, "alone", "Curves")
    expect(at.chart(page, "alone").locator(".plot .scatterlayer .trace").first).to_be_attached(
        timeout=at.PATIENCE
    )
    at.choose(page, "waterfall", "By channel")
    expect(at.chart(page, "waterfall").locator(".sentence")).to_contain_text("Cost to serve")


def test_what_must_be_true_is_drawn(page):
    """The goal, its frontiers and the map with tiles and a line, or the sentence that says no."""
    go(page, SECTIONS[1])
    work_out(page)
    expect(page.locator(at.CHARTS)).to_have_count(3)
    expect(at.chart(page, "goal").locator(".sentence")).to_contain_text("For the chance of a gain")
    assert {trace["type"] for trace in at.drawn(page, "map")} == {"bar", "scatter"}


def test_work_is_stopped(page):
    """Stop takes the bar away and brings the offer back; the charts at hand stay."""
    go(page, SECTIONS[0])
    button(page, "Work it out").click()
    stop = button(page, "Stop")
    stop.click(timeout=at.PATIENCE)
    expect(button(page, "Work it out")).to_be_visible(timeout=at.PATIENCE)
    painted(page)
    expect(page.locator(at.CHARTS)).to_have_count(2)


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_screen(browser, app_url, width):
    """On a phone and on a desk the page never scrolls sideways."""
    with at.visit(browser, app_url, viewport={"width": width, "height": 844}) as page:
        page.goto(f"{app_url}/sensitivity")
        settle(page)
        painted(page)
        main = page.locator(at.MAIN)
        assert main.evaluate("main => main.scrollWidth <= main.clientWidth")


@pytest.mark.parametrize("section", SECTIONS)
def test_no_word_escapes_translation(browser, app_url, section):
    """In the made-up language no three plain letters are left, in any section, worked out."""
    samples = [Scenario.load(SAMPLE_FOLDER / name) for name in SAMPLES]
    language = Language(PSEUDO)
    with at.visit(browser, f"{app_url}?lang={PSEUDO}") as page:
        at.painted(page)
        go(page, section, language)
        work_out(page, language)
        open_everything(page)
        assert leftovers(at.texts(page), samples) == []
