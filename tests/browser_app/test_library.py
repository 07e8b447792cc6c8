"""The library in a real browser: two people, one case, and nothing lost."""

import re

from playwright.sync_api import Page, expect

from cxsim.scenario import Scenario
from cxsim.text.language import PSEUDO, Language
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_words import leftovers

SCALE = "programme.scale"


def go(page: Page, place: str) -> None:
    """Open a page by its address, in the same visit."""
    page.locator(f"a[href$='/{place}']").first.click()
    expect(page).to_have_url(re.compile(rf"/{place}\?"))
    settle(page)


def write(page: Page, place: str, text: str) -> None:
    field = at.field(page, place)
    field.fill(text)
    field.press("Tab")
    at.answered(page)


def press(page: Page, name: str) -> None:
    at.bench_button(page, name).first.press("Enter")
    at.answered(page)


def test_two_people_save_one_case(browser, app_url):
    """The second is told what the first has changed, saves a copy, and a reload finds it all."""
    with at.visit(browser, app_url) as ada, at.visit(browser, app_url) as grace:
        go(ada, "library")
        write(ada, "author", "Ada")
        press(ada, "new")
        go(grace, "library")
        write(grace, "author", "Grace")
        grace.locator('.bench [data-button^="open "]').first.press("Enter")
        run = at.painted(grace)
        at.press(grace, SCALE, "ArrowLeft")
        at.painted(grace, beyond=run)
        at.page_link(ada, 0).click()
        run = at.painted(ada)
        at.press(ada, SCALE, "ArrowRight")
        at.painted(ada, beyond=run)
        go(ada, "library")
        press(ada, "save")
        go(grace, "library")
        press(grace, "save")
        conflict = grace.locator(".bench section").first
        expect(conflict).to_contain_text("Ada saved version 2")
        expect(conflict.locator("tbody tr")).to_have_count(1)
        press(grace, "copy")
        expect(grace.locator(".bench")).to_contain_text(", copy")
        grace.reload()
        settle(grace)
        expect(grace.locator(".bench")).to_contain_text(", copy", timeout=at.PATIENCE)
        expect(at.field(grace, "author")).to_have_value("Grace")


def test_no_word_of_the_library_escapes_translation(browser, app_url):
    """In the made-up language no three plain letters are left, with a case and its versions."""
    samples = [Scenario.load(SAMPLE_FOLDER / name) for name in SAMPLES]
    with at.visit(browser, f"{app_url}/library?lang={PSEUDO}") as page:
        page.locator(".bench").first.wait_for(timeout=at.PATIENCE)
        write(page, "author", "Ŷṽẽ")
        press(page, "new")
        write(page, "search", "Ŷṽẽ")
        page.locator('.bench [data-button^="versions "]').first.press("Enter")
        at.answered(page)
        main = page.locator(at.MAIN)
        assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
        expect(page.locator(".bench")).to_contain_text(Language(PSEUDO).say("Restore"))
        assert leftovers(at.texts(page), samples) == []
