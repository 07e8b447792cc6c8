"""Many files together: each opened, mapped and checked, what is open asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from cxsim.baseline.asking import NONE, YES_NO, Asked, Choice, Question, RefusedFileError
from cxsim.baseline.checking import finish, missing_roles
from cxsim.baseline.draft import Draft
from cxsim.baseline.fields import KINDS, ROLES
from cxsim.baseline.kinds import KINDS as READERS
from cxsim.baseline.ledger import Ledger
from cxsim.baseline.loading import Loaded, load
from cxsim.baseline.memory import Memory
from cxsim.baseline.roles import guess_kind, propose
from cxsim.text.phrase import Phrase, say

LEAVE_OUT = "none"
LOADED, UNDERSTOOD = 0.4, 0.6
"""Of the work on a file: once it is in the database, once its columns are understood."""
Progress = Callable[[float], None]


@dataclass(frozen=True)
class File:
    """A file that was brought.

    Parameters
    ----------
    path : Path
    label : str
        Its name, which begins the keys of its questions; unlike that of any other.
    kind : str
        What it holds, one of `roles.KINDS`; empty where that is to be proposed.
    """

    path: Path
    label: str
    kind: str = ""


@dataclass(frozen=True)
class FileReading:
    """How far one file has come.

    Parameters
    ----------
    label, kind : str
    columns : tuple of str
    mapping : mapping of str to str
        Column by field.
    ledger : Ledger or None
        What became of its rows; None while something is open.
    refused : RefusedFileError or None
    notes : tuple of Phrase
        What was found and corrected.
    settled : tuple of (Question, str)
        The questions answered, with their answers.
    table : str
        Its rows in the database.
    values : frozenset of str
        The values that each row has there.
    loaded : Loaded or None
        The file as it lies in the database.
    reasons : tuple of Phrase
        Why rows of the fates from 2 on were rejected.
    """

    label: str
    kind: str
    columns: tuple[str, ...] = ()
    mapping: Mapping[str, str] | None = None
    ledger: Ledger | None = None
    refused: RefusedFileError | None = None
    notes: tuple[Phrase, ...] = ()
    settled: tuple[tuple[Question, str], ...] = ()
    table: str = ""
    values: frozenset[str] = frozenset()
    loaded: Loaded | None = None
    reasons: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Reading:
    """All files, and what is still to be answered.

    Parameters
    ----------
    files : tuple of FileReading
    questions : tuple of Question
    """

    files: tuple[FileReading, ...]
    questions: tuple[Question, ...]

    @property
    def ready(self) -> bool:
        """Whether every file is read, and there is one."""
        return not self.questions and any(f.ledger for f in self.files)

    def of(self, kind: str) -> tuple[FileReading, ...]:
        """Return the files of a kind that have been read."""
        return tuple(f for f in self.files if f.kind == kind and f.ledger is not None)

    @property
    def refusals(self) -> tuple[FileReading, ...]:
        """The files that cannot be read."""
        return tuple(f for f in self.files if f.refused is not None)


class Desk:
    """The files that were brought, in one database.

    Parameters
    ----------
    connection : DuckDBPyConnection
    folder : Path
        For copies of files; it may be thrown away with the desk.
    today : date
        Days after it lie in the future.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, today: date) -> None:
        self.connection = connection
        self.folder = folder
        self.today = today
        self._loaded: dict[object, tuple[Loaded, Asked]] = {}
        self._tables: dict[tuple[Path, str], str] = {}

    def read(
        self,
        files: Sequence[File],
        memory: Memory,
        accept: bool = False,
        progress: Progress = lambda _share: None,
    ) -> Reading:
        """Return how far the files have come with the answers there are.

        Parameters
        ----------
        files : sequence of File
        memory : Memory
            The answers.
        accept : bool
            Whether proposals count as answers.
        progress : callable
            Told the share of the work that is done.
        """
        found, questions = [], []
        sizes = [_size(file.path) for file in files]
        for place, file in enumerate(files):
            step = _part(progress, sum(sizes[:place]), sizes[place], sum(sizes))
            reading, asked = self._read_one(file, self._table(file), memory, accept, step)
            found.append(reading)
            questions += asked.open
            step(1.0)
        return Reading(tuple(found), tuple(questions))

    def _table(self, file: File) -> str:
        """Return the name of a file's table; it is never that of another one."""
        key = (file.path, file.label)
        return self._tables.setdefault(key, f"file{len(self._tables)}")

    def _read_one(
        self, file: File, table: str, memory: Memory, accept: bool, progress: Progress
    ) -> tuple[FileReading, Asked]:
        asked = Asked(memory.of(file.label), accept)
        try:
            loaded = self._load(file, table, asked)
            if loaded is None:
                return FileReading(file.label, file.kind, settled=tuple(asked.settled)), asked
            progress(LOADED)
            asked.answers = memory.of(file.label, loaded.columns)
            return self._check(file, loaded, asked, progress)
        except RefusedFileError as error:
            return FileReading(file.label, file.kind, refused=error), Asked()
        except duckdb.Error as error:
            rule = say("it cannot be read: {reason}", reason=str(error).splitlines()[0][:200])
            refused = RefusedFileError(rule, say("export it again"))
            return FileReading(file.label, file.kind, refused=refused), Asked()

    def _load(self, file: File, table: str, asked: Asked) -> Loaded | None:
        """Load a file, or take it as it was loaded with the same answers."""
        key = (file, table, tuple(sorted(asked.answers.items())), asked.accept)
        if key in self._loaded:
            loaded, before = self._loaded[key]
            asked.notes, asked.settled = list(before.notes), list(before.settled)
            return loaded
        loaded_now = load(self.connection, file.path, file.label, table, self.folder, asked)
        if loaded_now is not None:
            kept = Asked({}, notes=list(asked.notes), settled=list(asked.settled))
            self._loaded = {k: v for k, v in self._loaded.items() if v[0].table != table}
            self._loaded[key] = loaded_now, kept
        return loaded_now

    def _check(
        self, file: File, loaded: Loaded, asked: Asked, progress: Progress
    ) -> tuple[FileReading, Asked]:
        kind = file.kind or _ask_kind(loaded, asked)
        mapping = mapped(loaded, kind, asked) if kind in KINDS else {}
        ledger, values, table = None, frozenset[str](), ""
        reasons: tuple[Phrase, ...] = ()
        if kind in KINDS and _is_mapped(loaded, kind, mapping, asked):
            draft = Draft(self.connection, loaded, kind, mapping, asked, self.today)
            READERS[kind](draft)
            progress(UNDERSTOOD)
            ledger = finish(draft, lambda share: progress(UNDERSTOOD + (1 - UNDERSTOOD) * share))
            values, table = frozenset(draft.values), draft.read
            reasons = tuple(reason for _, reason in draft.rules)
        return (
            FileReading(
                loaded.label,
                kind or "",
                loaded.columns,
                mapping,
                ledger,
                None,
                tuple(asked.notes),
                tuple(asked.settled),
                table,
                values,
                loaded,
                reasons,
            ),
            asked,
        )


def _size(path: Path) -> int:
    """Return the bytes of a file, at least one: how much of the work it is."""
    try:
        return max(1, path.stat().st_size)
    except (OSError, ValueError):
        return 1


def _part(progress: Progress, before: int, size: int, whole: int) -> Progress:
    """Return what tells the progress of one file as that of all of them."""
    return lambda share: progress((before + size * share) / whole)


def _ask_kind(loaded: Loaded, asked: Asked) -> str | None:
    """Ask what a file holds."""
    choices = [Choice(kind, words) for kind, words in KINDS.items()]
    choices.append(Choice(LEAVE_OUT, say("Nothing of use: leave it out")))
    likely = guess_kind(loaded.columns)
    words = say("What does it hold?")
    return asked.ask(Question(f"{loaded.label}/kind", words, tuple(choices), likely))


def mapped(loaded: Loaded, kind: str, asked: Asked) -> dict[str, str]:
    """Return the column of each field: as answered, or as its name proposes."""
    found = propose(kind, loaded.columns)
    for field in ROLES[kind]:
        answer = asked.answers.get(f"{loaded.label}/{field}")
        if answer == NONE:
            found.pop(field, None)
        elif answer in loaded.columns:
            found = {f: c for f, c in found.items() if c != answer} | {field: answer}
    return found


def _is_mapped(loaded: Loaded, kind: str, mapping: Mapping[str, str], asked: Asked) -> bool:
    """Whether the columns are settled; what lacks is asked, and so is whether they are right."""
    lacking = missing_roles(kind, mapping)
    for field in lacking:
        choices = tuple(Choice(column, column) for column in loaded.columns)
        words = say("Which column is “{field}”?", field=ROLES[kind][field].name)
        asked.open.append(Question(f"{loaded.label}/{field}", words, choices))
    if lacking:
        return False
    pairs = tuple(f"{field}: {column}" for field, column in mapping.items())
    question = Question(
        f"{loaded.label}/columns", say("Are these the right columns?"), YES_NO[:1], "yes", pairs
    )
    return asked.ask(question) == "yes"
