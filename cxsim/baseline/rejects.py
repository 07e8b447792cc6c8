"""All the rejected rows of a file, with line, reason and content."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import duckdb

from cxsim.baseline.checking import DUPLICATE
from cxsim.baseline.desk import FileReading
from cxsim.baseline.ledger import Example
from cxsim.baseline.loading import Loaded

BATCH = 10_000


def rejected_rows(connection: duckdb.DuckDBPyConnection, file: FileReading) -> Iterator[Example]:
    """Yield the rejected rows of a file that has been read, in its order, to the letter.

    Parameters
    ----------
    connection : DuckDBPyConnection
        With the tables of the file.
    file : FileReading
    """
    if file.loaded is not None and file.ledger is not None and file.ledger.lost.rows:
        found = _by_the_checks(connection, file, file.loaded), _misfits(connection, file.loaded)
        yield from heapq.merge(*found, key=lambda each: each.line)


def _by_the_checks(
    connection: duckdb.DuckDBPyConnection, file: FileReading, loaded: Loaded
) -> Iterator[Example]:
    """Yield the rows that fit the table and that a check has rejected."""
    cells = ", ".join(f"coalesce(CAST(c{i} AS VARCHAR), '')" for i in range(len(loaded.columns)))
    place = "rowid + 1" if loaded.stored else "row"
    cursor = connection.cursor()
    cursor.execute(
        f"""SELECT r.row, r.fate, t.text FROM {file.table} r JOIN
            (SELECT {place} AS row, concat_ws(' · ', {cells}) AS text FROM {loaded.table}) t
            USING (row)
        WHERE r.fate > {DUPLICATE} ORDER BY r.row"""
    )
    places, before = [misfit.row for misfit in loaded.misfits], 0
    while rows := cursor.fetchmany(BATCH):
        for row, fate, text in rows:
            while before < len(places) and places[before] <= row + before:
                before += 1
            yield Example(row + before + 1, file.reasons[fate - DUPLICATE - 1], text)


def _misfits(connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> Iterator[Example]:
    """Yield the rows that fit no table; their lines are known to the connection that read them."""
    if not loaded.misfits:
        return
    lines = connection.execute(
        f"SELECT any_value(csv_line) FROM {loaded.table}_misfits GROUP BY line ORDER BY line"
    ).fetchall()
    for misfit, (text,) in zip(loaded.misfits, lines, strict=True):
        yield Example(misfit.row + 1, misfit.reason, text or "")
