"""One reader's files, the answers to their questions, and what came of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from cxsim.baseline.asking import Asked, Question
from cxsim.baseline.baseline import Baseline, baseline
from cxsim.baseline.desk import Desk, File, FileReading, Reading
from cxsim.baseline.loading import connect
from cxsim.baseline.memory import Memory
from cxsim.text.phrase import Phrase, say

AT_ONCE: Final = BoundedSemaphore(2)
"""Readings at the same time: each may take its part of the memory."""
MOST_FILES = 24
ANSWERS = ".toml"


@dataclass
class Analysis:
    """The files that a reader has brought.

    Attributes
    ----------
    folder : TemporaryDirectory or None
        Where they lie, once there are any; it goes when the analysis does.
    files : list of File
    memory : Memory
    reading : Reading
    result : Baseline or None
        None while something is open.
    open : tuple of Question
        About all files together.
    name, margin, currency : str
        Of the scenario, as typed.
    typed : dict of str to str
        What stands in fields of the helpers; by the field's id.
    trouble : Phrase or None
        Why the last deed could not be done.
    stale : bool
        Whether the files have to be read again.
    uploads : int
        Times that files were brought.
    """

    folder: tempfile.TemporaryDirectory[str] | None = None
    files: list[File] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    reading: Reading = field(default_factory=lambda: Reading((), ()))
    result: Baseline | None = None
    open: tuple[Question, ...] = ()
    name: str = ""
    margin: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    trouble: Phrase | None = None
    stale: bool = False
    uploads: int = 0
    _desk: Desk | None = None

    @property
    def place(self) -> Path:
        """Where the files lie."""
        if self.folder is None:
            self.folder = tempfile.TemporaryDirectory(prefix="cxsim-")
        return Path(self.folder.name)

    def bring(self, name: str, content: bytes) -> None:
        """Take a file; one of answers is read as such."""
        if name.endswith(ANSWERS):
            self._take_answers(content)
            return
        if len(self.files) >= MOST_FILES:
            self.trouble = say("No more than {n} files at a time.", n=MOST_FILES)
            return
        path = self.place / f"upload-{self.uploads}-{len(self.files)}"
        path.write_bytes(content)
        self.add(path, name)

    def add(self, path: Path, name: str) -> None:
        """Take a file where it lies."""
        taken = {file.label for file in self.files}
        label, place = name.replace("/", "-")[:120], 1
        while label in taken:
            place += 1
            label = f"{name[:120]} ({place})"
        self.files.append(File(path, label))
        self.stale = True

    def _take_answers(self, content: bytes) -> None:
        path = self.place / "answers.toml"
        path.write_bytes(content)
        try:
            self.memory = Memory.load(path)
        except Exception:
            self.trouble = say("The file of answers cannot be read; was it kept by this page?")
        self.stale = True

    def remove(self, label: str) -> None:
        """Put a file away."""
        self.files = [file for file in self.files if file.label != label]
        self.stale = True

    def answer(self, key: str, value: str) -> None:
        """Take an answer."""
        self.memory.answer(key, value)
        self.stale = True

    def accept(self, label: str) -> None:
        """Take what is proposed for a file, or for the case, as the answer."""
        for question in (*self.reading.questions, *self.open):
            if question.proposal and question.key.rpartition("/")[0] == label:
                self.answer(question.key, question.proposal)

    def update(self) -> None:
        """Read the files anew if an answer has changed."""
        if not self.stale:
            return
        self.stale, self.result, self.open = False, None, ()
        if not self.files:
            self.reading = Reading((), ())
            return
        with AT_ONCE:
            self._read()

    def _read(self) -> None:
        """Open the database for as long as it is needed: many readers share one machine."""
        folder = self.place
        connection = connect(folder)
        try:
            desk = self._desk or Desk(connection, folder, date.today())
            desk.connection, self._desk = connection, desk
            self.reading = desk.read(self.files, self.memory)
            for file in self.reading.files:
                self.memory.keep(file.label, file.columns, {q.key: a for q, a in file.settled})
            if self.reading.ready:
                found = baseline(desk, self.reading, self.memory)
                if isinstance(found, Asked):
                    self.open = tuple(found.open)
                else:
                    self.result = found
        finally:
            connection.close()

    def copied(self) -> Analysis:
        """Return an analysis of its own, that goes on from the same files."""
        entries = [replace(entry, answers=dict(entry.answers)) for entry in self.memory.entries]
        other = Analysis(
            memory=Memory(entries), name=self.name, margin=self.margin, typed=dict(self.typed)
        )
        for number, file in enumerate(self.files):
            path = file.path
            if path.is_relative_to(self.place):
                path = other.place / f"copy-{number}"
                shutil.copyfile(file.path, path)
            other.files.append(replace(file, path=path))
        other.stale = bool(other.files)
        return other


def questions_of(file: FileReading, questions: Sequence[Question]) -> list[Question]:
    """Return the questions about one file."""
    return [q for q in questions if q.key.rpartition("/")[0] == file.label]
