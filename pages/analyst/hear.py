"""What a reader's hand does at the desk: answers, removes, accepts, goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cxsim.baseline.memory import CASE
from cxsim.scenario import ScenarioError
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import tell
from pages.analyst.analysis import Analysis
from pages.analyst.outcome import MARGIN, NAME, USE
from pages.analyst.scene import ACCEPT, ANSWER, REMOVE, SAMPLE
from pages.bench import Event
from pages.shared.frame import SIMULATOR
from pages.shared.page import SAMPLE_FOLDER
from pages.shared.visit import Visit
from pages.workbench.taking import RefusedError, read_as

MADE_UP = {
    "survey.csv": "survey",
    "transactions.parquet": "transactions",
    "customers.csv": "customers",
    "contacts.csv": "contacts",
}


def hear_desk(analysis: Analysis, events: Sequence[Event]) -> None:
    """Take what was done to the files and their questions."""
    for event in events:
        analysis.trouble = None
        if event.kind == "set" and event.id.startswith(ANSWER):
            analysis.answer(event.id.removeprefix(ANSWER), event.text)
        elif event.kind == "press" and event.id.startswith(REMOVE):
            analysis.remove(event.id.removeprefix(REMOVE))
        elif event.kind == "press" and event.id.startswith(ACCEPT):
            analysis.accept(event.id.removeprefix(ACCEPT))
        elif event.kind == "press" and event.id == SAMPLE:
            _bring_sample(analysis)


def _bring_sample(analysis: Analysis) -> None:
    for name, kind in MADE_UP.items():
        analysis.add(SAMPLE_FOLDER / "company" / name, name)
        analysis.answer(f"{name}/kind", kind)


def hear_outcome(visit: Visit, events: Sequence[Event], language: Language) -> None:
    """Take name and margin; with the button, open the scenario in the simulator."""
    analysis = visit.analysis
    for event in events:
        match event.kind, event.id:
            case (("set" | "type"), _) if event.id == NAME:
                analysis.name = event.text
            case (("set" | "type"), _) if event.id == MARGIN:
                analysis.margin = event.text
            case "press", _ if event.id == USE:
                _use(visit, analysis, language)


def _use(visit: Visit, analysis: Analysis, language: Language) -> None:
    """Open the scenario of the files."""
    analysis.trouble = None
    if analysis.result is None:
        return
    try:
        margin = margin_of(analysis, language)
        visit.bring(
            analysis.result.scenario(
                analysis.name.strip() or language.say("Baseline from our own data"),
                margin,
                lambda phrase: tell(phrase, language),
                date.today(),
            )
        )
    except RefusedError as refused:
        analysis.trouble = Phrase("{words}", (("words", refused.sentence),))
    except ScenarioError as error:
        words = " ".join(fault.read(language.translate) for fault in error.faults[:5])
        analysis.trouble = Phrase("{words}", (("words", words),))
    else:
        visit.panel, visit.leaving = "facts", SIMULATOR


def margin_of(analysis: Analysis, language: Language) -> float | None:
    """Return the gross margin that was typed; None where nothing was.

    Raises
    ------
    RefusedError
    """
    text = analysis.margin.strip()
    if not text:
        return None
    currency = analysis.memory.of(CASE).get(f"{CASE}/currency", "EUR")
    value = read_as(text, "share", currency, language)
    if value > 1:
        raise RefusedError(tell(say("A margin is at most 100%."), language))
    return value
