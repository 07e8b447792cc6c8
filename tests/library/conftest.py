"""An empty library of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cxsim.library import Library
from tests.server import MEMORY


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Return a folder on a disk in memory, where there is one, in place of pytest's."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    """Return an empty library in a file of its own."""
    opened = Library.open(tmp_path / "library.db")
    yield opened
    opened.close()
