"""Where things are on the page, for the tests that visit it; the only place that knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from cxsim.scenario.link import unpack
from tests.browser import settle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

    from cxsim.scenario import Scenario
    from cxsim.text.language import Language

BOARD = ".board[data-run]"
VERDICT = ".board .verdict"
CARDS = ".board .card"
SPOKEN = ".board .live"  # told a moment after a change has settled
FIGURES = ".board .card .figure"
CHARTS = ".board .chart"
PLOTS = ".board .chart .plot"
SLIDERS = ".board .slider"
RESET = ".board button.reset"
PAGE_LINKS = "[data-testid=stTopNavLink]"
SAMPLES = "[data-testid=stSelectbox] input"
MAIN = "[data-testid=stMain]"
PATIENCE = 90_000
CHART_COUNT = 6
IDS = ("distribution", "cash", "drivers", "customers", "nps", "gap")


@contextmanager
def visit(
    browser: Browser, address: str, *, toured: bool = True, **context: object
) -> Iterator[Page]:
    """Open an address as a new visitor whose browser is so set up, and who knows the tour."""
    settings = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **context}
    visitor = browser.new_context(**settings)
    try:
        if toured:
            visitor.add_init_script("localStorage.setItem('cxsim tour', 'seen')")
        page = visitor.new_page()
        page.goto(address)
        settle(page)
        yield page
    finally:
        visitor.close()


def painted(page: Page, beyond: int = 0) -> int:
    """Wait until the six charts show one and the same run, later than `beyond`; return it."""
    runs = None
    for _ in range(PATIENCE // 50):
        runs = page.locator(CHARTS).evaluate_all("all => all.map(each => each.dataset.run)")
        if len(runs) == CHART_COUNT and None not in runs and len(set(runs)) == 1:
            shown = int(runs[0])
            if shown > beyond and page.locator(BOARD).get_attribute("data-run") == runs[0]:
                return shown
        page.wait_for_timeout(50)
    raise AssertionError(f"charts never painted a run after {beyond}: {runs}")


def made_up_company(page: Page) -> None:
    """Bring the made-up company's files to the baseline, and take every proposal."""
    page.locator("[data-button=sample]").click()
    accept = page.locator(".bench button[data-button^='accept']")
    churn = page.locator(f"{CHARTS}[data-chart=churn] svg").first
    accept.first.wait_for(timeout=PATIENCE)
    for _ in range(PATIENCE // 500):
        if churn.count():
            break
        if accept.count():
            accept.first.dispatch_event("click")
        page.wait_for_timeout(500)
        settle(page)
    churn.wait_for(timeout=PATIENCE)


def slider(page: Page, name: str) -> Locator:
    """Return the control itself."""
    return page.locator(f"[id='slider-{name}']")


def reading(page: Page, name: str) -> Locator:
    """Return the number printed beside a slider."""
    return page.locator(f"output[for='slider-{name}']")


def chart(page: Page, name: str) -> Locator:
    """Return a whole chart: title, choices, sentence, picture, table."""
    return page.locator(f"{CHARTS}[data-chart={name}]")


def choice(page: Page, name: str, text: str) -> Locator:
    """Return the radio button of a chart that carries a text."""
    return chart(page, name).get_by_role("radio", name=text, exact=True)


def choose(page: Page, name: str, text: str) -> None:
    """Click on a view of a chart, as a hand does: on its words."""
    chart(page, name).locator(".segments label").filter(has_text=text).click()
    expect(choice(page, name, text)).to_be_checked()


def language_button(page: Page, name: str) -> Locator:
    """Return the button that chooses a language."""
    return page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first


def press(page: Page, name: str, key: str, times: int = 1) -> None:
    """Press a key on a slider, as fast as the browser takes it."""
    slider(page, name).focus()
    for _ in range(times):
        page.keyboard.press(key)


def page_link(page: Page, place: int) -> Locator:
    """Return the link to a page by its place: the simulator 0, a new case 5, the method -1."""
    return page.locator(PAGE_LINKS).nth(place)


def drawn(page: Page, name: str) -> dict[str, object]:
    """Return what Plotly holds of a chart: type, mode and name of each trace."""
    return page.locator(f"{CHARTS}[data-chart={name}] .plot").evaluate(
        "plot => plot.data.map(({type, mode, name}) => ({type, mode, name}))"
    )


def focused(page: Page) -> str:
    """Return what has the focus, also inside the board: its kind and its name."""
    return page.evaluate(
        """() => {
          let node = document.activeElement
          while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement
          return `${node.tagName.toLowerCase()}:${node.type ?? ""}:${node.id}`
        }"""
    )


def listen(page: Page) -> tuple[list[str], list[str]]:
    """Return two lists that fill: what the console complains of, and every address asked for."""
    complaints: list[str] = []
    asked: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.text} {message.location.get('url', '')}")

    def request(sent: Request) -> None:
        asked.append(sent.url)

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", request)
    page.on("websocket", lambda socket: asked.append(socket.url))
    return complaints, asked


VISIBLE_TEXTS = """root => {
  const spoken = ["aria-label", "title", "placeholder", "alt", "aria-valuetext", "aria-description"]
  const texts = []
  const walk = (node, hidden) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!hidden && node.data.trim()) texts.push(node.data.trim())
      return
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (["STYLE", "SCRIPT", "NOSCRIPT"].includes(node.tagName)) return
      if (node.matches("code, pre, .katex, [data-testid=stMarkdownContainer] annotation")) return
      if (getComputedStyle(node).display === "none") hidden = true
      for (const name of spoken) if (node.getAttribute(name)) texts.push(node.getAttribute(name))
    }
    if (node.shadowRoot) walk(node.shadowRoot, hidden)
    for (const child of node.childNodes) walk(child, hidden)
  }
  walk(root, false)
  return [...new Set(texts)]
}"""


def texts(page: Page) -> list[str]:
    """Return every text a reader sees or hears, also in the board and in the charts.

    Code and formulas read the same in every language and are left out.
    """
    return page.locator("body").evaluate(VISIBLE_TEXTS)


def view(page: Page, name: str) -> None:
    """Choose what is looked at: the answer, a panel, the file."""
    choice = page.get_by_role("radio", name=name, exact=True)
    choice = choice.or_(page.get_by_role("button", name=name, exact=True)).first
    choice.focus()
    choice.press("Enter")
    settle(page)


def answered(page: Page) -> None:
    """Wait until each bench has shown the answer to all that was done."""
    page.locator(".bench[data-idle]").first.wait_for(timeout=PATIENCE)
    expect(page.locator(".bench:not([data-idle])")).to_have_count(0, timeout=PATIENCE)
    settle(page)


def place(page: Page, name: str) -> Locator:
    """Return a field of the bench, with its label and what is said of it."""
    return page.locator(f'.bench [data-field="{name}"]')


def field(page: Page, name: str) -> Locator:
    """Return what is typed into, or chosen from."""
    return place(page, name).locator("input, select, textarea")


def details(page: Page, name: str) -> Locator:
    """Return the button that opens a number: the range itself, or the sign beside a number."""
    return place(page, name).locator("button.range, button.details:not([hidden])").first


def key_of(page: Page, name: str) -> str:
    """Return the id of a field's control."""
    return str(field(page, name).get_attribute("id"))


def bench_button(page: Page, name: str) -> Locator:
    """Return a button of the bench."""
    return page.locator(f'.bench [data-button="{name}"]')


def case_link(page: Page) -> str:
    """Return the link that the file panel offers; the panel is open."""
    link = bench_button(page, "link").evaluate("node => node.record.text")
    return str(link)


def kept_case(page: Page, language: Language) -> Scenario:
    """Return the case that the reader would save, through its link."""
    view(page, language.say("File"))
    bench_button(page, "link").wait_for()
    return unpack(case_link(page).partition("case=")[2])


def open_file(page: Page, path: Path) -> None:
    """Bring a file from the disk."""
    with page.expect_file_chooser() as chooser:
        bench_button(page, "open").click()
    chooser.value.set_files(path)
    settle(page)
