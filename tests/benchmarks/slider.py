"""From a slider's change to the picture: our simulator, and an app of one slider and one number.

Time is taken in the page itself, from the event of the key or the mouse to the frame after the one
in which what is shown carries the new run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.benchmarks.measures import Row, extremes, percentile
from tests.browser import find_browser, settle, start_browser
from tests.selectors import SLIDERS, visit
from tests.server import running_app, served

Hand = Literal["keyboard", "mouse"]
FROZEN = Path(__file__).parent / "one_slider" / "app.py"
MOVED = ("programme.levers.causal_share", "investments")
"""The sliders that keyboard and mouse move: of many steps."""
GOLDEN = 0.6180339887498949
"""Multiples of it, less their whole part, lie evenly and never twice in one place."""
REST = 150
"""Milliseconds between an answer and the next change."""

LIVE = 6.0
"""Pictures a second that a hand on a slider sees."""

FIND = """const find = (root, selector) => {
  const found = root.querySelector(selector)
  if (found) return found
  for (const node of root.querySelectorAll("*"))
    if (node.shadowRoot) {
      const inner = find(node.shadowRoot, selector)
      if (inner) return inner
    }
}"""
WATCH = (
    f"([kind, shown]) => {{ {FIND}"
    + """
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
)
BOARD = """(() => {
  const board = find(document, ".board[data-run]")
  const inSight = [...board.querySelectorAll(".chart")].filter((chart) => {
    const { top, bottom } = chart.querySelector(".plot").getBoundingClientRect()
    return bottom > 60 && top < innerHeight - 60
  })
  const runs = new Set([board.dataset.run, ...inSight.map((chart) => chart.dataset.run)])
  return runs.size === 1 ? board.dataset.run : null
})()"""
COUNT = (
    f"() => {{ {FIND}"
    + """
  const board = find(document, ".board[data-run]")
  window.pictures = new Set()
  window.counter?.disconnect()
  window.counter = new MutationObserver(() => window.pictures.add(board.dataset.run))
  window.counter.observe(board, { attributes: true, attributeFilter: ["data-run"] })
}"""
)
"""Counts the runs that are drawn: the board carries a run's number once its charts in sight do."""
DRAWN = "window.pictures.size"
NUMBER = "find(document, '[data-testid=stMarkdown] p').textContent"


@dataclass(frozen=True)
class App:
    """An app in a browser, its sliders, and the JavaScript that reads what it shows.

    Parameters
    ----------
    page : Page
    slider : Locator
        Moved by the keyboard.
    track : Locator
        Clicked on by the mouse.
    shown : str
    """

    page: Page
    slider: Locator
    track: Locator
    shown: str

    def change(self, hand: Hand, turn: int) -> float:
        """Change a slider once; return the milliseconds until all that is in sight has followed.

        Parameters
        ----------
        hand : str
            "keyboard": an arrow key; "mouse": a click on the track.
        turn : int
            Counts the changes: no value is visited twice, so that no answer is at hand.
        """
        if hand == "keyboard":
            self.slider.focus()
        box = self.track.bounding_box()
        assert box is not None
        self.page.evaluate(WATCH, ["keydown" if hand == "keyboard" else "pointerdown", self.shown])
        if hand == "keyboard":
            self.page.keyboard.press("ArrowRight")
        else:
            along = 0.1 + 0.8 * (GOLDEN * (turn + 10) % 1)
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
        keyed, clicked = (page.locator(f"[id='slider-{path}']") for path in MOVED)
        yield App(page, keyed, clicked, BOARD)


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


@contextmanager
def both(folder: Path) -> Iterator[tuple[App, App]]:
    """Open our simulator and the one-slider app side by side."""
    with sync_playwright() as playwright:
        path = find_browser(playwright)
        assert path is not None, "no browser to measure in"
        browser = start_browser(playwright, path)
        with simulator(browser, folder) as ours, one_slider(browser, folder) as theirs:
            yield ours, theirs
        browser.close()


def latencies(apps: tuple[App, App], hand: Hand, changes: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each change in our simulator and in the one-slider app.

    The two take turns, so that whatever else the machine does falls on both alike.
    """
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(-3, changes):
        for app, times in zip(apps, found, strict=True):
            taken = app.change(hand, turn)
            if turn >= 0:
                times.append(taken)
    return found


def updates_while_held(app: App, seconds: float, most: int) -> list[float]:
    """Drag sliders, `most` at most, with the button down; return the pictures drawn a second.

    One is held for longer where nothing has been drawn yet. Where the hand lets go, the picture
    must be that of the last value: this is checked.
    """
    found = []
    sliders = app.page.locator(SLIDERS)
    for place in range(min(sliders.count(), most)):
        handle = sliders.nth(place)
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        app.page.mouse.move(box["x"] + 0.95 * box["width"], middle)
        app.page.mouse.down()
        app.page.evaluate(COUNT)
        begin, steps = time.perf_counter(), 0
        while time.perf_counter() - begin < seconds or not app.page.evaluate(DRAWN):
            steps += 1
            along = 0.05 + 0.9 * abs((steps / 40) % 2 - 1)
            app.page.mouse.move(box["x"] + along * box["width"], middle)
            app.page.wait_for_timeout(16)
        found.append(app.page.evaluate(DRAWN) / (time.perf_counter() - begin))
        app.page.mouse.up()
        settled(app.page)
    return found


def settled(page: Page) -> None:
    """Wait until what is drawn is the answer to where the sliders stand."""
    settle(page)
    page.wait_for_function(f"() => {{ {FIND}; return {BOARD} !== null }}")
    page.wait_for_timeout(REST)


def rows(changes: int, seconds: float, sliders: int) -> list[Row]:
    """Return the rows of the slider: by keyboard, by mouse, and that many of them held."""
    found = []
    with tempfile.TemporaryDirectory() as name, both(Path(name)) as apps:
        for hand in get_args(Hand):
            ours, theirs = latencies(apps, hand, changes)
            for percent, bar in ((50, 2.0), (95, 3.0)):
                found.append(
                    Row(
                        f"slider change to picture, {hand}, p{percent}, {changes} changes",
                        "ms",
                        percentile(ours, percent),
                        percentile(theirs, percent),
                        extremes(ours),
                        bar,
                    )
                )
        rates = updates_while_held(apps[0], seconds, sliders)
    between = [1000 / rate for rate in rates]
    measure = f"from picture to picture while a slider is held, slowest of {len(rates)}"
    found.append(Row(measure, "ms", max(between), 1000 / LIVE, extremes(between), 1.0))
    return found
