"""How each kind of file is read: its fields, what is asked of them, and which rows are no good."""

from __future__ import annotations

from collections.abc import Callable

from cxsim.baseline.asking import Choice, Question
from cxsim.baseline.draft import Draft
from cxsim.baseline.scales import put_effort, put_recommend, put_satisfaction
from cxsim.baseline.statuses import put_status
from cxsim.baseline.values import read_amount, read_day, read_text, read_truth
from cxsim.text.phrase import say
from cxsim.text.quantities import count

TOTALS = (
    r"^\s*(grand\s+)?(sub-?\s?)?(total|sum|summe|gesamt|somme|sous-total|total g[ée]n[ée]ral)"
    r"(\s.*|\s*:?)$"
)
STARTS = "'gra', 'tot', 'sum', 'ges', 'som', 'sub', 'sou'"
"""How such words begin: cheaper to look for in ten million rows than the whole pattern."""
GREATEST = 1e12
EARLIEST = "DATE '1900-01-01'"


def survey(draft: Draft) -> None:
    """Read survey answers; an empty answer is an invitation that was not answered."""
    _customer(draft)
    _day(draft, "date", "day", required=True)
    if draft.place("recommend"):
        put_recommend(draft, "recommend")
    if draft.place("satisfaction"):
        put_satisfaction(draft)
        if not draft.place("recommend"):
            put_recommend(draft, "satisfaction")
    if draft.place("effort"):
        put_effort(draft)
    _text(draft, "stage", "stage")


def transactions(draft: Draft) -> None:
    """Read purchases and payments; totals and refunds are asked."""
    _totals(draft)
    _customer(draft)
    _day(draft, "date", "day", required=True)
    _amount(draft, "amount", "amount", required=True)
    _refunds(draft)
    if place := draft.place("id"):
        draft.identical = place[0]


def customers(draft: Draft) -> None:
    """Read the list of customers; an id that stands there twice is told."""
    _customer(draft)
    _day(draft, "start", "started")
    _day(draft, "end", "ended", future=True)
    if "started" in draft.values and "ended" in draft.values:
        draft.reject("ended < started", say("it ends before it starts"))
    _text(draft, "group", "grp")
    _text(draft, "referred_by", "referred_by")
    for name in ("tenure", "charge", "referrals"):
        _amount(draft, name, name)
    if draft.place("status"):
        put_status(draft)
    if place := draft.place("customer"):
        draft.identical = f"trim(CAST({place[0]} AS VARCHAR))"


def contacts(draft: Draft) -> None:
    """Read service contacts."""
    _customer(draft)
    _day(draft, "date", "day", required=True)
    for name in ("cost", "minutes"):
        _amount(draft, name, name)
    if place := draft.place("resolved"):
        draft.put("resolved", read_truth(*place))
        draft.reject(
            _unread(draft, "resolved", "resolved"),
            say("it is neither yes nor no whether it was resolved"),
        )
    if draft.place("minutes") and not draft.place("cost"):
        _minute(draft)


def pilot(draft: Draft) -> None:
    """Read a pilot and its control group; which word means what is asked where it is not plain."""
    _text(draft, "customer", "customer")
    _text(draft, "arm", "arm")
    _text(draft, "period", "period")
    _amount(draft, "value", "value", required=True)
    for name in ("arm", "period"):
        draft.reject(f"{name} IS NULL", say("a cell that must be filled is empty"))


KINDS: dict[str, Callable[[Draft], None]] = {
    "survey": survey,
    "transactions": transactions,
    "customers": customers,
    "contacts": contacts,
    "pilot": pilot,
}


def _unread(draft: Draft, field: str, value: str) -> str:
    """Return the condition that a cell is filled and cannot be read."""
    draft.values[f"has_{value}"] = draft.has(field)
    return f"has_{value} AND {value} IS NULL"


def _text(draft: Draft, field: str, value: str) -> None:
    if place := draft.place(field):
        draft.put(value, read_text(*place, draft.loaded.stored))


def _customer(draft: Draft) -> None:
    if draft.place("customer"):
        _text(draft, "customer", "customer")
        draft.reject("customer IS NULL", say("it names no customer"))
    else:
        draft.asked.tell(
            say("No column names the customer: each row counts as one, joined to nothing else.")
        )


def _day(
    draft: Draft, field: str, value: str, required: bool = False, future: bool = False
) -> None:
    place = draft.place(field)
    if place is None:
        return
    key, title = draft.key(field)
    asked = (f"{key}.order", title)
    draft.put(value, read_day(draft.connection, draft.table, *place, asked, draft.asked))
    if value in draft.values:
        draft.reject(_unread(draft, field, value), say("its day cannot be read"))
        draft.reject(f"{value} < {EARLIEST}", say("its day cannot be meant"))
        if required:
            draft.reject(f"{value} IS NULL", say("it has no day"))
        if not future:
            draft.reject(f"{value} > DATE '{draft.today}'", say("its day lies in the future"))


def _amount(draft: Draft, field: str, value: str, required: bool = False) -> None:
    place = draft.place(field)
    if place is None:
        return
    key, title = draft.key(field)
    asked = (f"{key}.mark", title)
    draft.put(value, read_amount(draft.connection, draft.table, *place, asked, draft.asked))
    if value not in draft.values:
        return
    draft.reject(_unread(draft, field, value), say("a number cannot be read"))
    draft.reject(f"NOT isfinite({value})", say("a number is not finite"))
    draft.reject(f"abs({value}) > {GREATEST}", say("a number is too large to be meant"))
    if required:
        draft.reject(f"{value} IS NULL", say("a cell that must be filled is empty"))
    elif value != "value":
        draft.reject(f"{value} < 0", say("a number is below 0"))


def _totals(draft: Draft) -> None:
    """Ask about rows that look like the total of the others."""
    place = draft.place("customer")
    if place is None or place[1] != "text":
        return
    start = f"lower(trim({place[0]})[:3])"
    near = f"({place[0]} < '0' OR {place[0]} BETWEEN 'G' AND 'U' OR {place[0]} BETWEEN 'g' AND 'u')"
    words = f"{start} IN ({STARTS}) AND regexp_matches(lower({place[0]}), '{TOTALS}')"
    condition = f"{near} AND {words}"
    found = draft.connection.execute(
        f"SELECT {place[0]} FROM {draft.table} WHERE {condition} LIMIT 4"
    ).fetchall()
    if not found:
        return
    question = Question(
        f"{draft.label}/totals",
        say("Are these customers, or totals of the rows above?"),
        (Choice("drop", say("Totals: left out")), Choice("keep", say("Customers"))),
        "drop",
        tuple(str(row[0]) for row in found),
    )
    if draft.ask(question) == "drop":
        draft.put("is_total", condition)
        draft.reject("is_total", say("it is a total of other rows"))


def _refunds(draft: Draft) -> None:
    """Ask what amounts below 0 are."""
    if "amount" not in draft.values:
        return
    rows = draft.connection.execute(
        f"""SELECT count(*), min(amount) FROM (SELECT {draft.values["amount"]} AS amount
        FROM {draft.table}) WHERE amount < 0 AND isfinite(amount)"""
    ).fetchall()
    below, least = rows[0]
    if not below:
        return
    question = Question(
        f"{draft.label}/refunds",
        say(
            "Amounts below 0: {n}, the lowest {least}. What are they?",
            n=count(below),
            least=count(least),
        ),
        (
            Choice("net", say("Refunds: taken off what the customer has spent")),
            Choice("drop", say("No purchases: left out")),
        ),
        "net",
    )
    if draft.ask(question) == "drop":
        draft.reject("amount < 0", say("its amount is below 0"))


def _minute(draft: Draft) -> None:
    """Ask what a minute of service costs."""
    question = Question(
        f"{draft.label}/minute",
        say("What does a minute of service cost, in the currency of the case? Write 0.85 or 1."),
        (),
    )
    answer = draft.ask(question)
    try:
        rate = float(answer) if answer else 0.0
    except ValueError:
        draft.asked.open.append(question)
        draft.waiting = True
        return
    if "minutes" in draft.values:
        draft.put("cost", f"({draft.values['minutes']}) * {rate!r}")
