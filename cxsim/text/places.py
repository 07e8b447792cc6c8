"""What the places of a scenario are called that hold no number of the model: names, months …"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cxsim.text.controls import KINDS
from cxsim.text.phrase import Phrase, say


class Place(NamedTuple):
    """How a place is called, what it means, and what may stand in it where that is a choice."""

    name: Phrase
    help: Phrase
    options: Mapping[str, Phrase] = MappingProxyType({})


PLACES: dict[str, Place] = {
    "name": Place(say("Name of the case"), say("Stands above every page and document.")),
    "description": Place(
        say("Description"), say("What the case is about, in a sentence or two; optional.")
    ),
    "currency": Place(
        say("Currency"), say("Three letters (ISO 4217). All money is in it; nothing is converted.")
    ),
    "horizon.start": Place(
        say("First month"),
        say("Year and month, as in 2027-01. Dates the charts and the years; changes no result."),
    ),
    "horizon.discounting": Place(
        say("Discounting"),
        say("When the money of a year counts: month by month, at the year's end or its middle."),
        {
            "monthly": say("monthly"),
            "year-end": say("at year's end"),
            "mid-year": say("at mid-year"),
        },
    ),
    "horizon.tax_losses": Place(
        say("Losses"),
        say(
            "Whether a loss saves tax at once, as in a firm that earns elsewhere, or waits for "
            "later gains of the programme to be set against."
        ),
        {"at-once": say("save tax at once"), "carried-forward": say("are carried forward")},
    ),
    "programme.name": Place(
        say("Name of the programme"), say("As the company calls it; optional.")
    ),
    "programme.ramp": Place(
        say("Shape of the ramp"),
        say("Whether the effect grows evenly, or slowly at first and at the end."),
        {"linear": say("even"), "s-curve": say("S-curve")},
    ),
    "groups.name": Place(say("Name of the group"), say("Customers of like value and needs.")),
    "investments.name": Place(say("Name of the line"), say("What is paid for.")),
    "investments.category": Place(
        say("Category"),
        say("What kind of cost it is; it groups the lines and changes no result."),
        {
            "team": say("team"),
            "training": say("training"),
            "technology": say("technology"),
            "operations": say("operations"),
        },
    ),
    "investments.from_month": Place(
        say("From month"), say("First month it is paid; the one-off cost falls before it.")
    ),
    "investments.to_month": Place(
        say("To month"), say("Last month it is paid; empty is to the horizon's end.")
    ),
    "risk_events.name": Place(
        say("Name of the event"), say("It happens in a simulated future, or does not.")
    ),
    "stresses.name": Place(
        say("Name of the stress test"), say("Something the case should survive; in no sum.")
    ),
    "stresses.funded_months": Place(
        say("Funded until month"), say("Last month that any line is paid; empty is as planned.")
    ),
    "intangibles.name": Place(
        say("Name of the intangible"), say("Brand, emotion, appeal as an employer: in no sum.")
    ),
    "intangibles.owner": Place(say("Owner"), say("Who answers for it; optional.")),
    "intangibles.evidence": Place(
        say("Evidence"), say("What shows it, or would; optional. It enters no sum.")
    ),
    "experience.measure": Place(say("Measure"), say("What answers the question.")),
    "experience.target": Place(say("Target"), say("What is hoped for, and by when.")),
    "source.source": Place(
        say("Where it comes from"), say("A report, a system, a person. It changes no result.")
    ),
    "source.kind": Place(say("Kind"), say("How the number came to be known."), KINDS),
    "source.grade": Place(
        say("Grade"),
        say("How far it can be trusted."),
        {
            "A": say("A · peer-reviewed or official"),
            "B": say("B · large survey"),
            "C": say("C · one firm or vendor"),
            "D": say("D · no traceable source"),
        },
    ),
    "source.owner": Place(say("Whose number it is"), say("Who answers for it; optional.")),
    "source.date": Place(say("As of"), say("Day it was taken, as in 2026-03-31; optional.")),
}
"""By table and field; tables that stand several times count once."""


QUESTIONS: dict[str, Phrase] = {
    "cost": say("What did it cost?"),
    "response": say("What did people do, and like?"),
    "talk": say("Did they talk about it?"),
}
"""Of the return-on-experience card."""


def place_of(path: str) -> Place:
    """Return the place at a path: `investments.CX team.category` is `investments.category`."""
    steps = path.split(".")
    return PLACES[path if len(steps) < 3 else f"{steps[0]}.{steps[-1]}"]
