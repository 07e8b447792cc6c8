"""The differences between two versions of a scenario, one by one, and as a table to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cxsim.scenario.changes import Changes
from cxsim.scenario.checks import NAMED
from cxsim.scenario.scenario import Scenario
from cxsim.scenario.told import place_text, value_text
from cxsim.text.language import DASH, Language
from cxsim.text.places import PLACES

Kind = Literal["value", "source", "item", "rank"]


@dataclass(frozen=True)
class Difference:
    """One thing that is not what it was.

    Attributes
    ----------
    kind : str
        A value of a field, the source of a number, an item of a list that came or went, or the
        rank correlation of two numbers.
    path : str
        The place, by the names it has now; of an item that went, by those it had.
    was, now : object
        Numbers, distributions, mixes, words, sources, the item's name; None where there is nothing.
    other : str
        The second number of a rank correlation.
    currencies : tuple of str
        What money was in, and is in.
    """

    kind: Kind
    path: str
    was: Any
    now: Any
    other: str = ""
    currencies: tuple[str, str] = ("", "")


def differences(now: Scenario, then: Scenario) -> tuple[Difference, ...]:
    """Return all that differs, in the order in which a file holds it."""
    changes = Changes(now, then, _renamed(now, then))
    currencies = then.currency, now.currency
    found = [*_values(changes), *_sources(changes), *_items(changes), *_ranks(changes)]
    order = list(Scenario.model_fields)
    found.sort(key=lambda one: (order.index(one[1].partition(".")[0]), one[1], one[0]))
    return tuple(
        Difference(kind, path, was, is_now, other, currencies)
        for kind, path, was, is_now, other in found
    )


_Found = tuple[Kind, str, Any, Any, str]


def _values(changes: Changes) -> Iterator[_Found]:
    present = Changes(changes.now, changes.now)
    for path in changes.places:
        if changes.known(path):
            yield "value", path, changes.was(path), present.was(path), ""


def _sources(changes: Changes) -> Iterator[_Found]:
    now, then = changes.now.sources, changes.origin.sources
    for path in changes.sources:
        yield "source", path, then.get(changes.there(path)), now.get(path), ""


def _items(changes: Changes) -> Iterator[_Found]:
    for stem in changes.gone:
        yield "item", stem, stem.partition(".")[2], None, ""
    for kind in NAMED:
        for item in getattr(changes.now, kind):
            if not changes.known(f"{kind}.{item.name}.name"):
                yield "item", f"{kind}.{item.name}", None, item.name, ""


def _ranks(changes: Changes) -> Iterator[_Found]:
    now = {tuple(sorted(pair)): rank for pair, rank in changes.now.rank_correlations.items()}
    here = {changes.there(path): path for pair in now for path in pair}
    then = {
        tuple(sorted(here.get(path, path) for path in pair)): rank
        for pair, rank in changes.origin.rank_correlations.items()
    }
    for pair in {*now, *then}:
        if (now.get(pair) or 0.0) != (then.get(pair) or 0.0):
            yield "rank", pair[0], then.get(pair), now.get(pair), pair[1]


def _renamed(now: Scenario, then: Scenario) -> dict[str, str]:
    """Return what renamed items were called: those of which most is what it was."""
    names: dict[str, str] = {}
    for kind in NAMED:
        present = {item.name: item for item in getattr(now, kind)}
        past = {item.name: item for item in getattr(then, kind)}
        left = [name for name in past if name not in present]
        for name in (name for name in present if name not in past):
            was = next((old for old in left if _alike(present[name], past[old])), None)
            if was is not None:
                names[f"{kind}.{name}"] = was
                left.remove(was)
    return names


def _alike(one: Any, other: Any) -> bool:
    fields = [field for field in type(one).model_fields if field != "name"]
    same = [field for field in fields if getattr(one, field) == getattr(other, field)]
    return 2 * len(same) > len(fields)


def told(found: Iterable[Difference], language: Language) -> list[tuple[str, str, str]]:
    """Return differences as rows of a table: what, was, now."""
    return [_row(one, language) for one in found]


def _row(one: Difference, language: Language) -> tuple[str, str, str]:
    if one.kind == "item":
        what = language.read(PLACES[f"{one.path.partition('.')[0]}.name"].name)
        return what, one.was or DASH, one.now or DASH
    if one.kind == "rank":
        first, second = (place_text(path, language) for path in (one.path, one.other))
        what = language.say("Rank correlation: {first} and {second}", first=first, second=second)
        return what, language.number(one.was, 2), language.number(one.now, 2)
    what = place_text(one.path, language)
    if one.kind == "source":
        what = language.say("Source of {input}", input=what)
    was, now = (
        value_text(one.path, value, currency, language)
        for value, currency in zip((one.was, one.now), one.currencies, strict=True)
    )
    return what, was, now
