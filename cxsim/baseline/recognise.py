"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path
from typing import Literal

from cxsim.baseline.asking import RefusedFileError
from cxsim.scenario.foreign import SCENARIO, scenario_like
from cxsim.text.outside import system_reason
from cxsim.text.phrase import Phrase, say

Format = Literal["text", "workbook", "parquet"]
HEAD = 4096
MARKS: dict[bytes, Phrase] = {
    b"\xd0\xcf\x11\xe0": say("it is an old Excel file (.xls), or one with a password"),
    b"%PDF": say("it is a PDF"),
    b"\x1f\x8b": say("it is compressed (gzip)"),
    b"7z\xbc\xaf": say("it is compressed (7z)"),
    b"Rar!": say("it is compressed (rar)"),
    b"\x28\xb5\x2f\xfd": say("it is compressed (zstd)"),
    b"SQLite format 3": say("it is a database"),
    b"{\\rtf": say("it is a text document (RTF)"),
    b"\x89PNG": say("it is a picture"),
    b"\xff\xd8\xff": say("it is a picture"),
}
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")
SAVE_AS = say("save it as CSV, Excel (.xlsx) or Parquet")


def recognise(path: Path) -> Format:
    """Return what a file is.

    Raises
    ------
    RefusedFileError
        Where it is empty, cannot be opened, or is nothing that can be read here.
    """
    head, tail = _ends(path)
    if not head.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise RefusedFileError(say("it is empty"), say("export it again"))
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(b"PAR1"):
        if tail != b"PAR1":
            raise RefusedFileError(say("it is cut off: its end is missing"), say("export it again"))
        return "parquet"
    return _text(head)


def _ends(path: Path) -> tuple[bytes, bytes]:
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise OSError(errno.ENODEV, "It is no regular file")
        with path.open("rb") as file:
            head = file.read(HEAD)
            file.seek(max(0, path.stat().st_size - 4))
            return head, file.read(4)
    except (OSError, ValueError) as error:
        rule = say("it cannot be opened: {reason}", reason=system_reason(error))
        raise RefusedFileError(rule, say("check the path")) from None


def _archive(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise RefusedFileError(
            say("it is cut off or damaged: its end is missing"), say("export it again")
        ) from None
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "workbook"
    raise RefusedFileError(say("it is an archive, but no Excel workbook"), SAVE_AS)


def _text(head: bytes) -> Format:
    for mark, rule in MARKS.items():
        if head.startswith(mark):
            raise RefusedFileError(rule, SAVE_AS)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(MARKUP):
        raise RefusedFileError(say("it is a web page or XML, whatever its name says"), SAVE_AS)
    if start.startswith((b"{", b"[{", b"[[")):
        raise RefusedFileError(say("it is JSON"), SAVE_AS)
    if scenario_like(head):
        raise RefusedFileError(SCENARIO.rule, SCENARIO.remedy)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in head and not wide:
        raise RefusedFileError(say("it holds bytes that are no text"), SAVE_AS)
    return "text"
