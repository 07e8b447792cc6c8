"""What the baseline's tests share."""

from collections.abc import Iterator

import pytest

from tests.baseline.reader import Reader


@pytest.fixture
def reader(tmp_path) -> Iterator[Reader]:
    """Return an empty desk."""
    made = Reader(tmp_path)
    yield made
    made.desk.connection.close()
