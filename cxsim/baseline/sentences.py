"""What the measures and the files say, in sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from cxsim.baseline.desk import FileReading
from cxsim.baseline.ledger import Ledger
from cxsim.baseline.service import AGAIN, Outcome, Resolution
from cxsim.baseline.shrinkage import Leaning
from cxsim.baseline.survey import FEWEST, Measure, Response
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import count, day, money, points, share

TYPICAL_CHANGE = 0.05
"""Points of NPS that are often read as a change."""


def nps_sentence(measures: Sequence[Measure]) -> Phrase:
    """Return the score with its interval, and the smallest change that is no noise."""
    whole = next((m for m in measures if m.by == "all"), None)
    if whole is None or whole.nps is None:
        return say("Too few answered for a score.")
    nps = whole.nps
    values = {
        "nps": points(nps.value),
        "half": points(nps.half_width),
        "noise": points(nps.noise),
        "n": count(nps.answers),
    }
    if nps.noise > TYPICAL_CHANGE:
        return say(
            "NPS {nps} ± {half} from {n} answers. Two such surveys differ by up to {noise} points "
            "for chance alone: your + 5 points would be inside the noise.",
            **values,
        )
    return say(
        "NPS {nps} ± {half} from {n} answers. Two such surveys differ by up to {noise} points for "
        "chance alone: a change of 5 points would be more than noise.",
        **values,
    )


def response_sentence(responses: Sequence[Response]) -> Phrase | None:
    """Return who answered and who did not; None where nobody knows who was asked."""
    whole = next((r for r in responses if r.by == "all"), None)
    if whole is None:
        return None
    groups = [r for r in responses if r.by == "group" and r.asked >= FEWEST]
    if len(groups) < 2:
        return say(
            "{answered} of {asked} answered ({rate}).",
            answered=count(whole.answered),
            asked=count(whole.asked),
            rate=share(whole.rate[0], 0),
        )
    low, high = (pick(groups, key=lambda r: r.rate[0]) for pick in (min, max))
    return say(
        "{answered} of {asked} answered ({rate}): from {low} in “{least}” to {high} in “{most}”; "
        "of those who have left {gone}. Those who did not answer may think otherwise.",
        gone=share(_rate(responses, "gone"), 0),
        answered=count(whole.answered),
        asked=count(whole.asked),
        rate=share(whole.rate[0], 0),
        low=share(low.rate[0], 0),
        high=share(high.rate[0], 0),
        least=low.name,
        most=high.name,
    )


def _rate(responses: Sequence[Response], by: str) -> float:
    return next((r.rate[0] for r in responses if r.by == by), math.nan)


def resolution_sentence(found: Sequence[Resolution]) -> Phrase | None:
    """Return how many contacts were resolved at the first; None where no file says it."""
    whole = next((r for r in found if r.by == "all"), None)
    if whole is None:
        return None
    rate, first, last = whole.rate
    values = {
        "rate": share(rate),
        "n": count(whole.contacts),
        "first": share(first),
        "last": share(last),
    }
    groups = [r for r in found if r.by == "group"]
    if len(groups) < 2:
        return say(
            "{rate} of {n} contacts were resolved at first contact ({first} to {last}).", **values
        )
    low, high = (pick(groups, key=lambda r: r.rate[0]) for pick in (min, max))
    return say(
        "{rate} of {n} contacts were resolved at first contact ({first} to {last}): from {low} in "
        "“{least}” to {high} in “{most}”.",
        low=share(low.rate[0]),
        least=low.name,
        high=share(high.rate[0]),
        most=high.name,
        **values,
    )


def unresolved_sentence(found: Mapping[bool, Outcome], currency: str) -> Phrase | None:
    """Return what contacts that were not resolved at first contact cost, and what followed them."""
    resolved, missed = found.get(True), found.get(False)
    if resolved is None or missed is None or not resolved.watched or not missed.watched:
        return None
    again, other = (each.again / each.watched for each in (missed, resolved))
    values = {"again": share(again, 0), "other": share(other, 0), "days": AGAIN}
    if not missed.cost or not resolved.cost:
        return say(
            "Within {days} days {again} of the contacts not resolved at first were followed by "
            "another of the same customer; of those resolved, {other}.",
            **values,
        )
    return say(
        "Contacts not resolved at first took {missed}, {part} of the cost of service: {each} "
        "each, against {usual} for those resolved. Within {days} days {again} of them were "
        "followed by another of the same customer; of those resolved, {other}.",
        missed=money(missed.cost, currency),
        part=share(missed.cost / (missed.cost + resolved.cost), 0),
        each=money(missed.cost / missed.contacts, currency),
        usual=money(resolved.cost / resolved.contacts, currency),
        **values,
    )


def ledger_sentence(ledger: Ledger, currency: str) -> Phrase:
    """Return what became of the rows of a file, and of their money."""
    rows = say(
        "{read} rows read = {accepted} accepted + {duplicates} duplicates + {rejected} rejected",
        read=count(ledger.read.rows),
        accepted=count(ledger.accepted.rows),
        duplicates=count(ledger.duplicates.rows),
        rejected=count(ledger.lost.rows),
    )
    if ledger.read.amount is None:
        return rows
    amounts = {
        name: money(float(part.amount or 0), currency)
        for name, part in (
            ("read", ledger.read),
            ("accepted", ledger.accepted),
            ("duplicates", ledger.duplicates),
            ("rejected", ledger.lost),
        )
    }
    return say(
        "{rows}; {read} = {accepted} + {duplicates} + {rejected}; amounts that cannot be read: "
        "{unread}",
        rows=rows,
        unread=count(ledger.unread),
        **amounts,
    )


def span_sentence(file: FileReading) -> Phrase | None:
    """Return the days that a file covers."""
    ledger = file.ledger
    if ledger is None or ledger.first is None or ledger.last is None:
        return None
    return say("{first} to {last}", first=day(ledger.first), last=day(ledger.last))


def cell_note(leaning: Leaning) -> Phrase:
    """Return what is to be known of a cell beside its number."""
    if leaning.raw is None:
        return say("fewer than ten customers: the group's own is used")
    if leaning.weight < 1:
        return say(
            "small cell: {weight} its own, the rest its group's", weight=share(leaning.weight, 0)
        )
    return say("its own")
