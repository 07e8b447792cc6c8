"""The actions: how much is done and when, and what it costs, line by line."""

from __future__ import annotations

from cxsim.scenario.shifts import planned_spend
from pages.bench import Button, Grid, Row, Section
from pages.workbench.scene import Scene


def actions(scene: Scene) -> tuple[Section, ...]:
    """Return the sections of the panel."""
    return (_programme(scene), _lines(scene))


def _programme(scene: Scene) -> Section:
    say = scene.language.say
    numbers = ("scale", "delay_months", "ramp_months")
    return Section(
        "programme",
        say("The programme"),
        say("How much of it is done, and when its effect comes."),
        fields=(
            scene.words("programme.name"),
            *(scene.number(f"programme.{name}") for name in numbers),
            scene.words("programme.ramp"),
        ),
    )


def row_buttons(scene: Scene, kind: str, name: str) -> tuple[Button, ...]:
    """Return what can be done with a row: duplicate it, remove it."""
    say = scene.language.say
    return tuple(
        scene.button(deed, kind, name, label=label, spoken=f"{label} {name}", tone="quiet")
        for deed, label in (("duplicate", say("Duplicate")), ("remove", say("Remove")))
    )


def _lines(scene: Scene) -> Section:
    say = scene.language.say
    head = (
        say("Line"),
        say("Category"),
        say("One-off"),
        say("A year"),
        say("From month"),
        say("To month"),
        "",
    )
    rows = [_line(scene, line.name) for line in scene.scenario.investments]
    if rows:
        total = scene.language.money(planned_spend(scene.scenario), scene.scenario.currency)
        label = say("Together over the horizon: {total}", total=total)
        rows.append(Row(label, ("",) * (len(head) - 1), total=True))
    grids = (Grid("lines", say("Investment lines"), head, tuple(rows)),) if rows else ()
    return Section(
        "investments",
        say("What it costs"),
        say(
            "Every cost of the programme, before scale and overrun. A cost left out is a gain "
            "invented."
        ),
        grids=grids,
        buttons=(scene.button("add", "investments", label=say("Add a line")),),
    )


def _line(scene: Scene, name: str) -> Row:
    path = f"investments.{name}"
    say = scene.language.say

    def label(word: str) -> str:
        return f"{word}, {name}"

    return Row(
        scene.words(f"{path}.name", say("Name of the line")),
        (
            scene.words(f"{path}.category", label(say("Category"))),
            scene.number(f"{path}.one_off", label(say("One-off"))),
            scene.number(f"{path}.per_year", label(say("A year"))),
            scene.whole(f"{path}.from_month", label(say("From month"))),
            scene.whole(f"{path}.to_month", label(say("To month"))),
            row_buttons(scene, "investments", name),
        ),
    )
