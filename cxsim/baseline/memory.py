"""Answers, and how they are remembered: by the file's name, or by its columns next time."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit

from cxsim.scenario.files import read_text, write_whole

CASE = "case"
"""The label of answers that belong to no file."""


@dataclass
class Entry:
    """What was answered about one file.

    Parameters
    ----------
    file : str
        Its label.
    columns : tuple of str
        Of another file with the same ones these are the answers too.
    answers : dict of str to str
        By topic: the question's key without the label.
    """

    file: str
    columns: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)


@dataclass
class Memory:
    """All answers."""

    entries: list[Entry] = field(default_factory=list)

    def of(self, label: str, columns: Sequence[str] = ()) -> dict[str, str]:
        """Return the answers about a file by key: those of its like, over them its own."""
        found: dict[str, str] = {}
        for entry in self.entries:
            if columns and entry.columns == tuple(columns):
                found |= entry.answers
        for entry in self.entries:
            if entry.file == label:
                found |= entry.answers
        return {f"{label}/{topic}": answer for topic, answer in found.items()}

    def answer(self, key: str, value: str) -> None:
        """Keep an answer by the question's key."""
        label, _, topic = key.rpartition("/")
        entry = next((each for each in self.entries if each.file == label), None)
        if entry is None:
            entry = Entry(label)
            self.entries.append(entry)
        entry.answers[topic] = value

    def keep(self, label: str, columns: Sequence[str], settled: Mapping[str, str]) -> None:
        """Remember the answers that a file was read with."""
        for key, value in settled.items():
            self.answer(key, value)
        for entry in self.entries:
            if entry.file == label:
                entry.columns = tuple(columns)

    def save(self, path: Path) -> None:
        """Write them to a file."""
        write_whole(path, self.to_toml())

    def to_toml(self) -> str:
        """Return them as the text of a file."""
        tables = tomlkit.aot()
        for entry in self.entries:
            table = tomlkit.table()
            table.append("file", entry.file)
            if entry.columns:
                table.append("columns", list(entry.columns))
            table.append("answers", dict(entry.answers))
            tables.append(table)
        document = tomlkit.document()
        document.append("files", tables)
        return tomlkit.dumps(document)

    @classmethod
    def load(cls, path: Path) -> Memory:
        """Return the answers in a file of TOML; what is none of them is left out.

        Raises
        ------
        ScenarioError
            Where it cannot be opened.
        ValueError
            Where it is no TOML.
        """
        content = tomllib.loads(read_text(path))
        listed = content.get("files", [])
        return cls([_entry(raw) for raw in listed if isinstance(raw, dict) and "file" in raw])


def _entry(raw: Mapping[str, Any]) -> Entry:
    columns, answers = raw.get("columns", []), raw.get("answers", {})
    return Entry(
        str(raw["file"]),
        tuple(map(str, columns)) if isinstance(columns, list) else (),
        {str(k): str(v) for k, v in answers.items()} if isinstance(answers, dict) else {},
    )
