"""What a reader's hand does on the Library page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxsim.export.case.cover import plain
from cxsim.scenario import Scenario
from cxsim.scenario.link import pack
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, RefusedError, say
from pages.bench import Event
from pages.shared.frame import COMPARE, SIMULATOR
from pages.shared.session import Shelved
from pages.shared.visit import Visit
from pages.shelf.shelf import TYPED

if TYPE_CHECKING:
    from cxsim.library import Conflict, Library

LONGEST_NAME = 180
"""Characters of the name of a copy: what more there is of it is cut."""
LONGEST_TAG, MOST_TAGS, LONGEST_NOTE = 40, 12, 2_000


def hear_library(
    visit: Visit, library: Library, events: Sequence[Event], language: Language
) -> None:
    """Do what was asked; what cannot be done is told, and nothing is lost."""
    for event in events:
        try:
            _hear(visit, library, event, language)
        except RefusedError as error:
            visit.shelf.trouble = error.reason


def _hear(visit: Visit, library: Library, event: Event, language: Language) -> None:
    shelf = visit.shelf
    match event.kind, event.id:
        case (("set" | "type" | "drop"), name) if name in TYPED:
            setattr(shelf, name, "" if event.kind == "drop" else event.text)
            return
        case "press", deed:
            conflict = shelf.conflict
            shelf.clear()
            verb, _, rest = deed.partition(" ")
            if verb in SAVING:
                _save(visit, library, verb, language)
            elif verb == "theirs" and conflict:
                _open(visit, library, conflict.entry.key, conflict.theirs.number)
            elif verb == "compare" and conflict:
                shelf.beside, visit.leaving = _beside(visit, library, conflict), COMPARE
            elif verb == "leave":
                return
            else:
                _browse(visit, library, verb, rest)


SAVING = ("save", "new", "copy", "overwrite")


def _save(visit: Visit, library: Library, verb: str, language: Language) -> None:
    """Save the case that is shown: over its entry, as a new one, as a copy, or all the same."""
    from cxsim.library import Conflict

    shelf, session = visit.shelf, visit.session
    shelved, scenario = session.shelved, session.scenario
    author = _signed(visit)
    if verb == "copy":
        scenario = _called(scenario, language)
    own = shelved if verb in ("save", "overwrite") else None
    tags, note = _tags(shelf.tags), shelf.note.strip()
    if len(note) > LONGEST_NOTE:
        raise _too_long(say("What changed, and why"), len(note), LONGEST_NOTE)
    try:
        saved = library.save(
            scenario,
            author=author,
            key=own.key if own else None,
            seen=own.number if own else None,
            tags=tags,
            note=note,
            ticket=shelf.stub(own, pack(scenario), tags, note),
            overwrite=verb == "overwrite",
        )
    except Conflict as conflict:
        shelf.conflict = conflict
        return
    if verb == "copy":
        visit.bring(scenario)
    visit.session.shelved = Shelved(saved.key, saved.number, pack(scenario))
    shelf.note = ""
    shelf.told = say("Saved as version {number}.", number=saved.number)


def _beside(visit: Visit, library: Library, conflict: Conflict) -> str:
    """Open their version under a name that says whose it is; return its key in the visit."""
    mine, theirs = visit.current, conflict.theirs
    scenario = library.load(conflict.entry.key, theirs.number)
    name = f"{scenario.name[:100]} ({theirs.author[:60]}, {theirs.number})"
    visit.bring(scenario.with_value("name", name))
    key, visit.current = visit.current, mine
    return key


def _called(scenario: Scenario, language: Language) -> Scenario:
    """Return the scenario under a name that tells it from the one it was made from."""
    name = language.say("{name}, copy", name=scenario.name[:LONGEST_NAME])
    return scenario.with_value("name", name)


def _browse(visit: Visit, library: Library, verb: str, rest: str) -> None:
    """Look through what is saved, or move it."""
    shelf = visit.shelf
    key, _, number = rest.partition(" ")
    match verb:
        case "list":
            shelf.archived, shelf.opened = key == "archived", ""
        case "open":
            _open(visit, library, key, int(number) if number else None)
        case "versions":
            shelf.opened, shelf.version = ("" if shelf.opened == key else key), 0
        case "changes":
            shelf.version = 0 if shelf.version == int(rest) else int(rest)
        case "restore":
            shelf.told = _restored(visit, library, key, int(number))
        case "duplicate":
            shelf.told = _duplicated(visit, library, key)
        case "away" | "back":
            library.archive(key, archived=verb == "away")
            shelf.opened = ""


def _open(visit: Visit, library: Library, key: str, number: int | None) -> None:
    """Show a saved case in the simulator: where it is open and unchanged, as it is."""
    number = number or library.entry(key).number
    for open_key, session in visit.cases.items():
        shelved = session.shelved
        if shelved and (shelved.key, shelved.number) == (key, number) and not session.unsaved:
            visit.current = open_key
            break
    else:
        scenario = library.load(key, number)
        visit.bring(scenario)
        visit.session.shelved = Shelved(key, number, pack(scenario))
    visit.shelf.tags = ", ".join(library.entry(key).tags)
    visit.panel, visit.leaving = "answer", SIMULATOR


def _restored(visit: Visit, library: Library, key: str, number: int) -> Phrase:
    author = _signed(visit)
    newest = library.entry(key).number
    ticket = visit.shelf.stub("restore", key, number, newest)
    saved = library.restore(key, number, author=author, seen=newest, ticket=ticket)
    return say("Version {number} is back, as version {new}.", number=number, new=saved.number)


def _duplicated(visit: Visit, library: Library, key: str) -> Phrase:
    author = _signed(visit)
    entry = library.entry(key)
    name = f"{entry.name[:LONGEST_NAME]} (2)"
    ticket = visit.shelf.stub("duplicate", key, len(library.entries()))
    library.duplicate(key, name, author=author, ticket=ticket)
    return say("Duplicated as “{name}”.", name=name)


def _signed(visit: Visit) -> str:
    author = plain(visit.shelf.author)
    if not author:
        raise RefusedError(say("Who saves it? Type your name; it stands beside every version."))
    return author


def _tags(typed: str) -> tuple[str, ...]:
    """Return what is typed between commas, each word once."""
    tags = tuple(dict.fromkeys(filter(None, map(plain, typed.split(",")))))
    for tag in tags:
        if len(tag) > LONGEST_TAG:
            raise _too_long(say("Tags"), len(tag), LONGEST_TAG)
    if len(tags) > MOST_TAGS:
        raise RefusedError(
            say("There are {count} tags; keep {most}", count=len(tags), most=MOST_TAGS)
        )
    return tags


def _too_long(what: Phrase, length: int, limit: int) -> RefusedError:
    return RefusedError(
        say(
            "{what}: {length} characters; {limit} are taken. Shorten it.",
            what=what,
            length=length,
            limit=limit,
        )
    )
