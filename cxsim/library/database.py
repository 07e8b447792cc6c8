"""Where the library is, and the way to it: an engine whose every failure is one sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from cxsim.library import sqlite
from cxsim.library.refusals import LibraryError
from cxsim.text.phrase import say

PLACE = "CXSIM_LIBRARY"
"""Environment variable that names the file of the library, or its SQLAlchemy URL."""
FILE = "library.db"
EXAMPLE = "sqlite:////path/library.db"


def place_of(place: Path | str | None) -> URL:
    """Return the address of the database: the place given, the environment's, or the user's own."""
    given = str(place or os.environ.get(PLACE) or _own())
    try:
        return make_url(given) if "://" in given else URL.create("sqlite", database=given)
    except ArgumentError:
        raise LibraryError(
            say(
                "{place} is no address of a database; set {variable} to the path of a file, or to "
                "an address such as {example}",
                place=given,
                example=EXAMPLE,
                variable=PLACE,
            )
        ) from None


def _own() -> Path:
    return user_data_path("cxsim", appauthor=False) / FILE


def shown(url: URL) -> str:
    """Return a place as a reader knows it, without a password."""
    if url.get_backend_name() == "sqlite":
        return sqlite.shown(Path(url.database or ""))
    return url.render_as_string(hide_password=True)


def engine_of(url: URL, patience: float) -> Engine:
    """Return the way to a database.

    Parameters
    ----------
    url : URL
    patience : float
        Seconds to wait for others who are writing.
    """
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url)
        return sqlite.engine_of(url, patience)
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError, TypeError):
        raise LibraryError(
            say(
                "{place}: there is no driver for this kind of database; install one, or leave "
                "{variable} out for a file of your own",
                place=shown(url),
                variable=PLACE,
            )
        ) from None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees the database as it is at one moment; nothing is committed."""
    with told(engine.url), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection whose changes are kept whole, once all went well, or not at all."""
    with told(engine.url):
        connected = engine.connect().execution_options(**{sqlite.WRITES: True})
        with connected as connection, connection.begin():
            yield connection


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Tell what the database refuses as a LibraryError."""
    try:
        yield
    except DBAPIError as error:
        raise LibraryError(sqlite.reason(shown(url), error.orig)) from error
    except SQLAlchemyError as error:
        raise LibraryError(sqlite.reason(shown(url), error)) from error
