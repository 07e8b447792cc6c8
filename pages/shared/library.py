"""The library of saved cases that all visitors of this server share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxsim.library import Library


@cache
def this_library() -> Library:
    """Return the library, opened where it is needed first: the database takes its time to load.

    Raises
    ------
    LibraryError
        Where it cannot be opened; the next call tries again.
    """
    from cxsim.library import Library

    return Library.open()
