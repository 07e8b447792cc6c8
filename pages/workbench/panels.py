"""The panels of the workbench: one is open at a time."""

from __future__ import annotations

from collections.abc import Callable

from cxsim.text.language import Language
from pages.bench import Bench, Button, Section
from pages.shared.session import Session
from pages.workbench.actions import actions
from pages.workbench.beliefs import beliefs
from pages.workbench.facts import facts
from pages.workbench.finance import finance
from pages.workbench.inspector import inspector
from pages.workbench.scene import Scene
from pages.workbench.views import ACTIONS, BELIEFS, FACTS, FINANCE, NAMES, YEARS
from pages.workbench.years import years

PANELS: dict[str, Callable[[Scene], tuple[Section, ...]]] = {
    FACTS: facts,
    ACTIONS: actions,
    BELIEFS: beliefs,
    FINANCE: finance,
    YEARS: years,
}


def panel(session: Session, name: str, language: Language) -> Bench:
    """Return an open panel."""
    scene = Scene(session, language)
    sections = (*_whole(scene), *PANELS[name](scene))
    return framed(scene, language.read(NAMES[name]), sections)


def framed(scene: Scene, title: str, sections: tuple[Section, ...]) -> Bench:
    """Return a bench with sections, the tools above them and the number that is open."""
    return Bench(
        language=scene.language.code,
        title=title,
        tools=_tools(scene),
        status=_status(scene),
        sections=sections,
        inspector=inspector(scene),
        announcement=scene.session.trouble or _status(scene),
        help=scene.language.say("About"),
        details=scene.language.say("Range and source of"),
        back=scene.language.say("Reset"),
    )


def _tools(scene: Scene) -> tuple[Button, ...]:
    say = scene.language.say
    session = scene.session
    return (
        Button("undo", say("Undo"), off=not session.history.past),
        Button("redo", say("Redo"), off=not session.history.future),
        Button("restart", say("Reset everything"), off=not scene.changes.count),
    )


def _status(scene: Scene) -> str:
    if scene.session.trouble:
        return scene.session.trouble
    count = scene.changes.count
    if count == 0:
        return scene.language.say("As it was opened.")
    if count == 1:
        return scene.language.say("One change from the case as it was opened.")
    return scene.language.say(
        "{count} changes from the case as it was opened.", count=scene.language.number(count)
    )


def _whole(scene: Scene) -> tuple[Section, ...]:
    """What is to be said of the case as a whole, above its sections."""
    words = scene.warnings.get("", "")
    return (Section("audit", scene.language.say("To consider"), words),) if words else ()
