"""The workbench as a hand uses it: a whole case built from the empty one, by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from cxsim.distributions import Distribution
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.reading import write_number
from pages.shared.page import SAMPLES, load_case
from tests import selectors as at

if TYPE_CHECKING:
    from playwright.sync_api import Page

FR = Language("fr")
TELECOM = load_case(SAMPLES[0])
CUSTOMERS = f"groups.{FR.say('Customers')}"
"""The one group of the empty case."""


class Hand:
    """A reader who types into the bench.

    Parameters
    ----------
    page : Page
    language : Language
        What numbers are typed in.
    patient : bool
        Whether each answer is waited for before the next number is typed.
    """

    patient = True

    def __init__(self, page: Page, language: Language) -> None:
        self.page = page
        self.language = language

    def view(self, name: str) -> None:
        """Open a panel by its name in the reader's language."""
        at.view(self.page, self.language.say(name))

    def press(self, name: str) -> None:
        """Press a button with the keyboard."""
        at.bench_button(self.page, name).press("Enter")
        at.answered(self.page)

    def write(self, place: str, text: str) -> None:
        """Replace what stands in a field, and mean it."""
        field = at.field(self.page, place)
        field.press("Control+a")
        self.page.keyboard.type(text) if text else self.page.keyboard.press("Delete")
        field.press("Enter")
        if self.patient:
            at.answered(self.page)

    def choose(self, place: str, value: str) -> None:
        """Choose an answer."""
        at.field(self.page, place).select_option(value)
        at.answered(self.page)

    def number(self, case: Scenario, path: str) -> None:
        """Make the number at a path what it is in a case, if it is not yet."""
        value = case.value(path)
        if isinstance(value, Distribution):
            self.shape(path, value)
        elif value:
            unit = FIELDS[path.rpartition(".")[2]].unit
            self.write(path, write_number(value, unit, case.currency, self.language))

    def shape(self, path: str, value: Distribution) -> None:
        """Open a number, choose its shape, and type its parameters."""
        at.details(self.page, path).press("Enter")
        self.parts(path, value.dist, value.model_dump())
        self.press("close")

    def parts(self, path: str, dist: str, content: dict[str, object]) -> None:
        """Choose a shape and type what differs from what it starts with."""
        self.choose(f"{path}@dist", dist)
        unit = FIELDS[path.rpartition(".")[2]].unit
        for name, each in content.items():
            listed = each if isinstance(each, tuple) else None
            for place, number in enumerate(listed or (each,)):
                field = f"{path}@{name}.{place}" if listed else f"{path}@{name}"
                if name == "dist":
                    continue
                if dist == "beta" and isinstance(number, float):
                    number -= 1  # a reader writes what was counted
                own = dist not in ("survey", "beta") and name not in ("weights", "concentration")
                kind = unit if own else "factor"
                text = "" if number is None else write_number(number, kind, "EUR", self.language)
                self.write(field, text)

    def group(self, case: Scenario, name: str) -> None:
        """Fill in the group that is open."""
        group = next(each for each in case.groups if each.name == name)
        path = f"groups.{name}"
        for field in ("customers", "new_customers_per_year", "acquisition_cost", "referral_cost"):
            self.number(case, f"{path}.{field}")
        at.details(self.page, f"{path}.mix.promoters").press("Enter")
        content = group.mix.model_dump()
        self.parts(f"{path}.mix", str(content.pop("dist", "fixed")), content)
        self.press("close")
        for segment in SEGMENTS:
            for field in FIELDS_OF_SEGMENT:
                self.number(case, f"{path}.{segment}.{field}")


FIELDS_OF_SEGMENT = (
    "purchases_per_year",
    "spend_per_purchase",
    "gross_margin",
    "churn",
    "referrals_per_year",
    "cost_to_serve",
)


@pytest.fixture
def hand(browser, app_url):
    """Yield a hand on the empty case, in French."""
    with at.visit(browser, f"{app_url}?lang=fr", locale="fr-FR") as page:
        at.painted(page)
        at.view(page, FR.say("File"))
        at.bench_button(page, "empty").press("Enter")
        at.field(page, f"{CUSTOMERS}.name").wait_for()
        yield Hand(page, FR)


def test_the_telecom_case_is_built_from_nothing(hand):
    """By a quick hand, in French, with decimal commas: the same fingerprint as the file's."""
    page, hand.patient = hand.page, False
    hand.write("horizon.start", TELECOM.horizon.start)
    hand.write("horizon.years", "5")
    hand.number(TELECOM, "horizon.discount_rate")
    first, second = (group.name for group in TELECOM.groups)
    hand.write(f"{CUSTOMERS}.name", first)
    hand.group(TELECOM, first)
    hand.press("add:groups")
    hand.write(f"groups.{FR.say('Group')}.name", second)
    hand.group(TELECOM, second)
    hand.view("Actions")
    for name in ("scale", "delay_months", "ramp_months"):
        hand.number(TELECOM, f"programme.{name}")
    hand.choose("programme.ramp", TELECOM.programme.ramp)
    for line in TELECOM.investments:
        hand.press("add:investments")
        hand.write(f"investments.{FR.say('Line')}.name", line.name)
        hand.choose(f"investments.{line.name}.category", line.category)
        for name in ("one_off", "per_year"):
            hand.number(TELECOM, f"investments.{line.name}.{name}")
        hand.write(f"investments.{line.name}.from_month", str(line.from_month))
        hand.write(f"investments.{line.name}.to_month", str(line.to_month))
    hand.view("Beliefs")
    for path in TELECOM.numbers:
        if path.startswith("programme.levers."):
            hand.number(TELECOM, path)
    for name in ("attribution", "returns", "fade_rate", "cost_overrun"):
        hand.number(TELECOM, f"programme.{name}")
    hand.number(TELECOM, f"groups.{second}.response")
    for event in TELECOM.risk_events:
        hand.press("add:risk_events")
        hand.write(f"risk_events.{FR.say('Event')}.name", event.name)
        for name in ("probability", "effect_factor", "cost_factor", "churn_factor", "delay_months"):
            if getattr(event, name) != 1:
                hand.number(TELECOM, f"risk_events.{event.name}.{name}")
        if event.effect_factor == 0:
            hand.write(f"risk_events.{event.name}.effect_factor", "0")
    for table in TELECOM.correlations:
        hand.choose("rank.new.reach", "set" if len(table.paths) > 2 else "pair")
        for other in table.paths[1:]:
            hand.choose("rank.new.first", table.paths[0])
            hand.choose("rank.new.second", other)
            hand.write("rank.new.rank", write_number(table.rank, "factor", "EUR", FR))
            hand.press("ranks:add")
    at.answered(page)
    assert at.kept_case(page, FR).fingerprint == TELECOM.fingerprint


def test_the_draft_survives_a_reload(hand):
    """What was typed is there after the page is loaded again, and after a visit to the method."""
    page = hand.page
    hand.write(f"{CUSTOMERS}.customers", "12 345")
    expect(page).to_have_url(re.compile("draft="))
    page.reload()
    field = at.field(page, f"{CUSTOMERS}.customers")
    expect(field).to_have_value("12\u202f345", timeout=at.PATIENCE)
    at.page_link(page, -1).click()
    page.locator("[data-testid=stMarkdownContainer] p").first.wait_for()
    at.page_link(page, 0).click()
    expect(field).to_have_value("12\u202f345", timeout=at.PATIENCE)


def test_typing_is_read_aloud_and_never_overwritten(hand):
    """While a number is typed its reading follows, and no letter is lost; Escape forgets it."""
    field = at.field(hand.page, f"{CUSTOMERS}.customers")
    field.press("Control+a")
    hand.page.keyboard.type("1,2 M", delay=30)
    expect(at.place(hand.page, f"{CUSTOMERS}.customers").locator(".reading")).to_have_text(
        "= 1\u202f200\u202f000"
    )
    expect(field).to_have_value("1,2 M")
    hand.page.keyboard.press("Escape")
    expect(field).to_have_value("0")
    at.answered(hand.page)
    hand.write(f"{CUSTOMERS}.customers", "douze")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("douze")


def test_enter_goes_down_and_details_give_the_focus_back(hand):
    """In a table Enter moves to the row below; a closed number hands the focus back."""
    page = hand.page
    at.field(page, f"{CUSTOMERS}.promoters.purchases_per_year").press("Enter")
    assert at.focused(page).endswith(at.key_of(page, f"{CUSTOMERS}.promoters.spend_per_purchase"))
    opener = at.details(page, f"{CUSTOMERS}.promoters.churn")
    opener.press("Enter")
    at.answered(page)
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_a_link_opens_the_whole_case(hand, browser, app_url):
    """Whoever opens the link has the case as it was when it was copied."""
    hand.write(f"{CUSTOMERS}.name", "Clients d’élite")
    case = at.kept_case(hand.page, FR)
    link = at.case_link(hand.page)
    with at.visit(browser, link) as page:
        at.view(page, "Faits")
        expect(at.field(page, "groups.Clients d’élite.name")).to_have_value("Clients d’élite")
        assert at.kept_case(page, FR).content() == case.content()


def test_a_file_is_saved_opened_and_refused_in_full(hand, tmp_path):
    """A saved case opens again; a faulty one is refused with every fault, and nothing is lost."""
    page = hand.page
    hand.write(f"{CUSTOMERS}.customers", "777")
    at.view(page, FR.say("File"))
    with page.expect_download() as download:
        at.bench_button(page, "save").click()
    saved = tmp_path / "case.toml"
    download.value.save_as(saved)
    assert Scenario.load(saved).value(f"{CUSTOMERS}.customers") == 777
    broken = tmp_path / "broken.toml"
    broken.write_text(saved.read_text("utf-8").replace("years = 3", "years = 99\nyeers = 1"))
    at.open_file(page, broken)
    faults = page.locator(".bench .faults li")
    expect(faults).to_have_count(2)
    expect(faults.first).to_contain_text("horizon")
    at.open_file(page, saved)
    expect(page.locator(at.VERDICT)).to_be_visible()
    at.view(page, FR.say("Facts"))
    expect(at.field(page, f"{CUSTOMERS}.customers")).to_have_value("777")


def test_undo_is_at_hand_everywhere(hand):
    """Ctrl+Z on the bench and the arrow beside the sliders take back the same changes."""
    page = hand.page
    hand.write(f"{CUSTOMERS}.customers", "500")
    at.field(page, f"{CUSTOMERS}.customers").press("Control+z")
    at.answered(page)
    expect(at.field(page, f"{CUSTOMERS}.customers")).to_have_value("0")
    at.view(page, FR.say("Answer"))
    at.painted(page)
    page.locator(".board .deed.redo").press("Enter")
    at.view(page, FR.say("Facts"))
    expect(at.field(page, f"{CUSTOMERS}.customers")).to_have_value("500")


def test_a_word_is_put_back_by_keyboard(hand):
    """The arrow beside a changed word brings back what stood there, and the focus stays at hand."""
    page = hand.page
    hand.write("name", "Autre chose")
    arrow = at.place(page, "name").locator("button.back")
    expect(arrow).to_have_attribute("title", re.compile(FR.say("New case")))
    arrow.press("Enter")
    at.answered(page)
    field = at.field(page, "name")
    expect(field).to_have_value(FR.say("New case"))
    expect(field).to_be_focused()
    expect(arrow).to_be_hidden()


def test_no_digit_of_a_cost_is_hidden(hand):
    """In the table of lines each field is wide enough for its text, a number open beside it."""
    page = hand.page
    hand.view("Actions")
    hand.press("add:investments")
    line = f"investments.{FR.say('Line')}"
    hand.write(f"{line}.per_year", "123 456 789,5")
    at.details(page, f"{line}.one_off").press("Enter")
    at.answered(page)
    for name in ("name", "per_year", "one_off"):
        box = at.field(page, f"{line}.{name}")
        assert box.evaluate("node => node.scrollWidth <= node.clientWidth"), name
