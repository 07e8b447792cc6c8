"""The checks of a file: each row is accepted, a duplicate, or rejected for one reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from cxsim.baseline.draft import Draft, row_place, whole_row
from cxsim.baseline.duplicates import find_duplicates
from cxsim.baseline.fields import ROLES
from cxsim.baseline.ledger import Example, Ledger, Rejected, Share
from cxsim.text.phrase import Phrase

ACCEPTED, DUPLICATE = 0, 1
MOST_EXAMPLES = 200
MONEY = "DECIMAL(18, 4)"
"""Exact to a hundredth of a cent, up to a hundred million million."""


def finish(draft: Draft, progress: Callable[[float], None] = lambda _share: None) -> Ledger | None:
    """Make the table of the rows read, and return what became of them; None while it waits."""
    twice = 0 if draft.waiting else find_duplicates(draft)
    if draft.waiting:
        return None
    progress(0.4)
    _make(draft, twice)
    progress(0.7)
    return _ledger(draft)


def _make(draft: Draft, twice: int) -> None:
    chosen = ", ".join(f"{expression} AS {name}" for name, expression in draft.values.items())
    place = row_place(draft)
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
        f"""SELECT {row_place(draft)} AS place, {whole_row(draft)} FROM {draft.table}
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


def missing_roles(kind: str, mapping: Mapping[str, str]) -> list[str]:
    """Return the fields that a kind of file cannot do without, and that have no column."""
    lacking = [f for f, role in ROLES[kind].items() if role.required and f not in mapping]
    if kind == "survey" and not {"recommend", "satisfaction"} & set(mapping):
        lacking.append("recommend")
    return lacking
