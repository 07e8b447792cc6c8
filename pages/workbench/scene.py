"""A scenario as fields to edit, in one language, with what is to be said of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cxsim.distributions import Distribution
from cxsim.downside.audit import audit
from cxsim.scenario import Scenario
from cxsim.scenario.changes import Changes
from cxsim.scenario.numbers import Number
from cxsim.scenario.shifts import centre
from cxsim.text.labels import FIELDS, Label
from cxsim.text.language import Language
from cxsim.text.places import place_of
from cxsim.text.reading import write_number
from cxsim.text.shapes import short_range
from pages.bench import Button, Field, Option
from pages.shared.session import Session
from pages.workbench.taking import RefusedError, take, tried

WHOLE = {"years", "from_month", "to_month", "funded_months"}
"""Fields that hold a whole number."""


@dataclass(frozen=True)
class Scene:
    """What a panel is made from.

    Parameters
    ----------
    session : Session
    language : Language
    """

    session: Session
    language: Language

    @property
    def scenario(self) -> Scenario:
        """The scenario as it stands."""
        return self.session.scenario

    @cached_property
    def changes(self) -> Changes:
        """What differs from the case as it was opened."""
        return self.session.changes()

    @cached_property
    def warnings(self) -> dict[str, str]:
        """Why a number is implausible, by its path."""
        said: dict[str, str] = {}
        for finding in audit(self.scenario):
            sentence = self.language.read(finding.sentence)
            said[finding.path] = " ".join(filter(None, [said.get(finding.path), sentence]))
        return said

    def number(self, path: str, label: str = "", opens: bool = True) -> Field:
        """Return the field of a number; an uncertain one is opened instead of typed into."""
        record = FIELDS[path.rpartition(".")[2]]
        value = self.scenario.value(path)
        name = label or self.language.read(record.name)
        facts: dict[str, Any] = {
            "help": self.language.read(record.help) if not label else "",
            "warning": self.warnings.get(path, ""),
            "changed": self.was(path),
            "numeric": True,
            "opens": opens,
        }
        if isinstance(value, Distribution):
            text, spread = self.short(value, record)
            return Field(path, name, text, "range", spread=spread, **facts)
        written = write_number(value, record.unit, self.scenario.currency, self.language)
        return self.typed(Field(path, name, written, **facts))

    def whole(self, path: str, label: str = "") -> Field:
        """Return the field of a whole number; empty where none is given."""
        value = self._given(path)
        written = "" if value is None else self.language.number(value)
        if path == "horizon.years":
            record = FIELDS["years"]
            name, meaning = self.language.read(record.name), self.language.read(record.help)
        else:
            place = place_of(path)
            name, meaning = self.language.read(place.name), self.language.read(place.help)
        return self.typed(
            Field(
                path,
                label or name,
                written,
                changed=self.was(path),
                warning=self.warnings.get(path, ""),
                help="" if label else meaning,
                numeric=True,
                opens=path == "horizon.years",
                back="" if path == "horizon.years" else self.back(path),
            )
        )

    def words(self, path: str, label: str = "") -> Field:
        """Return the field of a text or a choice."""
        place = place_of(path)
        value = str(self._given(path) or "")
        field = Field(
            path,
            label or self.language.read(place.name),
            value,
            kind="choice" if place.options else "long" if path == "description" else "text",
            options=self.options(path),
            changed=self.was(path),
            help="" if label else self.language.read(place.help),
            back=self.back(path),
        )
        return field if place.options else self.typed(field)

    def options(self, path: str) -> tuple[Option, ...]:
        """Return the answers of a choice, in the reader's words."""
        return tuple(Option(v, self.language.read(w)) for v, w in place_of(path).options.items())

    def typed(self, field: Field) -> Field:
        """Return a field as it is being typed into: how that reads, or why it cannot be read."""
        text = self.session.typed.get(field.id)
        if text is None or text == field.text:
            return field
        try:
            reading = tried(take(self, field.id, text), self).reading
        except RefusedError as refused:
            return _with(field, text=text, fault=refused.sentence)
        return _with(field, text=text, reading="" if reading == text else reading)

    def short(self, number: Distribution, record: Label) -> tuple[str, str]:
        """Return an uncertain number as a cell shows it: its centre, and where it lies."""
        currency = self.scenario.currency
        return short_range(number, centre(number), record.unit, currency, self.language)

    def written(self, number: Number, record: Label) -> str:
        """Return a number, or a range, in one line."""
        if isinstance(number, Distribution):
            return ", ".join(self.short(number, record))
        return write_number(number, record.unit, self.scenario.currency, self.language)

    def was(self, path: str) -> str:
        """Return what stood in the case as it was opened; empty where it still stands."""
        if path not in self.changes.places:
            stale = path in self.changes.sources
            return self.language.say("Its source has changed.") if stale else ""
        if not self.changes.known(path):
            return self.language.say("Not in the case as it was opened.")
        value = self.changes.was(path)
        leaf = path.rpartition(".")[2]
        if leaf in FIELDS and leaf not in WHOLE and leaf != "mix":
            text = self.written(value, FIELDS[leaf])
        elif leaf == "mix":
            text = " / ".join(self.language.percent(s, 0) for s in value.expected_value)
        else:
            text = self._said(path, value)
        return self.language.say("As opened: {value}.", value=text)

    def back(self, path: str) -> str:
        """Return the id of the button that puts a word, or a month, back; empty for none."""
        marked = path in self.changes.places and self.changes.known(path)
        return f"reset:{path}" if marked else ""

    def button(self, *words: str, label: str, spoken: str = "", **marks: Any) -> Button:
        """Return a button whose id is made of words."""
        return Button(":".join(words), label, spoken, **marks)

    def _said(self, path: str, value: object) -> str:
        """Return a word or a whole number as the reader knows it."""
        if isinstance(value, int):
            return self.language.number(value)
        if value in (None, ""):
            return self.language.say("nothing")
        return dict(self.options(path)).get(str(value), str(value))

    def _given(self, path: str) -> Any:
        """Return what stands at a place that may be empty."""
        table, _, leaf = path.rpartition(".")
        return getattr(self.scenario.value(table) if table else self.scenario, leaf)


def _with(field: Field, **marks: Any) -> Field:
    return Field(**{**vars(field), **marks})


def joined(parts: Iterable[str]) -> str:
    """Return the parts that are there, in one line."""
    return " · ".join(part for part in parts if part)
