"""The bytes of a text file as UTF-8 with line feeds: as they are, corrected and told, or asked."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from zlib import crc32

from cxsim.baseline.asking import Asked, Choice, Question, RefusedFileError
from cxsim.text.phrase import say

SAMPLE = 1 << 18
CHUNK = 1 << 22
ENCODINGS = {
    "cp1252": "Windows 1252",
    "iso-8859-15": "ISO 8859-15",
    "mac-roman": "Mac Roman",
    "cp850": "DOS 850",
    "iso-8859-2": "ISO 8859-2",
}
WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def plain_file(path: Path, label: str, folder: Path, asked: Asked) -> Path | None:
    """Return the file in UTF-8 with line feeds, a copy if need be; None while that is asked."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    encoding = WIDE.get(head[:2], "utf-8-sig")
    if encoding != "utf-8-sig":
        asked.tell(say("It is written in UTF-16; it was converted."))
    elif not _is_utf8(path):
        encoding = _ask(path, label, asked)
    if not encoding:
        return None
    marked = head.startswith(codecs.BOM_UTF8)
    if marked:
        asked.tell(say("It begins with a byte order mark, which was left out."))
    line_ends = _line_ends(path, encoding)
    spaced = _is_spaced(head, encoding)
    if line_ends:
        asked.tell(say("Its line ends were made alike."))
    if spaced:
        asked.tell(say("Columns are parted by: {sign}.", sign=say("runs of spaces")))
    if encoding == "utf-8-sig" and not (marked or line_ends or spaced):
        return path
    name = f"plain-{crc32((str(path) + encoding).encode())}.csv"
    return _copy(path, encoding, folder / name, spaced)


def sample_text(path: Path) -> str:
    """Return the beginning of a file in UTF-8."""
    with path.open("rb") as file:
        return file.read(SAMPLE).decode("utf-8", errors="ignore")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _ask(path: Path, label: str, asked: Asked) -> str:
    """Ask for the encoding, showing a line that reads differently in each; empty while open."""
    line = _telling_line(path)
    choices = [
        Choice(code, f"{name}: {line.decode(code, errors='replace')[:60]}")
        for code, name in ENCODINGS.items()
    ]
    question = Question(
        f"{label}/encoding",
        say("It is not written in UTF-8. In which of these do its letters read well?"),
        tuple(choices),
        "cp1252",
    )
    return asked.ask(question) or ""


def _telling_line(path: Path) -> bytes:
    """Return the first line with a byte beyond ASCII."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            for line in re.split(rb"[\r\n]+", chunk):
                if not line.isascii():
                    return line.strip()
    return b""


def _line_ends(path: Path, encoding: str) -> bool:
    """Whether lines end by carriage returns alone, or some in one way and some in another."""
    if encoding.startswith("utf-16"):
        return True
    both = returns = feeds = 0
    last = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            both += chunk.count(b"\r\n") + (last == b"\r" and chunk.startswith(b"\n"))
            returns += chunk.count(b"\r")
            feeds += chunk.count(b"\n")
            last = chunk[-1:]
    return returns > both or 0 < both < feeds


def _is_spaced(head: bytes, encoding: str) -> bool:
    """Whether columns are parted by runs of spaces and by no other sign."""
    lines = head.decode(encoding, errors="ignore").splitlines()[:-1][:200]
    lines = [line for line in lines if line.strip()]
    if len(lines) < 2 or any(sign in line for line in lines for sign in ",;\t|"):
        return False
    widths = {len(line.split()) for line in lines}
    return len(widths) == 1 and widths.pop() > 1


def _copy(path: Path, encoding: str, target: Path, spaced: bool) -> Path:
    codec = "utf-16" if encoding.startswith("utf-16") else encoding
    try:
        with (
            path.open(encoding=codec) as source,  # universal line ends
            target.open("w", encoding="utf-8", newline="\n") as copy,
        ):
            if spaced:
                copy.writelines("\t".join(line.split()) + "\n" for line in source)
            else:
                while text := source.read(CHUNK):
                    copy.write(text)
    except UnicodeError:
        raise RefusedFileError(
            say("its bytes do not fit its encoding"), say("save it again with the encoding UTF-8")
        ) from None
    return target
