"""A file on its way to being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

from cxsim.baseline.asking import Asked, Question
from cxsim.baseline.loading import Loaded
from cxsim.text.phrase import Phrase

LONGEST_TEXT = 200


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


def row_place(draft: Draft) -> str:
    """Return the expression of a row's place in the file, from 1."""
    return "rowid + 1" if draft.loaded.stored else "row"


def whole_row(draft: Draft) -> str:
    """Return the expression of a row as one line."""
    cells = ", ".join(f"c{i}" for i in range(min(12, len(draft.loaded.columns))))
    return f"concat_ws(' · ', {cells})[:{LONGEST_TEXT}]"
