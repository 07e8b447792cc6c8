"""Deeds in any order, from what the panels offer: none breaks the page, and undo finds the way."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.template import EMPTY
from cxsim.text.language import Language
from pages.bench import Button, Event, Field
from pages.shared.page import SAMPLES, load_case
from pages.shared.session import Session
from pages.workbench.hear import Hand
from pages.workbench.panels import panel
from pages.workbench.taking import RefusedError

PANELS = ("facts", "actions", "beliefs")
DEEDS = 40
TEXTS = (
    *("", " ", "0", "1", "-1", "3 %", "0.5", "0,5", "12 345,6", "1,2 M€", "1e400", "nan", "100 %"),
    *("**x**", "<img src=x onerror=alert(1)>", "a.b", "a:b", "@x", "\u202eabc", "x" * 300),
    *("2027-13", "2027-05", "USD", "€", "-0.7", "0.95", "7 ans", "4 points", "Households"),
)


def parts(content: Any) -> list[Any]:
    """Return the fields, and the buttons that can be pressed, however deep they lie."""
    if isinstance(content, (Field, Button)):
        return [] if isinstance(content, Button) and content.off else [content]
    if isinstance(content, tuple):
        return [found for part in content for found in parts(part)]
    if is_dataclass(content):
        return [found for f in fields(content) for found in parts(getattr(content, f.name))]
    return []


def any_event(content: Any, chance: random.Random) -> Event:
    """Return something that a hand could do to a panel."""
    part = chance.choice(parts(content))
    if isinstance(part, Button):
        return Event("press", part.id, "")
    if chance.random() < 0.3:
        return Event("open", part.id.partition("@")[0], "")
    text = chance.choice([option.value for option in part.options] or TEXTS)
    return Event(chance.choice(("set", "set", "type", "drop")), part.id, text)


@pytest.mark.parametrize("seed", range(14))
def test_whatever_the_order_every_panel_opens_and_undo_leads_back(seed: int) -> None:
    """Forty deeds at random: no error, a valid scenario, and the same way back and forth."""
    chance = random.Random(seed)
    language = Language(chance.choice(("en", "fr")))
    case = load_case(chance.choice(SAMPLES)) if seed % 3 else Scenario.from_mapping(EMPTY)
    session = Session(case)
    for _ in range(DEEDS):
        event = any_event(panel(session, chance.choice(PANELS), language), chance)
        try:
            Hand(session, language).take(event)
        except (ScenarioError, RefusedError) as refused:
            session.trouble = str(refused)
    for name in PANELS:
        panel(session, name, language)
    reached = session.scenario
    assert Scenario.from_mapping(reached.content()).fingerprint == reached.fingerprint
    steps = len(session.history.past)
    for _ in range(steps):
        session.undo()
    assert session.scenario.fingerprint == case.fingerprint
    for _ in range(steps):
        session.redo()
    assert session.scenario.fingerprint == reached.fingerprint
