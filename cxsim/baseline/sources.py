"""Where each number of the scenario comes from: files, rows, days, customers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cxsim.baseline.company import Company
from cxsim.baseline.drivers import Drivers
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import count, day

Tell = Callable[[Phrase], str]
FILES: dict[str, tuple[str, ...]] = {
    "mix": ("survey",),
    "customers": ("customers", "transactions"),
    "new_customers_per_year": ("customers",),
    "purchases_per_year": ("transactions", "customers"),
    "spend_per_purchase": ("transactions", "customers"),
    "churn": ("customers",),
    "referrals_per_year": ("customers",),
    "cost_to_serve": ("contacts",),
}
"""The kinds of file that a number is taken from, the first that there is."""


@dataclass
class Case:
    """A scenario in the making.

    Parameters
    ----------
    firm : Company
    found : Drivers
    tell : callable
        Writes a phrase in the language of the file's sources.
    today : date
    content : dict
        The nested tables.
    sources : dict
    """

    firm: Company
    found: Drivers
    tell: Tell
    today: date
    content: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)


def measured(
    case: Case, path: str, name: str, customers: int, note: Phrase, mixed: bool = False
) -> None:
    """Say where a number comes from: files, rows, days, customers."""
    kinds = [kind for kind in FILES[name] if case.firm.reading.of(kind)]
    files = case.firm.reading.of(kinds[0]) if kinds else ()
    rows = sum(file.ledger.accepted.rows for file in files if file.ledger)
    words = say(
        "{files}: {rows} rows, {days}, {customers} customers; {note}",
        files=", ".join(file.label for file in files),
        rows=count(rows),
        days=_days(case.firm, files),
        customers=count(customers),
        note=note,
    )
    case.sources[path] = {
        "source": case.tell(words),
        "kind": "benchmark" if mixed else "measured",
        "grade": "C" if mixed else "B",
        "date": case.firm.last or case.today,
    }


def _days(firm: Company, files: Any) -> Phrase:
    first = [f.ledger.first for f in files if f.ledger and f.ledger.first]
    last = [f.ledger.last for f in files if f.ledger and f.ledger.last]
    if not first:
        return say("without days")
    return say("{first} to {last}", first=day(min(first)), last=day(max(last)))


def stated(case: Case, path: str) -> None:
    """Say that a number was stated."""
    words = case.tell(say("Stated when the baseline was made"))
    case.sources[path] = {"source": words, "kind": "stated", "grade": "C", "date": case.today}


def neutral(case: Case, path: str) -> None:
    """Say that a number is the neutral pack's."""
    words = case.tell(say("Neutral default of cxsim: no file says it; put your own number here"))
    case.sources[path] = {"source": words, "kind": "judgement", "grade": "D"}
