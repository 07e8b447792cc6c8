"""Wherever it is opened: light and dark, phone and zoom, by keyboard, and never leaving home."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from cxsim.scenario import Scenario
from cxsim.scenario.editing import renamed
from cxsim.scenario.link import pack as link
from cxsim.text.language import LANGUAGES
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from tests import selectors as at
from tests.browser import settle
from tests.pages.visitor import PAGES

SCALE = "programme.scale"
HOME = {"localhost", "127.0.0.1", "[::1]", "::1"}
BAIT = "![x](//elsewhere/x) <img src=//elsewhere/y> [z](//elsewhere) **b** $a$ :red[c]"
SCHEMES = {"http", "ws", "data", "blob"}


def sees_everything(page) -> None:
    """Go through the whole app once: sliders, views, tables, pages."""
    run = at.painted(page)
    at.press(page, SCALE, "ArrowRight", 2)
    at.painted(page, beyond=run)
    at.chart(page, "cash").locator("summary").click()
    at.choose(page, "distribution", "ROI")
    page.mouse.wheel(0, 3000)
    at.page_link(page, -1).click()
    expect(page).to_have_url(re.compile(r"/method"))
    settle(page)
    at.page_link(page, 0).click()
    at.painted(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browser, app_url, scheme):
    """Both render all of it, in their own colours; the console is content, no other host asked."""
    with at.visit(browser, app_url, color_scheme=scheme) as page:
        complaints, asked = at.listen(page)
        page.reload()
        settle(page)
        sees_everything(page)
        ink = page.locator(".board").evaluate("board => getComputedStyle(board).color")
        light_ink = sum(map(int, re.findall(r"\d+", ink)[:3])) > 380
        assert light_ink == (scheme == "dark"), ink
        paper = page.locator(f"{at.PLOTS} rect.bg, {at.PLOTS} svg.main-svg").first.evaluate(
            "node => { const style = getComputedStyle(node); return style.fill + style.background }"
        )
        assert paper
        assert complaints == []
        assert page.locator("link[rel*=icon]").count()
        assert len(asked) > 20
        assert strangers(asked) == []


def test_the_charts_script_is_fetched_before_anything_names_it(browser, app_url):
    """The page asks for the largest script at once: the board's own scripts come to it late."""
    with at.visit(browser, app_url) as page:
        _, asked = at.listen(page)
        page.reload()
        at.painted(page)
        names = [url.rpartition("/")[2] for url in asked]
        early = next(place for place, name in enumerate(names) if name.startswith("plotly-basic"))
        assert early < names.index("plotly.js")


def test_the_colours_follow_a_change_of_theme(browser, app_url):
    """Turning the system dark while the app is open repaints the charts."""
    with at.visit(browser, app_url, color_scheme="light") as page:
        at.painted(page)
        line = at.chart(page, "cash").locator(".scatterlayer .js-line").last
        before = line.evaluate("path => path.style.stroke")
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("() => matchMedia('(prefers-color-scheme: dark)').matches")
        expect(line).not_to_have_css("stroke", before, timeout=at.PATIENCE)


def strangers(asked: list[str]) -> list[str]:
    """Return the addresses that are not this machine's own."""
    return [
        address
        for address in asked
        if (parts := urlsplit(address)).scheme not in SCHEMES
        or (parts.scheme in ("http", "ws") and parts.hostname not in HOME)
    ]


def test_a_name_is_text_on_every_page(browser, app_url):
    """Markdown, HTML and addresses in every name do nothing anywhere, and ask nobody."""
    case = link(hostile(Scenario.load(SAMPLE_FOLDER / SAMPLES[0])))
    with at.visit(browser, f"{app_url}?case={case}") as page:
        _, asked = at.listen(page)
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        at.painted(page)
        places = page.locator(at.PAGE_LINKS).evaluate_all("links => links.map(each => each.href)")
        assert len(places) == len(PAGES)
        for number, place in enumerate(places):
            at.page_link(page, number).click()
            expect(page).to_have_url(re.compile(re.escape(urlsplit(place).path) + r"\?"))
            settle(page)
            page.mouse.wheel(0, 4_000)
            settle(page)
            assert page.locator("img[src^=http], a[href*=elsewhere]").count() == 0, place
        assert strangers(asked) == []


def hostile(scenario: Scenario) -> Scenario:
    """Return a case in which the case itself, a group, a line and an event have such names."""
    changed = scenario.with_values({"name": BAIT, "description": f"{BAIT} {'d' * 9_000}"})
    for kind in ("groups", "investments", "risk_events"):
        changed = renamed(changed, kind, getattr(changed, kind)[0].name, f"{kind} {BAIT}")
    return changed


SIZES = ((390, 844), (320, 568), (640, 450))
"""A phone, a small one, and 1280 by 900 seen at twice the size."""
OVERHANG = """() => Math.max(...[document.documentElement, document.body,
  document.querySelector('[data-testid=stMain]')]
  .map(node => node.scrollWidth - node.clientWidth))"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_never_scrolls_sideways(browser, app_url, code):
    """On a phone, and where 1280 by 900 are seen at twice the size, all fits the width."""
    with at.visit(browser, f"{app_url}?lang={code}") as page:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            run = at.painted(page)
            at.press(page, SCALE, "ArrowRight")
            at.painted(page, beyond=run)
            assert page.evaluate(OVERHANG) <= 0, width
        page.goto(f"{app_url}/method?lang={code}")
        page.locator("[data-testid=stMarkdownContainer] h2").first.wait_for()
        settle(page)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(OVERHANG) <= 0, width


def test_every_chart_takes_the_width_it_is_given(browser, app_url):
    """In a window made smaller, and larger again, those out of sight too."""
    with at.visit(browser, app_url) as page:
        at.painted(page)
        for width in (800, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for name in at.IDS:
                room = at.chart(page, name).locator(".room")
                wide = room.evaluate("node => Math.floor(node.getBoundingClientRect().width)")
                expect(room.locator("svg.main-svg").first).to_have_attribute("width", str(wide))


def test_on_a_phone_the_figures_stay_in_sight(browser, app_url):
    """Scrolled down to the sliders, a strip on top still shows the headline figures."""
    with at.visit(browser, app_url, viewport={"width": 390, "height": 844}) as page:
        at.painted(page)
        page.locator(at.SLIDERS).locator("visible=true").last.scroll_into_view_if_needed()
        strip = page.locator(".board .strip")
        expect(strip).to_have_attribute("data-shown", "", timeout=at.PATIENCE)
        expect(strip.locator("b").first).to_have_text(page.locator(at.FIGURES).first.text_content())


def test_the_keyboard_reaches_everything(page):
    """Tab alone goes to the sample, the sliders, Reset, the radio buttons and the tables."""
    at.painted(page)
    reached: list[str] = []
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.append(at.focused(page))
    wanted = page.locator(f"{at.SLIDERS} input").evaluate_all("all => all.map(each => each.id)")
    assert [name for name in wanted if f"input:range:{name}" not in reached] == []
    assert sum(kind.startswith("input:radio") for kind in set(reached)) >= 1
    assert sum(kind.startswith("summary") for kind in reached) >= at.CHART_COUNT
    assert any(kind.startswith("button") for kind in reached)


def test_everything_works_by_keyboard(page):
    """Arrow keys move sliders and choose views, Enter opens tables and help, Escape closes it."""
    run = at.painted(page)
    at.slider(page, SCALE).focus()
    page.keyboard.press("Home")
    at.painted(page, beyond=run)
    expect(at.reading(page, SCALE)).to_have_text("0%")
    at.choice(page, "distribution", "Histogram").focus()
    page.keyboard.press("ArrowRight")
    expect(at.choice(page, "distribution", "50 dots")).to_be_checked()
    at.chart(page, "cash").locator("summary").focus()
    page.keyboard.press("Enter")
    expect(at.chart(page, "cash").locator("table")).to_be_visible()
    help_button = page.locator(f"{at.CARDS} button.about").first
    note = page.locator(f"{at.CARDS} .note").first
    help_button.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.locator(at.RESET).focus()
    page.keyboard.press("Enter")
    expect(at.reading(page, SCALE)).to_have_text("100%", timeout=at.PATIENCE)


def test_a_screen_reader_is_told(page):
    """Every slider has a name and speaks its value; every picture has a title and a sentence."""
    run = at.painted(page)
    for box in page.get_by_role("slider").all():
        assert box.evaluate("input => input.labels[0]?.textContent.trim()")
        assert box.get_attribute("aria-valuetext")
    for plot in page.locator(at.PLOTS).all():
        assert plot.get_attribute("role") == "img"
        assert (
            len(
                plot.evaluate(
                    "p => p.getAttribute('aria-labelledby').split(' ').map("
                    "id => p.getRootNode().getElementById(id).textContent).join('')"
                )
            )
            > 40
        )
    at.press(page, SCALE, "ArrowRight")
    at.painted(page, beyond=run)
    live = page.locator(at.SPOKEN)
    expect(live).to_have_text(page.locator(at.VERDICT).text_content(), timeout=at.PATIENCE)
