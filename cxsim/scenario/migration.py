"""Files of earlier versions of the format, brought to this one step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Content = Mapping[str, Any]


def _to_2(content: Content) -> Content:
    """Version 2 added inflation, tax, stresses, intangibles and the card of experience.

    Each changes nothing where it is absent, so that a file of version 1 means what it meant.
    """
    return {**content, "schema_version": 2}


STEPS: dict[int, Callable[[Content], Content]] = {1: _to_2}
"""By version: what brings a file of it to the next one."""


def migrated(content: Content) -> Content:
    """Return the tables of a file as this version of the format has them.

    What says no version that there was, or a newer one, comes back as it is: reading it tells the
    fault.
    """
    version = content.get("schema_version")
    while isinstance(version, int) and not isinstance(version, bool) and version in STEPS:
        content = STEPS[version](content)
        version = content["schema_version"]
    return content
