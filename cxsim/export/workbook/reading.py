"""An inputs sheet read back: its cells by the hidden path and keys, wherever they now stand."""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from cxsim.baseline.asking import RefusedFileError
from cxsim.baseline.workbook import ask_child, look_over
from cxsim.export.workbook import origin
from cxsim.export.workbook.entries import Entry
from cxsim.export.workbook.form import MARK
from cxsim.scenario.faults import Fault, ScenarioError, shown
from cxsim.scenario.foreign import SCENARIO, WORKBOOK, foreign, scenario_like
from cxsim.text.language import LANGUAGES, Language
from cxsim.text.phrase import Phrase, say

LARGEST = 64 << 20
"""Bytes of a workbook that is read back."""


class Cell(NamedTuple):
    """A cell: what it holds as text, and where it stands, `Assumptions!C12`."""

    text: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """An inputs sheet as it was read.

    Attributes
    ----------
    rows : mapping of str to mapping of str to Cell
        By the hidden path, then by the key of the column.
    origin : str or None
        The text of the scenario that the workbook was made from.
    """

    rows: Mapping[str, Mapping[str, Cell]]
    origin: str | None

    def cell(self, path: str, key: str) -> Cell:
        """Return a cell; an empty one where the row or the column is gone."""
        return self.rows.get(path, {}).get(key, Cell("", ""))


def read_sheet(source: bytes | Path) -> Sheet:
    """Return the inputs sheet of a workbook, which is looked over first and read by a child.

    Raises
    ------
    ScenarioError
        Where it is damaged, too large, or no workbook of cxsim.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = source
        if isinstance(path, bytes):
            path = Path(folder) / "workbook.xlsx"
            path.write_bytes(source[: LARGEST + 1] if isinstance(source, bytes) else b"")
        try:
            return _read(path)
        except (RefusedFileError, OSError) as error:
            rule = getattr(error, "rule", say("it cannot be opened"))
            raise _refused(rule, getattr(error, "remedy", say("check the path"))) from None


def _refused(rule: Phrase, remedy: Phrase) -> ScenarioError:
    return ScenarioError([Fault("", "", rule, remedy)])


def _read(path: Path) -> Sheet:
    if path.stat().st_size > LARGEST:
        raise RefusedFileError(say("it is too large"), say("is this the right file?"))
    _check_kind(path)
    look_over(path)
    found = ask_child("marked", path, MARK, origin.MARK)
    if MARK not in found:
        raise _refused(
            say("it has no sheet of assumptions that cxsim wrote"),
            say(
                "send back the whole workbook, with its hidden rows and columns; a company's "
                "records go to `cxsim baseline` or the page Baseline"
            ),
        )
    return Sheet(_rows(found[MARK]), _text(found.get(origin.MARK)))


def _check_kind(path: Path) -> None:
    """Refuse what is no workbook, by what it seems to be."""
    content = path.read_bytes()
    kind = SCENARIO if scenario_like(content) else foreign(content)
    if kind is not None and kind is not WORKBOOK:
        raise _refused(kind.rule, kind.remedy)


def _rows(sheet: Mapping[str, Any]) -> dict[str, dict[str, Cell]]:
    """Return the cells by path and key; the first row holds the keys."""
    (_, keys), *rows = sheet["rows"]
    found: dict[str, dict[str, Cell]] = {}
    for number, cells in rows:
        path = cells[0] if cells else ""
        if not path or path in found:
            continue
        found[path] = {
            key: Cell(cell.strip(), f"{sheet['sheet']}!{xl_rowcol_to_cell(number - 1, at)}")
            for at, (key, cell) in enumerate(zip(keys, cells, strict=False), sheet["at"])
            if key
        }
    return found


def _text(sheet: Mapping[str, Any] | None) -> str | None:
    """Return the scenario's file, its long lines put together again."""
    if sheet is None:
        return None
    lines: dict[str, str] = {}
    for _, (number, *cells) in sheet["rows"][1:]:
        lines[number] = lines.get(number, "") + (cells[0] if cells else "")
    return "\n".join(lines.values())


class WrongCellError(Exception):
    """A cell that holds what it must not; `fault` says so."""

    def __init__(self, cell: Cell, rule: Phrase, remedy: Phrase) -> None:
        super().__init__(cell.address)
        self.fault = Fault(cell.address, shown(cell.text) if cell.text else "", rule, remedy)


def value_in(cell: Cell, entry: Entry) -> float | int | str | None:
    """Return what a cell says of an entry, as a scenario file would; None where it is empty.

    Raises
    ------
    WrongCellError
    """
    if not cell.text:
        return None
    match entry.kind:
        case "number" | "share of mix" | "switch":
            return number_in(cell)
        case "whole":
            return _whole(cell)
        case "month":
            return _month(cell)
        case "choice":
            return _choice(cell, entry)
    return cell.text


def number_in(cell: Cell) -> float:
    """Return the number in a cell; a text that only looks like one is not guessed at."""
    plain = re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", cell.text)
    value = float(cell.text) if plain else math.nan
    if not math.isfinite(value):
        remedy = say("type a number into the cell, not a text")
        raise WrongCellError(cell, say("it is not a number"), remedy)
    return value


def _whole(cell: Cell) -> int:
    value = number_in(cell)
    if value != int(value):
        raise WrongCellError(cell, say("it is no whole number"), say("write 36, for example"))
    return int(value)


def _month(cell: Cell) -> str:
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2}.*)?", cell.text):
        return cell.text[:7]
    raise WrongCellError(cell, say("it is no month"), say('write "2027-01"'))


def day_in(cell: Cell) -> date | None:
    """Return the day in a cell; None where it is empty."""
    try:
        return date.fromisoformat(cell.text[:10]) if cell.text else None
    except ValueError:
        raise WrongCellError(cell, say("it is not a date"), say("write 2026-03-31")) from None


def _choice(cell: Cell, entry: Entry) -> str:
    known = word_of(cell.text, entry.options)
    if known is None:
        remedy = say("take one from the cell's list")
        raise WrongCellError(cell, say("it is none of the choices"), remedy)
    return known


def word_of(text: str, options: Mapping[str, Phrase]) -> str | None:
    """Return the value that a word, in any language of the readers, stands for."""
    for value, phrase in options.items():
        spoken = {Language(code).read(phrase).casefold() for code in LANGUAGES}
        if text.casefold() in spoken | {value}:
            return value
    return None


def at_cell(fault: Fault, sheet: Sheet) -> Fault:
    """Return a fault that names the cell where it was typed."""
    path = fault.path.removeprefix('sources."').partition('"')[0]
    near = [p for p in sheet.rows if p == path or p.startswith(f"{path}.") or path.startswith(p)]
    best = max(near, key=len, default="")
    address = sheet.cell(best, "value").address
    place = f"{address} ({fault.path})" if address else fault.path
    return Fault(place, fault.value, fault.rule, fault.remedy)
