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
from pages.why.content import OFFERS
from pages.workbench.panels import ANSWER, NAMES
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_downside import CHARTS, drawn
from tests.browser_app.test_sensitivity import SECTIONS, painted
from tests.pages.visitor import BASELINE, CASE, COMPARE, DOWNSIDE, LIBRARY, METHOD, PAGES
from tests.pages.visitor import SENSITIVITY, START

if TYPE_CHECKING:
    from playwright.sync_api import Page

EN = Language("en")
AXE = Axe()
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
RULES = {"light": EVERYTHING, "dark": COLOURS}
"""By theme: nothing but the colours differs between the two."""
UNJUDGED = {"exclude": [[".katex"]]}
"""Formulas: thousands of parts in the ink of the text around them."""
STREAMLITS_OWN = (
    # It has a role, a name and a tab index, which contradict each other; none of them can be set.
    ("presentation-role-conflict", "section[data-testid=stFileUploaderDropzone]"),
    # Its name is our words, as generated content: browsers speak that, axe does not read it.
    ("button-name", "[data-testid=stFileUploaderDropzone] button"),
)
IN_ITS_COLOURS = """scheme => {
  const app = document.querySelector("[data-testid=stApp]")
  const roots = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
    .map(host => host.shadowRoot?.querySelector(".board, .bench")).filter(Boolean)
  const ink = getComputedStyle(app).color
  return getComputedStyle(app).colorScheme === scheme
    && roots.every(root => getComputedStyle(root).color === ink)
}"""


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


def simulator(page: Page) -> Iterator[str]:
    unfold(page)
    at.painted(page)
    yield "Simulator, answer"
    for name, title in NAMES.items():
        if name == ANSWER:
            continue
        at.view(page, EN.read(title))
        at.answered(page)
        if ranges := page.locator(".bench button.range").all():
            ranges[0].press("Enter")
            at.answered(page)
        yield f"Simulator, {name}"


def sensitivity(page: Page) -> Iterator[str]:
    for section, offer in zip(SECTIONS, OFFERS.values(), strict=True):
        at.view(page, EN.say(section))
        expect(page.get_by_text(EN.read(offer))).to_be_visible(timeout=at.PATIENCE)
        if section != SECTIONS[1]:
            painted(page)
        yield f"Sensitivity, {section}"


def downside(page: Page) -> Iterator[str]:
    for view, title in VIEWS.items():
        at.view(page, EN.read(title))
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


@pytest.fixture(scope="module")
def found(browser, app_url):
    """What axe finds on one visit to everything, each thing seen in both themes."""
    with at.visit(browser, app_url, toured=False, reduced_motion="reduce") as page:
        return [fault for place in walk(page) for fault in judged(page, place)]


def test_axe_finds_nothing(found):
    """No page or panel breaks a rule of WCAG 2.2 AA, or of good practice, in either theme."""
    assert found == []


def judged(page: Page, place: str) -> list[str]:
    """Return what axe says of a place: where, theme, rule, element, reason."""
    found = []
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IN_ITS_COLOURS, arg=scheme)
        response = AXE.run(page, context=UNJUDGED, options=rules).response
        found += [
            f"{place}, {scheme}: {rule['id']}: {node['target']}: {node['failureSummary']}"
            for rule in response["violations"]
            for node in rule["nodes"]
            if not excused(page, rule["id"], node["target"])
        ]
    return found


def excused(page: Page, rule: str, target: list[str]) -> bool:
    """Return whether it is Streamlit's own, and known."""
    return isinstance(target[-1], str) and any(
        rule == known and page.locator(target[-1]).evaluate("(it, what) => it.matches(what)", what)
        for known, what in STREAMLITS_OWN
    )
