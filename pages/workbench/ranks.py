"""Rank correlations as small matrices: what may be typed stays possible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from cxsim.scenario import Scenario
from cxsim.scenario.correlations import Pairs, components, rank_limits
from cxsim.scenario.editing import with_ranks
from cxsim.text.labels import path_label
from cxsim.text.reading import write_number
from pages.bench import Button, Field, Grid, Option, Row, Section
from pages.workbench.scene import Scene
from pages.workbench.taking import RefusedError, Taken, read_as, tried

FIRST, SECOND, RANK = "rank.new.first", "rank.new.second", "rank.new.rank"
REACH, WHOLE_SET, PAIR = "rank.new.reach", "set", "pair"
USUAL = 0.5
"""The rank that is offered for a new pair."""


@dataclass(frozen=True)
class Ranks:
    """The correlations of a scenario.

    Parameters
    ----------
    scene : Scene
    """

    scene: Scene

    @cached_property
    def sets(self) -> list[tuple[str, ...]]:
        """The numbers that correlations join, set by set."""
        return components(self._pairs)

    def sections(self) -> tuple[Section, Section]:
        """Return the matrices, then the fields to add a pair."""
        say = self.scene.language.say
        matrices = Section(
            "correlations",
            say("What moves together"),
            say(
                "Spearman's rank correlation: 1, the two always rise together; 0, one says nothing "
                "of the other; −1, one rises as the other falls. A rank that the others rule out "
                "is refused, with the limits that hold."
            ),
            grids=tuple(self._matrix(place) for place in range(len(self.sets))),
        )
        joining = Section(
            "joining",
            say("Join two numbers"),
            say("Two uncertain numbers that rise and fall together, and how closely."),
            fields=self._new(),
            buttons=(self._add(),),
        )
        return matrices, joining

    def taken(self, place: str, text: str) -> Taken | None:
        """Return the change that a typed rank asks for; None for a pair that is still chosen."""
        _, number, *cell = place.split(".")
        if number == "new":
            return None
        paths = self.sets[int(number)]
        rank = self._rank(text)
        if cell == ["all"]:
            changes = dict.fromkeys(combinations(paths, 2), rank)
            return tried(self._change(changes), self.scene)
        first, second = (paths[int(step)] for step in cell)
        return self._change({(first, second): self._possible(first, second, rank)})

    def pressed(self, deed: str, name: str) -> Taken:
        """Return the change that a button asks for: a pair added, a number let go."""
        if deed == "add":
            return self._joined()
        number, place = (int(step) for step in name.split("."))
        paths = self.sets[number]
        return self._change({_pair(paths[place], other): None for other in paths})

    def _joined(self) -> Taken:
        """Return the change that lets two numbers move together, or one with the other's set."""
        first, second = self._chosen
        if first == second:
            raise RefusedError(self.scene.language.say("Choose two different numbers."))
        typed = self.scene.session.typed
        rank = self._rank(typed.get(RANK, self._written(USUAL)))
        others = [p for p in self._set_of(first) if p != second]
        if typed.get(REACH, WHOLE_SET) == PAIR or len(others) < 2:
            return self._change({(first, second): self._possible(first, second, rank)})
        return tried(self._change({(other, second): rank for other in others}), self.scene)

    def _set_of(self, path: str) -> tuple[str, ...]:
        return next((members for members in self.sets if path in members), (path,))

    @property
    def _pairs(self) -> Pairs:
        return self.scene.scenario.rank_correlations

    @property
    def _chosen(self) -> tuple[str, str]:
        typed, known = self.scene.session.typed, list(self.scene.scenario.uncertain)
        first = typed.get(FIRST, known[0])
        second = typed.get(SECOND, known[min(1, len(known) - 1)])
        return first, second

    def _change(self, ranks: dict[tuple[str, str], float | None]) -> Taken:
        def change(scenario: Scenario) -> Scenario:
            return with_ranks(scenario, {p: r for p, r in ranks.items() if p[0] != p[1]})

        return Taken(change, "correlations", "")

    def _rank(self, text: str) -> float:
        scene = self.scene
        rank = read_as(text, "factor", scene.scenario.currency, scene.language)
        if not -1 <= rank <= 1:
            raise RefusedError(
                scene.language.say("It must lie between {low} and {high}.", low="−1", high="1")
            )
        return rank

    def _possible(self, first: str, second: str, rank: float) -> float:
        low, high = rank_limits(self._pairs, first, second)
        if low <= rank <= high:
            return rank
        raise RefusedError(
            self.scene.language.say(
                "With the others as they are it can lie between {low} and {high}.",
                low=self._written(low),
                high=self._written(high),
            )
        )

    def _written(self, rank: float) -> str:
        return write_number(rank, "factor", self.scene.scenario.currency, self.scene.language)

    def _label(self, path: str) -> str:
        return path_label(path, self.scene.language)

    def _matrix(self, number: int) -> Grid:
        paths = self.sets[number]
        say = self.scene.language.say
        rows = [
            Row(
                f"{place + 1}  {self._label(path)}",
                (
                    *(self._cell(number, place, other) for other in range(place)),
                    *("1" if other == place else "" for other in range(place, len(paths) - 1)),
                    (self._remove(number, place, path),),
                ),
            )
            for place, path in enumerate(paths)
        ]
        if len(paths) > 2:
            everything = self._field(
                f"rank.{number}.all", say("One rank for every pair of this set"), ""
            )
            blank = [""] * (len(paths) - 1)
            rows.append(Row(say("All pairs"), (everything, *blank), total=True))
        head = ("", *(str(place + 1) for place in range(len(paths) - 1)), "")
        return Grid(
            f"ranks {number}",
            say("Rank correlations, set {number}", number=number + 1),
            head,
            tuple(rows),
        )

    def _cell(self, number: int, place: int, other: int) -> Field:
        first, second = self.sets[number][place], self.sets[number][other]
        label = self.scene.language.say(
            "{first} with {second}", first=self._label(first), second=self._label(second)
        )
        rank = self._pairs.get(_pair(first, second), 0.0)
        return self._field(f"rank.{number}.{place}.{other}", label, self._written(rank))

    def _field(self, name: str, label: str, written: str) -> Field:
        text = self.scene.session.typed.get(name, written)
        fault = ""
        if text != written:
            try:
                self.taken(name, text)
            except RefusedError as refused:
                fault = refused.sentence
        return Field(name, label, text, fault=fault, numeric=True)

    def _remove(self, number: int, place: int, path: str) -> Button:
        say = self.scene.language.say
        return self.scene.button(
            "ranks",
            "remove",
            f"{number}.{place}",
            label=say("Remove"),
            spoken=say("Remove {name} from the set", name=self._label(path)),
            tone="quiet",
        )

    def _new(self) -> tuple[Field, ...]:
        say = self.scene.language.say
        known = list(self.scene.scenario.uncertain)
        if len(known) < 2:
            return ()
        options = tuple(Option(path, self._label(path)) for path in known)
        reach = (Option(WHOLE_SET, say("its whole set")), Option(PAIR, say("this number alone")))
        first, second = self._chosen
        return (
            Field(FIRST, say("One number"), first, "choice", options),
            Field(SECOND, say("Another number"), second, "choice", options),
            Field(
                REACH,
                say("The other moves with"),
                self.scene.session.typed.get(REACH, WHOLE_SET),
                "choice",
                reach,
            ),
            self._field(RANK, say("Rank correlation"), self._written(USUAL)),
        )

    def _add(self) -> Button:
        few = len(self.scene.scenario.uncertain) < 2
        return self.scene.button(
            "ranks", "add", label=self.scene.language.say("Let them move together"), off=few
        )


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)
