"""Excel workbooks: looked over before they are opened, and opened by a process of their own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from zlib import crc32

from cxsim.baseline.asking import Asked, Choice, Question, RefusedFileError
from cxsim.text.phrase import say
from cxsim.text.quantities import count

MOST_ENTRIES = 2_000
LARGEST = 1 << 30
"""Bytes that a workbook may hold once unpacked."""
HIGHEST_RATIO = 250
"""Times that a part of it may grow on unpacking, above SMALL bytes."""
SMALL = 1 << 20
PATIENCE = 120
"""Seconds that reading may take."""
CHUNK = 1 << 20
CHILD = Path(__file__).with_name("workbook_child.py")
"""Run by itself, so that it need not import all of cxsim."""
HOSTILE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
FORMULA = re.compile(rb"<f[ >]")


def read_workbook(path: Path, label: str, folder: Path, asked: Asked) -> Path | None:
    """Return a sheet as CSV in UTF-8, or None while it is asked which.

    Raises
    ------
    RefusedFileError
    """
    formulas = look_over(path)
    names = [n for n, cells in ask_child("sheets", path)["sheets"] if cells]
    if not names:
        raise RefusedFileError(say("all its sheets are empty"), say("export it again"))
    place = 0
    if len(names) > 1:
        choices = tuple(Choice(str(i), name) for i, name in enumerate(names))
        answer = asked.ask(Question(f"{label}/sheet", say("Which sheet?"), choices, "0"))
        if answer is None:
            return None
        place = int(answer)
    target = folder / f"sheet-{crc32((str(path) + names[place]).encode())}.csv"
    ask_child("rows", path, names[place], target)
    asked.tell(say("Sheet “{name}” of a workbook.", name=names[place]))
    if formulas:
        asked.tell(say("Formulas are read by the values stored with them: {n}.", n=count(formulas)))
    return target


def look_over(path: Path) -> int:
    """Return how many formulas a workbook holds, once it is seen to be harmless.

    Raises
    ------
    RefusedFileError
        Where it is damaged, grows too much, or defines entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            return sum(_look_into(archive, entry) for entry in entries)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        raise RefusedFileError(
            say("it is damaged, or has a password"), say("save it again without one")
        ) from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise RefusedFileError(say("it is damaged"), say("save it again")) from None


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what would grow without measure on unpacking."""
    whole = sum(entry.file_size for entry in entries)
    bloated = [
        entry
        for entry in entries
        if entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size)
    ]
    if len(entries) > MOST_ENTRIES or whole > LARGEST or bloated:
        raise RefusedFileError(
            say("it would grow beyond measure on unpacking"), say("save the data as CSV or Parquet")
        )


def _look_into(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """Read one part to its end, no further than it says it goes; count its formulas."""
    if not entry.filename.endswith((".xml", ".rels", ".vml")):
        return 0
    found, size, last = 0, 0, b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            size += len(chunk)
            if size > entry.file_size or HOSTILE.search(last + chunk):
                raise RefusedFileError(
                    say("it holds definitions that no export needs"),
                    say("save the data as CSV or Parquet"),
                )
            found += len(FORMULA.findall(chunk)) if "worksheets/" in entry.filename else 0
            last = chunk[-16:]
    return found


def ask_child(*arguments: object) -> dict[str, Any]:
    """Let a process of its own read; what kills it leaves this one whole.

    Parameters
    ----------
    arguments : object
        As the child's command line takes them.

    Raises
    ------
    RefusedFileError
    """
    command = [sys.executable, "-I", str(CHILD), *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise RefusedFileError(
            say("reading it takes too long"), say("save the data as CSV or Parquet")
        ) from None
    if done.returncode:
        raise RefusedFileError(
            say("it cannot be read: it is damaged, or a cell lies far from the others"),
            say("save the data as CSV or Parquet"),
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
