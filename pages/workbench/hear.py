"""What a reader's hand does on the bench, applied to the session, one event after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.changes import Changes
from cxsim.scenario.editing import added, duplicated, free_name, removed
from cxsim.scenario.reshape import reshaped, reshaped_mix
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from pages.bench import Event
from pages.shared.session import Session
from pages.workbench.inspector import number_of
from pages.workbench.ranks import Ranks
from pages.workbench.scene import Scene
from pages.workbench.shape import Shape, with_outcome
from pages.workbench.taking import RefusedError, parted, sentences, take
from pages.workbench.years import BEGINS

WHOLE_REGISTER = "register.all"
"""Stands among what is typed while the numbers at their defaults are listed too."""
NEW_NAMES: dict[str, Phrase] = {
    "groups": say("Group"),
    "investments": say("Line"),
    "risk_events": say("Event"),
    "stresses": say("Stress test"),
    "intangibles": say("Intangible"),
}
"""What something new is called until it is renamed."""


def hear(session: Session, events: Sequence[Event], language: Language) -> None:
    """Apply events in their order; what cannot be taken stays in its field, with the reason."""
    for event in events:
        hand = Hand(session, language)
        try:
            hand.take(event)
        except ScenarioError as error:
            session.trouble = sentences(error, language)
        except RefusedError as refused:
            session.trouble = refused.sentence
        except (LookupError, ValueError, AttributeError):
            continue  # it names what is not there any more, or never was: nothing to do


class Hand:
    """One reader's hand on one session.

    Parameters
    ----------
    session : Session
    language : Language
    """

    def __init__(self, session: Session, language: Language) -> None:
        self.session = session
        self.scene = Scene(session, language)

    def take(self, event: Event) -> None:
        """Apply one event."""
        self.session.trouble = ""
        match event.kind:
            case "type":
                self.session.typed[event.id] = event.text
            case "drop":
                self.session.typed.pop(event.id, None)
            case "open":
                self.session.opened = event.id
            case "set":
                self._set(event.id, event.text)
            case "press":
                self._press(*event.id.split(":", 2))

    def _set(self, place: str, text: str) -> None:
        self.session.typed[place] = text
        path, part = parted(place)
        if part == "dist":
            self._reshape(path, text)
        elif place == BEGINS:
            return  # how a table is shown changes nothing of the case
        elif place.startswith("rank."):
            self._rank(place, text)
        elif part and not part.startswith("source."):
            taken = Shape(self.scene, path).taken()
            self.session.edit(taken.change, path)
            self._forget(f"{path}@")
        else:
            taken = take(self.scene, place, text)
            self.session.edit(taken.change, taken.path)
            self.session.typed.pop(place, None)
            self._follow(place, text)

    def _follow(self, place: str, text: str) -> None:
        """Keep open what was open under its new name."""
        kind, *steps = place.split(".")
        if len(steps) == 2 and steps[1] == "name":
            self.session.call(kind, steps[0], text.strip())
            self._forget(f"{kind}.{steps[0]}.")
            if self.session.group == steps[0] and kind == "groups":
                self.session.group = text.strip()
            if self.session.opened.startswith(f"{kind}.{steps[0]}."):
                self.session.opened = ""

    def _reshape(self, path: str, dist: str) -> None:
        self._forget(f"{path}@")
        value = self.scene.scenario.value(path)
        if path.endswith(".mix"):
            new: object = reshaped_mix(value, dist)
        else:
            allowed = self.scene.scenario.allowed(path)
            new = reshaped(value, dist, allowed, FIELDS[path.rpartition(".")[2]].unit)
        self.session.edit(lambda scenario: scenario.with_value(path, new), path)

    def _rank(self, place: str, text: str) -> None:
        """A rank of the matrix is set; one of a pair still to be added stays typed."""
        change = Ranks(self.scene).taken(place, text)
        if change is not None:
            self.session.edit(change.change, change.path)
            self.session.typed.pop(place, None)

    def _press(self, deed: str, kind: str = "", name: str = "") -> None:
        session, language = self.session, self.scene.language
        match deed:
            case "undo":
                session.undo()
            case "redo":
                session.redo()
            case "restart":
                session.restart()
            case "close":
                session.opened = ""
            case "group":
                session.group, session.opened = ":".join(filter(None, (kind, name))), ""
            case "reset":
                self._reset(number_of(kind if not name else f"{kind}:{name}"))
            case "outcome":
                self._forget(f"{name}@")
                place = None if kind == "add" else int(kind)
                session.edit(lambda s: with_outcome(s, name, place), name)
            case "ranks":
                change = Ranks(self.scene).pressed(kind, name)
                session.edit(change.change, change.path)
                self._forget("rank.")
            case "add":
                wish, words = language.read(NEW_NAMES[kind]), language.translate
                self._structure(kind, wish, lambda s, new: added(s, kind, new, words))
            case "duplicate":
                self._structure(kind, name, lambda s, new: duplicated(s, kind, name, new))
            case "remove":
                self._remove(kind, name)
            case "register":
                self._list(kind)

    def _list(self, which: str) -> None:
        """Show all numbers of the register, or those that the file gives."""
        self.session.typed.pop(WHOLE_REGISTER, None)
        if which == "all":
            self.session.typed[WHOLE_REGISTER] = which

    def _reset(self, path: str) -> None:
        session = self.session
        self._forget(path)
        if path.count(".") == 2 and path.endswith(".name") and session.changes().known(path):
            self._set(path, session.changes().was(path))
            return
        session.edit(lambda s: Changes(s, session.origin, session.names).restored(path), path)

    def _structure(self, kind: str, wish: str, change: Callable[[Scenario, str], Scenario]) -> None:
        new = free_name(self.session.base, kind, wish)
        self.session.edit(lambda scenario: change(scenario, new), kind)
        if kind == "groups":
            self.session.group = new

    def _remove(self, kind: str, name: str) -> None:
        def change(scenario: Scenario) -> Scenario:
            return removed(scenario, kind, name)

        self.session.edit(change, kind)
        self.session.call(kind, name)
        self._forget(f"{kind}.{name}.")
        if self.session.opened.startswith(f"{kind}.{name}."):
            self.session.opened = ""

    def _forget(self, stem: str) -> None:
        """Drop what is typed below a place."""
        for place in [place for place in self.session.typed if place.startswith(stem)]:
            del self.session.typed[place]
