"""What the data does not support, and the way on to the simulator."""

from __future__ import annotations

from cxsim.text.language import Language
from cxsim.text.quantities import tell
from pages.analyst.analysis import Analysis
from pages.bench import Bench, Button, Field, Section

NAME, MARGIN, USE = "outcome.name", "outcome.margin", "use"


def outcome_panel(analysis: Analysis, language: Language) -> Bench:
    """Return the doubts, and the button that takes the drivers along."""
    trouble = tell(analysis.trouble, language) if analysis.trouble is not None else ""
    return Bench(
        language=language.code,
        title=language.say("What follows"),
        status=trouble,
        sections=(_doubts(analysis, language), _use(analysis, language, trouble)),
        announcement=trouble,
        help=language.say("About"),
    )


def _doubts(analysis: Analysis, language: Language) -> Section:
    found = analysis.result
    lines = [tell(doubt.words, language) for doubt in found.doubts] if found else []
    notes = [tell(note, language) for note in found.notes] if found else []
    title = language.say("What the data does not support")
    words = " ".join(notes if lines else [*notes, language.say("Nothing of the kind was found.")])
    return Section("doubts", title, words, faults=tuple(lines))


def _use(analysis: Analysis, language: Language, trouble: str) -> Section:
    say = language.say
    fields = (
        Field(NAME, say("Name of the case"), analysis.name),
        Field(
            MARGIN,
            say("Gross margin"),
            analysis.margin,
            help=say("Share of spend left after the cost of what is sold; no file holds it."),
            note="" if analysis.margin else say("Empty: the neutral default, marked as such."),
            numeric=True,
        ),
    )
    words = say(
        "Mix, spend, churn, referrals and cost to serve go in as distributions, each with its "
        "file, rows and days. Programme and investments are the neutral pack's, to be replaced."
    )
    return Section(
        "use",
        say("To the simulator"),
        words,
        faults=(trouble,) if trouble else (),
        fields=fields,
        buttons=(Button(USE, say("Use in the simulator"), tone="primary"),),
    )
