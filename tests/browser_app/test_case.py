"""The Business case page in a real browser: from the cover to a file on one's own disk."""

import json

from cxsim.export.case.formats import FORMATS
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from cxsim.text.language import PSEUDO
from pages.shared.page import SAMPLE_FOLDER, SAMPLES, load_case
from tests import selectors as at
from tests.browser import settle
from tests.browser_app.test_words import leftovers


def test_a_case_is_signed_made_and_saved(page, app_url):
    """Named, accepted and made, the figures that are saved are those of the simulation."""
    page.goto(f"{app_url}/case")
    settle(page)
    customer = page.get_by_role("textbox", name="Customer", exact=True)
    customer.fill("Aster")
    customer.press("Tab")
    signing = page.get_by_role("textbox", name="Accept in the name of", exact=True)
    signing.fill("Grace Hopper")
    page.locator("[data-button=accept]:not([aria-disabled=true])").click()
    page.locator("[data-button='take back']").wait_for()
    page.get_by_role("button", name="Make: Figures").click()
    with page.expect_download(timeout=60_000) as saved:
        page.get_by_role("button", name="Save: Figures").click(timeout=60_000)
    assert saved.value.suggested_filename == "regional-telecom-operator.json"
    found = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert found["cover"]["customer"] == "Aster"
    assert {each["name"] for each in found["accepted"]} == {"Grace Hopper"}
    result = simulate(load_case(SAMPLES[0]))
    assert found["results"]["npv"]["mean"] == float(result.npv.mean())


def test_no_word_of_the_page_escapes_translation(browser, app_url):
    """In the made-up language no three plain letters are left, explanations opened."""
    samples = [Scenario.load(SAMPLE_FOLDER / name) for name in SAMPLES]
    with at.visit(browser, f"{app_url}/case?lang={PSEUDO}") as page:
        page.locator("[data-button='show ']").click()
        at.answered(page)
        for button in page.locator(":is(.board, .bench) button.about").all():
            button.dispatch_event("click")
        assert set(leftovers(at.texts(page), samples)) == set(FORMATS)  # endings of files
