"""What differs between a scenario and the one it was made from, whatever has been renamed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cxsim.scenario.checks import NAMED, number_fields
from cxsim.scenario.editing import with_source
from cxsim.scenario.faults import Fault, ScenarioError
from cxsim.scenario.numbers import mean
from cxsim.scenario.scenario import Scenario
from cxsim.scenario.schema import SEGMENTS
from cxsim.text.phrase import say


@dataclass(frozen=True)
class Changes:
    """A scenario beside its origin.

    Parameters
    ----------
    now, origin : Scenario
    names : mapping of str to str
        What a renamed group, line or event is called in the origin, by its kind and present name:
        `groups.Homes`.
    """

    now: Scenario
    origin: Scenario
    names: Mapping[str, str] = field(default_factory=dict)

    def there(self, path: str) -> str:
        """Return where a place stands in the origin; empty where it has no such item."""
        kind, _, rest = path.partition(".")
        name, _, leaf = rest.partition(".")
        if was := self.names.get(f"{kind}.{name}"):
            return f"{kind}.{was}.{leaf}"
        given_away = {f"{now.partition('.')[0]}.{was}" for now, was in self.names.items()}
        return "" if f"{kind}.{name}" in given_away else path

    def known(self, path: str) -> bool:
        """Whether the origin has such a place, given or not."""
        there = self.there(path)
        table = there.rpartition(".")[0]
        try:
            return bool(there) and (not table or self.origin.value(table) is not None)
        except ScenarioError:
            return False

    def was(self, path: str) -> Any:
        """Return what stands at a place in the origin, which has it; None where it is not given."""
        table, _, leaf = self.there(path).rpartition(".")
        return getattr(self.origin.value(table) if table else self.origin, leaf)

    @cached_property
    def places(self) -> frozenset[str]:
        """The paths of the numbers, mixes, words and months that mean something else there."""
        now, then = _leaves(self.now), _leaves(self.origin)
        return frozenset(
            path
            for path, value in now.items()
            if (there := self.there(path)) not in then or then[there] != value
        )

    @cached_property
    def sources(self) -> frozenset[str]:
        """The paths of the numbers whose source differs."""
        then = self.origin.sources
        found = {p for p, source in self.now.sources.items() if then.get(self.there(p)) != source}
        kept = {self.there(path) for path in self.now.sources}
        present = {self.there(path): path for path in _leaves(self.now)}
        return frozenset({*found, *(present[p] for p in then if p not in kept and p in present)})

    @property
    def gone(self) -> frozenset[str]:
        """The groups, lines and events of the origin that are not there any more."""
        kept = {self.there(stem) for stem in _items(self.now)}
        return frozenset(stem.rstrip(".") for stem in _items(self.origin) if stem not in kept)

    @property
    def count(self) -> int:
        """How many numbers, words, sources, items and sets of ranks differ."""
        return len(self.places) + len(self.sources) + len(self.gone) + self.ranks

    @property
    def ranks(self) -> bool:
        """Whether any rank correlation differs."""
        now = {
            frozenset(map(self.there, pair)): rank
            for pair, rank in self.now.rank_correlations.items()
            if rank
        }
        then = {frozenset(p): rank for p, rank in self.origin.rank_correlations.items() if rank}
        return now != then

    def restored(self, path: str) -> Scenario:
        """Return a copy in which a field, and its source, are what they are in the origin."""
        if not self.known(path):
            rule = say("the case as it was opened has no such place")
            raise ScenarioError([Fault(path, "", rule, say("remove it"))])
        there = self.there(path)
        table, _, leaf = there.rpartition(".")
        fields = self.origin.value(table) if table else self.origin
        given = getattr(fields, leaf) if leaf in fields.model_fields_set else None
        changed = self.now.with_value(path, given)
        if path not in self.sources:
            return changed
        source = self.origin.sources.get(there)
        return with_source(changed, path, source.model_dump(exclude_none=True) if source else None)


def _items(scenario: Scenario) -> list[str]:
    """Return the stem of the paths of each group, line and event."""
    return [f"{kind}.{item.name}." for kind in NAMED for item in getattr(scenario, kind)]


def _leaves(scenario: Scenario) -> dict[str, Any]:
    """Return what stands in every field by its path, a range of zero width as its number."""
    leaves: dict[str, Any] = {}
    programme = scenario.programme
    tables = {
        "": (scenario, ("name", "description", "currency")),
        "horizon": (scenario.horizon, tuple(type(scenario.horizon).model_fields)),
        "programme": (programme, tuple(set(type(programme).model_fields) - {"levers"})),
        "programme.levers": (programme.levers, number_fields(type(programme.levers))),
    }
    for question in type(scenario.experience).model_fields:
        card = getattr(scenario.experience, question)
        tables[f"experience.{question}"] = (card, tuple(type(card).model_fields))
    for kind in NAMED:
        for item in getattr(scenario, kind):
            own = tuple(set(type(item).model_fields) - set(SEGMENTS))
            tables[f"{kind}.{item.name}"] = (item, own)
    for group in scenario.groups:
        for name in SEGMENTS:
            segment = getattr(group, name)
            tables[f"groups.{group.name}.{name}"] = (segment, tuple(type(segment).model_fields))
    for stem, (table, fields) in tables.items():
        for name in fields:
            value = getattr(table, name)
            certain = getattr(value, "certain", None)
            path = f"{stem}.{name}" if stem else name
            leaves[path] = value if certain is None else mean(value)
    return leaves
