"""A library that is not what was written: refused in a sentence, never believed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from cxsim.library import Library, LibraryError
from cxsim.scenario import Scenario
from tests.generate import tiny

FLIPS = 120
PAGE = 4096
LEAF = 13
"""Of SQLite: bytes in a page, and the first one of a page that holds rows."""


@pytest.fixture
def shelf(library):
    """Return a library of four scenarios with three versions each, closed; and their numbers."""
    scenarios = {}
    for number in range(4):
        saved = library.save(tiny({"name": f"Case {number}"}), author="A", ticket=f"{number}.1")
        for seen in (1, 2):
            last = tiny({"name": f"Case {number}", "groups.G.customers": 100.0 * number + seen})
            ticket = f"{number}.{seen + 1}"
            library.save(last, author="A", key=saved.key, seen=seen, ticket=ticket)
        scenarios[saved.key] = last
    library.keep_draft("mine", "unfinished")
    library.close()
    return library, scenarios


def test_no_flipped_bit_is_believed(shelf, tmp_path):
    """Wherever a bit flips, a scenario is what was saved or is refused; most are not touched."""
    library, scenarios = shelf
    whole = Path(library.place).read_bytes()
    rng = random.Random(1)
    outcomes = []
    for _ in range(FLIPS):
        flipped = bytearray(whole)
        flipped[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        place = tmp_path / f"{len(outcomes)}.db"
        place.write_bytes(flipped)
        outcomes += outcomes_of(place, scenarios)
        place.unlink()
    assert outcomes.count("refused") > FLIPS // 20
    assert outcomes.count("right") > 2 * FLIPS
    assert outcomes.count("wrong") == 0


def outcomes_of(place: Path, scenarios: dict[str, Scenario]) -> list[str]:
    """Return what becomes of each scenario: right, wrong, or refused in one sentence."""
    try:
        library = Library.open(place)
    except LibraryError:
        return ["refused"] * len(scenarios)
    outcomes = []
    for key, scenario in scenarios.items():
        try:
            loaded = library.load(key)
        except LibraryError:
            outcomes.append("refused")
        else:
            outcomes.append("right" if loaded.content() == scenario.content() else "wrong")
    with suppress(LibraryError):
        assert len(library.entries()) <= len(scenarios)
    library.close()
    return outcomes


def test_one_damaged_version_hides_no_other(shelf):
    """A flipped number is told, the version before is restored, the other scenarios load."""
    library, scenarios = shelf
    key, other = list(scenarios)[:2]
    with closing(sqlite3.connect(library.place)) as raw, raw:
        raw.execute(
            "UPDATE cxsim_versions SET text = replace(text, 'customers = 2', 'customers = 3') "
            "WHERE number = 3"
        )
    with pytest.raises(LibraryError, match=r"version 3 of Case 0 is damaged.*can be restored"):
        library.load(key)
    assert library.load(other).fingerprint == scenarios[other].fingerprint
    assert library.restore(key, 2, author="A", seen=3, ticket="r").number == 4
    assert library.load(key).fingerprint == library.versions(key)[2].fingerprint


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM cxsim_versions WHERE number = 3",
        "UPDATE cxsim_versions SET number = 9 WHERE number = 3",
        "UPDATE cxsim_versions SET author = 'somebody else' WHERE number = 3",
        "UPDATE cxsim_versions SET text = x'00ff' WHERE number = 3",
        "UPDATE cxsim_versions SET seal = NULL WHERE number = 3",
        "UPDATE cxsim_versions SET saved = 'yesterday', restored_from = 1 WHERE number = 3",
        "UPDATE cxsim_entries SET number = 7",
    ],
)
def test_a_lost_or_changed_version_is_missed(shelf, statement):
    """The version before never passes for the newest one; the list and the history still come."""
    library, scenarios = shelf
    with closing(sqlite3.connect(library.place)) as raw, raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute(statement.replace("seal = NULL", "seal = 'x'"))
    assert len(library.entries()) == 4
    for key in scenarios:
        with pytest.raises(LibraryError, match="damaged"):
            library.load(key)
        assert len(library.versions(key)) >= 2
        assert library.load(key, 2).fingerprint == library.versions(key)[-2].fingerprint
        newest = library.entry(key).number
        assert library.restore(key, 2, author="A", seen=newest, ticket=key).number > 3


def test_a_number_too_low_hides_nothing(shelf):
    """An entry that has forgotten its newest version finds it again."""
    library, scenarios = shelf
    with closing(sqlite3.connect(library.place)) as raw, raw:
        raw.execute("UPDATE cxsim_entries SET number = 1")
    for key, scenario in scenarios.items():
        assert library.entry(key).number == 3
        assert library.load(key).fingerprint == scenario.fingerprint


def test_a_damaged_page_hides_no_other(shelf):
    """Where a page cannot be read, each entry is still listed, and the others still load."""
    library, scenarios = shelf
    whole = Path(library.place).read_bytes()
    pages = [whole[start : start + PAGE] for start in range(0, len(whole), PAGE)]
    hurt = next(n for n, page in enumerate(pages) if page[0] == LEAF and b"Case 3" in page)
    pages[hurt] = b"\xff" * 8 + pages[hurt][8:]
    Path(library.place).write_bytes(b"".join(pages))
    assert {entry.key for entry in library.entries()} == set(scenarios)
    outcomes = [_loads(library, key) for key in scenarios]
    assert True in outcomes
    assert False in outcomes


def _loads(library: Library, key: str) -> bool:
    try:
        library.load(key)
    except LibraryError:
        return False
    return True


def test_a_damaged_draft_is_not_gone_on_with(shelf):
    """A draft that is not what was kept is refused."""
    library, _ = shelf
    with closing(sqlite3.connect(library.place)) as raw, raw:
        raw.execute("UPDATE cxsim_drafts SET text = 'finished'")
    with pytest.raises(LibraryError, match="draft is damaged"):
        library.draft("mine")


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
def test_a_cut_file_is_refused(shelf, kept):
    """A file that ends too early says so; nothing of it is taken for the whole."""
    library, scenarios = shelf
    whole = Path(library.place).read_bytes()
    Path(library.place).write_bytes(whole[: int(kept * len(whole))])
    outcomes = outcomes_of(Path(library.place), scenarios)
    assert "refused" in outcomes
    assert "wrong" not in outcomes


def test_a_newer_format_of_scenarios_says_so(library, monkeypatch):
    """A whole text that this program cannot read asks for an update."""
    key = library.save(tiny(), author="A", ticket="1").key
    monkeypatch.setattr("cxsim.scenario.schema.SCHEMA_VERSION", 1)
    with pytest.raises(LibraryError, match=r"version 1 of Tiny .*update cxsim"):
        library.load(key)
