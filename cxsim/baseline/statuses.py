"""Words that say who has left, and over which time they did."""

from __future__ import annotations

from cxsim.baseline.asking import Choice, Question
from cxsim.baseline.draft import Draft
from cxsim.baseline.loading import text_list
from cxsim.baseline.roles import plain
from cxsim.baseline.values import NO, YES, read_text
from cxsim.text.phrase import say

LEFT = (
    "churned",
    "churn",
    "left",
    "lost",
    "closed",
    "cancelled",
    "canceled",
    "terminated",
    "inactive",
    "ended",
    "resilie",
    "parti",
    "clos",
    "inactif",
    "perdu",
)
STAYED = (
    "stayed",
    "active",
    "joined",
    "open",
    "current",
    "actif",
    "present",
    "ouvert",
    "en cours",
    "new",
    "nouveau",
)
MOST = 50
PERIODS = {
    "month": say("A month"),
    "quarter": say("A quarter"),
    "year": say("A year"),
    "life": say("All the time they have been customers"),
}


def put_status(draft: Draft) -> None:
    """Read who has left; words that are not plain are asked, and so is the time that is meant."""
    place = draft.place("status")
    if place is None:
        return
    text = f"lower({read_text(*place)})"
    found = [
        row[0]
        for row in draft.connection.execute(
            f"SELECT DISTINCT {text} AS word FROM {draft.table} WHERE word IS NOT NULL "
            f"ORDER BY word LIMIT {MOST}"
        ).fetchall()
    ]
    gone = _left_words(draft, found)
    if gone is None:
        return
    draft.put("gone", f"{text} IN ({text_list(gone)})" if gone else "false")
    if not draft.place("end"):
        _period(draft)


def _left_words(draft: Draft, found: list[str]) -> list[str] | None:
    """Return the words for those who have left, or ask for them."""
    title = draft.key("status")[1]
    names_loss = any(word in plain(title).split() for word in LEFT)
    gone = [word for word in found if plain(word) in LEFT or (names_loss and word in YES)]
    known = [*gone, *(w for w in found if plain(w) in STAYED or (names_loss and w in NO))]
    if len(known) == len(found):
        draft.asked.tell(
            say(
                "“{column}” says who has left: {words}.", column=title, words=", ".join(gone) or "—"
            )
        )
        return gone
    question = Question(
        f"{draft.label}/status.left",
        say(
            "Which words in “{column}” mean that a customer has left? Part them by commas.",
            column=title,
        ),
        (),
        ", ".join(gone),
        tuple(found[:12]),
    )
    answer = draft.ask(question)
    return None if answer is None else [word.strip().lower() for word in answer.split(",")]


def _period(draft: Draft) -> None:
    """Ask over which time those who have left did so."""
    columns = {plain(column) for column in draft.loaded.columns}
    likely = next((each for each in ("month", "quarter", "year") if each in columns), "")
    question = Question(
        f"{draft.label}/status.period",
        say(
            "No day says when they left. Of which time does “{column}” count the losses?",
            column=draft.key("status")[1],
        ),
        tuple(Choice(name, words) for name, words in PERIODS.items()),
        likely,
    )
    answer = draft.ask(question)
    if answer is not None:
        years = {"month": 1 / 12, "quarter": 0.25, "year": 1.0, "life": 0.0}[answer]
        draft.put("status_years", f"{years!r}::DOUBLE")
