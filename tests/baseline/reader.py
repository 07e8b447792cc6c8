"""A reader of files for the tests: writes bytes, reads them, says what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cxsim.baseline.asking import Asked
from cxsim.baseline.baseline import Baseline, baseline
from cxsim.baseline.desk import Desk, File, FileReading, Reading
from cxsim.baseline.loading import connect
from cxsim.baseline.memory import Memory

TODAY = date(2026, 11, 25)
USUAL = ("by: Comma", "as year-month-day", "the scale 0 to 10", "of a workbook")
"""What is told of a file that is as most are."""


@dataclass
class Reader:
    """Files in a folder, and the answers given so far."""

    folder: Path
    files: list[File] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        self.desk = Desk(connect(self.folder), self.folder, TODAY)

    def put(self, name: str, content: bytes | str, kind: str = "transactions") -> Reader:
        """Bring a file."""
        path = self.folder / f"in-{len(self.files)}-{name}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.files.append(File(path, name, kind))
        return self

    def answer(self, **answers: str) -> Reader:
        """Answer questions of the first file; a double underscore stands for a dot."""
        for topic, value in answers.items():
            self.memory.answer(f"{self.files[0].label}/{topic.replace('__', '.')}", value)
        return self

    def read(self, accept: bool = False) -> Reading:
        """Read the files; their columns are taken as proposed."""
        for file in self.files:
            self.memory.answer(f"{file.label}/columns", "yes")
        return self.desk.read(self.files, self.memory, accept)

    def one(self, accept: bool = False) -> FileReading:
        """Read the files, and return the first."""
        return self.read(accept).files[0]

    def topics(self) -> list[str]:
        """Return what is asked, without the file's name."""
        return [question.key.rpartition("/")[2] for question in self.read().questions]

    def baseline(self) -> Baseline:
        """Return what the files say, with what is proposed."""
        reading = self.read(accept=True)
        assert reading.ready, [question.key for question in reading.questions]
        found = baseline(self.desk, reading, self.memory, accept=True)
        assert not isinstance(found, Asked), found.open
        return found

    def rows(self, fields: str = "*") -> list[tuple]:
        """Return the accepted rows of the first file as they were read."""
        table = self.one().table
        query = f"SELECT {fields} FROM {table} WHERE fate = 0 ORDER BY row"
        return self.desk.connection.execute(query).fetchall()


def ends_as(reader: Reader) -> str:
    """Return how the first file ends: refused, asked, rejected, told or accepted."""
    reading = reader.read()
    file = reading.files[0]
    if file.refused is not None:
        return "refused"
    if reading.questions:
        return "asked"
    assert file.ledger is not None
    assert file.ledger.conserved
    if file.ledger.lost.rows:
        return "rejected"
    told = [str(note) for note in file.notes if not any(word in str(note) for word in USUAL)]
    return "told" if told or file.ledger.duplicates.rows else "accepted"
