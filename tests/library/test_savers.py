"""Several savers of the same scenarios, in any order: the library agrees with a list in memory."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from cxsim.library import Conflict, Library, Saved
from cxsim.scenario import Scenario
from tests.generate import tiny

SCENARIOS = [tiny({"name": f"S{n}", "groups.G.customers": float(n)}) for n in range(5)]
some_scenario = st.sampled_from(SCENARIOS)
some_saver = st.sampled_from(["Ann", "Bob", "Zoé"])


@dataclass
class Shelf:
    """What an entry should be: its versions' names and authors, the first one first."""

    versions: list[tuple[str, str]]
    archived: bool = False


@dataclass
class Call:
    """A save that was answered: how to ask for it again, and the answer."""

    method: str
    arguments: dict[str, Any]
    answer: Saved


@dataclass
class Saver:
    """What somebody has in hand: of each entry, the version they looked at last."""

    seen: dict[str, int] = field(default_factory=dict)


class Savers(RuleBasedStateMachine):
    """Three people, one library, and a model of it in plain lists."""

    keys = Bundle("keys")
    calls = Bundle("calls")

    @initialize()
    def open(self):
        """Begin with an empty library."""
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.db")
        self.model: dict[str, Shelf] = {}
        self.savers = {name: Saver() for name in ("Ann", "Bob", "Zoé")}
        self.order: list[str] = []
        self.tickets = 0

    def ask(self, method: str, who: str, **arguments: Any) -> Call:
        """Save with a ticket of its own; remember the call for a retry."""
        self.tickets += 1
        arguments |= {"author": who, "ticket": str(self.tickets)}
        return Call(method, arguments, getattr(self.library, method)(**arguments))

    def saved(self, who: str, name: str, answer: Saved) -> None:
        """Note in the model that a version is on top."""
        shelf = self.model.setdefault(answer.key, Shelf([]))
        shelf.versions.append((name, who))
        assert answer.number == len(shelf.versions)
        self.savers[who].seen[answer.key] = answer.number
        self.order = [answer.key, *(key for key in self.order if key != answer.key)]

    @rule(target=keys, who=some_saver, scenario=some_scenario)
    def create(self, who: str, scenario: Scenario) -> str:
        """A new entry."""
        answer = self.ask("save", who, scenario=scenario).answer
        assert answer.key not in self.model
        self.saved(who, scenario.name, answer)
        return answer.key

    @rule(who=some_saver, key=keys)
    def look(self, who: str, key: str) -> None:
        """Somebody opens the newest version."""
        self.savers[who].seen[key] = self.library.entry(key).number

    @rule(target=calls, who=some_saver, key=keys, scenario=some_scenario)
    def save(self, who: str, key: str, scenario: Scenario) -> Call | None:
        """A save goes through exactly where its saver has seen the newest version."""
        seen = self.savers[who].seen.get(key)
        shelf = self.model[key]
        if seen != len(shelf.versions):
            with pytest.raises(Conflict) as caught:
                self.ask("save", who, scenario=scenario, key=key, seen=seen)
            assert caught.value.theirs.author == shelf.versions[-1][1]
            assert caught.value.theirs.number == len(shelf.versions)
            assert (caught.value.base and caught.value.base.number) == seen
            return None
        call = self.ask("save", who, scenario=scenario, key=key, seen=seen)
        self.saved(who, scenario.name, call.answer)
        return call

    @rule(target=calls, who=some_saver, key=keys, scenario=some_scenario)
    def overwrite(self, who: str, key: str, scenario: Scenario) -> Call:
        """Saved over whatever is there; the history keeps it."""
        seen = self.savers[who].seen.get(key)
        call = self.ask("save", who, scenario=scenario, key=key, seen=seen, overwrite=True)
        self.saved(who, scenario.name, call.answer)
        return call

    @rule(target=calls, who=some_saver, key=keys)
    def copy(self, who: str, key: str) -> Call:
        """A copy under a name of its own."""
        call = self.ask("duplicate", who, key=key, name="Copy")
        self.saved(who, "Copy", call.answer)
        return call

    @rule(target=calls, who=some_saver, key=keys, choice=st.integers(0, 99))
    def restore(self, who: str, key: str, choice: int) -> Call | None:
        """An earlier version on top, where the newest has been seen."""
        shelf, seen = self.model[key], self.savers[who].seen.get(key, 0)
        number = 1 + choice % len(shelf.versions)
        if seen != len(shelf.versions):
            with pytest.raises(Conflict):
                self.ask("restore", who, key=key, number=number, seen=seen)
            return None
        call = self.ask("restore", who, key=key, number=number, seen=seen)
        self.saved(who, shelf.versions[number - 1][0], call.answer)
        return call

    @rule(call=calls)
    def retry(self, call: Call | None) -> None:
        """An answer was lost and is asked for again: it is the same, and nothing is saved."""
        if call is not None:
            assert getattr(self.library, call.method)(**call.arguments) == call.answer

    @rule(key=keys, archived=st.booleans())
    def archive(self, key: str, archived: bool) -> None:
        """Put away or brought back."""
        self.library.archive(key, archived)
        self.model[key].archived = archived

    @invariant()
    def agrees(self) -> None:
        """The list is the model's, in the order of saving."""
        listed = self.library.entries(archived=True)
        assert [entry.key for entry in listed] == self.order
        for entry in listed:
            shelf = self.model[entry.key]
            assert (entry.number, entry.archived) == (len(shelf.versions), shelf.archived)
            assert (entry.name, entry.author) == shelf.versions[-1]

    def teardown(self) -> None:
        """Every version of every entry is there, whole."""
        if not hasattr(self, "library"):
            return
        for key, shelf in self.model.items():
            history = self.library.versions(key)[::-1]
            loaded = [self.library.load(key, version.number) for version in history]
            found = [(one.name, v.author) for one, v in zip(loaded, history, strict=True)]
            assert found == shelf.versions
            assert [one.fingerprint for one in loaded] == [v.fingerprint for v in history]
        self.library.close()
        self.folder.cleanup()


Savers.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)


class TestSavers(Savers.TestCase):
    """Runs the machine above."""
