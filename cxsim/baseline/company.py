"""The company as its files show it: customers, answers, spans of time in a segment, and sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from cxsim.baseline.asking import Asked
from cxsim.baseline.desk import FileReading, Reading
from cxsim.scenario.texts import BIDI
from cxsim.text.phrase import say
from cxsim.text.quantities import count, day

WHOLE = -1
"""In the place of a segment: all customers of a group, asked or not."""
YEAR = 365.25
SHORT = 0.2
"""Years of follow-up, on average, below which spending is taken from the year before the answer."""
EVERYONE = "Customers"
FIELDS: dict[str, dict[str, str]] = {
    "survey": {
        "customer": "VARCHAR",
        "day": "DATE",
        "segment": "INTEGER",
        "score": "DOUBLE",
        "satisfaction": "DOUBLE",
        "satisfied": "BOOLEAN",
        "effort": "DOUBLE",
        "stage": "VARCHAR",
    },
    "transactions": {"customer": "VARCHAR", "day": "DATE", "amount": "DOUBLE"},
    "customers": {
        "customer": "VARCHAR",
        "started": "DATE",
        "ended": "DATE",
        "grp": "VARCHAR",
        "tenure": "DOUBLE",
        "charge": "DOUBLE",
        "referrals": "DOUBLE",
        "referred_by": "VARCHAR",
        "gone": "BOOLEAN",
        "status_years": "DOUBLE",
    },
    "contacts": {"customer": "VARCHAR", "day": "DATE", "cost": "DOUBLE", "resolved": "BOOLEAN"},
}


@dataclass(frozen=True)
class Company:
    """What the files say together.

    Parameters
    ----------
    connection : DuckDBPyConnection
        With the views `answers`, `money`, `base`, `service` and the table `spans`.
    reading : Reading
    first, last : date or None
        The time that the files cover.
    groups : tuple of str
    known : frozenset of str
        The values that some file has, as `KIND.VALUE`.
    days : mapping of str to (date, date)
        First and last day of each kind of file that has days.
    late : int
        Answers given after their customer had left.
    backward : bool
        Whether spending is taken from before the answers, for want of time after them.
    """

    connection: duckdb.DuckDBPyConnection
    reading: Reading
    first: date | None
    last: date | None
    groups: tuple[str, ...]
    known: frozenset[str]
    days: Mapping[str, tuple[date, date]]
    late: int
    backward: bool

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(query).fetchall()

    def one(self, query: str) -> Any:
        """Return the one value of a query."""
        row = self.connection.execute(query).fetchone()
        return row[0] if row else None


def company(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    asked: Asked,
    today: date,
    once: bool = False,
) -> Company:
    """Put the files together.

    Parameters
    ----------
    connection : DuckDBPyConnection
        With the tables of the files.
    reading : Reading
        Ready.
    asked : Asked
        Takes what is to be told.
    today : date
    once : bool
        Whether a purchase that stands in several files is taken from the first of them alone.
    """
    for kind, name in (
        ("survey", "answers"),
        ("transactions", "money"),
        ("contacts", "service"),
        ("customers", "listed"),
    ):
        _union(connection, name, FIELDS[kind], reading.of(kind), once and kind == "transactions")
    known = frozenset(f"{f.kind}.{v}" for f in reading.files if f.ledger for v in f.values)
    _base(connection, asked)
    first, last = _window(connection, reading, today)
    late = _spans(connection, last)
    backward = _is_short(connection, _days(reading, "transactions"), known)
    if backward:
        asked.tell(
            say(
                "There is too little time after the answers: spending is that of the year before "
                "them. It says less of what follows from an answer."
            )
        )
    groups = tuple(
        row[0]
        for row in connection.execute(
            "SELECT grp FROM base GROUP BY grp ORDER BY count(*) DESC, grp"
        ).fetchall()
    )
    if first and last:
        asked.tell(say("The files cover {first} to {last}.", first=day(first), last=day(last)))
    days = {kind: pair for kind in FIELDS if (pair := _days(reading, kind)) is not None}
    named = groups or (EVERYONE,)
    return Company(connection, reading, first, last, named, known, days, late, backward)


def _whole(file: FileReading) -> bool:
    """Whether every row of a file was accepted, so that none need be looked at again."""
    ledger = file.ledger
    return ledger is not None and ledger.accepted.rows == ledger.read.rows


def _days(reading: Reading, kind: str) -> tuple[date, date] | None:
    """Return the first and the last day of the accepted rows of a kind of file."""
    ledgers = [file.ledger for file in reading.of(kind) if file.ledger is not None]
    first = [ledger.first for ledger in ledgers if ledger.first is not None]
    last = [ledger.last for ledger in ledgers if ledger.last is not None]
    return (min(first), max(last)) if first and last else None


def _union(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    fields: dict[str, str],
    files: Sequence[FileReading],
    once: bool,
) -> None:
    """Make a view of the accepted rows of all files of a kind."""
    parts = []
    for file in files:
        chosen = ", ".join(
            f"CAST({field if field in file.values else 'NULL'} AS {kind}) AS {field}"
            for field, kind in fields.items()
        )
        rows = f"FROM {file.table}" + ("" if _whole(file) else " WHERE fate = 0")
        parts.append(f"SELECT {chosen}, row, '{file.table}' AS file {rows}")
    if not parts:
        chosen = ", ".join(f"CAST(NULL AS {kind}) AS {field}" for field, kind in fields.items())
        parts = [f"SELECT {chosen}, 0 AS row, '' AS file WHERE false"]
    query = " UNION ALL ".join(parts)
    if once:
        first = "dense_rank() OVER (PARTITION BY customer, day, amount ORDER BY file) = 1"
        query = f"SELECT * FROM ({query}) QUALIFY {first}"
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")


def _base(connection: duckdb.DuckDBPyConnection, asked: Asked) -> None:
    """Make the table of customers: those listed; where none are, those who bought or answered."""
    bidi = "".join(BIDI)
    clean = (
        f"replace(regexp_replace(translate(trim(grp), '{bidi}', ''), '[\\x00-\\x1f\\x7f]', ' ', "
        "'g'), '.', '·')[:80]"
    )
    listed = connection.execute("SELECT count(*) FROM listed").fetchone() or (0,)
    source = "listed"
    if not listed[0]:
        chosen = ", ".join(
            f"CAST({'customer' if n == 'customer' else 'NULL'} AS {k}) AS {n}"
            for n, k in FIELDS["customers"].items()
        )
        source = (
            f"(SELECT {chosen} FROM (SELECT customer FROM money UNION "
            "SELECT customer FROM answers) WHERE customer IS NOT NULL)"
        )
    best = ", ".join(
        f"any_value({name}) AS {name}"
        for name in FIELDS["customers"]
        if name not in ("customer", "grp")
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE names AS SELECT grp, coalesce(nullif({clean}, ''), '{EVERYONE}')
            AS name, {clean} IS DISTINCT FROM trim(grp) AS changed
        FROM (SELECT DISTINCT grp FROM {source})"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE base AS SELECT b.* EXCLUDE (grp), n.name AS grp
        FROM (SELECT customer, {best}, any_value(grp) AS grp FROM {source} GROUP BY customer) b
        JOIN names n ON n.grp IS NOT DISTINCT FROM b.grp"""
    )
    changed = connection.execute(
        "SELECT count(DISTINCT trim(grp)) FROM names WHERE changed"
    ).fetchone() or (0,)
    if changed[0]:
        asked.tell(
            say(
                "Names of groups were changed where they held dots or signs that steer a screen: "
                "{n}.",
                n=count(changed[0]),
            )
        )


def _window(
    connection: duckdb.DuckDBPyConnection, reading: Reading, today: date
) -> tuple[date | None, date | None]:
    """Return the first and the last day on which anything is known to have happened."""
    dated = [_days(reading, kind) for kind in ("transactions", "survey", "contacts")]
    days = [pair for pair in dated if pair is not None]
    row = connection.execute(
        f"SELECT max(ended) FILTER (ended <= DATE '{today}'), max(started) FROM base"
    ).fetchone()
    ends = [end for end in (row or ()) if end is not None] + [pair[1] for pair in days]
    return min((pair[0] for pair in days), default=None), max(ends, default=None)


def _spans(connection: duckdb.DuckDBPyConnection, last: date | None) -> int:
    """Make the table of spans: from an answer to the next one, to the end, or to the last day.

    Returns
    -------
    int
        Answers given after the customer had left, which begin no span.
    """
    end = f"DATE '{last}'" if last else "NULL::DATE"
    connection.execute(
        f"""CREATE OR REPLACE TABLE spans AS
        SELECT customer, grp, segment, day AS since, started, ended,
            least(coalesce(following, {end}), coalesce(ended, {end}), {end}) AS until,
            coalesce(ended <= least(coalesce(following, {end}), {end}), false) AS gone,
            following IS NULL AS latest
        FROM (SELECT a.customer, b.grp, b.started, b.ended, a.segment, a.day,
                lead(a.day) OVER (PARTITION BY a.customer ORDER BY a.day, a.row) AS following
            FROM answers a JOIN base b USING (customer) WHERE a.segment IS NOT NULL)
        WHERE since IS NULL OR ended IS NULL OR since < ended"""
    )
    late = connection.execute(
        """SELECT count(*) FROM answers a JOIN base b USING (customer)
        WHERE a.segment IS NOT NULL AND a.day >= b.ended"""
    ).fetchone()
    return int(late[0]) if late else 0


def _is_short(
    connection: duckdb.DuckDBPyConnection,
    days: tuple[date, date] | None,
    known: frozenset[str],
) -> bool:
    """Whether too little is known of the time after the answers."""
    if "survey.day" not in known or days is None:
        return False
    seen = f"date_diff('day', since, least(until, DATE '{days[1]}'))"
    row = connection.execute(f"SELECT avg(greatest(0, {seen}) / {YEAR}) FROM spans").fetchone()
    return bool(row and row[0] is not None and row[0] < SHORT)
