"""Languages on the screen: all of French in French, and no word that escaped translation."""

import calendar
import re

import pytest
from playwright.sync_api import Page, expect

from cxsim.scenario import Scenario
from cxsim.text.language import PSEUDO, Language
from pages.shared.frame import NAMES
from pages.shared.page import SAMPLE_FOLDER, SAMPLES
from pages.workbench.start import CURRENCIES
from pages.workbench.views import NAMES as VIEWS
from tests import selectors as at
from tests.browser import settle

SCALE = "programme.scale"
PLAIN = re.compile(r"[A-Za-z]{3,}")

STREAMLIT = (  # its own words that the app does not reach
    "options available.",  # spoken while a list is open, in the browser's own language
    "option available.",
    "selected.",
    "Copy to clipboard",  # beside code
    "Link to heading",
    "You need to enable JavaScript",
)
ALIKE = {"ROI", "Attribution", "Horizon", "Plan", "plan", "Actions"}  # French words too
MADE_UP_WORDS = """survey transactions customers contacts csv parquet customer date recommend
satisfaction effort stage verbatim amount start end group referrals cost resolved Households Small
business EUR USD GBP CHF CAD JPY consideration decision retention advocacy NPS CSAT CES"""
MADE_UP = frozenset(MADE_UP_WORDS.split())
"""Names in the made-up company's files: data; currencies; measures known by their letters."""
NAMED = ("cxsim", "CHF")  # the app's own name, and a sign that is letters
MONTHS = (
    *calendar.month_name[1:],
    *calendar.month_abbr[1:],
)  # Babel's, of the made-up language too


def words_of(scenario: Scenario) -> list[str]:
    """Return the names, descriptions and sources of a scenario: data, never translated."""
    named = (*scenario.groups, *scenario.investments, *scenario.risk_events)
    given = [item.name for item in (*named, *scenario.stresses, *scenario.intangibles)]
    given += [text for item in scenario.intangibles for text in (item.owner, item.evidence)]
    card = (getattr(scenario.experience, name) for name in type(scenario.experience).model_fields)
    given += [text for question in card for text in (question.measure, question.target)]
    given += [source.source for source in scenario.sources.values()]
    given += [source.owner or "" for source in scenario.sources.values()]
    return [scenario.name, scenario.description, scenario.programme.name, *given]


def leftovers(found: list[str], scenarios: list[Scenario]) -> list[str]:
    """Return the texts with plain letters left, once what is no text of ours is taken out."""
    data = sorted({w for s in scenarios for w in words_of(s) if w}, key=len, reverse=True)
    allowed = [*data, *NAMES.values(), *STREAMLIT, *NAMED, *MONTHS]
    left = []
    for text in found:
        rest = text.replace("\u2060", "").replace("<br>", " ").replace("\n", " ")
        for word in allowed:
            rest = rest.replace(word, " ")
        if PLAIN.search(rest):
            left.append(text)
    return left


def open_everything(page: Page) -> None:
    """Open every table and every explanation, so that their words are seen too."""
    for summary in page.locator(f"{at.CHARTS} summary").all():
        summary.click()
    for button in page.locator(".board button.about").all():
        button.dispatch_event("click")


@pytest.fixture(scope="module")
def samples() -> list[Scenario]:
    return [Scenario.load(SAMPLE_FOLDER / name) for name in SAMPLES]


@pytest.mark.parametrize("name", SAMPLES[:3])
def test_no_word_of_the_simulator_escapes_translation(browser, app_url, samples, name):
    """In the made-up language no three plain letters are left, heard or seen, on the simulator."""
    with at.visit(browser, f"{app_url}?lang={PSEUDO}") as page:
        run = at.painted(page)
        if name != SAMPLES[0]:
            chosen = samples[SAMPLES.index(name)]
            choose_sample(page, chosen.name)
            expect(page.locator("body")).to_contain_text(chosen.description[:30])
            run = at.painted(page)
        for each, key in ((SCALE, "ArrowRight"), ("horizon.discount_rate", "End")):
            at.press(page, each, key)
            run = at.painted(page, beyond=run)
        open_everything(page)
        seen = at.texts(page)
        for shape in ("50 dots", "ROI"):
            at.choose(page, "distribution", Language(PSEUDO).say(shape))
            page.locator(f"{at.PLOTS} .scatterlayer .point").first.wait_for(timeout=at.PATIENCE)
            seen += at.texts(page)
        assert len(seen) > 150
        assert leftovers(seen, samples) == []


def test_no_word_of_the_method_escapes_translation(browser, app_url, samples):
    """Neither on the method's page, formulas and code aside."""
    with at.visit(browser, f"{app_url}?lang={PSEUDO}") as page:
        at.painted(page)
        go_to_method(page, PSEUDO)
        assert leftovers(at.texts(page), samples) == []


def test_no_word_of_the_workbench_escapes_translation(browser, app_url, samples):
    """Nor on any panel, a number open and its explanations unfolded."""
    language = Language(PSEUDO)
    with at.visit(browser, f"{app_url}?lang={PSEUDO}") as page:
        at.painted(page)
        for panel in ("facts", "actions", "beliefs", "finance", "years", "file"):
            at.view(page, language.read(VIEWS[panel]))
            title = language.read(VIEWS[panel])
            expect(page.locator(".bench").last).to_have_accessible_name(title, timeout=at.PATIENCE)
            at.answered(page)
            for opener in page.locator(".bench button.range").all()[-1:]:
                opener.press("Enter")
                at.answered(page)
            for button in page.locator(".bench button.about").all():
                button.dispatch_event("click")
            assert leftovers(at.texts(page), samples) == [], panel


def test_no_word_of_a_new_case_escapes_translation(browser, app_url, samples):
    """Nor where one is started, an answer refused; nor in the neutral pack it starts from."""
    language = Language(PSEUDO)
    with at.visit(browser, f"{app_url}?lang={PSEUDO}") as page:
        at.painted(page)
        at.page_link(page, 5).click()
        at.field(page, "answer.churn").fill("130 %")
        at.bench_button(page, "simulate").press("Enter")
        page.locator(".bench .faults li").wait_for()
        for button in page.locator(".bench button.about").all():
            button.dispatch_event("click")
        seen = [text for text in at.texts(page) if text not in CURRENCIES]
        assert leftovers(seen, samples) == []
        at.field(page, "answer.churn").fill("")
        at.bench_button(page, "simulate").press("Enter")
        at.painted(page)
        at.view(page, language.read(VIEWS["actions"]))
        at.answered(page)
        assert leftovers(at.texts(page), []) == []


def test_no_word_of_the_baseline_escapes_translation(browser, app_url, samples):
    """Nor on the baseline, the made-up company's files read, its measures and doubts shown."""
    with at.visit(browser, f"{app_url}/baseline?lang={PSEUDO}") as page:
        at.made_up_company(page)
        for summary in page.locator(f"{at.CHARTS} summary").all():
            summary.click()
        for button in page.locator("button.about").all():
            button.dispatch_event("click")
        seen = at.texts(page)
        assert len(seen) > 200
        left = leftovers(seen, samples)
        assert [text for text in left if not set(PLAIN.findall(text)) <= MADE_UP | {*MONTHS}] == []


def choose_sample(page: Page, name: str) -> None:
    page.locator(at.SAMPLES).click()
    page.get_by_role("option", name=name).click()
    settle(page)


def go_to_method(page: Page, code: str) -> None:
    at.page_link(page, -1).click()
    expect(page).to_have_url(re.compile(rf"/method\?.*lang={code}"))
    expect(page.locator("h1").first).to_have_text(Language(code).say("Method"))
    page.locator("[data-testid=stMarkdownContainer] p").first.wait_for()
    settle(page)


def english(page: Page) -> set[str]:
    """Return what of the board's text has words of at least four letters."""
    return {text for text in at.texts(page) if re.search(r"[A-Za-z]{4,}", text)}


def test_french_is_french_throughout(browser, app_url, samples):
    """A click on Français leaves no sentence or label of the English page but data."""
    with at.visit(browser, app_url) as page:
        run = at.painted(page)
        at.press(page, SCALE, "ArrowRight")
        at.painted(page, beyond=run)
        open_everything(page)
        before = english(page)
        at.language_button(page, "Français").click()
        expect(page).to_have_url(re.compile(r"lang=fr"))
        expect(page.locator(".board")).to_have_attribute("lang", "fr")
        expect(page.locator(at.RESET)).to_have_text(Language("fr").say("Reset"))
        at.painted(page)
        expect(page.locator(at.SPOKEN)).to_contain_text("futurs simulés", timeout=at.PATIENCE)
        same = {text for text in english(page) & before if leftovers([text], samples)}
        assert same - ALIKE == set()


def in_french(page: Page) -> None:
    expect(page).to_have_url(re.compile(r"[?&]lang=fr"))
    expect(page.locator(".board")).to_have_attribute("lang", "fr", timeout=at.PATIENCE)
    expect(page.locator(at.VERDICT)).to_contain_text("futurs simulés", timeout=at.PATIENCE)


def test_french_stays(browser, app_url):
    """It survives a slider, another page, the way back and a reload."""
    with at.visit(browser, app_url) as page:
        at.painted(page)
        at.language_button(page, "Français").click()
        in_french(page)
        run = at.painted(page)
        at.press(page, SCALE, "ArrowRight")
        at.painted(page, beyond=run)
        in_french(page)
        go_to_method(page, "fr")
        at.page_link(page, 0).click()
        at.painted(page)
        in_french(page)
        page.reload()
        settle(page)
        at.painted(page)
        in_french(page)


def test_french_numbers_under_the_hand(browser, app_url):
    """While a slider moves its number is written as French writes it, and so is the answer's."""
    with at.visit(browser, f"{app_url}?lang=fr") as page:
        run = at.painted(page)
        at.press(page, "horizon.discount_rate", "ArrowLeft")
        at.painted(page, beyond=run)
        said = at.reading(page, "horizon.discount_rate").text_content()
        assert re.fullmatch(r"\d+,\d\s%", said), said
        spoken = at.slider(page, "horizon.discount_rate").get_attribute("aria-valuetext")
        assert spoken == said


def test_samples_change_there_and_back(browser, app_url, samples):
    """Each choice of a sample is obeyed at the first click."""
    with at.visit(browser, app_url) as page:
        at.painted(page)
        for scenario in (samples[1], samples[0], samples[1]):
            choose_sample(page, scenario.name)
            expect(page.locator("body")).to_contain_text(
                scenario.description[:40], timeout=at.PATIENCE
            )
            sign = Language("en").money(1, scenario.currency)[0]
            expect(page.locator(at.VERDICT)).to_contain_text(sign, timeout=at.PATIENCE)


def test_streamlits_own_parts_speak_french(browser, app_url):
    """The skip link, the rest of the menu, fields and their buttons; and English again after it."""
    narrow = {"width": 820, "height": 900}
    with at.visit(browser, f"{app_url}/compare?lang=fr", viewport=narrow) as page:
        skip = page.get_by_test_id("stSkipToContent")
        expect(skip).to_have_text("Aller au contenu")
        rest = page.get_by_test_id("stTopNav").get_by_text(re.compile(r"^encore \d$"))
        expect(rest).to_be_visible()
        expect(page.get_by_test_id("stTopNav")).to_have_attribute(
            "aria-label", "Pages de l’application"
        )
        page.get_by_text("Autres dossiers", exact=True).click()
        expect(page.get_by_label(re.compile("^Retirer "))).to_be_attached()
        for left in ("Choose an option", "Clear all", "Open"):
            expect(page.locator(f"[placeholder='{left}'], [aria-label='{left}']")).to_have_count(0)
        page.get_by_text("English", exact=True).click()
        expect(skip).to_have_text("Skip to main content")
        expect(page.get_by_label("Clear all")).to_be_attached()
