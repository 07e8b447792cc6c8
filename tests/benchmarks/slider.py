"""From a slider's change to the picture: our simulator, and an app of one slider and one number.

Time is taken in the page itself, from the event of the key or the mouse to the frame after the one
in which what is shown carries the new run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser import find_browser, settle, start_browser
from tests.selectors import visit
from tests.server import running_app, served

Hand = Literal["keyboard", "mouse"]
FROZEN = Path(__file__).parent / "one_slider" / "app.py"
REST = 150
"""Milliseconds between an answer and the next change."""

WATCH = """([kind, shown]) => {
  const find = (root, selector) => {
    const found = root.querySelector(selector)
    if (found) return found
    for (const node of root.querySelectorAll("*"))
      if (node.shadowRoot) { const inner = find(node.shadowRoot, selector); if (inner) return inner }
  }
  const read = new Function("find", `return ${shown}`)
  const before = read(find)
  window.taken = new Promise((resolve) => {
    const begin = () => {
      const start = performance.now()
      const look = () => {
        const now = read(find)
        if (now === before || now === null) return requestAnimationFrame(look)
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
      }
      look()
    }
    window.addEventListener(kind, begin, { capture: true, once: true })
  })
}"""
BOARD = """(() => {
  const board = find(document, ".board[data-run]")
  const inSight = [...board.querySelectorAll(".chart")].filter((chart) => {
    const { top, bottom } = chart.querySelector(".plot").getBoundingClientRect()
    return bottom > 60 && top < innerHeight - 60
  })
  const runs = new Set([board.dataset.run, ...inSight.map((chart) => chart.dataset.run)])
  return runs.size === 1 ? board.dataset.run : null
})()"""
NUMBER = "find(document, '[data-testid=stMarkdown] p').textContent"


@dataclass(frozen=True)
class App:
    """An app in a browser, its slider, and the JavaScript that reads what it shows."""

    page: Page
    slider: Locator
    track: Locator
    shown: str

    def change(self, hand: Hand, turn: int) -> float:
        """Change the slider once; return the milliseconds until all that is in sight has followed.

        Parameters
        ----------
        hand : str
            "keyboard": an arrow key; "mouse": a click on the track.
        turn : int
            Counts the changes: the slider goes to and fro.
        """
        if hand == "keyboard":
            self.slider.focus()
        box = self.track.bounding_box()
        assert box is not None
        self.page.evaluate(WATCH, ["keydown" if hand == "keyboard" else "pointerdown", self.shown])
        if hand == "keyboard":
            self.page.keyboard.press("ArrowRight" if turn // 10 % 2 == 0 else "ArrowLeft")
        else:
            along = 0.3 + 0.04 * (turn % 10)
            self.page.mouse.click(box["x"] + along * box["width"], box["y"] + box["height"] / 2)
        taken = float(self.page.evaluate("window.taken"))
        self.page.wait_for_timeout(REST)
        return taken


@contextmanager
def simulator(browser: Browser, folder: Path) -> Iterator[App]:
    """Open our simulator as it is."""
    with running_app(folder / "ours.log") as address, visit(browser, f"{address}/?lang=en") as page:
        page.locator(".board[data-run]").wait_for(timeout=60_000)
        page.wait_for_timeout(2_000)
        slider = page.locator("[id='slider-programme.scale']")
        yield App(page, slider, slider, BOARD)


@contextmanager
def one_slider(browser: Browser, folder: Path) -> Iterator[App]:
    """Open the app of one slider under Streamlit's default settings."""
    run = [sys.executable, "-m", "streamlit", "run", str(FROZEN)]
    command = [*run, "--server.headless=true", "--server.port={port}"]
    with (
        served(command, folder / "one.log", cwd=folder) as address,
        visit(browser, address) as page,
    ):
        page.get_by_text("Result:").wait_for()
        settle(page)
        page.wait_for_timeout(2_000)
        slider = page.get_by_role("slider")
        yield App(page, slider, page.locator("[data-testid=stSlider] [role=group] > div"), NUMBER)


def latencies(hand: Hand, changes: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each change in our simulator and in the one-slider app.

    The two take turns, so that whatever else the machine does falls on both alike.
    """
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = find_browser(playwright)
        assert path is not None, "no browser to measure in"
        folder, browser = Path(name), start_browser(playwright, path)
        with simulator(browser, folder) as first, one_slider(browser, folder) as second:
            for turn in range(-3, changes):
                for app, found in ((first, ours), (second, theirs)):
                    taken = app.change(hand, max(turn, 0))
                    if turn >= 0:
                        found.append(taken)
        browser.close()
    return ours, theirs


def percentile(values: list[float], share: float) -> float:
    """Return the value below which that share of the values lies."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]
