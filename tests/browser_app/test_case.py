"""The Business case page in a real browser: from the cover to a file on one's own disk."""

import json

from cxsim.simulation import simulate
from pages.shared.page import SAMPLES, load_case
from tests.browser import settle


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
