"""Changes of a scenario's structure: its groups, lines and events, sources and correlations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from cxsim.scenario.correlations import Pairs, components
from cxsim.scenario.drawn import forget
from cxsim.scenario.faults import Fault, ScenarioError
from cxsim.scenario.scenario import Scenario
from cxsim.scenario.template import TEMPLATE
from cxsim.text.phrase import say

Ranks = Mapping[tuple[str, str], float | None]
Content = dict[str, Any]


def added(
    scenario: Scenario, kind: str, name: str, translate: Callable[[str], str] = str
) -> Scenario:
    """Return a copy with one more group, investment, event, stress or intangible, at the end.

    Parameters
    ----------
    scenario : Scenario
    kind : str
        A table whose items have names: "groups", "investments", "risk_events" …
    name : str
        A new group has the neutral defaults and their sources; a new line costs nothing; a new
        event never happens; a new stress changes nothing.
    translate : callable, optional
        Into the language of those sources.
    """
    content = scenario.content()
    if kind == "groups":
        neutral = Scenario.parse(TEMPLATE)
        table = neutral.content()["groups"][0]
        old = table["name"]
        sources = content.setdefault("sources", {})
        for path, source in neutral.content().get("sources", {}).items():
            if path.startswith(f"groups.{old}."):
                text = source["source"]
                words = {"source": translate(text)}
                sources[_moved(path, "groups", old, name)] = source | words
        table = {**table, "name": name}
    elif kind == "investments":
        table = {"name": name, "category": "team", "one_off": 0.0, "per_year": 0.0}
    else:
        table = {"name": name, **({"probability": 0.0} if kind == "risk_events" else {})}
    content.setdefault(kind, []).append(table)
    return _made(scenario, content)


def duplicated(scenario: Scenario, kind: str, name: str, copy: str) -> Scenario:
    """Return a copy in which the item stands twice, the second as `copy` right behind the first.

    Its sources are copied too; its correlations are not.
    """
    content = scenario.content()
    place = _place(content, kind, name)
    content[kind].insert(place + 1, {**content[kind][place], "name": copy})
    sources = content.get("sources", {})
    for path, source in list(sources.items()):
        if path.startswith(f"{kind}.{name}."):
            sources[_moved(path, kind, name, copy)] = dict(source)
    return _made(scenario, content)


def renamed(scenario: Scenario, kind: str, old: str, new: str) -> Scenario:
    """Return a copy in which the item has another name; sources and correlations follow."""
    if new == old:
        return scenario
    content = scenario.content()
    content[kind][_place(content, kind, old)]["name"] = new
    if new and "." not in new:  # else the name's own fault is told
        sources = content.get("sources", {})
        content["sources"] = {_moved(p, kind, old, new): s for p, s in sources.items()}
        forget(content, f"{kind}.{old}")
        for table in content.get("correlations", []):
            for key in ("between", "among"):
                if key in table:
                    table[key] = [_moved(path, kind, old, new) for path in table[key]]
    return _made(scenario, content)


def removed(scenario: Scenario, kind: str, name: str) -> Scenario:
    """Return a copy without the item; its sources go, and its part in correlations."""
    content = scenario.content()
    del content[kind][_place(content, kind, name)]
    stem = f"{kind}.{name}."
    sources = content.get("sources", {})
    content["sources"] = {p: source for p, source in sources.items() if not p.startswith(stem)}
    kept = []
    for table in content.get("correlations", []):
        key = "between" if "between" in table else "among"
        table[key] = [path for path in table[key] if not path.startswith(stem)]
        if len(table[key]) > 1:
            kept.append(table)
    content["correlations"] = kept
    forget(content, f"{kind}.{name}")
    return _made(scenario, content)


def free_name(scenario: Scenario, kind: str, wish: str) -> str:
    """Return a name that no item has, or is drawn under: the wish, or the wish with a number."""
    taken = {item.name for item in getattr(scenario, kind)}
    taken |= {n for stem, n in scenario.drawn_as.items() if stem.startswith(f"{kind}.")}
    name, count = wish, 1
    while name in taken:
        count += 1
        name = f"{wish} {count}"
    return name


def with_source(scenario: Scenario, path: str, source: Mapping[str, Any] | None) -> Scenario:
    """Return a copy that says where the number at a path comes from; with None, no longer."""
    content = scenario.content()
    sources = content.setdefault("sources", {})
    if source is None:
        sources.pop(path, None)
    else:
        sources[path] = dict(source)
    return _made(scenario, content)


def with_ranks(scenario: Scenario, ranks: Ranks) -> Scenario:
    """Return a copy with other rank correlations of some pairs; None takes one away.

    Tables of which no pair changes stay as they are.
    """
    pairs: dict[tuple[str, str], float] = dict(scenario.rank_correlations)
    changed = set()
    for (first, second), rank in ranks.items():
        pair = (first, second) if first < second else (second, first)
        if pairs.get(pair) == rank:
            continue
        changed.add(pair)
        pairs.pop(pair, None)
        if rank is not None:
            pairs[pair] = rank
    content = scenario.content()
    kept = [t for t in content.get("correlations", []) if not changed & set(_pairs_of(t))]
    covered = {pair for table in kept for pair in _pairs_of(table)}
    left = {pair: rank for pair, rank in pairs.items() if pair not in covered}
    content["correlations"] = [*kept, *_tables(left)]
    return _made(scenario, content)


def _pairs_of(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    paths = table.get("between") or table.get("among") or ()
    return [(a, b) for a, b in combinations(sorted(paths), 2)]


def _tables(pairs: Pairs) -> list[Content]:
    """Return correlation tables for the pairs: those of one rank that join all as one `among`."""
    tables: list[Content] = []
    for rank in sorted(set(pairs.values())):
        alike = {pair: 1.0 for pair, each in pairs.items() if each == rank}
        for paths in components(alike):
            among = list(combinations(paths, 2))
            joined = [pair for pair in among if pair in alike]
            if len(paths) > 2 and len(joined) == len(among):
                tables.append({"among": list(paths), "rank": rank})
            else:
                tables += [{"between": list(pair), "rank": rank} for pair in joined]
    return tables


def _place(content: Content, kind: str, name: str) -> int:
    for place, item in enumerate(content.get(kind, [])):
        if item["name"] == name:
            return place
    rule, remedy = say("no such place in this scenario"), say("check its names")
    raise ScenarioError([Fault(f"{kind}.{name}", "", rule, remedy)])


def _moved(path: str, kind: str, old: str, new: str) -> str:
    """Return the path with the item's new name, if it is that item's."""
    stem = f"{kind}.{old}."
    return f"{kind}.{new}.{path.removeprefix(stem)}" if path.startswith(stem) else path


def _made(scenario: Scenario, content: Content) -> Scenario:
    return Scenario.from_mapping(content).with_comments_of(scenario)
