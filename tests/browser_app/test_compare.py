"""The Compare page in a real browser: drawn, chosen, translated, on a phone."""

from playwright.sync_api import Page, expect

from cxsim.scenario import Scenario
from cxsim.text.language import PSEUDO, Language
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from pages.workshop.asked import CASES, PROGRAMMES, WAYS, WORLDS
from tests import selectors as at
from tests.browser_app.test_words import leftovers, open_everything

EN = Language("en")
CHARTS = ("spreads", "apart", "cash")
CHROME = {"Selected values", "Clear all", "Remove Fashion retailer"}
"""Streamlit's own, spoken of the list in which several are chosen; none of it can be set."""
PHONE = {"width": 390, "height": 844}
WIDER = """() => [...document.querySelectorAll('[data-testid=stMain], html')]
  .map(each => each.scrollWidth - each.clientWidth)"""


def painted(page: Page) -> None:
    """Wait until the three charts and the tables are on the screen."""
    at.answered(page)
    for name in CHARTS:
        at.chart(page, name).locator(".plot .main-svg").first.wait_for(
            timeout=at.PATIENCE, state="attached"
        )
    expect(page.locator(f"{at.CHARTS}:not([data-run])")).to_have_count(0, timeout=at.PATIENCE)


def test_cases_are_chosen_and_compared(browser, app_url):
    """Contrasts stand there at once; another way shows other scenarios, a tab other figures."""
    with at.visit(browser, f"{app_url}/compare") as page:
        complaints, asked = at.listen(page)
        painted(page)
        expect(page.locator(at.CARDS)).to_have_count(5)
        at.choose(page, "apart", "Wait a year")
        expect(at.chart(page, "apart").locator(".sentence")).to_contain_text("Wait a year")
        at.view(page, EN.read(WAYS[PROGRAMMES]))
        expect(page.locator(at.CARDS)).to_have_count(2)
        painted(page)
        expect(page.locator(at.VERDICT)).to_contain_text("Programme of Fashion retailer")
        at.bench_button(page, "figure:cost").click()
        expect(at.bench_button(page, "figure:cost")).to_have_attribute("aria-pressed", "true")
        at.answered(page)
        assert complaints == []
        assert all(app_url.split("//")[1] in address for address in asked)


def test_no_word_of_the_page_escapes_translation(browser, app_url):
    """In the made-up language no three plain letters are left, tables and explanations opened."""
    samples = [Scenario.load(SAMPLE_FOLDER / name) for name in SAMPLES]
    with at.visit(browser, f"{app_url}/compare?lang={PSEUDO}") as page:
        painted(page)
        open_everything(page)
        assert leftovers(at.texts(page), samples) == []
        for way in (CASES, WORLDS):
            at.view(page, Language(PSEUDO).read(WAYS[way]))
            expect(page.locator(at.CARDS)).to_have_count(2)
            painted(page)
            assert set(leftovers(at.texts(page), samples)) <= CHROME


def test_the_page_fits_a_phone(browser, app_url):
    """On 390 pixels only the tables scroll, each inside itself; the page never sideways."""
    with at.visit(browser, f"{app_url}/compare?lang=fr", viewport=PHONE) as page:
        painted(page)
        assert page.evaluate(WIDER) == [0, 0]
        table = page.locator(".bench table[data-grid=differences]")
        assert table.evaluate("each => each.scrollWidth > each.parentElement.clientWidth")
