"""Under which names draws are made: a case that is told in other words keeps its futures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cxsim.scenario.faults import Fault, shown
from cxsim.text.phrase import say

Stems = Mapping[str, str]
"""By kind and name of an item, `groups.Foyers`, the kind and name its draws are made under."""
DRAWN = ("groups", "investments", "risk_events")
"""Tables whose items are drawn by their names."""


def drawn_path(path: str, stems: Stems) -> str:
    """Return the path by which the draws of a number are made."""
    kind, _, rest = path.partition(".")
    name, _, leaf = rest.partition(".")
    stem = stems.get(f"{kind}.{name}")
    return path if stem is None else f"{stem}.{leaf}"


def stems_of(table: Mapping[str, str]) -> dict[str, str]:
    """Return the stems of a scenario's table `drawn_as`."""
    return {stem: f"{stem.partition('.')[0]}.{name}" for stem, name in table.items()}


def drawn_faults(table: Any, items: Mapping[str, list[str]]) -> Iterator[Fault]:
    """Yield what is wrong with a table `drawn_as`: no such item, or one name for two.

    Parameters
    ----------
    table : any
        Raw; one that is malformed itself is passed over.
    items : mapping of str to list of str
        Names of the items of each kind.
    """
    if not isinstance(table, Mapping):
        return
    stems = {f"{kind}.{name}" for kind in DRAWN for name in items[kind]}
    given = {stem: name for stem, name in table.items() if isinstance(name, str)}
    for stem in given.keys() - stems:
        rule = say("no group, line or event has this name")
        yield Fault(f"drawn_as.{shown(stem)}", "", rule, say("correct the name, or remove it"))
    taken = {stem: stem for stem in stems - given.keys()}
    for stem, drawn in sorted(stems_of(given).items()):
        if stem in stems and taken.setdefault(drawn, stem) != stem:
            rule = say("{other} is drawn under this name already", other=taken[drawn])
            yield Fault(f"drawn_as.{stem}", shown(given[stem]), rule, say("choose another name"))


def forget(content: dict[str, Any], stem: str) -> None:
    """Take an item that is renamed, or gone, out of the table `drawn_as`; an empty one goes."""
    left = {other: name for other, name in content.pop("drawn_as", {}).items() if other != stem}
    if left:
        content["drawn_as"] = left
