"""One scenario's world with another's programme: what a change of one of the two alone would do."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from cxsim.scenario import Scenario
from cxsim.scenario.correlations import Pairs
from cxsim.scenario.drawn import DRAWN
from cxsim.scenario.editing import renamed, with_ranks
from cxsim.scenario.kinds import is_of_world, strikes_all
from cxsim.text.phrase import RefusedError, say

PLANNED = ("programme", "investments", "stresses", "intangibles", "experience")
"""Tables that come whole with the programme."""
Content = dict[str, Any]


def composed(world: Scenario, programme: Scenario, name: str) -> Scenario:
    """Return a scenario of one's world and another's programme.

    Parameters
    ----------
    world : Scenario
        Gives the facts (groups, horizon, prices, tax) and the events that change churn: they
        befall the company without a programme too. The line *without* is its own.
    programme : Scenario
        Gives the actions, the beliefs and the other events. A group that it does not know responds
        as the world's own case has it.
    name : str
        What it is called.

    Raises
    ------
    RefusedError
        Where the two have not the same currency.
    ScenarioError
        Where the ranks of both cannot hold at once.
    """
    _check_currency(world, programme)
    programme = _told_apart(world, programme)
    content = world.content()
    own = programme.content()
    content |= {"name": name, "risk_events": _events(world, programme)}
    for table in ("description", *PLANNED):
        content.pop(table, None)
    content |= {table: own[table] for table in PLANNED if table in own}
    _respond(content["groups"], own["groups"])
    content.pop("correlations", None)
    content["sources"] = content["drawn_as"] = {}
    bare = Scenario.from_mapping(content)
    content["sources"] = _sources(bare, world, programme)
    content["drawn_as"] = _drawn_as(bare, world, programme)
    whole = Scenario.from_mapping(content)
    return with_ranks(whole, _ranks(whole, world, programme))


def _check_currency(world: Scenario, programme: Scenario) -> None:
    if world.currency != programme.currency:
        raise RefusedError(
            say(
                "currency: {name} is in {ours}, {other} in {theirs}; it must be the same, since "
                "nothing is converted; bring the money of one into the currency of the other",
                name=world.name,
                ours=world.currency,
                other=programme.name,
                theirs=programme.currency,
            )
        )


def _told_apart(world: Scenario, programme: Scenario) -> Scenario:
    """Rename an event of the programme that is called as one of the world's."""
    taken = {event.name for event in world.risk_events if strikes_all(event)}
    for event in programme.risk_events:
        if not strikes_all(event) and event.name in taken:
            known = taken | {each.name for each in programme.risk_events}
            names = (f"{event.name} {number}" for number in count(2))
            free = next(wish for wish in names if wish not in known)
            programme = renamed(programme, "risk_events", event.name, free)
    return programme


def _events(world: Scenario, programme: Scenario) -> list[Content]:
    kept = {event.name for event in world.risk_events if strikes_all(event)}
    brought = {event.name for event in programme.risk_events if not strikes_all(event)}
    theirs = [t for t in world.content().get("risk_events", []) if t["name"] in kept]
    ours = [t for t in programme.content().get("risk_events", []) if t["name"] in brought]
    return [*theirs, *ours]


def _respond(groups: list[Content], known: list[Content]) -> None:
    """Let each group respond to the programme as the programme's own case has it."""
    responses = {group["name"]: group.get("response") for group in known}
    for group in groups:
        if group["name"] in responses:
            group.pop("response", None)
            response = responses[group["name"]]
            group |= {} if response is None else {"response": response}


def _sources(whole: Scenario, world: Scenario, programme: Scenario) -> Mapping[str, Content]:
    known = {*whole.numbers, *(f"groups.{group.name}.mix" for group in whole.groups)}
    known |= {"horizon.years"}
    theirs = world.content().get("sources", {})
    ours = programme.content().get("sources", {})
    unmet = _unmet(world, programme)
    return {
        path: source
        for sources, takes_world in ((theirs, True), (ours, False))
        for path, source in sources.items()
        if path in known and (is_of_world(path, whole) is takes_world or path in unmet)
    }


def _unmet(world: Scenario, programme: Scenario) -> set[str]:
    """The responses that the world keeps, of groups that the programme does not know."""
    known = {group.name for group in programme.groups}
    return {f"groups.{g.name}.response" for g in world.groups if g.name not in known}


def _drawn_as(whole: Scenario, world: Scenario, programme: Scenario) -> dict[str, str]:
    """Under which names items are drawn: as in their own case, unless two would be drawn alike."""
    theirs = {f"groups.{group.name}" for group in world.groups}
    theirs |= {f"risk_events.{event.name}" for event in world.risk_events if strikes_all(event)}
    stems = [f"{kind}.{item.name}" for kind in DRAWN for item in getattr(whole, kind)]
    taken, found = set(stems), {}
    for stem in stems:
        name = (world if stem in theirs else programme).drawn_as.get(stem)
        drawn = f"{stem.partition('.')[0]}.{name}"
        if name is not None and drawn not in taken:
            taken.add(drawn)
            found[stem] = name
    return found


def _ranks(whole: Scenario, world: Scenario, programme: Scenario) -> Pairs:
    """The world's ranks within the world, and the programme's of any number of the programme."""
    within = {
        pair: rank
        for pair, rank in world.rank_correlations.items()
        if all(is_of_world(path, world) for path in pair)
    }
    beyond = {
        pair: rank
        for pair, rank in programme.rank_correlations.items()
        if not all(is_of_world(path, programme) for path in pair)
    }
    both = {**within, **beyond}
    return {pair: rank for pair, rank in both.items() if set(pair) <= set(whole.numbers)}
