"""What came back changed in a workbook, in the reader's language."""

from __future__ import annotations

from cxsim.export.workbook.changes import Change
from cxsim.scenario import Scenario
from cxsim.scenario.told import place_text, value_text
from cxsim.text.language import DASH, Language


def change_row(change: Change, scenario: Scenario, language: Language) -> tuple[str, ...]:
    """Return a change as the cells of a table: what, where, was, now, whose it now is."""
    was, now = (
        value_text(change.path, value, scenario.currency, language)
        for value in (change.was, change.now)
    )
    if change.note is not None:
        now = language.say("{value} ({note})", value=now, note=language.read(change.note))
    return place_text(change.path, language), change.cell, was, now, change.owner or DASH


def change_text(change: Change, scenario: Scenario, language: Language) -> str:
    """Return a change on one line."""
    place, cell, was, now, owner = change_row(change, scenario, language)
    return language.say(
        "{cell} {place}: {was} → {now}; changed by {owner}",
        cell=cell,
        place=place,
        was=was,
        now=now,
        owner=owner,
    )
