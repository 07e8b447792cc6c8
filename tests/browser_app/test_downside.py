"""The Downside page in a real browser: its pictures are drawn, its numbers open."""

import pytest
from playwright.sync_api import Page, expect

from cxsim.scenario import Scenario
from cxsim.text.language import PSEUDO, Language
from pages.finance.views import AUDIT, CAUSES, FIGURES, OWN, REGISTER, VIEWS
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_words import leftovers

EN = Language("en")
CHARTS = {FIGURES: {"tail", "payback", "stress", "bridge"}, CAUSES: {"reverse", "worst"}}


def drawn(page: Page, view: str) -> None:
    """Wait until every picture of a view is on the screen."""
    for name in CHARTS[view]:
        plot = at.chart(page, name).locator(".plot .main-svg").first
        plot.wait_for(timeout=at.PATIENCE, state="attached")


def look(page: Page, view: str, language: Language = EN) -> None:
    """Choose a view and wait for it."""
    if view != FIGURES:
        at.view(page, language.read(VIEWS[view]))
    if view in CHARTS:
        drawn(page, view)
    else:
        at.answered(page)


@pytest.mark.parametrize("view", VIEWS)
def test_no_word_of_the_downside_escapes_translation(browser, app_url, view):
    """In the made-up language no three plain letters are left on any view, tables opened."""
    samples = [Scenario.load(SAMPLE_FOLDER / name) for name in SAMPLES]
    with at.visit(browser, f"{app_url}/downside?lang={PSEUDO}") as page:
        look(page, view, Language(PSEUDO))
        for summary in page.locator(f"{at.CHARTS} summary").all():
            summary.click()
        for button in page.locator(":is(.board, .bench) button.about").all():
            button.dispatch_event("click")
        assert leftovers(at.texts(page), samples) == []


def test_pictures_and_tables_are_drawn(browser, app_url):
    """Every picture is on the screen, and its figures are under it as a table."""
    with at.visit(browser, f"{app_url}/downside") as page:
        complaints, _ = at.listen(page)
        for view, names in CHARTS.items():
            look(page, view)
            for name in names:
                at.chart(page, name).locator("summary").click()
                expect(at.chart(page, name).locator("tbody tr").first).to_be_visible()
        assert complaints == []


def test_a_number_of_the_register_is_opened_and_changed(browser, app_url):
    """From the register a hand opens a number, gives it another owner, and undoes it."""
    with at.visit(browser, f"{app_url}/downside") as page:
        drawn(page, FIGURES)
        look(page, REGISTER)
        path = "programme.cost_overrun"
        at.details(page, path).press("Enter")
        at.answered(page)
        owner = at.field(page, f"{path}@source.owner")
        owner.fill("The controller")
        owner.press("Enter")
        at.answered(page)
        row = page.locator(".bench tr").filter(has=page.locator(f'[data-field="{path}"]'))
        expect(row).to_contain_text("The controller", timeout=at.PATIENCE)
        at.bench_button(page, "undo").click()
        expect(row).not_to_contain_text("The controller", timeout=at.PATIENCE)


def test_a_stress_of_ones_own_reaches_the_picture(browser, app_url):
    """Added by hand and given a factor, it stands in the table of stress tests."""
    with at.visit(browser, f"{app_url}/downside") as page:
        drawn(page, FIGURES)
        look(page, OWN)
        at.bench_button(page, "add:stresses").click()
        at.answered(page)
        factor = at.field(page, "stresses.Stress test.cost_factor")
        factor.fill("1.5")
        factor.press("Enter")
        at.answered(page)
        at.view(page, EN.read(VIEWS[FIGURES]))
        settle(page)
        drawn(page, FIGURES)
        at.chart(page, "stress").locator("summary").click()
        expect(at.chart(page, "stress").locator("tbody")).to_contain_text("Stress test")
        at.view(page, EN.read(VIEWS[AUDIT]))
        at.answered(page)
        expect(page.locator(".bench table[data-grid=rules] tbody tr")).not_to_have_count(0)
