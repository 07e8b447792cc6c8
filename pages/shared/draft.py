"""A visit as one text, from which it goes on after the server has been started anew.

The files that were brought for a baseline are not in it: they stay in the memory of the visit.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from cxsim.export.case import Accepted, stands
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.link import pack, unpack
from cxsim.text.language import LANGUAGES
from pages.sales.offer import Offer
from pages.shared.history import History, Step
from pages.shared.session import Session, Shelved
from pages.shared.visit import Visit
from pages.shelf.shelf import Shelf
from pages.workshop.asked import Asked

VERSION: Final = 1
"""Of the text's format: a draft of another one is not gone on with."""
MOST_STEPS = 20
"""Steps of undo that a draft remembers, for each case."""
SHELF: Final = ("author", "tags", "note", "ticket")
"""What of the library's page is remembered."""
Record = dict[str, Any]


def written(visit: Visit) -> str:
    """Return the cases of a visit with what was moved and typed, and the cover of the offer."""
    shown = {"current": visit.current, "panel": visit.panel, "doubt": visit.doubt}
    record = {
        "version": VERSION,
        **shown,
        "answers": dict(visit.answers),
        "cases": {key: _case(session) for key, session in dict(visit.cases).items()},
        "offer": _offer(visit.offer, visit.cases),
        "shelf": {name: getattr(visit.shelf, name) for name in SHELF},
        "code": visit.code,
        "compared": asdict(visit.compared),
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Visit:
    """Return the visit that `written` has made into a text.

    Raises
    ------
    ValueError
        Where it is of another version, is damaged, or holds a case that is no valid scenario.
    """
    try:
        record = json.loads(text)
        if record["version"] != VERSION:
            raise ValueError(f"a draft of version {record['version']}")
        cases = {key: _session(case) for key, case in record["cases"].items()}
        return Visit(
            cases=cases,
            current=record["current"],
            panel=record["panel"],
            doubt=record["doubt"],
            answers=record["answers"],
            offer=_offered(record["offer"], cases),
            shelf=Shelf(**record["shelf"]),
            code=record.get("code", LANGUAGES[0]),
            compared=_compared(record.get("compared", {})),
        )
    except (KeyError, TypeError, AttributeError, ScenarioError) as error:
        raise ValueError("a damaged draft") from error


def _case(session: Session) -> Record:
    origin, base = pack(session.origin), pack(session.base)
    return {
        "text": session.origin.file_text,
        "origin": origin,
        "base": "" if base == origin else base,
        "moved": dict(session.moved),
        "names": dict(session.names),
        "past": session.history.past[-MOST_STEPS:],
        "future": session.history.future[-MOST_STEPS:],
        "typed": dict(session.typed),
        "opened": session.opened,
        "group": session.group,
        "shelved": session.shelved,
    }


def _session(record: Record) -> Session:
    origin = unpack(record["origin"]).with_file_text(record["text"])
    base = unpack(record["base"]).with_comments_of(origin) if record["base"] else origin
    return Session(
        base,
        record["moved"],
        origin,
        record["names"],
        history=History(_steps(record["past"]), _steps(record["future"])),
        typed=record["typed"],
        opened=record["opened"],
        group=record["group"],
        shelved=Shelved(*record["shelved"]) if record["shelved"] else None,
    )


def _steps(records: list[list[Any]]) -> list[Step]:
    return [Step(*record) for record in records]


def _offer(offer: Offer, cases: dict[str, Session]) -> Record:
    return {
        "customer": offer.customer,
        "author": offer.author,
        "day": offer.day,
        "logo": base64.b64encode(offer.logo or b"").decode(),
        "headline": offer.headline,
        "accepted": {
            key: _signed(accepted, cases[key].scenario)
            for key, accepted in dict(offer.accepted).items()
            if key in cases
        },
    }


def _signed(accepted: tuple[Accepted, ...], scenario: Scenario) -> list[list[str]]:
    """The acceptances that still stand: those of another number are none any more."""
    return [
        [each.path, each.name, each.day.isoformat()] for each in accepted if stands(each, scenario)
    ]


def _offered(record: Record, cases: dict[str, Session]) -> Offer:
    return Offer(
        customer=record["customer"],
        author=record["author"],
        day=record["day"],
        logo=base64.b64decode(record["logo"]) or None,
        headline=record["headline"],
        accepted={
            key: tuple(_acceptance(*signed, cases[key].scenario) for signed in accepted)
            for key, accepted in record["accepted"].items()
        },
    )


def _compared(record: Record) -> Asked:
    chosen = record.get("chosen")
    return Asked(**{**record, "chosen": None if chosen is None else tuple(chosen)})


def _acceptance(path: str, name: str, day: str, scenario: Scenario) -> Accepted:
    number, source = scenario.value(path), scenario.sources.get(path)
    return Accepted(path, name, date.fromisoformat(day), number, source)
