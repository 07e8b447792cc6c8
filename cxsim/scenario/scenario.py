"""`Scenario`: the whole of a business case, its numbers by path, and copies with a change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, PrivateAttr, ValidationError

from cxsim.distributions import Distribution, SurveyMix
from cxsim.scenario import files
from cxsim.scenario.beside import Experience, Intangible, Stress
from cxsim.scenario.checks import NAMED, check_whole, number_paths
from cxsim.scenario.correlations import Pairs, pair_ranks
from cxsim.scenario.drawn import Stems, stems_of
from cxsim.scenario.faults import Fault, ScenarioError, collect_faults
from cxsim.scenario.fingerprint import digest
from cxsim.scenario.migration import migrated
from cxsim.scenario.numbers import Number, Range, mean
from cxsim.scenario.schema import (
    MOST_ITEMS,
    Correlation,
    Group,
    Horizon,
    Investment,
    Programme,
    RiskEvent,
    Source,
    Table,
    Version,
)
from cxsim.scenario.texts import Currency, Name, Text, Title
from cxsim.text.phrase import say

_many = Field(strict=False, max_length=MOST_ITEMS)


class Scenario(Table):
    """A company as it is, a programme, what it costs, and how sure we are.

    Make one with `load`, `parse` or `from_mapping`; change one with `with_value`, which returns a
    copy. All of them raise ScenarioError with every fault of their input at once.
    """

    schema_version: Version
    name: Title
    description: Text = ""
    currency: Currency
    horizon: Horizon
    groups: Annotated[tuple[Group, ...], Field(strict=False, min_length=1, max_length=MOST_ITEMS)]
    programme: Programme = Programme()
    investments: Annotated[tuple[Investment, ...], _many] = ()
    risk_events: Annotated[tuple[RiskEvent, ...], _many] = ()
    sources: dict[str, Source] = Field(default_factory=dict)
    correlations: Annotated[tuple[Correlation, ...], _many] = ()
    stresses: Annotated[tuple[Stress, ...], _many] = ()
    intangibles: Annotated[tuple[Intangible, ...], _many] = ()
    experience: Experience = Experience()
    drawn_as: dict[str, Name] = Field(default_factory=dict)

    _text: str = PrivateAttr(default="")

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Return the scenario in a TOML file."""
        return cls.parse(files.read_text(Path(path)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the scenario in the text of a TOML file; its comments are kept for `save`."""
        scenario = cls.from_mapping(files.parse(text))
        scenario._text = text
        return scenario

    @classmethod
    def from_mapping(cls, content: Mapping[str, Any]) -> Self:
        """Return the scenario that nested tables describe, as a TOML reader gives them."""
        faults = files.check_depth(content)
        if faults:
            raise ScenarioError(faults)
        content = migrated(content)
        try:
            scenario = cls.model_validate(dict(content))
        except ValidationError as error:
            faults = collect_faults(error, cls, content)
            raise ScenarioError([*faults, *check_whole(content)]) from None
        if faults := check_whole(content):
            raise ScenarioError(faults)
        return scenario

    def content(self) -> dict[str, Any]:
        """Return the nested tables of what was given; `from_mapping` reads them back."""
        tables: dict[str, Any] = files.plain_table(self)
        return tables

    def to_toml(self) -> str:
        """Return the text of the file: as it was loaded but for what has changed."""
        return files.merge(self._text, self.content())

    def save(self, path: str | Path) -> None:
        """Write the file, whole or not at all."""
        files.write_whole(Path(path), self.to_toml())

    def with_value(self, path: str, value: object) -> Self:
        """Return a copy with another value at a path.

        Parameters
        ----------
        path : str
            As `correlations` names it, or any other field: `horizon.years`, `programme.ramp`.
        value : float, Distribution, mapping, int, str or None
            In the field's own unit; shares and rates in [0, 1]. None leaves the field's default.
        """
        return self.with_values({path: value})

    def with_values(self, changes: Mapping[str, object]) -> Self:
        """Return a copy with other values at several paths, validated together."""
        content = self.content()
        for path, value in changes.items():
            table, key = self._locate(content, path)
            table[key] = files.plain_table(value) if isinstance(value, BaseModel) else value
            if value is None:
                del table[key]
        return self.from_mapping(content).with_comments_of(self)

    @property
    def file_text(self) -> str:
        """The text of the file it came from, or will be saved into; empty where there is none."""
        return self._text

    def with_file_text(self, text: str) -> Self:
        """Return this scenario; it will be saved into the text of a file, whose comments stay."""
        copy = self.model_copy()
        copy._text = text
        return copy

    def with_comments_of(self, other: Scenario) -> Self:
        """Return this scenario; it will be saved into the text of the other's file."""
        return self.with_file_text(other.file_text)

    def _locate(self, content: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
        kind, *steps = path.split(".")
        table: Any = content
        if kind in NAMED and len(steps) > 1:
            name, *steps = steps
            table = next((t for t in content.get(kind, []) if t["name"] == name), None)
        else:
            steps = [kind, *steps]
        for step in steps[:-1]:
            table = table.setdefault(step, {}) if isinstance(table, dict) else None
        if not isinstance(table, dict):
            raise _no_such_place(path)
        return table, steps[-1]

    def value(self, path: str) -> Any:
        """Return what stands at a path: a number, a distribution, a mix, a word."""
        kind, *steps = path.split(".")
        place: Any = getattr(self, kind, None)
        if kind in NAMED:
            name = steps.pop(0) if steps else ""
            place = next((item for item in place if item.name == name), None)
        for step in steps:
            place = getattr(place, step, None)
        if place is None:
            raise _no_such_place(path)
        return place

    def allowed(self, path: str) -> Range:
        """Return the range of the number at a path."""
        table, _, name = path.rpartition(".")
        field = type(self.value(table)).model_fields.get(name)
        marks = field.metadata if field else []
        ranges = [mark for mark in marks if isinstance(mark, Range)]
        if not ranges:
            raise _no_such_place(path)
        return ranges[0]

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """Every number of the model by its path, plain or uncertain."""
        names = {kind: [{"name": item.name} for item in getattr(self, kind)] for kind in NAMED}
        return {path: self.value(path) for path in number_paths(names)}

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The path of all that can have a source: the numbers, the years, the groups' mixes."""
        mixes = (f"groups.{group.name}.mix" for group in self.groups)
        return (*self.numbers, "horizon.years", *mixes)

    @cached_property
    def uncertain(self) -> dict[str, Distribution]:
        """The uncertain numbers by path; one of zero width is certain."""
        return {
            path: number
            for path, number in self.numbers.items()
            if isinstance(number, Distribution) and number.certain is None
        }

    def mean(self, path: str) -> float:
        """Return a number's value in the point plan: itself, or its distribution's mean."""
        return mean(self.numbers[path])

    @property
    def inflated(self) -> bool:
        """Whether prices grow, so that the discount rate is nominal."""
        return mean(self.horizon.inflation) != 0 or "horizon.inflation" in self.uncertain

    @property
    def taxed(self) -> bool:
        """Whether what is earned is taxed."""
        return mean(self.horizon.tax_rate) != 0

    @cached_property
    def survey_mixes(self) -> dict[str, SurveyMix]:
        """The mixes that come from counted answers, by the path `groups.NAME.mix`."""
        return {
            f"groups.{group.name}.mix": group.mix
            for group in self.groups
            if isinstance(group.mix, SurveyMix)
        }

    @cached_property
    def rank_correlations(self) -> Pairs:
        """Spearman's rank of each correlated pair of paths."""
        return pair_ranks([{"among": c.paths, "rank": c.rank} for c in self.correlations])[0]

    @cached_property
    def stems(self) -> Stems:
        """Where the draws of renamed items belong, `groups.Foyers` to `groups.Homes`."""
        return stems_of(self.drawn_as)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of all that can change a result; equal for scenarios of equal meaning."""
        return digest(self)


def _no_such_place(path: str) -> ScenarioError:
    rule, remedy = say("no such place in this scenario"), say("check its names")
    return ScenarioError([Fault(path, "", rule, remedy)])
