"""A compilation is told of, once, and only where there is one."""

from __future__ import annotations

from numba import njit

from cxsim.model.compiling import telling_of_compilation


def test_a_compilation_is_told_of_once():
    """Two functions compiled meanwhile are told of once; called again they are not compiled."""

    @njit
    def one(x):
        return x + 1

    @njit
    def two(x):
        return one(x) + one(2.0 * x)

    told: list[str] = []
    with telling_of_compilation(lambda: told.append("compiling")):
        assert two(1) == 5
    assert told == ["compiling"]
    with telling_of_compilation(lambda: told.append("again")):
        assert two(1) == 5
    assert two(1.0) == 5.0
    assert told == ["compiling"]
