"""Whose number each is, which of them nobody vouches for, and who has accepted those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from cxsim.downside.register import Assumption
from cxsim.export.case.cover import Cover, plain
from cxsim.scenario import Scenario
from cxsim.scenario.schema import Source
from cxsim.text.case import OWNER_NAMES, neutral
from cxsim.text.language import Language

Owner = Literal["customer", "seller", "benchmark", "measured", "default"]
OWNERS: tuple[Owner, ...] = ("customer", "seller", "benchmark", "measured", "default")
WEAKEST = "D"
"""The grade of what has no traceable source."""
QUIET = ("horizon", "investments", "risk_events")
"""Kinds of numbers whose default leaves the thing out: no inflation, no cost, no strike."""


class Accepted(NamedTuple):
    """That somebody stands for a number that no source does.

    Attributes
    ----------
    path : str
    name : str
        Of who accepts it.
    day : date
    number, source : object
        What was accepted; once the number or its source is another, nobody has accepted that.
    """

    path: str
    name: str
    day: date
    number: Any
    source: Source | None


class Owned(NamedTuple):
    """A number of the register, and whose it is.

    Attributes
    ----------
    row : Assumption
    owner : str
        One of OWNERS.
    weak : bool
        Whether its grade is D, or it has neither source nor grade and takes part in the case.
    accepted : Accepted or None
    """

    row: Assumption
    owner: Owner
    weak: bool
    accepted: Accepted | None

    @property
    def open(self) -> bool:
        """Whether it keeps the case a draft."""
        return self.weak and self.accepted is None


def owned(
    rows: Sequence[Assumption], scenario: Scenario, cover: Cover, accepted: Iterable[Accepted] = ()
) -> tuple[Owned, ...]:
    """Return whose each number of the register is; an acceptance of another number is none.

    Parameters
    ----------
    rows : sequence of Assumption
    scenario : Scenario
    cover : Cover
        Its customer's and its author's names tell their numbers.
    accepted : iterable of Accepted
        The latest of a number counts.
    """
    known = {each.path: each for each in accepted if stands(each, scenario)}
    return tuple(Owned(row, _owner(row, cover), is_weak(row), known.get(row.path)) for row in rows)


def _owner(row: Assumption, cover: Cover) -> Owner:
    """Return whose number it is; one that was typed over a default, without a source, is judged."""
    if row.source is None and row.stated:
        return "seller"
    return owner_of(row.source, cover)


def owner_of(source: Source | None, cover: Cover) -> Owner:
    """Return whose number it is, from where it comes.

    What was measured or published speaks for itself. Of what is stated or judged the name of its
    owner decides, where it is that of the customer or of the author on the cover; else the
    customer has stated it, and the seller has judged. Without a source, or with that of the
    neutral pack, it is a default.
    """
    if source is None or neutral(source.source):
        return "default"
    if source.kind == "measured":
        return "measured"
    if source.kind == "benchmark":
        return "benchmark"
    name = plain(source.owner or "").casefold()
    if name and name == cover.customer.casefold():
        return "customer"
    if name and name == cover.author.casefold():
        return "seller"
    return "customer" if source.kind == "stated" else "seller"


def is_weak(row: Assumption) -> bool:
    """Whether nobody vouches for a number that takes part in the case.

    Its source has grade D; or there is none, which is the same. A number that the file leaves out
    takes part unless its default leaves the thing itself out.
    """
    if row.source is not None:
        return row.source.grade == WEAKEST
    if row.stated:
        return True
    left_out = row.path.startswith("programme.levers.") and not row.value
    return not left_out and row.path.partition(".")[0] not in QUIET


def accept(rows: Iterable[Owned], scenario: Scenario, name: str, day: date) -> tuple[Accepted, ...]:
    """Return the acceptance of every open number in a person's name.

    Raises
    ------
    ValueError
        Where the name is empty.
    """
    if not (signed := plain(name)):
        raise ValueError("an acceptance needs a name")
    return tuple(
        Accepted(path, signed, day, scenario.value(path), scenario.sources.get(path))
        for path in (each.row.path for each in rows if each.open)
    )


def owner_text(each: Owned, language: Language) -> str:
    """Return whose number it is in words, and who accepted it or that nobody has."""
    name = language.read(OWNER_NAMES[each.owner])
    if not each.weak:
        return name
    if each.accepted is None:
        return language.say("{owner}, not accepted", owner=name)
    return language.say("{owner}, accepted by {name}", owner=name, name=each.accepted.name)


def signatures(rows: Iterable[Owned], language: Language) -> list[str]:
    """Return who accepted how many of the weak numbers, and when: a sentence for each."""
    signed = [each.accepted for each in rows if each.weak and each.accepted]
    counts = Counter((each.name, each.day) for each in signed)
    return [
        language.say(
            "{name} accepted, on {day}, numbers of grade D or without a source: {count}.",
            name=name,
            count=language.number(count),
            day=language.day(day),
        )
        for (name, day), count in counts.items()
    ]


def stands(accepted: Accepted, scenario: Scenario) -> bool:
    """Whether the number and its source are still what was accepted."""
    path = accepted.path
    kind = path.partition(".")[0]
    known = path in scenario.numbers or path == "horizon.years" or path.endswith(".mix")
    if not known or (kind == "groups" and path.split(".")[1] not in _names(scenario)):
        return False
    same = scenario.value(path) == accepted.number
    return same and scenario.sources.get(path) == accepted.source


def _names(scenario: Scenario) -> set[str]:
    return {group.name for group in scenario.groups}
