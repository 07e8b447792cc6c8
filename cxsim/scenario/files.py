"""Scenario files: TOML read with the standard library, edited so that comments survive."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit.items import AoT, InlineTable, Item
from tomlkit.items import Table as TomlTable

from cxsim.scenario.faults import Fault, ScenarioError, shown
from cxsim.scenario.foreign import foreign
from cxsim.text.outside import parser_reason, system_reason
from cxsim.text.phrase import Phrase, say

LARGEST_FILE = 1 << 20
"""Bytes in a scenario file."""
STDIN = Path("/dev/stdin")
MOST_DOTS = 2_000
"""Dots in one line: each may open a table within a table, and costs its parser a step."""
DEEPEST = 16
"""Tables within tables."""


def _refuse(rule: Phrase, remedy: Phrase, value: str = "") -> ScenarioError:
    return ScenarioError([Fault("", value, rule, remedy)])


def _path_shown(path: Path) -> str:
    text = str(path)
    return text if text.isprintable() else shown(text)


def read_text(path: Path) -> str:
    """Return the text of a file: UTF-8, with or without a byte order mark."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir() or path == STDIN):
            raise OSError(errno.ENODEV, "It is no regular file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError, RuntimeError) as error:
        rule = say("it cannot be opened: {reason}", reason=system_reason(error))
        raise _refuse(rule, say("check the path"), _path_shown(path)) from None
    return decode(content, _path_shown(path))


def too_large(path: str = "") -> ScenarioError:
    """Return why a file that is no small text is refused."""
    return _refuse(
        say("it is larger than {limit} bytes", limit=LARGEST_FILE),
        say("a scenario is a small text file; is this the right one?"),
        path,
    )


def decode(content: bytes, name: str = "") -> str:
    """Return the text in the bytes of a file, without its byte order mark.

    Raises
    ------
    ScenarioError
        Where it seems to be another kind of file, is too large or no text; with the file's name.
    """
    if kind := foreign(content):
        raise _refuse(kind.rule, kind.remedy, name)
    if len(content) > LARGEST_FILE:
        raise too_large(name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refuse(
            say(
                "it is not UTF-8: byte {byte:#04x} in line {line}",
                byte=content[error.start],
                line=line,
            ),
            say("save it again with the encoding UTF-8"),
        ) from None


def parse(text: str) -> dict[str, Any]:
    """Return the tables in the text of a TOML file."""
    if max((line.count(".") for line in text.splitlines()), default=0) > MOST_DOTS:
        raise _too_deep()
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        rule = say("it is not valid TOML: {reason}", reason=parser_reason(str(error)))
        remedy = say("a number has a point and no % sign (20% is 0.20, 50 000 is 50_000)")
        raise _refuse(rule, remedy, _line_at(text, str(error))) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        rule = say(
            "it holds a value that cannot be read: {reason}", reason=str(error).partition(";")[0]
        )
        raise _refuse(rule, say("correct the value")) from None


def _line_at(text: str, reason: str) -> str:
    """Return the line that a parser's message names, to be shown."""
    found = re.search(r"line (\d+)", reason)
    lines = text.splitlines()
    place = int(found[1]) - 1 if found else len(lines)
    return shown(lines[place].strip()) if place < len(lines) else ""


def _too_deep() -> ScenarioError:
    return _refuse(
        say("its tables are nested more than {limit} deep", limit=DEEPEST),
        say("see the commented file that `cxsim new` writes"),
    )


def check_depth(content: Mapping[str, Any]) -> list[Fault]:
    """Return a fault where tables or lists are nested too deeply to be a scenario."""
    level: list[object] = [content]
    for _ in range(DEEPEST):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, Mapping) else node)  # type: ignore
            if not isinstance(child, (str, float, int))
            and isinstance(child, (Mapping, list, tuple))
        ]
        if not level:
            return []
    return list(_too_deep().faults)


def plain_table(table: Any) -> Any:
    """Return nested models as the tables they were read from, without what was not given."""
    if isinstance(table, (str, float, int)):  # nearly all there is
        return table
    if isinstance(table, BaseModel):
        given = [n for n in type(table).model_fields if n in table.model_fields_set or n == "dist"]
        pairs = ((name, getattr(table, name)) for name in given)
        return {name: plain_table(value) for name, value in pairs if value is not None}
    if isinstance(table, Mapping):
        return {name: plain_table(value) for name, value in table.items()}
    if isinstance(table, (tuple, list)):
        return [plain_table(item) for item in table]
    return table


def merge(text: str, content: Mapping[str, Any]) -> str:
    """Return the text of a file changed to hold this content; the rest stays to the letter."""
    document = tomlkit.parse(text)
    _merge_table(document, content)
    return tomlkit.dumps(document)


def _merge_table(table: Any, content: Mapping[str, Any]) -> None:
    for key in [key for key in table if key not in content]:
        del table[key]
    for key, value in content.items():
        old = table.get(key)
        if old is not None and _same(old, value):
            continue
        if isinstance(old, AoT) and _named(value):
            table[key] = _merge_list(old, value)
        elif isinstance(old, (TomlTable, InlineTable)) and isinstance(value, Mapping):
            _merge_table(old, value)
        else:
            table[key] = _item(value)


def _same(old: Item, value: object) -> bool:
    unwrapped = old.unwrap()
    return type(unwrapped) is not bool and bool(unwrapped == value)


def _named(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, Mapping) and "name" in item for item in value)
    )


def _merge_list(old: AoT, content: list[Mapping[str, Any]]) -> AoT:
    """Return the tables of a list matched by name, in the order of the content."""
    tables = {table["name"]: table for table in old}
    if [table["name"] for table in old] == [item["name"] for item in content]:
        for table, item in zip(old, content, strict=True):
            _merge_table(table, item)
        return old
    merged = tomlkit.aot()
    for item in content:
        table = tables.get(item["name"])
        if table is None:
            table = _item(item)
        else:
            _merge_table(table, item)
        merged.append(table)
    return merged


def _item(value: Any) -> Any:
    """Return a TOML item; a table of plain values without tables stands on one line."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        tables = tomlkit.aot()
        for entry in value:
            tables.append(_item(entry))
        return tables
    if not isinstance(value, Mapping):
        return tomlkit.item(value)
    short = set(value) <= {"promoters", "passives", "detractors"} or "dist" in value
    table = tomlkit.inline_table() if short and not _has_tables(value) else tomlkit.table()
    for key, child in value.items():
        table.append(key, _item(child))
    return table


def _has_tables(value: Mapping[str, Any]) -> bool:
    return any(isinstance(child, Mapping) for child in value.values())


def write_whole(path: Path, text: str) -> None:
    """Write a file by replacing it, so that a reader finds the old or the new one."""
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a draft beside a file; it takes the file's place, and its mode, once all went well."""
    try:
        target = path.resolve()
    except RuntimeError as error:  # links in a circle
        raise OSError(str(error)) from None
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        raise OSError(f"{target.name} is no regular file")
    handle, name = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.stem}.", suffix=target.suffix
    )
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The mode bits that new files do not get; reading them means setting them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
