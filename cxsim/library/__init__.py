"""The library: scenarios that last, with their history, in a database.

Saving is before or after, never between: a version is written whole, and is on the disk when it is
answered. Two people who save the same scenario are told of each other; a retry of a save whose
answer was lost saves once. A row that is not what was saved is refused, never believed.
"""

from cxsim.library.library import Library
from cxsim.library.records import Entry, Saved, Version
from cxsim.library.refusals import Conflict, LibraryError
from cxsim.scenario.differences import Difference, told

__all__ = [
    "Conflict",
    "Difference",
    "Entry",
    "Library",
    "LibraryError",
    "Saved",
    "Version",
    "told",
]
