"""An empty library of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cxsim.library import Library


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    """Return an empty library in a file of its own."""
    opened = Library.open(tmp_path / "library.db")
    yield opened
    opened.close()
