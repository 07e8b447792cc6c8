"""The tables brought to this version of the program, with a backup of what was there."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, inspect, text

from cxsim.library import sqlite
from cxsim.library.database import reading, shown, writing
from cxsim.library.refusals import LibraryError
from cxsim.library.tables import SCHEMA, VERSION
from cxsim.text.phrase import Phrase, say

SCRIPTS = Path(__file__).parent / "migrations"
_one_at_a_time = Lock()
"""Alembic keeps what it works on in its module."""


def upgrade(engine: Engine, newest: str = VERSION, scripts: Path = SCRIPTS) -> None:
    """Bring the tables of a database to a version, whole or not at all.

    Parameters
    ----------
    engine : Engine
    newest : str
        The version.
    scripts : Path
        The folder of the steps that lead there.

    Raises
    ------
    LibraryError
        Where the database is of a newer version, or another program's.
    """
    with reading(engine) as connection:
        if _version(connection) == newest:
            return
    with _one_at_a_time, writing(engine) as connection:
        there = _version(connection)
        if there is not None and not (there.isdecimal() and 1 <= int(there) <= int(newest)):
            raise LibraryError(_foreign(shown(engine.url), there, newest))
        if there not in (None, newest) and engine.dialect.name == "sqlite":
            path = Path(engine.url.database or "")
            sqlite.copy(engine, _beside(path, there or ""))
        _run(connection, newest, scripts)


def _run(connection: Connection, newest: str, scripts: Path) -> None:
    from alembic import command  # a fifth of a second, and few openings need it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, newest)


def _version(connection: Connection) -> str | None:
    """Return the version of the tables; None of an empty database, "" of somebody else's."""
    tables = inspect(connection).get_table_names()
    if SCHEMA in tables:
        return str(connection.scalar(text(f"SELECT version_num FROM {SCHEMA}")))
    return "" if tables else None


def _foreign(place: str, there: str, newest: str) -> Phrase:
    if not there.isdecimal() or int(there) < 1:
        return say("{place} is no library of cxsim; name another file for the library", place=place)
    return say(
        "{place} is of version {there}, and this program reads {known}; update cxsim to open it",
        place=place,
        there=there,
        known=newest,
    )


def _beside(path: Path, version: str) -> Path:
    """Return the name of a backup beside a database that nothing has yet."""
    stem = f"{path.stem}.version-{version}"
    names = [f"{stem}.db", *(f"{stem}.{count}.db" for count in range(2, 1000))]
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())
