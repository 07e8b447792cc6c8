"""The tour of the simulator: five steps, from the answer to what to do next."""

from __future__ import annotations

from cxsim.text.language import Language
from pages.board import Step, Tour


def tour(language: Language) -> Tour:
    """Return the tour."""
    say = language.say
    return Tour(
        offer=say("New here?"),
        invitation=say("Five steps show what the page answers, and how to ask it. One minute."),
        start=say("Take the tour"),
        skip=say("Not now"),
        leave=say("Leave the tour"),
        next=say("Next"),
        done=say("Done"),
        steps=_steps(language),
    )


def _steps(language: Language) -> tuple[Step, ...]:
    say = language.say
    return (
        Step(
            say("The answer first"),
            say(
                "The programme is played through in thousands of possible futures. The sentence "
                "counts those in which it is worth what it costs, then says what a typical one "
                "brings, and a bad one."
            ),
            "verdict",
        ),
        Step(
            say("Ask what if"),
            say(
                "Each slider changes one thing that we do, or that we believe. Move one now: the "
                "answer and every picture follow your hand."
            ),
            "panel",
            waits=True,
        ),
        Step(
            say("See what has changed"),
            say(
                "Each bar counts futures; the wider they are spread, the less sure we are. The "
                "faint outline is where they were before you moved anything."
            ),
            "distribution",
        ),
        Step(
            say("Ask what it depends on"),
            say(
                "Of what we are unsure of, the longest bar moves the answer most: find it out, if "
                "it can be found out, before the money is spent. A number without a range has no "
                "bar; its slider shows what it does."
            ),
            "drivers",
        ),
        Step(
            say("Go on from here"),
            say(
                "At the top, Facts, Actions and Beliefs hold every number with its source. The "
                "other pages say why, what could go wrong, and write the business case."
            ),
            "",
        ),
    )
