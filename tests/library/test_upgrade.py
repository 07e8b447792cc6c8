"""Libraries of earlier versions open, with a backup beside them; of newer ones they say so."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from cxsim.library import Library, LibraryError
from cxsim.library.database import engine_of, place_of
from cxsim.library.tables import SCHEMA, VERSION, metadata
from cxsim.library.upgrade import SCRIPTS, upgrade
from tests.generate import tiny

STORED = Path(__file__).parents[1] / "stored" / "library"
GAVE = json.loads((STORED / "gave.json").read_text("utf-8"))
"""By version of the tables: what the stored database gave when it was the newest."""
STEP = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "{next}", "{last}"
def upgrade():
    op.add_column("cxsim_entries", sa.Column("colour", sa.Text))
    {more}
"""


@pytest.mark.parametrize("version", GAVE)
def test_a_stored_library_opens(tmp_path, version):
    """A file of every version there was gives what it gave."""
    place = shutil.copy(STORED / f"{version}.db", tmp_path)
    library = Library.open(place)
    for entry, gave in zip(library.entries(archived=True), GAVE[version]["entries"], strict=True):
        assert [entry.name, [*entry.tags], entry.archived] == gave["entry"]
        for one, then in zip(library.versions(entry.key), gave["versions"], strict=True):
            said = [one.number, one.author, one.note, one.restored_from, one.saved.isoformat()]
            assert said == then["said"]
            loaded = library.load(entry.key, one.number)
            assert loaded.fingerprint == one.fingerprint == then["fingerprint"]
    assert library.draft("visit") == GAVE[version]["draft"]
    library.close()


def test_every_version_has_its_example():
    """The newest script makes the version that this program reads, and each is stored."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [VERSION]
    made = {script.revision for script in scripts.walk_revisions()}
    assert made == set(GAVE) == {str(n + 1) for n in range(len(GAVE))}


def test_the_scripts_make_the_tables(library):
    """What the steps leave behind is what the program reads and writes."""
    with library.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": SCHEMA})
        assert compare_metadata(context, metadata) == []


@pytest.fixture
def later(tmp_path):
    """Return a way to scripts with one step more than there is."""
    following = str(int(VERSION) + 1)

    def made(more: str = "") -> tuple[str, Path]:
        scripts = tmp_path / "scripts"
        shutil.copytree(SCRIPTS, scripts, dirs_exist_ok=True)
        step = STEP.format(next=following, last=VERSION, more=more)
        (scripts / "versions" / f"version_{following}.py").write_text(step)
        return following, scripts

    return made


def columns(place: str) -> list[str]:
    with closing(sqlite3.connect(place)) as raw:
        return [row[1] for row in raw.execute("PRAGMA table_info(cxsim_entries)")]


def test_a_step_keeps_what_there_is_and_a_backup(library, tmp_path, later):
    """The tables change, the scenarios stay; the file as it was lies beside, twice if need be."""
    key = library.save(tiny(), author="A", ticket="1").key
    backups = [tmp_path / f"library.version-{VERSION}{more}.db" for more in ("", ".2")]
    backups[0].write_text("somebody's")
    upgrade(library.engine, *later())
    assert "colour" in columns(library.place)
    assert library.load(key).fingerprint == tiny().fingerprint
    assert backups[0].read_text() == "somebody's"
    assert "colour" not in columns(str(backups[1]))
    before = Library.open(backups[1])
    assert before.load(key).fingerprint == tiny().fingerprint
    before.close()
    upgrade(library.engine, *later())
    assert len([*tmp_path.glob("library.version-*.db")]) == 2


def test_a_step_that_fails_leaves_the_version_before(library, later):
    """Half a step is none: the tables, the version and the scenarios are as they were."""
    key = library.save(tiny(), author="A", ticket="1").key
    with pytest.raises(ZeroDivisionError):
        upgrade(library.engine, *later("1 / 0"))
    assert "colour" not in columns(library.place)
    again = Library.open(library.place)
    assert again.load(key).fingerprint == tiny().fingerprint
    again.close()


def test_a_newer_library_asks_for_an_update(library, later):
    """Tables that this program does not know are refused in one sentence, and left alone."""
    upgrade(library.engine, *later())
    library.close()
    before = Path(library.place).read_bytes()
    with pytest.raises(LibraryError, match=r"is of version \d+, .*; update cxsim to open it"):
        Library.open(library.place)
    assert Path(library.place).read_bytes() == before


@pytest.mark.parametrize("version", ["0", "x", "", "-1"])
def test_a_version_that_never_was_is_no_library(library, version):
    """A damaged version is told, and no step is tried on it."""
    library.close()
    with closing(sqlite3.connect(library.place)) as raw, raw:
        raw.execute(f"UPDATE {SCHEMA} SET version_num = ?", (version,))
    with pytest.raises(LibraryError, match="no library"):
        upgrade(engine_of(place_of(library.place), 0.2))
