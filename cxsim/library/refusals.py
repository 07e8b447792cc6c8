"""Why the library refuses: one sentence of place, rule and remedy."""

from __future__ import annotations

from cxsim.library.records import Entry, Version
from cxsim.scenario import Scenario
from cxsim.scenario.faults import shown
from cxsim.text.language import DASH
from cxsim.text.phrase import RefusedError, say


class LibraryError(RefusedError):
    """The library cannot do what it is asked; the reason is read in the reader's language."""


class Conflict(RefusedError):  # noqa: N818 - no error of anybody's: two people saved
    """Somebody else saved since the saver last looked; nothing was written.

    Parameters
    ----------
    entry : Entry
        As it is now.
    theirs : Version
        The newest one.
    mine : Scenario
        What was to be saved.
    base : Version or None
        What the saver started from; None where none was named.
    """

    def __init__(self, entry: Entry, theirs: Version, mine: Scenario, base: Version | None) -> None:
        super().__init__(
            say(
                "{name}: version {number} was saved meanwhile by {author}; compare the two, save "
                "yours as a copy, or save it over the other",
                name=entry.name,
                number=theirs.number,
                author=theirs.author or DASH,
            )
        )
        self.entry, self.theirs, self.mine, self.base = entry, theirs, mine, base


def no_entry(key: str) -> LibraryError:
    """Return why there is nothing under a key."""
    return LibraryError(
        say("{key}: the library has no such scenario; choose one from its list", key=shown(key))
    )


def no_version(name: str, number: int) -> LibraryError:
    """Return why an entry has nothing under a number."""
    return LibraryError(
        say(
            "{name}: there is no version {number}; choose one from its history",
            name=name,
            number=number,
        )
    )


def damaged(name: str, number: int) -> LibraryError:
    """Return why a version is not believed."""
    if number == 1:
        return LibraryError(
            say(
                "version 1 of {name} is damaged: it is not what was saved; take the scenario from "
                "a backup of the library",
                name=name,
            )
        )
    return LibraryError(
        say(
            "version {number} of {name} is damaged: it is not what was saved; the ones before it "
            "can be restored",
            name=name,
            number=number,
        )
    )


def unreadable(name: str, number: int) -> LibraryError:
    """Return why a version that is whole is no scenario to this program."""
    return LibraryError(
        say(
            "version {number} of {name} was saved by another version of cxsim, and this one "
            "cannot read it; update cxsim to open it",
            name=name,
            number=number,
        )
    )


def other_content() -> LibraryError:
    """Return why a ticket that was used for something else is refused."""
    return LibraryError(
        say("the ticket of this save was used for another one; take a new ticket, and save again")
    )
