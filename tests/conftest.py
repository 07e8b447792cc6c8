"""What tests share: the app as a running server, a real browser, the way to larger data."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import office as judge
from tests.browser import MISSING, find_browser, in_ci, start_browser
from tests.server import MEMORY, running_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LIBRARY = tempfile.TemporaryDirectory(prefix="cxsim-library-", dir=MEMORY)
os.environ["CXSIM_LIBRARY"] = str(Path(LIBRARY.name) / "library.db")
"""The tests' own library: nobody's cases are touched."""
settings.register_profile("cxsim", deadline=None, derandomize=in_ci())
settings.load_profile("cxsim")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if {"browser", "browser_there"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that tests were left out for want of a browser or of LibreOffice."""
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for missing in (MISSING, judge.MISSING):
        if missed := sum(missing in reason for reason in skipped):
            terminalreporter.write_sep("!", f"{missed} skipped: {missing}", red=True, bold=True)


@pytest.fixture(scope="session")
def public_data() -> Path:
    """Return the folder of larger public data sets that `CXSIM_TEST_DATA` names."""
    folder = os.environ.get("CXSIM_TEST_DATA")
    if not folder:
        pytest.skip("CXSIM_TEST_DATA names no folder of public data sets")
    return Path(folder)


@pytest.fixture(scope="session")
def office() -> None:
    """See to it that there is a LibreOffice; without one, skip, but fail where nothing may be."""
    if not judge.has_office():
        (pytest.fail if in_ci() else pytest.skip)(judge.MISSING)


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the app, started once for each process that runs tests."""
    folder = tmp_path_factory.mktemp("app")
    with running_app(folder / "log.txt", cwd=folder) as address:
        yield address
    assert "\nfault " not in (folder / "log.txt").read_text(errors="replace")


@pytest.fixture
def browser_there() -> None:
    """See to it that there is a browser for a test that starts one itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        if find_browser(playwright) is None:
            (pytest.fail if in_ci() else pytest.skip)(MISSING)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser; without one, skip, but fail where nothing may be skipped.

    One for each file: while Playwright runs, its event loop occupies this thread.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = find_browser(playwright)
        if path is None:
            (pytest.fail if in_ci() else pytest.skip)(MISSING)
        started = start_browser(playwright, path)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, app_url: str) -> Iterator[Page]:
    """Return a fresh visitor's page on the app, settled."""
    from tests.selectors import visit

    with visit(browser, app_url) as page:
        yield page
