"""A file in the database: every column of text as text, rows that fit no table kept apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from cxsim.baseline.asking import Asked, RefusedFileError
from cxsim.baseline.dialect import Dialect, find_dialect, unique_names
from cxsim.baseline.recognise import recognise
from cxsim.baseline.workbook import read_workbook
from cxsim.text.phrase import Phrase, say

T = TypeVar("T")
MEMORY = "1200MB"
NUMERIC = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")
UNSIGNED = tuple(f"U{name}" for name in NUMERIC[:5])
DAYS = ("DATE", "TIMESTAMP")
MISFITS: dict[str, Phrase] = {
    "MISSING COLUMNS": say("it has too few columns"),
    "TOO MANY COLUMNS": say("it has too many columns"),
    "UNQUOTED VALUE": say("a quote is not closed, or stands in the middle of a field"),
    "LINE SIZE OVER MAXIMUM": say("the line is too long"),
    "INVALID ENCODING": say("its letters do not fit the encoding"),
}


@dataclass(frozen=True)
class Misfit:
    """A row that fits no table.

    Parameters
    ----------
    row : int
        Its place among the rows of the file, the header not counted.
    reason : Phrase
    text : str
        As it stands in the file, shortened.
    """

    row: int
    reason: Phrase
    text: str


@dataclass(frozen=True)
class Loaded:
    """A file that the database can read.

    Parameters
    ----------
    label : str
    table : str
        Columns `c0`, `c1` … and `row`, the place of each row from 1.
    columns : tuple of str
        Their names in the file.
    types : tuple of {"text", "number", "day", "truth"}
        A column of a text file is text, whatever stands in it.
    misfits : tuple of Misfit
    stored : bool
        Whether the table is a copy; a Parquet file is read where it lies.
    """

    label: str
    table: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    misfits: tuple[Misfit, ...]
    stored: bool


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a database in a folder; it takes a bounded part of memory, and nothing from afar."""
    connection = duckdb.connect(str(folder / "data.duckdb"))
    for setting in (
        f"memory_limit = '{MEMORY}'",
        f"temp_directory = {quoted(str(folder / 'spill'))}",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "enable_progress_bar = false",
    ):
        connection.execute(f"SET {setting}")
    return connection


def quoted(text: str) -> str:
    """Return a text as the database's own literal."""
    return "'" + text.replace("'", "''") + "'"


def text_list(words: Sequence[str]) -> str:
    """Return texts as a list of literals."""
    return ", ".join(map(quoted, words))


def named(column: str) -> str:
    """Return a name as the database writes one."""
    return '"' + column.replace('"', '""') + '"'


def load(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    label: str,
    table: str,
    folder: Path,
    asked: Asked,
) -> Loaded | None:
    """Return a file in the database, or None while it is asked how to read it.

    Raises
    ------
    RefusedFileError
    """
    match recognise(path):
        case "parquet":
            return _load_parquet(connection, path, label, table, asked)
        case "workbook":
            sheet = read_workbook(path, label, folder, asked)
            path_of_text = sheet
        case _:
            path_of_text = path
    if path_of_text is None:
        return None
    dialect = find_dialect(path_of_text, label, folder, asked)
    return None if dialect is None else _load_text(connection, dialect, label, table)


def _load_text(
    connection: duckdb.DuckDBPyConnection, dialect: Dialect, label: str, table: str
) -> Loaded:
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(dialect.columns)))
    for stale in (f"{table}_misfits", f"{table}_scans", table):
        connection.execute(f"DROP TABLE IF EXISTS {stale}")
    query = f"""CREATE TABLE {table} AS SELECT * FROM read_csv(
        {quoted(str(dialect.path))}, auto_detect = false, header = false, skip = {dialect.skip},
        columns = {{{columns}}}, delim = {quoted(dialect.delimiter)},
        quote = {quoted(dialect.quote)}, escape = {quoted(dialect.escape)}, encoding = 'utf-8',
        max_line_size = 4000000, strict_mode = true, null_padding = false, store_rejects = true,
        rejects_table = '{table}_misfits', rejects_scan = '{table}_scans')"""
    _guarded(lambda: connection.execute(query))
    misfits = connection.execute(f"""SELECT line - {dialect.skip}, min_by(error_type, column_idx),
        any_value(csv_line[:200]) FROM {table}_misfits GROUP BY line ORDER BY line""").fetchall()
    return Loaded(
        label,
        table,
        dialect.columns,
        ("text",) * len(dialect.columns),
        tuple(Misfit(row, _misfit(kind), text or "") for row, kind, text in misfits),
        stored=True,
    )


def _misfit(kind: str) -> Phrase:
    return MISFITS.get(kind, say("it cannot be read ({kind})", kind=kind.lower()))


def _load_parquet(
    connection: duckdb.DuckDBPyConnection, path: Path, label: str, table: str, asked: Asked
) -> Loaded:
    source = f"read_parquet({quoted(str(path))}, file_row_number = true)"
    described = _guarded(lambda: connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall())
    kinds = {name: _type(kind) for name, kind, *_ in described if name != "file_row_number"}
    kept = [name for name, kind in kinds.items() if kind]
    names = unique_names(kept, asked)
    if len(kept) < len(kinds):
        asked.tell(say("Columns of lists and tables were left out."))
    chosen = ", ".join(f"{named(name)} AS c{i}" for i, name in enumerate(kept))
    connection.execute(f"DROP VIEW IF EXISTS {table}")
    connection.execute(
        f"CREATE VIEW {table} AS SELECT {chosen}, file_row_number + 1 AS row FROM {source}"
    )
    return Loaded(label, table, names, tuple(kinds[name] for name in kept), (), stored=False)


def _type(kind: str) -> str:
    """Return what a typed column holds; nothing where it is a list or a table."""
    if kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION", "BLOB")):
        return ""
    if kind.startswith((*NUMERIC, *UNSIGNED)):
        return "number"
    if kind.startswith(DAYS):
        return "day"
    return "truth" if kind == "BOOLEAN" else "text"


def _guarded(work: Callable[[], T]) -> T:
    """Do what the database may refuse; its refusal is one of the file."""
    try:
        return work()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0][:200]
        raise RefusedFileError(
            say("it cannot be read: {reason}", reason=reason), say("export it again")
        ) from None
