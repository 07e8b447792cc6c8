"""What the samples gave when they were last stored; see `tests/store.py`."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.store import SAMPLES, record_of, stored


def leaves(record: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each value of nested tables with its path; a list of months is one value."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    else:
        yield path, record


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_give_what_they_gave(name: str):
    """Every figure of a sample is the stored one to 1e-9; months to 1e-9 of their largest.

    If this fails after a change that is meant to move results, run `python -m tests.store` and
    explain the change in CHANGELOG.md under "Changed results".
    """
    expected, found = dict(leaves(stored(name))), dict(leaves(record_of(name)))
    assert found.keys() == expected.keys()
    for path, value in expected.items():
        if isinstance(value, list):
            near = 1e-9 * max(map(abs, value))
            assert found[path] == pytest.approx(value, rel=1e-9, abs=near), path
        elif isinstance(value, float):
            assert found[path] == pytest.approx(value, rel=1e-9), path
        else:
            assert found[path] == value, path
