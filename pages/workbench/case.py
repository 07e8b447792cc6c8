"""The case itself: opened from a file, kept in a file or a link, started from nothing."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date

from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.faults import with_name
from cxsim.scenario.files import decode, too_large
from cxsim.scenario.foreign import WORKBOOK, foreign
from cxsim.scenario.link import LONGEST_LINK, pack
from cxsim.scenario.start import worded
from cxsim.scenario.template import EMPTY, template
from cxsim.text.language import Language
from pages.bench import Bench, Button, Event, Grid, Row, Section
from pages.shared.kept import CASE
from pages.shared.visit import Visit

ACCEPTED = ".toml,.xlsx,text/plain"
SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"


def case_panel(visit: Visit, language: Language, address: str) -> Bench:
    """Return the panel with the ways in and out.

    Parameters
    ----------
    visit : Visit
    language : Language
    address : str
        Of the app, without its query.
    """
    say = language.say
    opening = _open(visit, language)
    return Bench(
        language=language.code,
        title=say("File"),
        sections=(
            opening,
            *_returned(visit, language),
            _keep(visit, language, address),
            _start(language),
        ),
        announcement=" ".join(opening.faults),
        help=say("About"),
    )


def hear_case(visit: Visit, events: Sequence[Event], language: Language) -> None:
    """Open what the reader brought, or start from nothing."""
    for event in events:
        try:
            match event.kind, event.id:
                case "file", "open":
                    if _opened(visit, event, language):
                        continue
                case "press", "empty":
                    visit.bring(worded(Scenario.from_mapping(EMPTY), language.translate))
                case "press", "neutral":
                    start = Scenario.parse(template(language.code))
                    visit.bring(worded(start, language.translate))
                case _:
                    continue
            visit.panel = "facts" if event.id == "empty" else "answer"
        except ScenarioError as error:
            visit.refused = with_name(error, event.name)


def _opened(visit: Visit, sent: Event, language: Language) -> bool:
    """Open the file that was sent; return whether it was a workbook that came back."""
    content = _bytes(sent.text)
    if foreign(content) is not WORKBOOK:
        visit.bring(Scenario.parse(decode(content)))
        return False
    from cxsim.export.workbook import read_workbook  # here: it takes its time

    base, today = visit.session.scenario, date.today()
    visit.bring_back(read_workbook(content, base, today, language.translate))
    return True


def _bytes(text: str) -> bytes:
    """Return the bytes of a file, sent as base64.

    What is no base64 stands for a file that is too large to be sent.
    """
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise too_large() from None


def _open(visit: Visit, language: Language) -> Section:
    faults = visit.refused.faults if visit.refused else ()
    words = language.say(
        "A scenario file (TOML), or a workbook of a case that was edited or filled in. It stays on "
        "this machine."
    )
    return Section(
        "open",
        language.say("Open a file"),
        words,
        faults=tuple(fault.read(language.translate) for fault in faults),
        buttons=(Button("open", language.say("Choose a file…"), kind="file", accept=ACCEPTED),),
    )


def _returned(visit: Visit, language: Language) -> tuple[Section, ...]:
    """What a workbook that came back has changed, and whose number each now is."""
    say = language.say
    found = visit.returned.get(visit.current)
    if found is None:
        return ()
    from cxsim.export.workbook.told import change_row

    rows = tuple(
        Row(place, tuple(cells))
        for place, *cells in (change_row(each, found.scenario, language) for each in found.changes)
    )
    head = (say("What"), say("Cell"), say("Was"), say("Now"), say("Changed by"))
    title = say("What came back changed")
    grids = (Grid("returned", title, head, rows, prose=True),) if rows else ()
    words = "" if rows else say("Nothing was changed in the workbook.")
    notes = tuple(language.read(note) for note in found.notes)
    return (Section("returned", title, words, faults=notes, grids=grids),)


def _keep(visit: Visit, language: Language, address: str) -> Section:
    say = language.say
    scenario = visit.session.scenario
    packed = pack(scenario)
    link = f"{address}?lang={language.code}&{CASE}={packed}"
    fits = len(link) <= LONGEST_LINK
    words = say(
        "The link holds the whole case; whoever opens it has a copy. It opens where cxsim runs at "
        "this address."
    )
    if not fits:
        words = say(
            "This case is too long for a link ({length} characters; {limit} are safe). Send the "
            "file.",
            length=language.number(len(link)),
            limit=language.number(LONGEST_LINK),
        )
    save = Button(
        "save",
        say("Save as a file"),
        kind="save",
        text=scenario.to_toml(),
        name=f"{file_name(scenario.name)}.toml",
        tone="primary",
    )
    copy = Button(
        "link", say("Copy a link"), kind="copy", text=link, done=say("Copied"), off=not fits
    )
    return Section("keep", say("Keep this case"), words, buttons=(save, copy))


def file_name(name: str) -> str:
    """Return a name that every system takes: letters, digits and hyphens."""
    safe = "".join(c if c in SAFE else "-" for c in name.lower())
    return "-".join(filter(None, safe.split("-")))[:60] or "case"


def _start(language: Language) -> Section:
    say = language.say
    return Section(
        "start",
        say("Start anew"),
        say(
            "The neutral pack holds this project's default for every number, each with its source "
            "and grade, to be replaced by one's own. The empty case holds nothing. The page "
            "Start a case asks ten questions."
        ),
        buttons=(
            Button("neutral", say("Neutral pack")),
            Button("empty", say("Empty case")),
        ),
    )
