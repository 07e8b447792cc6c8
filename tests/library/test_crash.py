"""Saving is before or after, never between: killed programs, full disks, a writer who holds on."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from cxsim.library import Conflict, Library, LibraryError
from tests.generate import tiny
from tests.library.children import answers, child, save_for_ever, save_until_full

KILLS = 40


def test_nothing_is_lost_or_half_saved_by_a_kill(library):
    """Forty programs are killed as they save: what they were answered is there, all is whole."""
    key = library.save(tiny(), author="A", ticket="first").key
    rng = random.Random(1)
    acknowledged = {1: tiny().fingerprint}
    for _ in range(KILLS):
        process, pipe = child(save_for_ever, library.place, key)
        pipe.poll(20)  # it has begun
        time.sleep(rng.uniform(0, 0.02))
        process.kill()
        process.join()
        received = answers(pipe)
        ticket, number, _ = received[-1]
        acknowledged |= {saved: fingerprint for _, saved, fingerprint in received}
        assert library.entry(key).number >= number
        again = tiny({"groups.G.customers": float(number)})
        assert library.save(again, author="A", key=key, ticket=ticket).number == number
    history = library.versions(key)
    assert [version.number for version in history] == list(range(len(history), 0, -1))
    assert len(acknowledged) <= len(history) <= len(acknowledged) + KILLS
    found = {one.number: library.load(key, one.number).fingerprint for one in history}
    assert found == {one.number: one.fingerprint for one in history}
    assert acknowledged.items() <= found.items()
    with closing(sqlite3.connect(library.place)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture(params=["limit", "disk"])
def small(request, tmp_path):
    """Return a folder that takes two megabytes: by a limit on the process, or a disk of its own."""
    if request.param == "limit":
        if sys.platform == "win32":
            pytest.skip("processes have no such limit there")
        yield tmp_path, 1 << 20
        return
    mount = ("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path))
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here; the limit on the process shows the same")
    yield tmp_path, 0
    subprocess.run(("umount", str(tmp_path)), check=True)


def test_a_full_disk_refuses_and_loses_nothing(small):
    """The save that does not fit is refused with the remedy; all before it is there; room helps."""
    folder, limit = small
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(0 if limit else 900_000))
    place = folder / "library.db"
    _, pipe = child(save_until_full, place, limit)
    *saved, refusal, listed = answers(pipe)
    assert "full" in refusal
    assert "make room" in refusal
    assert str(place) in refusal
    assert len(saved) > 5
    assert listed == [text for _, text in reversed(saved)]
    ballast.unlink()
    library = Library.open(place)
    assert {e.key: library.load(e.key).description for e in library.entries()} == dict(saved)
    library.save(tiny(), author="A", ticket="after")
    assert len(library.entries()) == len(saved) + 1
    library.close()


def test_who_cannot_write_in_time_is_told(library):
    """While another program holds on, a save is refused after the wait; reading goes on."""
    key = library.save(tiny(), author="A", ticket="1").key
    with (
        closing(sqlite3.connect(library.place, isolation_level=None)) as other,
        closing(Library.open(library.place, patience=0.2)) as hasty,
    ):
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(LibraryError, match=r"in use.*try again"):
            hasty.save(tiny(), author="A", key=key, seen=1, ticket="2")
        assert 0.15 < time.monotonic() - began < 3
        assert hasty.load(key).fingerprint == tiny().fingerprint
        Library.open(library.place, patience=0.2).close()
        other.execute("ROLLBACK")
    assert library.save(tiny(), author="A", key=key, seen=1, ticket="2").number == 2


def test_a_retry_at_the_same_time_saves_once(library):
    """Eight threads with one ticket make one entry, and get one answer."""
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda _: library.save(tiny(), author="A", ticket="1"), range(8)))
    assert len(set(saved)) == 1
    assert [entry.number for entry in library.entries()] == [1]


def test_of_eight_savers_at_once_one_is_first(library):
    """Eight threads that saw the same version: one saves, seven are told of it."""
    key = library.save(tiny(), author="A", ticket="1").key

    def save(number: int) -> str:
        try:
            library.save(tiny(), author=str(number), key=key, seen=1, ticket=f"t{number}")
        except Conflict as conflict:
            return conflict.theirs.author
        return str(number)

    with ThreadPoolExecutor(8) as pool:
        told = set(pool.map(save, range(8)))
    assert told == {library.entry(key).author}
    assert library.entry(key).number == 2
