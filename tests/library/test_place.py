"""Where the library is: a place given, the environment's, the user's own; and what is no place."""

from __future__ import annotations

import sqlite3
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from cxsim.library import Library, LibraryError
from cxsim.library.database import PLACE, place_of, shown
from tests.generate import tiny
from tests.library.children import answers, child, open_and_tell, open_as_nobody


def test_without_a_word_it_is_the_users_own(tmp_path, monkeypatch):
    """The folder of the user's data is made, for this user alone."""
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.setattr("cxsim.library.database.user_data_path", lambda *a, **k: tmp_path / "own")
    library = Library.open()
    library.close()
    assert library.place == str(tmp_path / "own" / "library.db")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o700


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_the_environment_names_it(tmp_path, monkeypatch, form):
    """A path or an address in CXSIM_LIBRARY is the place; odd characters are part of it."""
    path = tmp_path / "é #?%41 x.db" if form == "{}" else tmp_path / "x.db"
    monkeypatch.setenv(PLACE, form.format(path))
    Library.open().close()
    assert path.is_file()


def test_a_password_is_not_shown():
    """A server's address is told without its secret."""
    assert "secret" not in shown(place_of("postgresql://ann:secret@host/db"))


@pytest.mark.parametrize("place", ["what://", "://", "nosuch://host/db", "postgresql+nosuch://h/d"])
def test_an_address_of_no_database_is_refused(place):
    """A kind of database that is not known, or has no driver, is one sentence."""
    with pytest.raises(LibraryError, match=r"CXSIM_LIBRARY|driver"):
        Library.open(place)


@pytest.mark.parametrize("name", ["a\0b", "x" * 300 + "/library.db", "a\x1b[31m\u202e/no.db/x.db"])
def test_no_path_is_too_odd(tmp_path, name):
    """A path that no system takes is refused in one printable line; any other one is taken."""
    (tmp_path / "a\x1b[31m\u202e").mkdir()
    (tmp_path / "a\x1b[31m\u202e" / "no.db").write_text("a file, not a folder")
    with pytest.raises(LibraryError, match="cannot be opened") as caught:
        Library.open(f"{tmp_path}/{name}")
    assert str(caught.value).isprintable()


def test_what_is_no_library_is_refused_and_left_alone(tmp_path):
    """A folder, a text, a picture's bytes and another program's database stay as they were."""
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("dear diary " * 400)
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
    raw.close()
    for place in (tmp_path, text, other):
        before = place.read_bytes() if place.is_file() else b""
        with pytest.raises(LibraryError, match=r"no library|no file"):
            Library.open(place)
        assert not place.is_file() or place.read_bytes()[100:] == before[100:]


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode there")
def test_a_place_that_cannot_be_written_to_is_refused():
    """A read-only file, folder, or a folder that cannot be made: a sentence with the remedy.

    An administrator may write anywhere, so a child without such rights opens it.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "shared"
        folder.mkdir()
        library = Library.open(folder / "library.db")
        library.save(tiny(), author="A", ticket="1")
        library.close()
        Path(made).chmod(0o755)
        (folder / "library.db").chmod(0o444)
        for mode, name in ((0o777, "library.db"), (0o555, "new.db"), (0o555, "sub/library.db")):
            folder.chmod(mode)
            _, pipe = child(open_as_nobody, folder / name)
            [told] = answers(pipe)
            assert str(folder / name) in told
            assert "name another" in told
        folder.chmod(0o755)


def test_programs_that_open_a_new_place_at_once_take_turns(tmp_path):
    """Each of four that find no library there gets the same new one."""
    children = [child(open_and_tell, tmp_path / "library.db") for _ in range(4)]
    assert [answers(pipe) for _, pipe in children] == [[0]] * 4
