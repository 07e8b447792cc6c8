"""For a room and for the first minute: one chart as large as the screen, and the tour."""

import pytest
from playwright.sync_api import Page, expect

from cxsim.text.language import PSEUDO, Language
from pages.shared.controls import LEADING
from pages.shared.tour import tour
from tests import selectors as at
from tests.browser_app.test_words import leftovers

CHURN = "programme.levers.churn_reduction"
OPENER = ".board .stage-open"
ON_STAGE = f"{at.CHARTS}[data-on-stage]"
TOUR = ".board .tour"
LETTERS = """plot => Math.min(...[...plot.querySelectorAll("svg text")]
  .map(text => text.getBoundingClientRect().height).filter(Boolean))"""
FOCUSED_IN = """() => {
  let node = document.activeElement
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  return Boolean(node?.closest(".board[data-stage]"))
}"""


@pytest.fixture
def wall(browser, app_url):
    """A visitor at a projector."""
    with at.visit(browser, app_url, viewport={"width": 1920, "height": 1080}) as page:
        at.painted(page)
        yield page


def on_stage(page: Page) -> str:
    expect(page.locator(ON_STAGE)).to_have_count(1)
    return str(page.locator(ON_STAGE).get_attribute("data-chart"))


def test_one_chart_fills_the_screen(wall):
    """Large letters, the sentence above; page keys and arrows move on, Escape leaves."""
    wall.locator(OPENER).click()
    assert on_stage(wall) == at.IDS[0]
    expect(wall.locator(at.CHARTS).nth(1)).to_be_hidden()
    plot = wall.locator(f"{ON_STAGE} .plot")
    wall.wait_for_function(f"() => ({LETTERS})(({find()})()) >= 20")
    box = plot.bounding_box()
    assert box["width"] > 1_600
    assert box["height"] > 550
    assert (
        float(wall.locator(at.VERDICT).evaluate("v => parseFloat(getComputedStyle(v).fontSize)"))
        > 36
    )
    wall.keyboard.press("PageDown")
    assert on_stage(wall) == at.IDS[1]
    wall.keyboard.press("ArrowRight")
    wall.keyboard.press("PageUp")
    wall.keyboard.press("ArrowLeft")
    wall.keyboard.press("ArrowLeft")
    assert on_stage(wall) == at.IDS[-1]
    for _ in range(12):
        wall.keyboard.press("Tab")
        assert wall.evaluate(FOCUSED_IN)
    wall.keyboard.press("Escape")
    expect(wall.locator(ON_STAGE)).to_have_count(0)
    expect(wall.locator(at.CHARTS).nth(1)).to_be_visible()
    expect(wall.locator(OPENER)).to_be_focused()
    at.painted(wall)


def follows(page: Page) -> bool:
    """Whether the chart on the stage comes to carry the run of the board."""
    for _ in range(at.PATIENCE // 50):
        chart, board = (page.locator(it).get_attribute("data-run") for it in (ON_STAGE, at.BOARD))
        if chart == board:
            return True
        page.wait_for_timeout(50)
    return False


def find() -> str:
    """JavaScript that returns the plot on the stage, inside the board's shadow."""
    return """() => [...document.querySelectorAll("*")].map(node => node.shadowRoot)
      .map(root => root?.querySelector("[data-on-stage] .plot")).find(Boolean)"""


def test_sliders_are_at_hand_on_the_stage(wall):
    """S brings the leading ones beside the chart, arrow keys and all; the rest is a click away."""
    wall.locator(OPENER).click()
    expect(at.slider(wall, CHURN)).to_be_hidden()
    wall.keyboard.press("s")
    expect(wall.locator(f"{at.SLIDERS}:visible")).to_have_count(len(LEADING))
    for path in LEADING:
        expect(at.slider(wall, path)).to_be_in_viewport(ratio=1)
    said, first = wall.locator(at.VERDICT).text_content(), on_stage(wall)
    at.press(wall, CHURN, "ArrowRight", 8)
    expect(wall.locator(at.VERDICT)).not_to_have_text(said, timeout=at.PATIENCE)
    assert on_stage(wall) == first
    assert follows(wall)
    wall.keyboard.press("PageDown")
    assert on_stage(wall) != first
    wall.locator(".board .every").click()
    expect(wall.locator(f"{at.SLIDERS}:visible")).to_have_count(wall.locator(at.SLIDERS).count())


def test_a_new_reader_is_led_around(browser, app_url):
    """Five steps, the second over once a slider has moved; left for good, it is offered no more."""
    steps = tour(Language("en")).steps
    assert len(steps) == 5
    with at.visit(browser, app_url, toured=False) as page:
        run = at.painted(page)
        card, on = page.locator(TOUR), page.locator(f"{TOUR} .primary")
        page.locator(f"{TOUR} .quiet").focus()
        page.keyboard.press("Tab")
        expect(on).to_be_focused()
        page.keyboard.press("Enter")
        expect(card.locator("h2")).to_have_text(steps[0].title)
        page.keyboard.press("Space")
        expect(card.locator("h2")).to_have_text(steps[1].title)
        at.press(page, CHURN, "ArrowRight", 4)
        at.painted(page, beyond=run)
        expect(card.locator("h2")).to_have_text(steps[2].title)
        expect(page.locator("[data-toured]")).to_have_attribute("data-chart", steps[2].target)
        on.click()
        expect(page.locator("[data-toured]")).to_have_attribute("data-chart", steps[3].target)
        on.click()
        expect(card.locator("h2")).to_have_text(steps[4].title)
        on.click()
        expect(card).to_be_hidden()
        page.reload()
        at.painted(page)
        expect(card).to_be_hidden()
        page.locator(".board .tour-open").press("Enter")
        expect(card.locator("h2")).to_have_text(steps[0].title)
        expect(on).to_be_focused()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(page.locator(".board .tour-open")).to_be_focused()


def test_no_word_of_stage_and_tour_escapes_translation(browser, app_url):
    """In the made-up language no plain letters are left in either."""
    with at.visit(browser, f"{app_url}?lang={PSEUDO}", toured=False) as page:
        at.painted(page)
        seen = page.locator(TOUR).inner_text().splitlines()
        for _ in range(5):
            page.locator(f"{TOUR} .primary").click()
            seen += page.locator(TOUR).inner_text().splitlines()
        page.locator(f"{TOUR} .primary").click()
        page.locator(OPENER).click()
        seen += page.locator(".board .stage-bar").inner_text().splitlines()
        assert len(seen) > 20
        assert leftovers(seen, []) == []


def test_a_phone_shows_what_matters_first(browser, app_url):
    """The sentence, the first chart, three sliders; the others when asked for."""
    with at.visit(browser, app_url, viewport={"width": 390, "height": 844}) as page:
        at.painted(page)
        tops = [
            page.locator(what).first.bounding_box()["y"]
            for what in (at.VERDICT, at.PLOTS, at.SLIDERS, f"{at.CHARTS}[data-chart=cash]")
        ]
        assert tops == sorted(tops)
        expect(page.locator(at.SLIDERS).locator("visible=true")).to_have_count(3)
        page.locator(".board .every").click()
        expect(page.locator(at.SLIDERS).locator("visible=true")).to_have_count(12)


def test_who_declines_the_tour_goes_on_at_the_first_slider(browser, app_url):
    """The keyboard is not sent to the foot of the page, past all that the reader came for."""
    with at.visit(browser, app_url, toured=False) as page:
        at.painted(page)
        page.locator(f"{TOUR} .quiet").press("Enter")
        expect(page.locator(TOUR)).to_be_hidden()
        expect(page.locator(".board .panel input").first).to_be_focused()


def test_on_a_phone_the_sliders_stand_below_the_chart(browser, app_url):
    """In presentation on a narrow screen both keep the whole width, one above the other."""
    with at.visit(browser, app_url, viewport={"width": 390, "height": 844}) as page:
        at.painted(page)
        page.locator(".board .stage-open").click()
        page.keyboard.press("s")
        panel = page.locator(".board .panel")
        expect(panel).to_be_visible()
        chart, sliders = page.locator("[data-on-stage] .room").bounding_box(), panel.bounding_box()
        assert chart["height"] > 150
        assert chart["width"] > 300
        assert sliders["width"] > 300
        assert sliders["y"] >= chart["y"] + chart["height"] - 1
