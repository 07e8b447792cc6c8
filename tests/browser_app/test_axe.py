"""Every page and panel, in French: WCAG 2.2 AA as far as axe-core can tell, zoom, heads, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cxsim.text.language import Language
from pages.finance.views import VIEWS
from pages.why.content import OFFERS
from pages.workbench.views import ANSWER, NAMES
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_downside import CHARTS, drawn
from tests.browser_app.test_library import press, write
from tests.browser_app.test_reach import TWICE
from tests.browser_app.test_sensitivity import SECTIONS, painted
from tests.browser_app.test_surroundings import OVERHANG
from tests.pages.visitor import (
    BASELINE,
    CASE,
    COMPARE,
    DOWNSIDE,
    LIBRARY,
    METHOD,
    PAGES,
    SENSITIVITY,
    START,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

FR = Language("fr")
AXE = Axe()
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
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

DESK = {"width": 1280, "height": 900}
UNHEADED = """() => {
  const roots = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
  const tables = roots.flatMap(host => [...host.shadowRoot?.querySelectorAll("table") ?? []])
    .filter(table => table.checkVisibility())
  return tables.filter(table => !table.caption?.textContent
    || [...table.querySelectorAll("th")].some(head => !head.scope)
    || [...table.tBodies[0].rows].some(row => row.cells[0].scope !== "row"))
    .map(table => table.outerHTML.slice(0, 300))
}"""


class Seen(NamedTuple):
    """One thing that is seen, and what is wrong with it."""

    place: str
    title: str
    heading: str
    language: str
    faults: list[str]
    overhang: int
    unheaded: list[str]


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
    page.locator(f"{at.CHARTS} summary:visible").evaluate_all(
        "all => all.forEach(each => each.click())"
    )
    page.locator(":is(.board, .bench) button.about:visible").evaluate_all("all => all[0]?.click()")


def simulator(page: Page) -> Iterator[str]:
    unfold(page)
    at.painted(page)
    yield "Simulator, answer"
    for name, title in NAMES.items():
        if name == ANSWER:
            continue
        at.view(page, FR.read(title))
        at.answered(page)
        if ranges := page.locator(".bench button.range").all():
            ranges[0].press("Enter")
            at.answered(page)
        yield f"Simulator, {name}"


def sensitivity(page: Page) -> Iterator[str]:
    for section, offer in zip(SECTIONS, OFFERS.values(), strict=True):
        at.view(page, FR.say(section))
        expect(page.get_by_text(FR.read(offer))).to_be_visible(timeout=at.PATIENCE)
        if section != SECTIONS[1]:
            painted(page)
        yield f"Sensitivity, {section}"


def downside(page: Page) -> Iterator[str]:
    for view, title in VIEWS.items():
        at.view(page, FR.read(title))
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
    write(page, "author", "Ada")
    press(page, "new")
    page.locator('.bench [data-button^="versions "]').first.press("Enter")
    at.answered(page)
    yield "Library, a case and its versions"


def method(page: Page) -> Iterator[str]:
    """Formulas, thousands of parts in the ink of the words around them, are left out."""
    page.locator("[data-testid=stMarkdownContainer] table").first.wait_for()
    page.locator(".katex").evaluate_all("all => all.forEach(each => each.remove())")
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
def seen(browser, app_url) -> list[Seen]:
    """What one visit to everything has seen, each thing in both themes and at twice the size."""
    settings = {"toured": False, "reduced_motion": "reduce", "viewport": DESK}
    with at.visit(browser, f"{app_url}?lang=fr", **settings) as page:
        return [look(page, place, number) for number, place in enumerate(walk(page))]


def look(page: Page, place: str, number: int) -> Seen:
    """See to one thing; the theme that was judged last is judged first at the next."""
    one, other = ("light", "dark") if number % 2 == 0 else ("dark", "light")
    faults = [*judged(page, one, EVERYTHING), *judged(page, other, COLOURS)]
    page.set_viewport_size(TWICE)
    overhang = page.evaluate(OVERHANG)
    page.set_viewport_size(DESK)
    return Seen(
        place,
        page.title(),
        page.locator("h1").first.text_content(),
        page.locator("html").get_attribute("lang"),
        faults,
        overhang,
        page.evaluate(UNHEADED),
    )


def judged(page: Page, scheme: str, rules: dict) -> list[str]:
    """Return what axe says of what is shown, in a theme: rule, element, reason."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(IN_ITS_COLOURS, arg=scheme)
    response = AXE.run(page, options=rules).response
    return [
        f"{scheme}: {rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in response["violations"]
        for node in rule["nodes"]
        if not excused(page, rule["id"], node["target"])
    ]


def excused(page: Page, rule: str, target: list[str]) -> bool:
    """Return whether it is Streamlit's own, and known."""
    return isinstance(target[-1], str) and any(
        rule == known and page.locator(target[-1]).evaluate("(it, what) => it.matches(what)", what)
        for known, what in STREAMLITS_OWN
    )


def test_axe_finds_nothing(seen):
    """No page or panel breaks a rule of WCAG 2.2 AA, or of good practice, in either theme."""
    assert [(each.place, fault) for each in seen for fault in each.faults] == []


def test_all_fits_at_twice_the_size(seen):
    """Where 1280 by 900 are seen at twice the size, no page scrolls sideways."""
    assert [(each.place, each.overhang) for each in seen if each.overhang > 0] == []


def test_tables_are_tables(seen):
    """Each has a caption, heads that say what they are of, and a head to every row."""
    assert [(each.place, each.unheaded) for each in seen if each.unheaded] == []


def test_each_page_says_what_it_is(seen):
    """Its title in the window is that of the page, in the reader's language, and so is the page."""
    assert {each.language for each in seen} == {"fr"}
    assert [each.title for each in seen] == [f"{each.heading} · cxsim" for each in seen]
    assert len({each.title for each in seen}) == len(PAGES)
