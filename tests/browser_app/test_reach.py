"""What axe cannot tell: where the focus is, what moves, what the system's own colours leave."""

import pytest
from playwright.sync_api import Page

from cxsim.text.language import Language
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_library import press, write

TWICE = {"width": 640, "height": 450}
"""A desk of 1280 by 900 seen at twice the size."""
FOCUS = """() => {
  let node = document.activeElement
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
  if (node === document.body) return null
  const name = `${node.tagName} ${node.id} ${node.className} ${node.textContent.slice(0, 40)}`
  if (node.matches("input[type=radio]")) node = node.nextElementSibling
  const box = node.getBoundingClientRect()
  const topmost = (x, y, root = document) => {
    const found = root.elementFromPoint(x, y)
    return found?.shadowRoot && found.shadowRoot !== root ? topmost(x, y, found.shadowRoot) : found
  }
  const holds = (found) =>
    Boolean(found) && (found === node || holds(found.parentNode ?? found.host))
  const shows = (across, down) =>
    holds(topmost(box.x + across * box.width, box.y + down * box.height))
  const places = [0.05, 0.5, 0.95]
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  return {
    name,
    seen: places.some(across => places.some(down => shows(across, down))),
    ringed: node.role === "combobox" || drawn(getComputedStyle(node)),
  }
}"""
MOVING = """() => {
  const all = (root) => [...root.querySelectorAll("*")]
    .flatMap(node => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])])
  return all(document).map(node => [node, getComputedStyle(node)])
    .filter(([, { transitionDuration: time, scrollBehavior: way }]) =>
      parseFloat(time) > 0 || way !== "auto")
    .map(([node]) => node.outerHTML.slice(0, 120))
}"""


@pytest.mark.parametrize("place", ["compare", "case", "library"])
def test_the_focus_is_seen(browser, app_url, place):
    """At twice the size Tab goes through the page; what has the focus is ringed, never hidden."""
    with at.visit(browser, f"{app_url}/{place}", viewport=TWICE) as page:
        at.answered(page)
        if place == "library":
            write(page, "author", "Ada")
            press(page, "new")
            page.reload()
            settle(page)
            page.locator(".bench table").first.wait_for(timeout=at.PATIENCE)
        reached = stops(page)
        assert len(reached) > 12
        assert [stop for stop in reached if not (stop["seen"] and stop["ringed"])] == []


def stops(page: Page) -> list[dict]:
    """Return what Tab reaches from the top of the page, until it leaves it."""
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        reached.append(stop)
    return reached


def test_nothing_moves_for_whom_motion_troubles(browser, app_url):
    """Where less motion is wished, no part of page, board or bench has a transition."""
    with at.visit(browser, app_url, reduced_motion="reduce") as page:
        at.painted(page)
        assert page.evaluate(MOVING) == []
        at.view(page, Language("en").say("Facts"))
        at.answered(page)
        assert page.evaluate(MOVING) == []


def test_the_systems_own_colours(browser, app_url):
    """Where the system forces its colours, what is chosen is marked and lines stand out."""
    background = "each => getComputedStyle(each).backgroundColor"
    with at.visit(browser, app_url, forced_colors="active") as page:
        at.painted(page)
        for chosen, other in (
            (".segments :checked + span", ".segments :not(:checked) + span"),
            ("[role=radio][aria-checked=true]", "[role=radio][aria-checked=false]"),
        ):
            marked, plain = (
                page.locator(part).first.evaluate(background) for part in (chosen, other)
            )
            assert marked != plain
        cash = at.chart(page, "cash")
        line = cash.locator(".scatterlayer .js-line").last.evaluate("it => it.style.stroke")
        paper = cash.locator("svg.main-svg").first.evaluate("it => it.style.background")
        assert line != paper
