"""What stands in a column: days, amounts, scores and words, and what is asked before it is read.

Each function returns an expression of the database that gives the value, or NULL where a cell
cannot be read; None while that is being asked.
"""

from __future__ import annotations

from typing import Any

import duckdb

from cxsim.baseline.asking import Asked, Choice, Question
from cxsim.text.phrase import Phrase, say

DAY_FORMATS: dict[str, str] = {
    "year-month-day": "%Y-%m-%d",
    "day/month/year": "%d/%m/%Y",
    "month/day/year": "%m/%d/%Y",
    "day.month.year": "%d.%m.%Y",
    "day-month-year": "%d-%m-%Y",
    "month-day-year": "%m-%d-%Y",
    "year/month/day": "%Y/%m/%d",
    "year.month.day": "%Y.%m.%d",
    "yearmonthday": "%Y%m%d",
    "day/month/yy": "%d/%m/%y",
    "month/day/yy": "%m/%d/%y",
    "day.month.yy": "%d.%m.%y",
}
DAY_WORDS: dict[str, Phrase] = {
    "year-month-day": say("year-month-day"),
    "day/month/year": say("day/month/year"),
    "month/day/year": say("month/day/year"),
    "day.month.year": say("day.month.year"),
    "day-month-year": say("day-month-year"),
    "month-day-year": say("month-day-year"),
    "year/month/day": say("year/month/day"),
    "year.month.day": say("year.month.day"),
    "yearmonthday": say("year, month and day without a sign between them"),
    "day/month/yy": say("day/month/year in two digits"),
    "month/day/yy": say("month/day/year in two digits"),
    "day.month.yy": say("day.month.year in two digits"),
}
_TIME = r"([T ]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|UTC|[AaPp][Mm]|[+-]\d{2}:?\d{2})?)?"
_DAY = rf"^\s*(\d{{1,4}}[-./]?\d{{1,2}}[-./]?\d{{1,4}}){_TIME}\s*$"
SPACES = "[\\s\u00a0\u202f\u2009']"
SIGNS = "[$€£¥]|CHF|EUR|USD|GBP|CAD|JPY|kr|zł"
POINT = r"^-?(\d+|\d{1,3}(,\d{3})+)?\.\d+$|^-?\d{1,3}(,\d{3}){2,}$"
COMMA = r"^-?(\d+|\d{1,3}(\.\d{3})+)?,\d+$|^-?\d{1,3}(\.\d{3}){2,}$"
EITHER = r"^-?[1-9]\d{0,2}[.,]\d{3}$"
LARGEST = 1e12


def filled(column: str) -> str:
    """Return a cell of text without spaces around it; NULL where nothing is left."""
    return f"nullif(trim({column}, E' \\t\\r\\n\u00a0\u202f'), '')"


def read_text(column: str, kind: str, stored: bool = True) -> str:
    """Return the expression of a text, an identifier among them: to the letter.

    Parameters
    ----------
    column, kind : str
    stored : bool
        Whether it was text in a file of text; in Parquet plain spaces alone are taken off its ends,
        since looking for the rarer ones takes longer than all other checks.
    """
    if kind == "text" and not stored:
        spaced = f"prefix({column}, ' ') OR suffix({column}, ' ')"
        return f"nullif(CASE WHEN {spaced} THEN trim({column}) ELSE {column} END, '')"
    if kind == "number":  # a whole number kept as 123.0 is the 123 of the other files
        return f"regexp_replace(CAST({column} AS VARCHAR), '\\.0+$', '')"
    return filled(column) if kind == "text" else f"CAST({column} AS VARCHAR)"


def read_day(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    kind: str,
    question: tuple[str, str],
    asked: Asked,
) -> str | None:
    """Return the expression of a day.

    Parameters
    ----------
    column, kind : str
        Its name in the table, and one of the types of `Loaded`.
    question : (str, str)
        Key of the question which order its days are in, and the column's own name.
    """
    if kind == "day":
        return f"CAST({column} AS DATE)"
    text = f"regexp_extract(CAST({column} AS VARCHAR), {_literal(_DAY)}, 1)"
    tries = {name: _parse(text, form) for name, form in DAY_FORMATS.items()}
    counts = _counts(connection, table, column, tries)
    most = max(counts.values())
    fitting = [name for name, found in counts.items() if found == most and most > 0]
    key, name = question
    if len(fitting) > 1 and _same_days(connection, table, [tries[f] for f in fitting]):
        fitting = fitting[:1]
    if len(fitting) == 1 and _is_plain(fitting[0], counts):
        form = DAY_WORDS[fitting[0]]
        asked.tell(say("Days in “{column}” are read as {form}.", column=name, form=form))
        return tries[fitting[0]]
    rows = connection.execute(
        f"SELECT DISTINCT {filled(_as_text(column))} d FROM {table} WHERE d IS NOT NULL LIMIT 5"
    ).fetchall()
    choices = tuple(Choice(each, DAY_WORDS[each]) for each in DAY_FORMATS if counts[each] > 0)
    if not choices:
        return "CAST(NULL AS DATE)"
    words = say("In which order are the days in “{column}” written?", column=name)
    answer = asked.ask(Question(key, words, choices, "", tuple(row[0] for row in rows)))
    return None if answer is None else tries[answer]


def _is_plain(form: str, counts: dict[str, int]) -> bool:
    """Whether no other order reads nearly as many days; a stray day must not settle the rest."""
    rivals = [found for name, found in counts.items() if name != form]
    return form.startswith("year") or max(rivals, default=0) < 0.95 * counts[form]


def _parse(text: str, form: str) -> str:
    """Return the expression of a day in one form, held to years that can be meant."""
    parsed = f"CAST(try_strptime({text}, '{form}') AS DATE)"
    if form == "%Y%m%d":
        parsed = f"CASE WHEN length({text}) = 8 THEN {parsed} END"
    return f"CASE WHEN {parsed} BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' THEN {parsed} END"


def _same_days(connection: duckdb.DuckDBPyConnection, table: str, parsed: list[str]) -> bool:
    """Whether several forms read the same days."""
    differ = " OR ".join(f"{parsed[0]} IS DISTINCT FROM {other}" for other in parsed[1:])
    return bool(_scalar(connection, f"SELECT count(*) FROM {table} WHERE {differ}") == 0)


def read_amount(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    kind: str,
    question: tuple[str, str],
    asked: Asked,
) -> str | None:
    """Return the expression of an amount; its decimal mark is asked where it is not plain."""
    if kind == "number":
        return f"CAST({column} AS DOUBLE)"
    bare = _bare(column)
    found = _counts(
        connection,
        table,
        column,
        {
            "point": _when(bare, POINT, EITHER),
            "comma": _when(bare, COMMA, EITHER),
            "grouped": f"CASE WHEN contains({bare}, ',') THEN 1 END",
            "either": f"CASE WHEN regexp_matches({bare}, {_literal(EITHER)}) THEN 1 END",
        },
    )
    mark = _mark(connection, table, column, found, question, asked)
    if mark is None:
        return None
    thousands, decimal, well = (",", ".", POINT) if mark == "point" else (".", ",", COMMA)
    whole = rf"^-?\d+$|^-?\d{{1,3}}(\{thousands}\d{{3}})+$"
    digits = f"replace(replace({bare}, '{thousands}', ''), '{decimal}', '.')"
    return (
        f"CASE WHEN regexp_matches({bare}, {_literal(f'{well}|{whole}')}) "
        f"THEN TRY_CAST({digits} AS DOUBLE) END"
    )


def _mark(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    found: dict[str, int],
    question: tuple[str, str],
    asked: Asked,
) -> str | None:
    """Return the decimal mark, "point" or "comma", or ask for it."""
    key, name = question
    if not (found["comma"] or found["either"] or found["grouped"]):
        return "point"
    if found["comma"] and not found["point"]:
        asked.tell(say("The decimal mark in “{column}” is a comma.", column=name))
        return "comma"
    if found["point"] and not found["comma"]:
        asked.tell(say("The decimal mark in “{column}” is a point.", column=name))
        return "point"
    rows = connection.execute(
        f"""SELECT DISTINCT {filled(_as_text(column))} a FROM {table}
        WHERE regexp_matches({_bare(column)}, '[.,]') LIMIT 5"""
    ).fetchall()
    choices = (
        Choice("point", say("A point: 1,234 is more than a thousand")),
        Choice("comma", say("A comma: 1,234 is a little more than one")),
    )
    words = say("Which is the decimal mark in “{column}”?", column=name)
    return asked.ask(Question(key, words, choices, "", tuple(row[0] for row in rows)))


def _bare(column: str) -> str:
    """Return an amount without spaces and signs of money, its minus in front."""
    text = filled(_as_text(column))
    clean = f"regexp_replace({text}, {_literal(f'{SPACES}|{SIGNS}')}, '', 'g')"
    minus = f"replace({clean}, '\u2212', '-')"
    turned = rf"regexp_replace({minus}, '^(\d[\d.,]*)-$', '-\1')"
    return rf"regexp_replace({turned}, '^\((\d[\d.,]*)\)$', '-\1')"


def read_score(column: str, kind: str) -> str:
    """Return the expression of a whole number on a scale."""
    number = f"TRY_CAST({filled(_as_text(column))} AS DOUBLE)" if kind == "text" else column
    value = f"CAST({number} AS DOUBLE)"
    return f"CASE WHEN {value} = floor({value}) THEN {value} END"


YES = ("yes", "y", "true", "1", "oui", "o", "vrai", "x", "ja")
NO = ("no", "n", "false", "0", "non", "faux", "nein")


def read_truth(column: str, kind: str) -> str:
    """Return the expression of yes or no."""
    if kind == "truth":
        return column
    if kind == "number":
        return f"CASE {column} WHEN 1 THEN true WHEN 0 THEN false END"
    text = f"lower({filled(_as_text(column))})"
    yes, no = (", ".join(map(_literal, words)) for words in (YES, NO))
    return f"CASE WHEN {text} IN ({yes}) THEN true WHEN {text} IN ({no}) THEN false END"


def _as_text(column: str) -> str:
    return f"CAST({column} AS VARCHAR)"


def _when(text: str, pattern: str, but: str) -> str:
    match, not_this = _literal(pattern), _literal(but)
    return (
        f"CASE WHEN regexp_matches({text}, {match}) AND NOT regexp_matches({text}, {not_this}) "
        "THEN 1 END"
    )


def _counts(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, tries: dict[str, str]
) -> dict[str, int]:
    """Return how many rows each expression gives a value for; each different cell is read once."""
    chosen = ", ".join(f"sum(n) FILTER ({read} IS NOT NULL)" for read in tries.values())
    cells = f"SELECT {column}, count(*) AS n FROM {table} GROUP BY {column}"
    row = connection.execute(f"SELECT {chosen} FROM ({cells})").fetchone() or ()
    return {name: int(found or 0) for name, found in zip(tries, row, strict=True)}


def _scalar(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
