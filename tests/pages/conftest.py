"""No page may fail in silence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_fault(caplog) -> Iterator[None]:
    """Fail where the app has written down a fault of ours."""
    yield
    assert [r.getMessage() for r in caplog.get_records("call") if r.name == "cxsim"] == []
