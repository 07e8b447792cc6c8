"""Scenarios that last: saved, found, loaded, with their history."""

from __future__ import annotations

import sqlite3
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cxsim.library import Conflict, Library, LibraryError, told
from cxsim.library.drafts import MOST_DRAFTS
from cxsim.scenario import Scenario, ScenarioError
from cxsim.text.language import Language
from tests.generate import tiny

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("*.toml"))
ODD = [
    "<b onload=x>",
    "=cmd|' /C calc'!A0",
    "![x](http://y)",
    "\u200f\u0627\u0644",
    "'; DROP--",
    "%s",
]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_loaded_is_what_was_saved(library, path):
    """Content, fingerprint and the comments of the file come back to the letter."""
    scenario = Scenario.load(path)
    saved = library.save(scenario, author="Ann", ticket="t")
    loaded = library.load(saved.key)
    assert loaded.fingerprint == scenario.fingerprint == saved.version.fingerprint
    assert loaded.to_toml() == scenario.to_toml() == path.read_text("utf-8")


def test_an_entry_says_what_its_newest_version_says(library):
    """Name, author, moment and number are those of the last save; the tags stay."""
    first = library.save(tiny(), author="Ann", ticket="1", tags=["a", "a", " ", "b"], note="start")
    renamed = tiny({"name": "New name", "description": "Said better"})
    second = library.save(renamed, author="Bob", key=first.key, seen=1, ticket="2")
    entry = library.entry(first.key)
    assert (entry.name, entry.description, entry.author) == ("New name", "Said better", "Bob")
    assert (entry.number, entry.tags, entry.archived) == (2, ("a", "b"), False)
    assert entry.saved == second.version.saved
    assert timedelta() <= datetime.now(UTC) - entry.saved < timedelta(minutes=1)
    assert library.versions(first.key) == (second.version, first.version)
    assert [v.note for v in library.versions(first.key)] == ["", "start"]
    with pytest.raises(FrozenInstanceError):
        entry.name = "x"


def test_the_last_saved_comes_first(library):
    """Entries stand in the order of their last save, whatever order they were made in."""
    keys = [library.save(tiny(), author="A", ticket=str(n)).key for n in range(3)]
    library.save(tiny(), author="A", key=keys[1], seen=1, ticket="again")
    assert [entry.key for entry in library.entries()] == [keys[1], keys[2], keys[0]]


@pytest.mark.parametrize("search", ["eleonore", "ÉLÉONORE", "telecom", "boar", "save tele"])
def test_it_is_found_by_any_word_in_any_spelling(library, search):
    """Name, description, tags and author are searched without accents and capitals."""
    scenario = tiny({"name": "Télécom", "description": "To save the year"})
    library.save(scenario, author="Éléonore", ticket="1", tags=["Board"])
    library.save(tiny(), author="Bob", ticket="2")
    assert [entry.name for entry in library.entries(search=search)] == ["Télécom"]
    assert library.entries(search=f"{search} absent") == ()


def test_what_is_put_away_is_still_there(library):
    """An archived entry leaves the list, is listed on request, loads, and comes back."""
    key = library.save(tiny(), author="A", ticket="1").key
    library.archive(key)
    assert library.entries() == ()
    assert [entry.archived for entry in library.entries(archived=True)] == [True]
    assert library.load(key).fingerprint == tiny().fingerprint
    library.archive(key, archived=False)
    assert [entry.key for entry in library.entries()] == [key]


def test_tags_change_without_a_version(library):
    """Other tags replace the ones there were; the history is as it was."""
    key = library.save(tiny(), author="A", ticket="1", tags=["old"]).key
    library.describe(key, tags=["new", "x"])
    assert (library.entry(key).tags, library.entry(key).number) == (("new", "x"), 1)
    library.save(tiny(), author="A", key=key, seen=1, ticket="2", tags=[])
    assert library.entry(key).tags == ()


def test_the_second_saver_is_told(library):
    """A save over a version not seen is refused with all a choice needs, and writes nothing."""
    first = library.save(tiny(), author="Ann", ticket="1")
    theirs = library.save(tiny({"name": "B"}), author="Bob", key=first.key, seen=1, ticket="2")
    mine = tiny({"name": "C"})
    with pytest.raises(Conflict, match="B: version 2 was saved meanwhile by Bob") as caught:
        library.save(mine, author="Ann", key=first.key, seen=1, ticket="3")
    conflict = caught.value
    assert (conflict.theirs, conflict.base, conflict.mine) == (theirs.version, first.version, mine)
    assert conflict.entry == library.entry(first.key)
    assert len(library.versions(first.key)) == 2
    over = library.save(mine, author="Ann", key=first.key, seen=1, ticket="3", overwrite=True)
    assert over.number == 3
    assert library.load(first.key, 2).name == "B"


def test_who_names_no_version_has_seen_none(library):
    """Without the version started from, an entry is never saved over by chance."""
    key = library.save(tiny(), author="A", ticket="1").key
    with pytest.raises(Conflict) as caught:
        library.save(tiny(), author="B", key=key, ticket="2")
    assert caught.value.base is None


def test_a_version_is_restored_on_top(library):
    """The old text is saved again to the letter, and says where it came from."""
    scenario = Scenario.load(SAMPLES[0])
    key = library.save(scenario, author="A", ticket="1").key
    library.save(tiny(), author="B", key=key, seen=1, ticket="2")
    restored = library.restore(key, 1, author="C", seen=2, ticket="3")
    assert (restored.number, restored.version.restored_from) == (3, 1)
    assert library.load(key).to_toml() == scenario.to_toml()
    with pytest.raises(Conflict):
        library.restore(key, 2, author="B", seen=2, ticket="4")


def test_a_copy_goes_its_own_way(library):
    """A duplicate has a name, a key and a history of its own, and the tags of its origin."""
    key = library.save(Scenario.load(SAMPLES[0]), author="A", ticket="1", tags=["x"]).key
    copy = library.duplicate(key, "Mine", author="B", ticket="2")
    assert copy.key != key
    assert (copy.number, library.entry(copy.key).tags) == (1, ("x",))
    assert library.load(copy.key).name == "Mine"
    assert library.load(copy.key).fingerprint == library.load(key).fingerprint
    assert "#" in library.load(copy.key).to_toml()


def test_a_retry_saves_once(library):
    """The same ticket gives the same answer, whatever has been saved since."""
    first = library.save(tiny(), author="A", ticket="1")
    library.save(tiny(), author="B", key=first.key, seen=1, ticket="2")
    assert library.save(tiny(), author="A", ticket="1") == first
    copy = library.duplicate(first.key, "C", author="A", ticket="3")
    assert library.duplicate(first.key, "C", author="A", ticket="3") == copy
    restored = library.restore(first.key, 1, author="A", seen=2, ticket="4")
    assert library.restore(first.key, 1, author="A", seen=2, ticket="4") == restored
    assert [entry.number for entry in library.entries()] == [3, 1]


def test_a_used_ticket_loses_nothing_silently(library):
    """A ticket that comes with something else is refused: it would answer for what is not saved."""
    library.save(tiny(), author="A", ticket="1")
    with pytest.raises(LibraryError, match="ticket"):
        library.save(tiny({"name": "Other"}), author="A", ticket="1")
    other = library.save(tiny(), author="A", ticket="2")
    with pytest.raises(LibraryError, match="ticket"):
        library.save(tiny(), author="A", key=other.key, seen=1, ticket="1")
    assert [entry.number for entry in library.entries()] == [1, 1]


def test_a_copy_needs_a_name_that_a_scenario_can_have(library):
    """A name of nothing, or one too long, is the scenario's fault; no entry is made."""
    key = library.save(tiny(), author="A", ticket="1").key
    for name in ("", "x" * 201):
        with pytest.raises(ScenarioError, match="name"):
            library.duplicate(key, name, author="A", ticket="2")
    assert len(library.entries()) == 1


@pytest.mark.parametrize("text", [*ODD, "x" * 10_000, "\u202e\x07\x1b[31m", "\U0001f600"])
def test_texts_are_data(library, text):
    """Authors, notes and tags come back to the letter, whatever they hold."""
    key = library.save(tiny(), author=text, ticket="1", tags=[text], note=text).key
    [entry], [version] = library.entries(search=text), library.versions(key)
    assert (entry.author, entry.tags, version.note) == (text, (text,), text)


@pytest.mark.parametrize("text", ["x" * 10_001, "\ud800", "a\0b"])
def test_what_no_file_can_hold_is_refused(library, text):
    """Half a character, a zero byte or a text without end: one sentence, and nothing is saved."""
    for arguments in (
        {"author": text},
        {"author": "A", "note": text},
        {"author": "A", "tags": [text]},
    ):
        with pytest.raises(LibraryError, match="shorten it"):
            library.save(tiny(), ticket="1", **arguments)
    assert library.entries() == ()


def test_what_is_not_there_is_said(library):
    """An unknown key or number is refused in a sentence, in every way of asking."""
    key = library.save(tiny(), author="A", ticket="1").key
    for ask in (library.entry, library.versions, library.load, library.archive):
        with pytest.raises(LibraryError, match="'nowhere': the library has no such scenario"):
            ask("nowhere")
    with pytest.raises(LibraryError, match="no such scenario"):
        library.save(tiny(), author="A", key="nowhere", seen=1, ticket="2")
    with pytest.raises(LibraryError, match="Tiny: there is no version 7"):
        library.load(key, 7)
    with pytest.raises(LibraryError, match="no version 7"):
        library.restore(key, 7, author="A", seen=1, ticket="3")


def test_a_difference_is_told_in_words(library):
    """What a version changed is read as a table, in the language of the reader."""
    key = library.save(tiny(), author="A", ticket="1").key
    grown = tiny({"groups.G.customers": 1500.0})
    library.save(grown, author="A", key=key, seen=1, ticket="2")
    [difference] = library.difference(key, 2)
    assert (difference.path, difference.was, difference.now) == ("groups.G.customers", 1.0, 1500.0)
    assert told([difference], Language("en")) == [("G · Customers", "1.00", "1,500")]
    assert told([difference], Language("fr")) == [("G · Clients", "1,00", "1\u202f500")]
    assert library.difference(key, 1) == ()
    assert library.difference(key, 1, against=2)[0].now == 1.0


def test_a_draft_is_kept_until_newer_ones_take_its_place(library):
    """A draft is replaced by name; the oldest beyond the limit is let go."""
    library.keep_draft("first", "1")
    library.keep_draft("mine", "early")
    library.keep_draft("mine", "late €")
    assert (library.draft("mine"), library.draft("absent")) == ("late €", None)
    with sqlite3.connect(library.place) as raw:  # a thousand saves would take seconds
        raw.executemany(
            "INSERT INTO cxsim_drafts (name, text, seal) VALUES (?, '', '')",
            [(f"d{n}",) for n in range(MOST_DRAFTS - 2)],
        )
    library.keep_draft("mine", "again")
    assert library.draft("first") == "1"
    library.keep_draft("one more", "")
    assert library.draft("first") is None
    assert library.draft("mine") == "again"


@pytest.mark.parametrize("text", ["x" * ((8 << 20) + 1), "é" * (4 << 20) + "x", "\ud800"])
def test_a_draft_has_its_limit(library, text):
    """More than eight mebibytes, or half a character, is refused; the draft before stays."""
    library.keep_draft("d", "before")
    with pytest.raises(LibraryError, match="the draft is larger"):
        library.keep_draft("d", text)
    assert library.draft("d") == "before"


def test_a_backup_is_a_library(library, tmp_path):
    """The copy opens, and holds what was saved; the library itself is never its target."""
    key = library.save(tiny(), author="A", ticket="1").key
    library.backup(tmp_path / "copy.db")
    copy = Library.open(tmp_path / "copy.db")
    assert copy.load(key).fingerprint == tiny().fingerprint
    copy.close()
    with pytest.raises(LibraryError, match="is the library itself"):
        library.backup(tmp_path / "library.db")
    with pytest.raises(LibraryError, match="cannot be opened"):
        library.backup(tmp_path / "absent" / "copy.db")
    assert library.load(key).fingerprint == tiny().fingerprint
