"""The inputs in which scenarios differ: facts, actions and beliefs told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cxsim.comparison.comparison import Comparison
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.changes import Changes
from cxsim.scenario.kinds import KINDS, Kind, kind_of

ITEMS = ("groups", "investments", "risk_events")
"""Tables whose items a scenario has or has not."""
BESIDE = ("name", "description", "stresses", "intangibles", "experience")
"""What changes no result."""
RANKS = "correlations"
"""The path that stands for all rank correlations."""


@dataclass(frozen=True)
class Differing:
    """One place that is not the same in all.

    Attributes
    ----------
    kind : {"facts", "actions", "beliefs"}
    path : str
        Of a number, a word, a month; of an item that not all have, its kind and name; RANKS.
    values : tuple
        What stands there in each scenario, in their order. None where it is not given, or the
        scenario has no such place; of an item whether it is there; of RANKS how many pairs.
    """

    kind: Kind
    path: str
    values: tuple[Any, ...]


def differing(comparison: Comparison) -> tuple[Differing, ...]:
    """Return every place in which any scenario differs from the base, by kind."""
    scenarios = comparison.scenarios
    base = scenarios[comparison.base]
    places: dict[str, None] = {}
    ranks = False
    for other in comparison.others:
        changes = Changes(scenarios[other], base)
        found = _items(changes), _places(changes)
        places |= dict.fromkeys(path for paths in found for path in paths)
        ranks = ranks or changes.ranks
    rows = [
        Differing(kind_of(path), path, tuple(_value(s, path) for s in scenarios)) for path in places
    ]
    if ranks:
        counts = tuple(len(scenario.rank_correlations) for scenario in scenarios)
        rows.append(Differing("beliefs", RANKS, counts))
    return tuple(sorted(rows, key=lambda row: KINDS.index(row.kind)))


def _items(changes: Changes) -> Iterator[str]:
    """Yield the stem of each group, line and event that only one of the two has."""
    for kind in ITEMS:
        then = [item.name for item in getattr(changes.origin, kind)]
        now = [item.name for item in getattr(changes.now, kind)]
        for name in (*then, *now):
            if (name in then) != (name in now):
                yield f"{kind}.{name}"


def _places(changes: Changes) -> Iterator[str]:
    """Yield, in the file's order, the places of what both have that are not the same."""
    order = {path: place for place, path in enumerate(changes.now.numbers)}
    for path in sorted(changes.places, key=lambda p: (order.get(p, -1), p)):
        if path.partition(".")[0] not in BESIDE and changes.known(path):
            yield path


def _value(scenario: Scenario, path: str) -> Any:
    kind, _, rest = path.partition(".")
    if kind in ITEMS and "." not in rest:
        return any(item.name == rest for item in getattr(scenario, kind))
    table, _, leaf = path.rpartition(".")
    try:
        return getattr(scenario.value(table) if table else scenario, leaf)
    except ScenarioError:
        return None
