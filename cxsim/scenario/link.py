"""A scenario as one short text: for a link that carries it, and for states to go back to."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from cxsim.scenario.faults import Fault, ScenarioError
from cxsim.scenario.files import LARGEST_FILE
from cxsim.scenario.scenario import Scenario
from cxsim.text.phrase import Phrase, say

VERSION = "1"
"""Of the text's format; it stands before its first dot."""
LONGEST_LINK = 8_000
"""Characters that every browser, server and mail program lets pass."""


def pack(scenario: Scenario) -> str:
    """Return the scenario's tables: compact JSON, compressed, in characters safe in an address.

    Comments of its file are left out.
    """
    text = json.dumps(scenario.content(), separators=(",", ":"), default=_iso, ensure_ascii=False)
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9))
    return f"{VERSION}.{packed.decode().rstrip('=')}"


def unpack(text: str) -> Scenario:
    """Return the scenario that `pack` has made into a text.

    Raises
    ------
    ScenarioError
        Where it is of a newer version, is damaged, or holds no valid scenario.
    """
    version, dot, packed = text.partition(".")
    if dot and version.isdigit() and version != VERSION:
        raise _refuse(
            say("this link is of another version of the program"), say("update cxsim to open it")
        )
    if version != VERSION:
        raise _damaged()
    return Scenario.from_mapping(_dated(_content(packed)))


def _content(packed: str) -> dict[str, Any]:
    try:
        squeezed = base64.b64decode(
            packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True
        )
        reader = zlib.decompressobj()
        content = reader.decompress(squeezed, LARGEST_FILE)
        tables = json.loads(content)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise _damaged() from None
    if reader.unconsumed_tail or not reader.eof or not isinstance(tables, dict):
        raise _damaged()
    return tables


def _dated(tables: dict[str, Any]) -> dict[str, Any]:
    """Return the tables with the days of sources as dates, which JSON has none of."""
    sources = tables.get("sources")
    for source in sources.values() if isinstance(sources, Mapping) else ():
        if isinstance(source, dict) and isinstance(source.get("date"), str):
            try:
                source["date"] = date.fromisoformat(source["date"])
            except ValueError:
                continue  # told by the schema
    return tables


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _damaged() -> ScenarioError:
    return _refuse(
        say("this link is damaged, or was cut short"), say("copy it again, whole, or send the file")
    )


def _refuse(rule: Phrase, remedy: Phrase) -> ScenarioError:
    return ScenarioError([Fault("", "", rule, remedy)])
