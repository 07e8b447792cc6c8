"""A visit that is written down: whole when it comes back, refused when it is not."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cxsim.export.case import Accepted
from cxsim.library import Library, LibraryError
from cxsim.text.language import Language
from cxsim.text.phrase import say
from pages.bench import Event
from pages.shared.draft import MOST_STEPS, read, written
from pages.shared.kept import Kept
from pages.shared.page import SAMPLES, load_case
from pages.shared.visit import Visit
from pages.workbench.hear import hear
from pages.workshop.asked import CASES, Asked

EN = Language("en")
CUSTOMERS = "groups.Households.customers"
RATE = "horizon.discount_rate"


def edited() -> Visit:
    """A visit in which a number was typed, a slider moved, and something half typed."""
    visit = Visit()
    visit.choose(SAMPLES[1])
    visit.choose(SAMPLES[0])
    hear(visit.session, [Event("set", CUSTOMERS, "5,000"), Event("set", RATE, "lots")], EN)
    visit.session.move({"programme.scale": 150.0}, EN)
    visit.panel, visit.offer.customer, visit.offer.logo = "facts", "Aster", b"\x89PNG"
    visit.answers["answer.name"] = "Acme"
    visit.compared = Asked(CASES, (SAMPLES[1],), SAMPLES[1], "roi", "B")
    return visit


def test_what_was_done_is_there_again():
    """Numbers, sliders, what is half typed, the panel, the cover, what is compared come back."""
    visit, again = edited(), read(written(edited()))
    assert again.session.scenario.content() == visit.session.scenario.content()
    assert again.session.moved == {"programme.scale": 1.5}
    assert again.session.typed == visit.session.typed != {}
    assert list(again.cases) == [SAMPLES[1], SAMPLES[0]]
    assert (again.panel, again.offer.customer, again.offer.logo) == ("facts", "Aster", b"\x89PNG")
    assert again.answers == {"answer.name": "Acme"}
    assert again.compared == visit.compared
    assert again.copied().compared is not again.compared


def test_undo_leads_back_to_the_file():
    """The steps before the restart can be undone after it, comments of the file and all."""
    again = read(written(edited()))
    while again.session.history.past:
        again.session.undo()
    assert again.session.scenario.to_toml() == load_case(SAMPLES[0]).to_toml()
    again.session.redo()
    assert again.session.scenario.value(CUSTOMERS) == 5_000


def test_only_the_last_steps_are_written():
    """However long one works, a draft stays short."""
    visit = edited()
    for number in range(3 * MOST_STEPS):
        hear(visit.session, [Event("set", CUSTOMERS, str(6_000 + number))], EN)
    assert len(read(written(visit)).session.history.past) == MOST_STEPS


def test_what_was_accepted_stays_accepted_while_it_stands():
    """An acceptance comes back for the number it was given for, and not for another one."""
    visit = edited()
    scenario = visit.session.scenario
    source = scenario.sources.get(CUSTOMERS)
    for number in (scenario.value(CUSTOMERS), 4.0):
        signed = Accepted(CUSTOMERS, "Ada", date(2026, 3, 1), number, source)
        visit.offer.accepted[SAMPLES[0]] = (signed,)
        again = read(written(visit)).offer.accepted[SAMPLES[0]]
        assert again == ((signed,) if number == 5_000 else ())


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.pop("cases"),
        lambda record: record.update(version=99),
        lambda record: record["cases"][SAMPLES[0]].update(origin="1.half"),
        lambda record: record["cases"][SAMPLES[0]].update(moved={"no.such": 1.0}),
        lambda record: record["cases"].update(own=None),
        lambda record: record.update(offer=[]),
    ],
)
def test_a_damaged_draft_is_refused(change):
    """What is no draft of this version raises one error, and opens nothing."""
    record = json.loads(written(edited()))
    change(record)
    with pytest.raises(ValueError):  # noqa: PT011
        read(json.dumps(record))


def test_a_restarted_server_goes_on_with_it(tmp_path):
    """What was written down is found by a server that has nothing in memory."""
    library = Library.open(tmp_path / "library.db")
    before, visit = Kept(lambda: library), edited()
    name = before.keep(visit)
    before.change(name, visit)
    before.write()
    found = Kept(lambda: Library.open(tmp_path / "library.db")).find(name)
    assert found is not None
    assert found.session.scenario.content() == visit.session.scenario.content()
    assert Kept(lambda: library).find("another") is None


def test_where_nothing_can_be_written_the_app_goes_on():
    """A library that refuses is told; the visits of this server are still found."""

    def refuse() -> Library:
        raise LibraryError(say("there is no room"))

    kept, visit = Kept(refuse), edited()
    name = kept.keep(visit)
    kept.change(name, visit)
    kept.write()
    assert kept.trouble is not None
    assert kept.trouble.read() == "there is no room"
    assert kept.find(name) is visit
    assert kept.find("another") is None


def test_a_hand_that_moves_does_not_keep_others_waiting(tmp_path):
    """While one visitor drags on, another who has been quiet is written down."""
    library = Library.open(tmp_path / "library.db")
    kept, visit = Kept(lambda: library), edited()
    kept.change("quiet", visit)
    kept.changed["quiet"] = (kept.changed["quiet"][0] - 1.0, visit)
    kept.change("moving", visit)
    kept.write(0.9)
    assert library.draft("quiet") is not None
    assert library.draft("moving") is None
    kept.write()
    assert library.draft("moving") is not None
    assert kept.changed == {}
