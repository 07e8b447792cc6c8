"""Rules that span tables: unique names, paths that exist, correlations that numbers can have.

They read the raw mapping, so that their faults are told together with those of single fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from cxsim.scenario.beside import Intangible, Stress
from cxsim.scenario.correlations import infeasible, pair_ranks
from cxsim.scenario.drawn import DRAWN, drawn_faults
from cxsim.scenario.faults import Fault, shown, unknown_key
from cxsim.scenario.numbers import Fixed, Range
from cxsim.scenario.schema import (
    SEGMENTS,
    Group,
    Horizon,
    Investment,
    Levers,
    Programme,
    RiskEvent,
    Segment,
)
from cxsim.text.phrase import Phrase, say

LONGEST_PATH = 500
"""Characters of a path that is shown whole."""
MOST_GUESSED = 20
"""Unknown paths for which a known one is looked up."""
NAMED: dict[str, type[BaseModel]] = {
    "groups": Group,
    "investments": Investment,
    "risk_events": RiskEvent,
    "stresses": Stress,
    "intangibles": Intangible,
}
"""Tables whose items have names."""


@cache
def number_fields(table: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a table's fields that hold a number of the model."""
    return tuple(
        name
        for name, field in table.model_fields.items()
        if any(isinstance(m, Range) and not isinstance(m, Fixed) for m in field.metadata)
    )


def number_paths(raw: Mapping[str, Any]) -> list[str]:
    """Return the path of every number that may be uncertain in a scenario with these names."""
    paths = [f"horizon.{name}" for name in number_fields(Horizon)]
    paths += [f"programme.{name}" for name in number_fields(Programme)]
    paths += [f"programme.levers.{name}" for name in number_fields(Levers)]
    for kind, table in NAMED.items():
        for name in _names(raw, kind):
            paths += [f"{kind}.{name}.{field}" for field in number_fields(table)]
    for group in _names(raw, "groups"):
        for segment in SEGMENTS:
            paths += [f"groups.{group}.{segment}.{field}" for field in number_fields(Segment)]
    return paths


def check_whole(raw: Mapping[str, Any]) -> list[Fault]:
    """Return the faults that no single table can show.

    Parameters
    ----------
    raw : mapping
        The file's content; tables that are malformed themselves are passed over.
    """
    paths = number_paths(raw)
    return [
        *(fault for kind in NAMED for fault in _duplicates(raw, kind)),
        *_sources(raw, paths),
        *_correlations(raw, paths),
        *drawn_faults(raw.get("drawn_as"), {kind: _names(raw, kind) for kind in DRAWN}),
    ]


def _tables(raw: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    tables = raw.get(kind)
    return (
        [t for t in tables if isinstance(t, Mapping)] if isinstance(tables, (list, tuple)) else []
    )


def _names(raw: Mapping[str, Any], kind: str) -> list[str]:
    names = [table.get("name") for table in _tables(raw, kind)]
    return [name for name in names if isinstance(name, str)]


def _duplicates(raw: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    for name, count in Counter(_names(raw, kind)).items():
        if count > 1:
            yield Fault(
                f"{kind}.{name}",
                shown(name),
                say("this name stands {count} times; names are unique", count=count),
                say("rename all but one"),
            )


def _sources(raw: Mapping[str, Any], paths: list[str]) -> Iterator[Fault]:
    sources = raw.get("sources")
    known = [*paths, *(f"groups.{name}.mix" for name in _names(raw, "groups")), "horizon.years"]
    places = set(known)
    unknown = (
        [path for path in sources if path not in places] if isinstance(sources, Mapping) else []
    )
    for count, path in enumerate(unknown):
        guesses = known if count < MOST_GUESSED else []
        place = (
            f'sources."{path}"' if path.isprintable() and len(path) < LONGEST_PATH else "sources"
        )
        yield Fault(place, "", *_no_such_number(path, guesses))


def _no_such_number(path: str, known: list[str]) -> tuple[Phrase, Phrase]:
    told = path if path.isprintable() else shown(path)
    rule = say("no number of this scenario has the path {path}", path=told)
    if not known:
        return rule, say("check its names")
    remedy = unknown_key(path, known)[1]
    if remedy.template.startswith("known"):
        kind = path.partition(".")[0]
        like = [name for name in known if name.startswith(f"{kind}.")] or known
        remedy = say("write it like {example}", example=like[-1])
    return rule, remedy


def _correlations(raw: Mapping[str, Any], paths: list[str]) -> Iterator[Fault]:
    known = set(paths)
    mixes = {f"groups.{name}.mix" for name in _names(raw, "groups")}
    unusable = False
    for place, table in enumerate(_tables(raw, "correlations"), 1):
        for path in named_paths(table):
            if path in known:
                continue
            unusable = True
            if ".".join(path.split(".")[:3]) in mixes:
                rule, remedy = say("a mix cannot be correlated"), say("remove it")
            else:
                guesses = paths if place <= MOST_GUESSED else []
                rule, remedy = _no_such_number(path, guesses)
            yield Fault(f"correlations[{place}]", shown(path), rule, remedy)
    pairs, conflicts = pair_ranks(_tables(raw, "correlations"))
    yield from conflicts
    if not conflicts and not unusable:
        yield from infeasible(pairs)


def named_paths(table: Mapping[str, Any]) -> list[str]:
    """Return the paths in `between` or `among`, as far as they are text."""
    paths = table.get("between", table.get("among"))
    return [p for p in paths if isinstance(p, str)] if isinstance(paths, (list, tuple)) else []
