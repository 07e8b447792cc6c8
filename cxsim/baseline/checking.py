"""The checks of a file: each row is accepted, a duplicate, or rejected for one reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from cxsim.baseline.asking import Asked, Choice, Question
from cxsim.baseline.fields import ROLES
from cxsim.baseline.ledger import Example, Ledger, Rejected, Share
from cxsim.baseline.loading import Loaded
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import count

ACCEPTED, DUPLICATE = 0, 1
MOST_EXAMPLES = 200
LONGEST_TEXT = 200
MONEY = "DECIMAL(18, 4)"
"""Exact to a hundredth of a cent, up to a hundred million million."""


@dataclass
class Draft:
    """A file on its way to being read: what each field is, and which rows are no good.

    Parameters
    ----------
    connection : DuckDBPyConnection
    loaded : Loaded
    kind : str
    mapping : mapping of str to str
        Column of the file by field.
    asked : Asked
    today : date
    values : dict of str to str
        Expressions by the name that a value is to have.
    rules : list of (str, Phrase)
        Conditions on those values under which a row is rejected, the first that holds counting.
    identical : str
        What makes two rows one: expressions parted by commas; empty where every column must agree.
    waiting : bool
        Whether something is being asked without which the file cannot be read.
    """

    connection: duckdb.DuckDBPyConnection
    loaded: Loaded
    kind: str
    mapping: Mapping[str, str]
    asked: Asked
    today: date
    values: dict[str, str] = field(default_factory=dict)
    rules: list[tuple[str, Phrase]] = field(default_factory=list)
    identical: str = ""
    waiting: bool = False

    @property
    def label(self) -> str:
        """The file's name."""
        return self.loaded.label

    @property
    def table(self) -> str:
        """Its rows as they stand in the file."""
        return self.loaded.table

    @property
    def read(self) -> str:
        """Its rows as they are read, each with its fate."""
        return f"{self.loaded.table}_read"

    def place(self, name: str) -> tuple[str, str] | None:
        """Return the column of a field in the database and its type; None where it has none."""
        column = self.mapping.get(name)
        if column is None or column not in self.loaded.columns:
            return None
        index = self.loaded.columns.index(column)
        return f"c{index}", self.loaded.types[index]

    def key(self, topic: str) -> tuple[str, str]:
        """Return the key of a question about a field, and the name of the field's column."""
        return f"{self.label}/{topic}", self.mapping.get(topic.partition(".")[0], "")

    def put(self, name: str, expression: str | None) -> None:
        """Take the expression of a value; None means that it is being asked."""
        if expression is None:
            self.waiting = True
        else:
            self.values[name] = expression

    def reject(self, condition: str, reason: Phrase) -> None:
        """Reject the rows for which a condition on the values holds."""
        self.rules.append((condition, reason))

    def has(self, name: str) -> str:
        """Return the condition that the cell of a field is not empty."""
        column, kind = self.place(name) or ("NULL", "text")
        return (
            f"nullif(trim({column}), '') IS NOT NULL" if kind == "text" else f"{column} IS NOT NULL"
        )

    def ask(self, question: Question) -> str | None:
        """Ask; without an answer the file waits."""
        answer = self.asked.ask(question)
        self.waiting |= answer is None
        return answer


def finish(draft: Draft) -> Ledger | None:
    """Make the table of the rows read, and return what became of them; None while it waits."""
    twice = 0 if draft.waiting else _find_duplicates(draft)
    if draft.waiting:
        return None
    _make(draft, twice)
    return _ledger(draft)


def _find_duplicates(draft: Draft) -> int:
    """Keep the places of rows that are there already, and ask whether they are the same."""
    every = draft.identical or ", ".join(f"c{i}" for i in range(len(draft.loaded.columns)))
    repeated, places = f"{draft.table}_repeated", f"{draft.table}_twice"
    draft.connection.execute(
        f"""CREATE OR REPLACE TABLE {repeated} AS SELECT hash({every}) AS h FROM {draft.table}
        GROUP BY h HAVING count(*) > 1"""
    )
    if not _one(draft.connection, f"SELECT count(*) FROM {repeated}"):
        return 0
    draft.connection.execute(
        f"""CREATE OR REPLACE TABLE {places} AS SELECT row FROM (
            SELECT {_row(draft)} AS row,
                row_number() OVER (PARTITION BY {every} ORDER BY {_row(draft)}) AS place
            FROM {draft.table} WHERE hash({every}) IN (SELECT h FROM {repeated})) WHERE place > 1"""
    )
    twice = _one(draft.connection, f"SELECT count(*) FROM {places}")
    if not twice:  # different rows with one hash
        return 0
    if draft.identical:
        draft.asked.tell(say("Rows with an id that stands above count once: {n}.", n=count(twice)))
        return int(twice)
    if draft.kind == "survey":
        draft.asked.tell(say("Rows that stand there twice count once: {n}.", n=count(twice)))
        return int(twice)
    question = Question(
        f"{draft.label}/duplicates",
        say("{n} rows repeat another one to the letter. Do they count?", n=count(twice)),
        (
            Choice("drop", say("No: the export holds them twice")),
            Choice("keep", say("Yes: it happened more than once")),
        ),
        "drop",
        _rows_at(draft, f"SELECT row FROM {draft.table}_twice"),
    )
    return int(twice) if draft.ask(question) == "drop" else 0


def _rows_at(draft: Draft, places: str) -> tuple[str, ...]:
    """Return the first rows at some places, as they stand in the file."""
    rows = draft.connection.execute(
        f"SELECT {_whole(draft)} FROM {draft.table} WHERE {_row(draft)} IN ({places}) LIMIT 4"
    ).fetchall()
    return tuple(row[0] for row in rows)


def _row(draft: Draft) -> str:
    return "rowid + 1" if draft.loaded.stored else "row"


def _whole(draft: Draft) -> str:
    """Return the expression of a row as one line."""
    cells = ", ".join(f"c{i}" for i in range(min(12, len(draft.loaded.columns))))
    return f"concat_ws(' · ', {cells})[:{LONGEST_TEXT}]"


def _make(draft: Draft, twice: int) -> None:
    chosen = ", ".join(f"{expression} AS {name}" for name, expression in draft.values.items())
    place = _row(draft)
    found = f"{place} IN (SELECT row FROM {draft.table}_twice)" if twice else "false"
    cases = " ".join(f"WHEN {rule} THEN {i}" for i, (rule, _) in enumerate(draft.rules, 2))
    kind = "TABLE" if draft.loaded.stored else "VIEW"
    for each in ("TABLE", "VIEW"):
        there = f"SELECT 1 FROM information_schema.tables WHERE table_name = '{draft.read}'"
        there += f" AND table_type = '{'BASE TABLE' if each == 'TABLE' else 'VIEW'}'"
        if draft.connection.execute(there).fetchone():
            draft.connection.execute(f"DROP {each} {draft.read}")
    draft.connection.execute(
        f"""CREATE {kind} {draft.read} AS
        SELECT *, CASE WHEN twice THEN {DUPLICATE} {cases} ELSE {ACCEPTED} END AS fate
        FROM (SELECT {place} AS row, {found} AS twice, {chosen} FROM {draft.table})"""
    )


def _ledger(draft: Draft) -> Ledger:
    amount = _amount(draft)
    day = next((n for n in ("day", "started") if n in draft.values), "NULL::DATE")
    money = f"TRY_CAST(CASE WHEN isfinite({amount}) THEN {amount} END AS {MONEY})"
    if amount == "NULL":
        money = f"NULL::{MONEY}"
    rows = draft.connection.execute(
        f"""SELECT fate, count(*), sum(m), count(*) - count(m), min(d) FILTER (fate = 0),
            max(d) FILTER (fate = 0)
        FROM (SELECT fate, {money} AS m, {day} AS d FROM {draft.read})
        GROUP BY fate ORDER BY fate"""
    ).fetchall()
    parts = {fate: Share(rows, sums) for fate, rows, sums, *_ in rows}
    unread = sum(row[3] for row in rows if row[0] > DUPLICATE) if amount != "NULL" else 0
    misfits = draft.loaded.misfits
    accepted = next((row for row in rows if row[0] == ACCEPTED), (0,) * 6)
    return Ledger(
        _read(draft, money),
        parts.get(ACCEPTED, Share()),
        parts.get(DUPLICATE, Share()),
        tuple(_rejected(draft, parts)),
        unread + (len(misfits) if amount != "NULL" else 0),
        tuple(_examples(draft, max(parts, default=0) > DUPLICATE)),
        accepted[4] or None,
        accepted[5] or None,
    )


def _amount(draft: Draft) -> str:
    """Return the name of the money in a file; NULL where it holds none."""
    return next((name for name in ("amount", "cost") if name in draft.values), "NULL")


def _read(draft: Draft, money: str) -> Share:
    """Count what the file holds, whatever became of it."""
    amount = _amount(draft)
    chosen = f"{draft.values[amount]} AS {amount}" if amount in draft.values else "1 AS one"
    rows, amount = draft.connection.execute(
        f"SELECT count(*), sum({money}) FROM (SELECT {chosen} FROM {draft.table})"
    ).fetchall()[0]
    return Share(rows + len(draft.loaded.misfits), amount)


def _rejected(draft: Draft, parts: Mapping[int, Share]) -> Iterator[Rejected]:
    for fate, (_, reason) in enumerate(draft.rules, 2):
        if fate in parts:
            yield Rejected(reason, parts[fate])
    reasons: dict[Phrase, int] = {}
    for misfit in draft.loaded.misfits:
        reasons[misfit.reason] = reasons.get(misfit.reason, 0) + 1
    for reason, rows in reasons.items():
        yield Rejected(reason, Share(rows))


def _first_rejected(draft: Draft) -> list[tuple[int, int]]:
    """Return places and fates of the first rejected rows."""
    return draft.connection.execute(
        f"""SELECT row, fate FROM {draft.read} WHERE fate > {DUPLICATE}
        ORDER BY row LIMIT {MOST_EXAMPLES}"""
    ).fetchall()


def _examples(draft: Draft, rejected: bool) -> list[Example]:
    """Return the first rejected rows with their lines in the file."""
    misfits = draft.loaded.misfits
    places = [misfit.row for misfit in misfits]
    ours = _rejected_here(draft, places) if rejected else []
    theirs = [Example(m.row + 1, m.reason, m.text) for m in misfits[:MOST_EXAMPLES]]
    return sorted([*ours, *theirs], key=lambda each: each.line)[:MOST_EXAMPLES]


def _rejected_here(draft: Draft, places: Sequence[int]) -> list[Example]:
    """Return the first rows that the checks have rejected."""
    fates = dict(_first_rejected(draft))
    listed = ", ".join(map(str, fates))
    found = draft.connection.execute(
        f"""SELECT {_row(draft)} AS place, {_whole(draft)} FROM {draft.table}
        WHERE place IN ({listed})"""
    ).fetchall()
    return [
        Example(_line(row, places), draft.rules[fates[row] - 2][1], text) for row, text in found
    ]


def _line(row: int, misfits: Sequence[int]) -> int:
    """Return the place in the file of the n-th row that fits, the header being line 1."""
    place = row
    for misfit in misfits:
        if misfit > place:
            break
        place += 1
    return place + 1


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def missing_roles(kind: str, mapping: Mapping[str, str]) -> list[str]:
    """Return the fields that a kind of file cannot do without, and that have no column."""
    lacking = [f for f, role in ROLES[kind].items() if role.required and f not in mapping]
    if kind == "survey" and not {"recommend", "satisfaction"} & set(mapping):
        lacking.append("recommend")
    return lacking
