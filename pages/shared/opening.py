"""The simulator as it opens, kept from an earlier start: seen while the model is loaded."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

import cxsim
from cxsim.launch import SCENARIO, home

PLACE: Final = "CXSIM_CACHE"
"""Environment variable that names the folder of what can be made again."""
FOLDER = Path(os.environ.get(PLACE) or user_cache_path("cxsim", appauthor=False)) / "openings"
_kept: set[str] = set()
"""Languages in which it has been kept since the start."""


@dataclass(frozen=True)
class Opening:
    """What the simulator shows of its first case before anything is changed.

    Parameters
    ----------
    names : dict of str to str
        The cases to choose from: what each is called, by its key.
    current, panel : str
        The case, and the view of it, that are shown.
    description, basis : str
        What is written above the board, and below.
    board : str
        As `pages.board.told` has it.
    """

    names: dict[str, str]
    current: str
    panel: str
    description: str
    basis: str
    board: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The cases to choose from."""
        return tuple(self.names)

    def name(self, key: str) -> str:
        """Return what a case is called."""
        return self.names[key]


def find(code: str) -> Opening | None:
    """Return the opening in a language, if it was kept by the same files of program and case."""
    try:
        record = json.loads(_place(code).read_text("utf-8"))
        return Opening(**record["opening"]) if record["stamp"] == _stamp() else None
    except (OSError, ValueError, TypeError, KeyError):  # none, or damaged: it is made anew
        return None


def keep(opening: Opening, code: str) -> None:
    """Keep an opening for the next start; if it cannot be written, that one takes as long."""
    _kept.add(code)
    if opening == find(code):
        return
    from cxsim.scenario.files import write_whole

    place = _place(code)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, json.dumps({"stamp": _stamp(), "opening": asdict(opening)}))


def is_due(code: str) -> bool:
    """Whether none has been kept in a language since the start."""
    return code not in _kept


def is_kept() -> bool:
    """Whether there is an opening in any language."""
    return any(find(place.stem.rpartition("-")[2]) for place in FOLDER.glob(f"{_whose()}-*.json"))


def _place(code: str) -> Path:
    return FOLDER / f"{_whose()}-{code}.json"


def _whose() -> str:
    """Return a name for this installation, opened with this case: each has openings of its own."""
    own = os.environ.get(SCENARIO, "")
    return hashlib.sha256(f"{home()}\n{own}".encode()).hexdigest()[:12]


@cache
def _stamp() -> str:
    """Return a digest of the names, times and sizes of all files that an opening is made of."""
    folders = (Path(cxsim.__file__).parent, home() / "pages", home() / "sample_data")
    found = (path for folder in folders for path in folder.rglob("*.*"))
    files = [path for path in found if "__pycache__" not in path.parts]
    if own := os.environ.get(SCENARIO):
        files.append(Path(own))
    known = hashlib.sha256()
    for path in sorted(files):
        about = path.stat()
        known.update(f"{path} {about.st_mtime_ns} {about.st_size}\n".encode())
    return known.hexdigest()
