"""`python -m tests.gallery FOLDER` photographs every page × language × theme × width.

Words after the folder keep the pictures whose names hold them all: `simulator fr-dark 390`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect, sync_playwright

from cxsim.library import Library
from cxsim.scenario import Scenario
from cxsim.text.language import LANGUAGES, Language
from cxsim.text.phrase import Phrase
from pages.finance.views import VIEWS as DOWNSIDE
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from pages.why.questions import SECTION_NAMES as WHY
from pages.workbench.views import NAMES as PANELS
from tests import selectors as at
from tests.browser import MISSING, find_browser, settle, start_browser
from tests.server import ROOT, running_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

THEMES = ("light", "dark")
WIDTHS = (1440, 820, 390)
TALLEST = 12_000  # pixels; a page that is longer is cut
IN_VIEW = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
BUSY = "[data-testid=stSpinner], .bench:not([data-idle])"


class Stop(NamedTuple):
    """One picture to take.

    Parameters
    ----------
    name : str
    page : str
        Last part of the page's address.
    open : callable
        Brings the page to the state that is photographed.
    """

    name: str
    page: str
    open: Callable[[Page, Language], None]


def as_it_opens(page: Page, language: Language) -> None:
    """Leave the page as it is."""


def view(name: Phrase) -> Callable[[Page, Language], None]:
    """Return what opens a view of a page."""
    return lambda page, language: at.view(page, language.read(name))


def moved(page: Page, language: Language) -> None:
    """Move a slider, open an explanation."""
    run = at.painted(page)
    at.press(page, "programme.scale", "ArrowLeft", 4)
    at.painted(page, beyond=run)
    page.locator(".board button.about").first.click()


def read(page: Page, language: Language) -> None:
    """Bring the made-up company's files, and take every proposal."""
    at.made_up_company(page)


def stops() -> Iterator[Stop]:
    """Every page, and every view of it."""
    yield Stop("simulator", "", as_it_opens)
    yield Stop("simulator-moved", "", moved)
    yield from (Stop(f"simulator-{key}", "", view(name)) for key, name in PANELS.items())
    yield from (Stop(f"sensitivity-{key}", "sensitivity", view(name)) for key, name in WHY.items())
    yield from (Stop(f"downside-{key}", "downside", view(name)) for key, name in DOWNSIDE.items())
    for page in ("compare", "case", "start", "library", "method", "baseline"):
        yield Stop(page, page, as_it_opens)
    yield Stop("baseline-read", "baseline", read)


def photograph(browser: Browser, address: str, folder: Path, wanted: Callable[[str], bool]) -> None:
    """Take every picture that is wanted; each page is opened by a visitor of its own."""
    for stop, code, theme, width in product(stops(), LANGUAGES, THEMES, WIDTHS):
        name = f"{stop.name}.{code}-{theme}-{width}"
        if not wanted(name):
            continue
        settings = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
        with at.visit(browser, f"{address}/{stop.page}?lang={code}", **settings) as page:
            shown(page)
            stop.open(page, Language(code))
            shown(page)
            whole(page, width)
            page.screenshot(path=folder / f"{name}.png")
        print(name, flush=True)


def shown(page: Page) -> None:
    """Wait until nothing more is to come."""
    settle(page)
    expect(page.locator(BUSY)).to_have_count(0, timeout=at.PATIENCE)
    page.wait_for_timeout(800)
    settle(page)


def whole(page: Page, width: int) -> None:
    """Make the window as high as the page."""
    for _ in range(2):
        height = min(max(page.evaluate(IN_VIEW), 900), TALLEST)
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(900)


def index(folder: Path) -> None:
    """Write one page that shows them all."""
    pictures = sorted(folder.glob("*.png"))
    figures = "".join(
        f"<figure><a href='{escape(p.name)}'><img src='{escape(p.name)}' loading='lazy'></a>"
        f"<figcaption>{escape(p.stem)}</figcaption></figure>"
        for p in pictures
    )
    style = "body{font:14px sans-serif} figure{display:inline-block;vertical-align:top;margin:8px}"
    style += "img{width:320px}"
    head = f"<!doctype html><meta charset='utf-8'><title>cxsim</title><style>{style}</style>"
    (folder / "index.html").write_text(head + figures, encoding="utf-8")


def main(folder: Path, words: list[str]) -> None:
    """Take the pictures, and write the page that shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        os.environ["CXSIM_LIBRARY"] = str(Path(room) / "library.db")
        library = Library.open()
        for number, name in enumerate(SAMPLES[:3]):
            scenario = Scenario.load(SAMPLE_FOLDER / name)
            library.save(scenario, author="Ada Lovelace", ticket=str(number), tags=("board",))
        library.close()
        with running_app(Path(room) / "log.txt", cwd=ROOT) as address, sync_playwright() as player:
            path = find_browser(player)
            if path is None:
                sys.exit(MISSING)
            browser = start_browser(player, path)
            photograph(browser, address, folder, lambda name: all(word in name for word in words))
    index(folder)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
