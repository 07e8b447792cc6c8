"""WCAG 2.2 AA as far as axe-core can tell: every page, every panel, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cxsim.text.language import Language
from pages.finance.views import VIEWS
from pages.workbench.panels import ANSWER, NAMES
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_downside import CHARTS, drawn
from tests.browser_app.test_sensitivity import SECTIONS, painted
from tests.pages.visitor import BASELINE, CASE, COMPARE, DOWNSIDE, LIBRARY, METHOD, PAGES
from tests.pages.visitor import SENSITIVITY, START

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Axe()
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def walk(page: Page) -> Iterator[str]:
    """Go through the whole app by its links, as a new visitor; name each thing that is seen."""
    at.painted(page)
    yield "Simulator, invited to the tour"
    page.locator(".board .tour .quiet").click()
    page.locator(".board .stage-open").click()
    page.locator(f"{at.CHARTS}[data-on-stage]").wait_for()
    page.keyboard.press("s")
    yield "Simulator, presenting"
    page.keyboard.press("Escape")
    yield from simulator(page)
    for place in PAGES[1:]:
        turn_to(page, place)
        yield from PLACES[place](page)


def turn_to(page: Page, place: str) -> None:
    at.page_link(page, PAGES.index(place)).click()
    expect(page).to_have_url(re.compile(f"/{place.rpartition('/')[2].removesuffix('.py')}\\?"))
    settle(page)


def unfold(page: Page) -> None:
    """Open the tables and the first explanation, so that they are judged too."""
    page.locator(f"{at.CHARTS} summary:visible").evaluate_all("all => all.forEach(each => each.click())")
    page.locator(":is(.board, .bench) button.about:visible").evaluate_all("all => all[0]?.click()")


def words(page: Page) -> Language:
    return Language(re.search(r"lang=(\w+)", page.url).group(1))


def simulator(page: Page) -> Iterator[str]:
    unfold(page)
    at.painted(page)
    yield "Simulator, answer"
    for name, title in NAMES.items():
        if name == ANSWER:
            continue
        at.view(page, words(page).read(title))
        at.answered(page)
        if ranges := page.locator(".bench button.range").all():
            ranges[0].press("Enter")
            at.answered(page)
        yield f"Simulator, {name}"


def sensitivity(page: Page) -> Iterator[str]:
    for section in SECTIONS:
        at.view(page, words(page).say(section))
        if page.locator(at.CHARTS).count():
            painted(page)
        yield f"Sensitivity, {section}"


def downside(page: Page) -> Iterator[str]:
    for view, title in VIEWS.items():
        at.view(page, words(page).read(title))
        if view in CHARTS:
            drawn(page, view)
            unfold(page)
        else:
            at.answered(page)
        yield f"Downside, {view}"


def compare(page: Page) -> Iterator[str]:
    at.answered(page)
    painted(page)
    unfold(page)
    yield "Compare"


def case(page: Page) -> Iterator[str]:
    at.answered(page)
    yield "Business case"


def start(page: Page) -> Iterator[str]:
    at.field(page, "answer.churn").fill("130 %")
    at.bench_button(page, "simulate").press("Enter")
    page.locator(".bench .faults li").wait_for()
    yield "Start a case, refused"


def baseline(page: Page) -> Iterator[str]:
    at.made_up_company(page)
    painted(page)
    unfold(page)
    yield "Baseline, a company's files read"


def library(page: Page) -> Iterator[str]:
    at.field(page, "author").fill("Ada")
    at.field(page, "author").press("Tab")
    at.answered(page)
    at.bench_button(page, "new").first.press("Enter")
    at.answered(page)
    page.locator('.bench [data-button^="versions "]').first.press("Enter")
    at.answered(page)
    yield "Library, a case and its versions"


def method(page: Page) -> Iterator[str]:
    page.locator("[data-testid=stMarkdownContainer] table").first.wait_for()
    yield "Method"


PLACES = {
    SENSITIVITY: sensitivity,
    DOWNSIDE: downside,
    COMPARE: compare,
    CASE: case,
    START: start,
    BASELINE: baseline,
    LIBRARY: library,
    METHOD: method,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, app_url, scheme):
    """No page or panel breaks a rule of WCAG 2.2 AA, or of good practice, that axe knows."""
    with at.visit(browser, app_url, toured=False, color_scheme=scheme) as page:
        found = [
            fault
            for place in walk(page)
            for fault in faults(AXE.run(page, options=OPTIONS).response, place)
        ]
    assert found == []


def faults(response: dict[str, Any], place: str) -> list[str]:
    return [
        f"{place}: {rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
