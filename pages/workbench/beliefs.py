"""The beliefs: what the programme changes, what may happen, what moves together."""

from __future__ import annotations

from cxsim.scenario.checks import number_fields
from cxsim.scenario.kinds import DOUBTS
from cxsim.scenario.schema import Levers, RiskEvent
from cxsim.text.labels import FIELDS
from pages.bench import Grid, Row, Section
from pages.workbench.actions import row_buttons
from pages.workbench.ranks import Ranks
from pages.workbench.scene import Scene


def beliefs(scene: Scene) -> tuple[Section, ...]:
    """Return the sections of the panel."""
    return (_levers(scene), _doubts(scene), _events(scene), *Ranks(scene).sections())


def _levers(scene: Scene) -> Section:
    say = scene.language.say
    return Section(
        "levers",
        say("What the programme changes"),
        say("At full effect. All but the first three act beyond the shift between segments."),
        fields=tuple(scene.number(f"programme.levers.{name}") for name in number_fields(Levers)),
    )


def _doubts(scene: Scene) -> Section:
    say = scene.language.say
    response = FIELDS["response"]
    fields = [scene.number(f"programme.{name}") for name in DOUBTS]
    for group in scene.scenario.groups:
        label = f"{scene.language.read(response.name)}, {group.name}"
        fields.append(scene.number(f"groups.{group.name}.response", label))
    return Section(
        "doubts",
        say("How much of it counts, and how long"),
        say("One doubt, one place: the same doubt in two of them is charged twice."),
        fields=tuple(fields),
    )


def _events(scene: Scene) -> Section:
    say = scene.language.say
    read = scene.language.read
    names = number_fields(RiskEvent)
    head = (say("Event"), *(read(FIELDS[name].name) for name in names), "")
    rows = tuple(
        Row(
            scene.words(f"risk_events.{event.name}.name", say("Name of the event")),
            (
                *(
                    scene.number(
                        f"risk_events.{event.name}.{name}",
                        f"{read(FIELDS[name].name)}, {event.name}",
                    )
                    for name in names
                ),
                row_buttons(scene, "risk_events", event.name),
            ),
        )
        for event in scene.scenario.risk_events
    )
    return Section(
        "risk_events",
        say("What may happen"),
        say("Each happens in a simulated future or does not; never probability times impact."),
        grids=(Grid("events", say("Risk events"), head, rows),) if rows else (),
        buttons=(scene.button("add", "risk_events", label=say("Add an event")),),
    )
