"""What was found for an object, remembered as long as the object lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

Subject = TypeVar("Subject")
Found = TypeVar("Found")


def while_alive(find: Callable[[Subject], Found]) -> Callable[[Subject], Found]:
    """Have a function called once for each object; for those that have no hash.

    The object must not change, and what is found must not hold it.
    """
    known: dict[int, tuple[ref[Subject], Found]] = {}

    @wraps(find)
    def remembered(subject: Subject) -> Found:
        key = id(subject)
        entry = known.get(key)
        if entry is None or entry[0]() is not subject:
            entry = ref(subject, lambda _: known.pop(key, None)), find(subject)
            known[key] = entry
        return entry[1]

    return remembered
