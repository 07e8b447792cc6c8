"""How a text file is written: encoding, delimiter, quotes, header. What is not plain is asked."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxsim.baseline.asking import NONE, Asked, Choice, Question, RefusedFileError
from cxsim.baseline.encoding import SAMPLE, plain_file, sample_text
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import count

DELIMITERS: dict[str, tuple[str, Phrase]] = {
    "comma": (",", say("Comma")),
    "semicolon": (";", say("Semicolon")),
    "tab": ("\t", say("Tab")),
    "bar": ("|", say("Vertical bar")),
}
ROWS = 400
"""Rows that are looked at."""
STEADY = 0.9
"""Part of the rows that must have one width for a delimiter to be possible."""
DOUBLED = re.compile(r'[^\\,;|\t\n"]""')
"""A doubled quote within a field; two of them alone are an empty field."""
LOOSE = 0.5
"""The same, where no delimiter reaches it: some rows are broken."""
MOST_COLUMNS = 1_000
LONGEST_FIELD = 1 << 20


@dataclass(frozen=True)
class Dialect:
    """How a file of text is to be read.

    Parameters
    ----------
    path : Path
        In UTF-8 with line feeds; a copy where the file itself is written otherwise.
    delimiter, quote, escape : str
    columns : tuple of str
        Names of the columns, each once.
    skip : int
        Lines before the first row.
    """

    path: Path
    delimiter: str
    quote: str
    escape: str
    columns: tuple[str, ...]
    skip: int


def find_dialect(path: Path, label: str, folder: Path, asked: Asked) -> Dialect | None:
    """Return how a file is written, or None while that is being asked.

    Parameters
    ----------
    path : Path
    label : str
        The file's name, which begins the keys of its questions.
    folder : Path
        Where a copy in UTF-8 may be put.
    asked : Asked

    Raises
    ------
    RefusedFileError
    """
    csv.field_size_limit(LONGEST_FIELD)
    plain = plain_file(path, label, folder, asked)
    if plain is None:
        return None
    text = sample_text(plain)
    first, _, rest = text.partition("\n")
    skip = 0
    if first.lower().startswith("sep=") and len(first) == 5:
        text, skip = rest, 1
    delimiter = first[4] if skip else _delimiter(text, label, asked)
    if delimiter is None:
        return None
    quote = '"' if '"' in text or not _single_quoted(text, delimiter) else "'"
    if quote == "'":
        asked.tell(say("Its fields stand in single quotes."))
    escape = "\\" if '\\"' in text and not DOUBLED.search(text) else quote
    if escape != quote:
        asked.tell(say("Quotes within a field are marked by a backslash."))
    rows = _rows(text, delimiter, quote, escape)
    header = _header(rows, label, asked)
    if header is None:
        return None
    names = _names(rows, header, asked)
    return Dialect(plain, delimiter, quote, escape, names, skip + header)


def _rows(text: str, delimiter: str, quote: str = '"', escape: str = '"') -> list[list[str]]:
    """Return the first rows, each with its fields; blank lines are left out."""
    doubled = escape == quote
    reader = csv.reader(
        text.splitlines(keepends=True),
        delimiter=delimiter,
        quotechar=quote,
        doublequote=doubled,
        escapechar=None if doubled else escape,
    )
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows += [row] if row else []
            if len(rows) >= ROWS:
                return rows
    except csv.Error as error:
        raise RefusedFileError(
            say("it is no table of text: {reason}", reason=str(error)), say("export it again")
        ) from None
    return rows[:-1] if len(text) >= SAMPLE and len(rows) > 1 else rows


def _delimiter(text: str, label: str, asked: Asked) -> str | None:
    """Return the delimiter by which the rows have one width, or ask."""
    widths = {name: _width(_rows(text, sign)) for name, (sign, _) in DELIMITERS.items()}
    possible = _possible(widths, STEADY) or _possible(widths, LOOSE)
    if len(possible) == 1:
        asked.tell(say("Columns are parted by: {sign}.", sign=DELIMITERS[possible[0]][1]))
        return DELIMITERS[possible[0]][0]
    if not possible and all(width <= 1 for width, _ in widths.values()):
        return ","  # one column
    key = f"{label}/delimiter"
    choices = tuple(Choice(name, words) for name, (_, words) in DELIMITERS.items())
    likely = max(possible or widths, key=lambda name: (widths[name][1], widths[name][0]))
    question = Question(
        key, say("Which sign parts its columns?"), choices, likely, tuple(text.splitlines()[:4])
    )
    answer = asked.ask(question)
    return DELIMITERS[answer][0] if answer else None


def _possible(widths: Mapping[str, tuple[int, float]], least: float) -> list[str]:
    """Return the delimiters that part the header, and by which enough rows are as wide."""
    return [name for name, (width, steady) in widths.items() if width > 1 and steady >= least]


def _width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return the width of the header where most rows share it, and the part of them that does."""
    if not rows:
        return 0, 0.0
    counted = Counter(len(row) for row in rows)
    width, times = counted.most_common(1)[0]
    return width, times / len(rows) if len(rows[0]) == width else 0.0


def _single_quoted(text: str, delimiter: str) -> bool:
    """Whether most fields of the first rows stand in single quotes."""
    fields = [field for line in text.splitlines()[1:20] for field in line.split(delimiter)]
    quoted = [f for f in fields if len(f) > 1 and f.startswith("'") and f.endswith("'")]
    return bool(fields) and len(quoted) > len(fields) / 2


def _header(rows: list[list[str]], label: str, asked: Asked) -> int | None:
    """Return the place of the row that names the columns, from 1; 0 where there is none."""
    if not rows:
        raise RefusedFileError(say("it holds no rows"), say("export it again"))
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    place = next(i for i, row in enumerate(rows, 1) if len(row) == width)
    if place == 1 and not any(map(_is_value, rows[0])):
        return 1
    choices = [Choice("0", say("There is none"))]
    choices += [Choice(str(i), " · ".join(row)[:80]) for i, row in enumerate(rows[:5], 1)]
    likely = "0" if any(map(_is_value, rows[place - 1])) else str(place)
    answer = asked.ask(
        Question(f"{label}/header", say("Which row names its columns?"), tuple(choices), likely)
    )
    return None if answer is None else int(answer)


def _is_value(cell: str) -> bool:
    """Whether a cell is a number or a date rather than a name, or is empty."""
    digits = sum(c.isdigit() for c in cell)
    return digits > 0 and digits >= len(cell.strip()) / 2


def _names(rows: list[list[str]], header: int, asked: Asked) -> tuple[str, ...]:
    """Return the names of the columns, each once and none empty."""
    found = rows[header - 1] if header else [""] * len(rows[0])
    return unique_names(found, asked)


def unique_names(found: Sequence[str], asked: Asked) -> tuple[str, ...]:
    """Return names of columns, each once and none empty, and tell what was changed."""
    if len(found) > MOST_COLUMNS:
        raise RefusedFileError(
            say("it has {n} columns", n=count(len(found))), say("export those that are needed")
        )
    names: list[str] = []
    for place, cell in enumerate(found, 1):
        shown = "".join(c for c in cell if c.isprintable()).strip()
        name = shown if shown not in ("", NONE) else f"({place})"
        while name in names:
            name = f"{name} ({place})"
        names.append(name)
    if renamed := sum(name != cell.strip() for name, cell in zip(names, found, strict=True)):
        asked.tell(
            say(
                "Columns without a name, or with one that another has, were numbered: {n}.",
                n=count(renamed),
            )
        )
    return tuple(names)
