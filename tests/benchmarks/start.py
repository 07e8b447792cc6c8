"""From the command to the first picture, beside the one-slider app; both started before."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.measures import Row, extremes
from tests.benchmarks.slider import FROZEN
from tests.browser import find_browser, start_browser
from tests.server import running_app, served

BAR = 1.6
PICTURE = ".board[data-run] .chart[data-run]"
"""The first chart that has been drawn."""


def rows(starts: int) -> list[Row]:
    """Return the row of the first picture: medians of that many starts, which take turns."""
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = find_browser(playwright)
        assert path is not None, "no browser to measure in"
        browser, folder = start_browser(playwright, path), Path(name)
        for turn in range(-1 if starts > 1 else 0, starts):
            first, second = _simulator(browser, folder), _one_slider(browser, folder)
            if turn >= 0:
                ours.append(first)
                theirs.append(second)
        browser.close()
    return [
        Row(
            f"first picture after a second start, {starts} starts",
            "s",
            statistics.median(ours),
            statistics.median(theirs),
            extremes(ours),
            BAR,
        )
    ]


def _simulator(browser: Browser, folder: Path) -> float:
    begin = time.perf_counter()
    with running_app(folder / "ours.log") as address:
        return _seen(browser, f"{address}/?lang=en", PICTURE, begin)


def _one_slider(browser: Browser, folder: Path) -> float:
    run = [sys.executable, "-m", "streamlit", "run", str(FROZEN)]
    command = [*run, "--server.headless=true", "--server.port={port}"]
    begin = time.perf_counter()
    with served(command, folder / "one.log", cwd=folder) as address:
        return _seen(browser, address, "text=Result:", begin)


def _seen(browser: Browser, address: str, what: str, begin: float) -> float:
    """Seconds from the command until it is to be seen in a new visitor's page."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.locator(what).first.wait_for(timeout=60_000)
    taken = time.perf_counter() - begin
    context.close()
    return taken
