"""For finance: what the case must survive, and what is in no sum."""

from __future__ import annotations

from cxsim.scenario.beside import Experience, Stress
from cxsim.text.labels import FIELDS
from cxsim.text.places import PLACES, QUESTIONS
from pages.bench import Field, Grid, Row, Section
from pages.workbench.actions import row_buttons
from pages.workbench.scene import Scene

FACTORS = tuple(name for name in Stress.model_fields if name not in ("name", "funded_months"))


def finance(scene: Scene) -> tuple[Section, ...]:
    """Return the sections of the panel."""
    return (_stresses(scene), _intangibles(scene), _experience(scene))


def _stresses(scene: Scene) -> Section:
    say = scene.language.say
    read = scene.language.read
    heads = (read(FIELDS[name].name) for name in FACTORS)
    head = (say("Stress test"), *heads, read(PLACES["stresses.funded_months"].name), "")
    rows = tuple(
        Row(
            scene.words(f"stresses.{stress.name}.name", say("Name of the stress test")),
            (
                *_changes(scene, stress.name),
                row_buttons(scene, "stresses", stress.name),
            ),
        )
        for stress in scene.scenario.stresses
    )
    return Section(
        "stresses",
        say("Your stress tests"),
        say(
            "They are run on the page Downside beside those that every case gets, and change no "
            "result. Factors multiply, months and points are added, and the fade is "
            "the least that then holds."
        ),
        grids=(Grid("stresses", say("Your stress tests"), head, rows),) if rows else (),
        buttons=(scene.button("add", "stresses", label=say("Add a stress test")),),
    )


def _changes(scene: Scene, name: str) -> tuple[Field, ...]:
    read, path = scene.language.read, f"stresses.{name}"
    factors = (
        scene.number(f"{path}.{field}", f"{read(FIELDS[field].name)}, {name}", opens=False)
        for field in FACTORS
    )
    label = read(PLACES["stresses.funded_months"].name)
    return (*factors, scene.whole(f"{path}.funded_months", f"{label}, {name}"))


def _intangibles(scene: Scene) -> Section:
    say = scene.language.say
    read = scene.language.read
    names = ("owner", "evidence")
    head = (say("Intangible"), *(read(PLACES[f"intangibles.{name}"].name) for name in names), "")
    rows = tuple(
        Row(
            scene.words(f"intangibles.{item.name}.name", say("Name of the intangible")),
            (
                *(
                    scene.words(
                        f"intangibles.{item.name}.{name}",
                        f"{read(PLACES[f'intangibles.{name}'].name)}, {item.name}",
                    )
                    for name in names
                ),
                row_buttons(scene, "intangibles", item.name),
            ),
        )
        for item in scene.scenario.intangibles
    )
    return Section(
        "intangibles",
        say("What is in no sum"),
        say("Brand, emotion, appeal as an employer: listed with an owner and evidence, not added."),
        grids=(Grid("intangibles", say("Intangibles"), head, rows, prose=True),) if rows else (),
        buttons=(scene.button("add", "intangibles", label=say("Add an intangible")),),
    )


def _experience(scene: Scene) -> Section:
    say = scene.language.say
    read = scene.language.read
    parts = ("measure", "target")
    heads = [read(PLACES[f"experience.{part}"].name) for part in parts]
    rows = tuple(
        Row(
            read(QUESTIONS[name]),
            tuple(
                scene.words(f"experience.{name}.{part}", f"{head} – {read(QUESTIONS[name])}")
                for part, head in zip(parts, heads, strict=True)
            ),
        )
        for name in Experience.model_fields
    )
    return Section(
        "experience",
        say("Return on experience"),
        say("Three questions to be asked again later: a measure and a target for each."),
        grids=(
            Grid(
                "experience",
                say("Return on experience"),
                (say("Question"), *heads),
                rows,
                prose=True,
            ),
        ),
    )
