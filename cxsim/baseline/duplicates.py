"""Rows that are there already: told where they are plainly the same, else asked."""

from __future__ import annotations

from cxsim.baseline.asking import Choice, Question
from cxsim.baseline.draft import Draft, row_place, whole_row
from cxsim.text.phrase import say
from cxsim.text.quantities import count


def find_duplicates(draft: Draft) -> int:
    """Keep the places of rows that are there already, and ask whether they are the same."""
    every = draft.identical or ", ".join(f"c{i}" for i in range(len(draft.loaded.columns)))
    draft.connection.execute(
        f"""CREATE OR REPLACE TABLE {draft.table}_repeated AS SELECT hash({every}) AS h,
        count(*) - 1 AS n FROM {draft.table} GROUP BY h HAVING n > 0"""
    )
    [(found,)] = draft.connection.execute(
        f"SELECT coalesce(sum(n), 0) FROM {draft.table}_repeated"
    ).fetchall()
    twice = int(found)
    if not twice or not _count_once(draft, every, twice):
        return 0
    draft.connection.execute(
        f"""CREATE OR REPLACE TABLE {draft.table}_twice AS SELECT row FROM (
            SELECT {row_place(draft)} AS row,
                row_number() OVER (PARTITION BY {every} ORDER BY {row_place(draft)}) AS place
            FROM {draft.table} WHERE hash({every}) IN (SELECT h FROM {draft.table}_repeated))
        WHERE place > 1"""
    )
    return twice


def _count_once(draft: Draft, every: str, twice: int) -> bool:
    """Whether rows that are there already count once: told where it is plain, else asked."""
    if draft.identical:
        draft.asked.tell(say("Rows with an id that stands above count once: {n}.", n=count(twice)))
        return True
    if draft.kind == "survey":
        draft.asked.tell(say("Rows that stand there twice count once: {n}.", n=count(twice)))
        return True
    key = f"{draft.label}/duplicates"
    question = Question(
        key,
        say("Rows that repeat another one to the letter: {n}. Do they count?", n=count(twice)),
        (
            Choice("drop", say("No: the export holds them twice")),
            Choice("keep", say("Yes: it happened more than once")),
        ),
        "drop",
        () if key in draft.asked.answers else _repeated(draft, every),
    )
    return draft.ask(question) == "drop"


def _repeated(draft: Draft, every: str) -> tuple[str, ...]:
    """Return some of the rows that are there more than once, as they stand in the file."""
    some = f"SELECT h FROM {draft.table}_repeated LIMIT 2"
    rows = draft.connection.execute(
        f"SELECT {whole_row(draft)} FROM {draft.table} WHERE hash({every}) IN ({some}) LIMIT 4"
    ).fetchall()
    return tuple(row[0] for row in rows)
