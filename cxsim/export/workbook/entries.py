"""The rows of the inputs sheet: every place of a scenario that a reader may fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pydantic import BaseModel

from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.checks import number_fields
from cxsim.scenario.numbers import Range
from cxsim.scenario.schema import (
    Group,
    Horizon,
    Investment,
    Levers,
    Programme,
    RiskEvent,
    Segment,
)
from cxsim.text.labels import FIELDS, SEGMENT_NAMES
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.places import place_of

Kind = Literal["number", "share of mix", "whole", "month", "choice", "words", "switch"]
FIRED = "fired"
"""Field of the cell that lets an event happen in the plan; it is no part of a scenario."""
YEARS = Range(1, 15)
ANY = Range()


@dataclass(frozen=True)
class Entry:
    """One row: a place of the scenario, and how it is filled in.

    Attributes
    ----------
    path : str
        As `Scenario.value` takes it; of a mix, `groups.NAME.mix.SEGMENT`.
    label, help : Phrase
    kind : str
    unit : str
        Of a number, as in `cxsim.text.labels`.
    prefix : Phrase or None
        The segment it is about.
    allowed : Range
    options : mapping of str to Phrase
        Of a choice: the words for each value.
    required : bool
        Whether no scenario can do without.
    """

    path: str
    label: Phrase
    help: Phrase
    kind: Kind
    unit: str = ""
    prefix: Phrase | None = None
    allowed: Range = ANY
    options: Mapping[str, Phrase] = field(default_factory=dict)
    required: bool = False

    def title(self, language: Language) -> str:
        """Return how the row is called in its section."""
        label = language.read(self.label)
        if self.prefix is None:
            return label
        segment = language.read(self.prefix)
        return f"{segment[0].upper()}{segment[1:]} · {label}"

    @property
    def counted(self) -> bool:
        """Whether formulas refer to it."""
        return self.kind != "words"


@dataclass(frozen=True)
class Section:
    """Rows under one heading: a kind of things, and the name of this one; it is data."""

    heading: Phrase
    name: str
    entries: tuple[Entry, ...]


class Names(NamedTuple):
    """What the groups, lines and events of a scenario are called, in the order of the file."""

    groups: tuple[str, ...]
    investments: tuple[str, ...]
    risk_events: tuple[str, ...]


def names_of(scenario: Scenario) -> Names:
    """Return the names of a scenario's items."""
    return Names(*(tuple(item.name for item in getattr(scenario, k)) for k in Names._fields))


def sections(names: Names) -> list[Section]:
    """Return all rows of a scenario with these items."""
    return [
        Section(say("The case"), "", tuple(_case())),
        Section(say("Horizon and money"), "", tuple(_horizon())),
        *(Section(say("Customer group"), n, tuple(_group(f"groups.{n}"))) for n in names.groups),
        Section(say("Programme"), "", tuple(_programme())),
        *(
            Section(say("Investment"), name, tuple(_line(f"investments.{name}")))
            for name in names.investments
        ),
        *(
            Section(say("Risk event"), name, tuple(_event(f"risk_events.{name}")))
            for name in names.risk_events
        ),
    ]


def _number(path: str, table: type[BaseModel] | None, prefix: Phrase | None = None) -> Entry:
    leaf = path.rpartition(".")[2]
    label, known = FIELDS[leaf], table.model_fields[leaf] if table else None
    ranges = [mark for mark in known.metadata if isinstance(mark, Range)] if known else []
    return Entry(
        path,
        label.name,
        label.help,
        "number",
        label.unit,
        prefix,
        ranges[0] if ranges else ANY,
        required=known is not None and known.is_required(),
    )


def _worded(path: str, kind: Kind, required: bool = False) -> Entry:
    place = place_of(path)
    return Entry(path, place.name, place.help, kind, options=place.options, required=required)


def _case() -> Iterator[Entry]:
    yield _worded("name", "words", required=True)
    yield _worded("description", "words")
    yield _worded("currency", "words", required=True)


def _horizon() -> Iterator[Entry]:
    label = FIELDS["years"]
    path = "horizon.years"
    yield Entry(path, label.name, label.help, "whole", "years", allowed=YEARS, required=True)
    yield _worded("horizon.start", "month")
    yield _worded("horizon.discounting", "choice")
    for name in number_fields(Horizon):
        yield _number(f"horizon.{name}", Horizon)
    yield _worded("horizon.tax_losses", "choice")


def _group(stem: str) -> Iterator[Entry]:
    yield _worded(f"{stem}.name", "words", required=True)
    for name in number_fields(Group):
        yield _number(f"{stem}.{name}", Group)
    share = FIELDS["mix"]
    for segment in SEGMENTS:
        path, prefix = f"{stem}.mix.{segment}", SEGMENT_NAMES[segment]
        yield Entry(
            path,
            share.name,
            share.help,
            "share of mix",
            "share",
            prefix,
            Range(0, 1),
            required=True,
        )
    for segment in SEGMENTS:
        for name in number_fields(Segment):
            yield _number(f"{stem}.{segment}.{name}", Segment, SEGMENT_NAMES[segment])


def _programme() -> Iterator[Entry]:
    yield _worded("programme.name", "words")
    yield _worded("programme.ramp", "choice")
    for name in number_fields(Programme):
        yield _number(f"programme.{name}", Programme)
    for name in number_fields(Levers):
        yield _number(f"programme.levers.{name}", Levers)


def _line(stem: str) -> Iterator[Entry]:
    yield _worded(f"{stem}.name", "words", required=True)
    yield _worded(f"{stem}.category", "choice", required=True)
    for name in number_fields(Investment):
        yield _number(f"{stem}.{name}", Investment)
    for name in ("from_month", "to_month"):
        place = place_of(f"investments.x.{name}")
        path = f"{stem}.{name}"
        yield Entry(path, place.name, place.help, "whole", "months", allowed=Range(1, 100_000))


def _event(stem: str) -> Iterator[Entry]:
    yield _worded(f"{stem}.name", "words", required=True)
    for name in number_fields(RiskEvent):
        yield _number(f"{stem}.{name}", RiskEvent)
    yield Entry(
        f"{stem}.{FIRED}",
        say("Happens in this plan"),
        say(
            "1: the formulas of this workbook let it happen; 0: they do not. The plan has none "
            "happen, and this cell is no part of the scenario."
        ),
        "switch",
    )
