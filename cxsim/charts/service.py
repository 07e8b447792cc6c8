"""Service contacts: the share resolved at first contact, and what the cost to serve is made of."""

from __future__ import annotations

from cxsim.baseline.baseline import Baseline
from cxsim.baseline.company import WHOLE
from cxsim.baseline.estimates import Estimate
from cxsim.baseline.sentences import resolution_sentence, unresolved_sentence
from cxsim.baseline.service import Account
from cxsim.baseline.survey import FEWEST
from cxsim.charts.intervals import Dot, draw, ends, part_name
from cxsim.charts.picture import Picture
from cxsim.scenario.schema import SEGMENTS
from cxsim.text.labels import SEGMENT_NAMES
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import tell

ACCOUNT: dict[str, Phrase] = {
    "contacts": say("Contacts a year"),
    "each": say("Cost of a contact"),
    "cost": say("Cost to serve"),
    "resolved": say("Resolved at first contact"),
    "unresolved": say("Cost of contacts not resolved at first"),
}
"""By part of an account: contacts × cost of a contact = cost to serve, and what is missed in it."""


def resolving(found: Baseline, by: str, language: Language) -> Picture | None:
    """Return the share resolved at first contact by group or month; None of fewer than two."""
    parts = [part for part in found.resolutions if part.by == by]
    sentence = resolution_sentence(found.resolutions)
    if len(parts) < 2 or sentence is None:
        return None
    dots = [Dot(part_name(by, p.name, language, short=True), *p.rate) for p in parts]
    rows = tuple(
        (
            part_name(by, part.name, language),
            *(language.percent(value, 1) for value in part.rate),
            language.number(part.contacts),
        )
        for part in parts
    )
    header = (
        language.say("Part"),
        *ends(language.say("Resolved at first contact"), language),
        language.say("Contacts"),
    )
    words = tell(sentence, language)
    return Picture(lambda: draw(dots, language.percent, upright=by == "month"), words, header, rows)


def account(found: Baseline, part: str, language: Language) -> Picture | None:
    """Return one part of the cost to serve by group and segment; None where no file says it.

    Parameters
    ----------
    found : Baseline
    part : str
        One of `ACCOUNT`.
    language : Language
    """
    cells = _cells(found, part)
    if not cells:
        return None
    dots = [Dot(_cell(cell, language), e.value, *e.interval) for cell, e in cells.items()]
    rows = tuple(
        (
            dot.name,
            *(write_part(part, value, found.currency, language) for value in dot[1:]),
            language.number(estimate.customers),
        )
        for dot, estimate in zip(dots, cells.values(), strict=True)
    )
    header = (
        language.say("Segment"),
        *ends(language.read(ACCOUNT[part]), language),
        language.say("Customers"),
    )
    return Picture(
        lambda: draw(dots, lambda v: write_part(part, v, found.currency, language)),
        _sentence(found, language),
        header,
        rows,
    )


def _sentence(found: Baseline, language: Language) -> str:
    words = language.say(
        "Contacts a year × cost of a contact = cost to serve, of each cell by itself. The bars "
        "hold 90 of 100 chances."
    )
    missed = unresolved_sentence(found.outcomes, found.currency)
    return f"{words} {tell(missed, language)}" if missed else words


def write_part(part: str, value: float, currency: str, language: Language) -> str:
    """Return a part of an account in its unit."""
    if part == "contacts":
        return language.number(value, 2)
    if part == "resolved":
        return language.percent(value, 1)
    return language.money(value, currency)


def _cells(found: Baseline, part: str) -> dict[tuple[str, int], Estimate]:
    """Return one part of the accounts, each group before its segments; small cells are left out."""
    order = [(group, s) for group in found.company.groups for s in (WHOLE, *range(len(SEGMENTS)))]
    accounts: dict[tuple[str, int], Account] = dict(found.drivers.service)
    parts = {c: getattr(accounts[c], part) for c in order if c in accounts}
    return {c: e for c, e in parts.items() if e is not None and e.customers >= FEWEST}


def _cell(cell: tuple[str, int], language: Language) -> str:
    group, place = cell
    if place == WHOLE:
        return group
    return f"{group} · {language.read(SEGMENT_NAMES[SEGMENTS[place]])}"
