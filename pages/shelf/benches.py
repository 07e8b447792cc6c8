"""The bench of the Library page: saving, what stands between two savers, what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsim.scenario.differences import Difference, told
from cxsim.text.language import DASH, Language
from pages.bench import Bench, Button, Field, Grid, Row, Section
from pages.shared.visit import Visit
from pages.shelf.shelf import Shelf

if TYPE_CHECKING:
    from cxsim.library import Conflict, Entry, Library, Version


def library_bench(visit: Visit, library: Library, language: Language) -> Bench:
    """Return the page's bench."""
    shelf = visit.shelf
    told = shelf.trouble or shelf.told
    sections = (
        *_conflict(shelf.conflict, library, language),
        _save(visit, library, language),
        _saved(shelf, library, language),
        *_versions(shelf, library, language),
    )
    return Bench(
        language=language.code,
        title=language.say("Library"),
        sections=sections,
        announcement=language.read(told) if told else "",
        help=language.say("About"),
    )


def _save(visit: Visit, library: Library, language: Language) -> Section:
    """The case that is shown, and under which name of a person it is saved."""
    say = language.say
    shelf, session = visit.shelf, visit.session
    shelved = session.shelved
    fields = (
        Field(
            "author",
            say("Your name"),
            shelf.author,
            help=say("Stands beside every version that you save. It is typed, and not verified."),
        ),
        Field(
            "tags",
            say("Tags"),
            shelf.tags,
            help=say("Words to find the case by, with commas between them."),
        ),
        Field("note", say("What changed, and why"), shelf.note, kind="long"),
    )
    again = (Button("new", say("Save as a new case")),) if shelved else ()
    off = shelved is not None and not session.unsaved
    buttons = (
        Button("save" if shelved else "new", say("Save"), tone="primary", off=off),
        *again,
    )
    return Section(
        "keep",
        say("Save “{name}”", name=session.scenario.name),
        _standing(visit, library, language),
        faults=(language.read(shelf.trouble),) if shelf.trouble else (),
        fields=fields,
        buttons=buttons,
    )


def _standing(visit: Visit, library: Library, language: Language) -> str:
    """How the case that is shown stands to the library."""
    say = language.say
    session = visit.session
    if visit.shelf.told and not session.unsaved:
        return language.read(visit.shelf.told)
    if session.shelved is None:
        words = say("The case that the simulator shows is not in the library yet.")
        if session.scenario.name in {entry.name for entry in library.entries()}:
            words += " " + say(
                "Another one is saved under the same name: this would stand beside it."
            )
        return words
    number = language.number(session.shelved.number)
    if session.unsaved:
        return say("It has changed since version {number}.", number=number)
    return say("It stands in the library as it is shown, as version {number}.", number=number)


def _conflict(
    conflict: Conflict | None, library: Library, language: Language
) -> tuple[Section, ...]:
    """What somebody else has saved since, and what can be done about it."""
    if conflict is None:
        return ()
    say = language.say
    theirs = conflict.theirs
    base = conflict.base.number if conflict.base else None
    words = say(
        "{author} saved version {number} on {moment}; you started from version {seen}. Nothing of "
        "yours is saved yet, and nothing is lost. This is what their version changed:",
        author=theirs.author,
        number=language.number(theirs.number),
        moment=language.moment(theirs.saved),
        seen=language.number(base),
    )
    found = library.difference(conflict.entry.key, theirs.number, base)
    title = say("A newer version has been saved since")
    buttons = (
        Button("copy", say("Save mine as a copy"), tone="primary"),
        Button("compare", say("Compare the two")),
        Button("overwrite", say("Save mine over it; theirs stays as a version")),
        Button("theirs", say("Open theirs beside mine")),
        Button("leave", say("Leave it unsaved"), tone="quiet"),
    )
    return (
        Section(
            "conflict",
            title,
            words,
            grids=(_differences("theirs", title, found, language),),
            buttons=buttons,
        ),
    )


def _saved(shelf: Shelf, library: Library, language: Language) -> Section:
    """The cases that are saved, or put away, the latest first."""
    say = language.say
    found = library.entries(archived=shelf.archived, search=shelf.search)
    entries = [entry for entry in found if entry.archived == shelf.archived]
    title = say("Archived") if shelf.archived else say("Saved cases")
    tabs = (
        Button("list saved", say("Saved cases"), pressed=not shelf.archived),
        Button("list archived", say("Archived"), pressed=shelf.archived),
    )
    head = (say("Case"), "", say("Version"), say("Saved"), say("By"), say("Tags"))
    rows = tuple(_row(entry, shelf, language) for entry in entries)
    words = "" if rows else say("There is none.")
    search = Field("search", say("Search"), shelf.search)
    grids = (Grid("saved", title, head, rows, prose=True),) if rows else ()
    return Section("saved", title, words, tabs=tabs, fields=(search,), grids=grids)


def _row(entry: Entry, shelf: Shelf, language: Language) -> Row:
    say = language.say
    key, name = entry.key, entry.name

    def deed(verb: str, label: str, spoken: str, pressed: bool = False) -> Button:
        return Button(f"{verb} {key}", label, spoken, tone="quiet", pressed=pressed)

    away = (
        deed("back", say("Bring back"), say("Bring back “{name}”", name=name))
        if entry.archived
        else deed("away", say("Archive"), say("Archive “{name}”", name=name))
    )
    buttons = (
        deed("open", say("Open"), say("Open “{name}”", name=name)),
        deed(
            "versions",
            say("Versions"),
            say("Versions of “{name}”", name=name),
            shelf.opened == key,
        ),
        deed("duplicate", say("Duplicate"), say("Duplicate “{name}”", name=name)),
        away,
    )
    cells = (
        buttons,
        language.number(entry.number),
        language.moment(entry.saved),
        entry.author,
        ", ".join(entry.tags) or DASH,
    )
    return Row(name, cells, help=entry.description)


def _versions(shelf: Shelf, library: Library, language: Language) -> tuple[Section, ...]:
    """The versions of the entry that is open, and what one of them changed."""
    if not shelf.opened:
        return ()
    say = language.say
    key = shelf.opened
    entry, versions = library.entry(key), library.versions(key)
    title = say("Versions of “{name}”", name=entry.name)
    rows = tuple(
        Row(
            language.number(version.number),
            (
                language.moment(version.saved),
                version.author,
                _note(version, language),
                (
                    Button(
                        f"changes {version.number}",
                        say("Changes"),
                        say("Changes of version {number}", number=version.number),
                        tone="quiet",
                        pressed=shelf.version == version.number,
                        off=version.number == 1,
                    ),
                    Button(
                        f"open {key} {version.number}",
                        say("Open"),
                        say("Open version {number}", number=version.number),
                        tone="quiet",
                    ),
                    Button(
                        f"restore {key} {version.number}",
                        say("Restore"),
                        say("Restore version {number}", number=version.number),
                        tone="quiet",
                        off=version.number == entry.number,
                    ),
                ),
            ),
        )
        for version in versions
    )
    head = (say("Version"), say("Saved"), say("By"), say("What changed, and why"), "")
    grids = [Grid("versions", title, head, rows, prose=True)]
    if shelf.version:
        found = library.difference(key, shelf.version)
        number = language.number(shelf.version)
        caption = say("Changes of version {number}", number=number)
        grids.append(_differences("changes", caption, found, language))
    return (Section("versions", title, grids=tuple(grids)),)


def _note(version: Version, language: Language) -> str:
    if version.restored_from is None:
        return version.note or DASH
    number = language.number(version.restored_from)
    return language.say("Version {number}, restored", number=number)


def _differences(
    name: str, caption: str, found: tuple[Difference, ...], language: Language
) -> Grid:
    """What a version changed, one thing on each row."""
    say = language.say
    rows = tuple(Row(what, (was, now)) for what, was, now in told(found, language))
    head = (say("What"), say("Was"), say("Now"))
    return Grid(name, caption, head, rows or (Row(say("Nothing"), (DASH, DASH)),), prose=True)
