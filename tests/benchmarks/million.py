"""Ten million transactions beside a bare query: `python -m tests.benchmarks.million`.

Both sides read the same two Parquet files and give the same aggregates: rows, repeated rows, their
amounts, and per group and segment what the drivers are made of. The bare query knows the columns,
trusts every row, and says nothing of what it found. Memory is that of a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import click
import duckdb

from cxsim.baseline.asking import Asked
from cxsim.baseline.company import company
from cxsim.baseline.desk import Desk, File
from cxsim.baseline.loading import MEMORY, connect
from cxsim.baseline.memory import Memory
from cxsim.baseline.sums import PURCHASES, cell_query, cell_sums
from tests.benchmarks.measures import HEAD, Row, extremes, greatest_memory

LAST = "DATE '2026-06-30'"
BAR = 1.5
LIMIT = 2.0
"""GiB that the process may take, with all that is imported."""
KINDS = ("survey", "transactions", "customers")


def write_files(folder: Path, rows: int) -> None:
    """Write a company with so many transactions, about twenty a customer."""
    customers = max(10, rows // 20)
    connection = duckdb.connect()
    connection.execute("SELECT setseed(0.5)")
    for name, query in {
        "customers": f"""SELECT 'C' || lpad(i::VARCHAR, 8, '0') AS customer,
            DATE '2021-07-01' + (random() * 1400)::INT AS start,
            CASE WHEN random() < 0.1 THEN DATE '2025-07-01' + (random() * 360)::INT END AS "end",
            CASE WHEN i % 5 = 0 THEN 'Business' ELSE 'Private' END AS "group"
            FROM range({customers}) t(i)""",
        "survey": f"""SELECT 'C' || lpad((i * 10)::VARCHAR, 8, '0') AS customer,
            DATE '2025-07-01' + (random() * 200)::INT AS date, (random() * 10)::INT AS recommend
            FROM range({customers // 10}) t(i)""",
        "transactions": f"""SELECT 'C' || lpad((random() * {customers - 1})::INT::VARCHAR, 8, '0')
                AS customer, DATE '2025-01-01' + (random() * 545)::INT AS date,
            round(exp(3 + random() * 2), 2) AS amount FROM range({rows}) t(i)""",
    }.items():
        connection.execute(
            f"COPY ({query}) TO '{folder / name}.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )
    connection.close()


def ours(folder: Path) -> dict[str, object]:
    """Return rows, repeated rows and sums, as the baseline finds them."""
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(connect(Path(name)), Path(name), date(2026, 12, 31))
        files = [File(folder / f"{kind}.parquet", kind, kind) for kind in KINDS]
        memory = Memory()
        memory.answer("transactions/duplicates", "keep")
        reading = desk.read(files, memory, accept=True)
        firm = company(desk.connection, reading, Asked(), desk.today)
        sums = cell_sums(firm)
        [file] = reading.of("transactions")
        [(repeated,)] = desk.connection.execute("SELECT count(*) FROM file1_repeated").fetchall()
        desk.connection.close()
    read = file.ledger.read
    return {
        "rows": read.rows,
        "amount": float(read.amount),
        "repeated": repeated,
        "cells": _rounded(sums),
    }


def _rounded(sums: dict) -> dict[str, list[float]]:
    return {
        f"{group} {segment}": [times.customers, round(times.y), round(money.y, 2)]
        for (group, segment), (times, money) in sorted(sums.items())
    }


def bare(folder: Path) -> dict[str, object]:
    """Return the same by queries that know what is in the files."""
    with tempfile.TemporaryDirectory() as name:
        connection = duckdb.connect(str(Path(name) / "data.duckdb"))
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{name}/spill'")
        money = f"read_parquet('{folder}/transactions.parquet')"
        rows, amount = connection.execute(
            f"SELECT count(*), sum(amount::DECIMAL(18, 4)) FROM {money}"
        ).fetchall()[0]
        repeated = connection.execute(
            f"""SELECT count(*) FROM (SELECT count(*) AS n FROM {money}
            GROUP BY hash(customer, date, amount) HAVING count(*) > 1)"""
        ).fetchall()[0][0]
        connection.execute(
            f"""CREATE TABLE base AS SELECT customer, start AS started, "end" AS ended,
                "group" AS grp FROM read_parquet('{folder}/customers.parquet');
            CREATE VIEW money AS SELECT customer, date AS day, amount FROM {money};
            CREATE TABLE spans AS SELECT customer, grp, CASE WHEN recommend >= 9 THEN 0
                WHEN recommend >= 7 THEN 1 ELSE 2 END AS segment, date AS since,
                least(coalesce(ended, {LAST}), {LAST}) AS until
            FROM read_parquet('{folder}/survey.parquet') JOIN base USING (customer)
            WHERE ended IS NULL OR date < ended"""
        )
        spells = f"""SELECT customer, grp, segment, since + 1 AS a, until + 1 AS b FROM spans
            UNION ALL SELECT customer, grp, -1, greatest(started, {LAST} - 365),
                coalesce(least(ended, {LAST}), {LAST}) + 1 FROM base"""
        days = connection.execute("SELECT min(day), max(day) FROM money").fetchall()[0]
        query = cell_query("money", spells, *PURCHASES, days)
        cells = connection.execute(query).fetchall()
        connection.close()
    found = {f"{g} {s}": [n, round(times), round(v, 2)] for g, s, n, _, times, v, *_ in cells}
    return {
        "rows": rows,
        "amount": float(amount),
        "repeated": int(repeated),
        "cells": dict(sorted(found.items())),
    }


SIDES = {"ours": ours, "bare": bare}


def measure(side: str, folder: Path) -> dict[str, Any]:
    """Run one side in a process of its own; return its seconds, its memory, its answer."""
    command = [sys.executable, "-m", "tests.benchmarks.million", "--side", side, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def run_side(side: str, folder: Path) -> dict[str, object]:
    """Return what one side finds here: its time without the imports, processor time, memory."""
    start, busy = time.perf_counter(), time.process_time()
    answer = SIDES[side](folder)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = greatest_memory() / 1024
    return {"seconds": seconds, "processor": busy, "gigabytes": peak, "answer": answer}


def rows(transactions: int, repetitions: int) -> list[Row]:
    """Return the rows of time, of processor time, and of memory; both sides take turns."""
    with tempfile.TemporaryDirectory() as name:
        write_files(Path(name), transactions)
        runs = [{side: measure(side, Path(name)) for side in SIDES} for _ in range(repetitions)]
    assert all(run["ours"]["answer"] == run["bare"]["answer"] for run in runs), runs[0]
    measured = f"baseline, {transactions:,} transactions"
    found = []
    for kind, name, bar in (("seconds", "time", BAR), ("processor", "processor time", None)):
        ours, theirs = ([float(run[side][kind]) for run in runs] for side in ("ours", "bare"))
        ratios = extremes([a / b for a, b in zip(ours, theirs, strict=True)])
        found.append(Row(f"{measured}, {name}", "s", median(ours), median(theirs), ratios, bar))
    peaks = [float(run["ours"]["gigabytes"]) for run in runs]
    found.append(Row(f"{measured}, memory", "GiB", max(peaks), LIMIT, extremes(peaks), 1.0))
    return found


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--rows", "transactions", default=10_000_000, show_default=True)
@click.option("--repetitions", default=3, show_default=True)
@click.option("--side", type=click.Choice(list(SIDES)), help="Run one side alone, on a folder.")
def main(folder: Path | None, transactions: int, repetitions: int, side: str | None) -> None:
    """Print the rows of the table."""
    if side and folder:
        click.echo(json.dumps(run_side(side, folder)))
        return
    click.echo(HEAD)
    for row in rows(transactions, repetitions):
        click.echo(row.line())


if __name__ == "__main__":
    main()
