"""The tables brought to this version of the program, with a backup of what was there."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from cxsim.library import sqlite
from cxsim.library.database import reading, shown, writing
from cxsim.library.refusals import LibraryError
from cxsim.library.tables import SCHEMA
from cxsim.text.phrase import say

SCRIPTS = Path(__file__).parent / "migrations"
_one_at_a_time = Lock()
"""Alembic keeps what it works on in its module."""


def upgrade(engine: Engine, scripts: Path = SCRIPTS) -> None:
    """Bring the tables of a database to the newest version there is a script for.

    Raises
    ------
    LibraryError
        Where the database is of a newer version, or another program's.
    """
    with _one_at_a_time:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        newest = ScriptDirectory.from_config(config).get_current_head() or ""
        with reading(engine) as connection:
            there = _version(connection)
        if there == newest:
            return
        with writing(engine) as connection:
            there = _version(connection)
            _check(shown(engine.url), there, newest)
            if there and engine.dialect.name == "sqlite":
                sqlite.copy(engine, _beside(Path(engine.url.database or ""), there))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    """Return the version of the tables; None of an empty database, "" of somebody else's."""
    tables = inspect(connection).get_table_names()
    if SCHEMA in tables:
        return str(connection.scalar(text(f"SELECT version_num FROM {SCHEMA}")))
    return "" if tables else None


def _check(place: str, there: str | None, newest: str) -> None:
    if there is None or (there.isdecimal() and int(there) <= int(newest)):
        return
    if there.isdecimal():
        raise LibraryError(
            say(
                "{place} is of version {there}, and this program reads {known}; update cxsim to "
                "open it",
                place=place,
                there=there,
                known=newest,
            )
        )
    raise LibraryError(
        say("{place} is no library of cxsim; name another file for the library", place=place)
    )


def _beside(path: Path, version: str) -> Path:
    """Return the name of a backup beside a database that nothing has yet."""
    stem = f"{path.stem}.version-{version}"
    names = [f"{stem}.db", *(f"{stem}.{count}.db" for count in range(2, 1000))]
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())
