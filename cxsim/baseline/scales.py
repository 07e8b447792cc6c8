"""Scales of answers: which numbers mean what, asked wherever the answers leave it open."""

from __future__ import annotations

from collections.abc import Mapping

from cxsim.baseline.asking import Choice, Question
from cxsim.baseline.draft import Draft
from cxsim.baseline.values import read_score
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import count

Scale = tuple[int, int, int, int]
"""Least and greatest answer; from which on they are passives, and promoters."""
RECOMMEND: dict[str, tuple[Scale, Phrase]] = {
    "0-10": ((0, 10, 7, 9), say("0 to 10: promoters from 9, passives 7 and 8")),
    "1-10": ((1, 10, 7, 9), say("1 to 10: promoters from 9, passives 7 and 8")),
    "1-5": ((1, 5, 4, 5), say("1 to 5: promoters 5, passives 4")),
    "1-7": ((1, 7, 6, 7), say("1 to 7: promoters 7, passives 6")),
}
SATISFIED: dict[str, tuple[tuple[int, int, int], Phrase]] = {
    "1-5": ((1, 5, 4), say("1 to 5: satisfied from 4")),
    "1-7": ((1, 7, 6), say("1 to 7: satisfied from 6")),
    "1-10": ((1, 10, 8), say("1 to 10: satisfied from 8")),
    "0-10": ((0, 10, 8), say("0 to 10: satisfied from 8")),
}
EFFORT: dict[str, tuple[tuple[int, int], Phrase]] = {
    "1-7": ((1, 7), say("1 to 7")),
    "1-5": ((1, 5), say("1 to 5")),
    "1-10": ((1, 10), say("1 to 10")),
    "0-10": ((0, 10), say("0 to 10")),
}


def put_recommend(draft: Draft, field: str) -> None:
    """Read the answers to "would you recommend us", or those that stand in for them.

    A 0 and a 10 together settle the scale; anything else is asked.
    """
    expression = read_score(*_place(draft, field))
    low, high, spread = _range(draft, expression)
    if (low, high) == (0, 10) and field == "recommend":
        answer: str | None = "0-10"
        draft.asked.tell(say("“{column}” is on the scale 0 to 10.", column=draft.key(field)[1]))
    else:
        words = say("On which scale is “{column}”?", column=draft.key(field)[1])
        if field != "recommend":
            words = say(
                "No question of recommendation: may “{column}” stand in for it, and on which "
                "scale?",
                column=draft.key(field)[1],
            )
        answer = _ask(draft, "recommend.scale", words, RECOMMEND, spread, (low, high))
    if answer is None:
        return
    (least, greatest, passives, promoters), _ = RECOMMEND[answer]
    draft.put("score", expression)
    draft.put(
        "segment",
        f"CASE WHEN {expression} >= {promoters} THEN 0 WHEN {expression} >= {passives} THEN 1 "
        f"WHEN {expression} IS NOT NULL THEN 2 END",
    )
    _reject_off(draft, field, "score", least, greatest)
    if answer != "0-10":
        draft.asked.tell(
            say(
                "Segments come from another scale than 0 to 10: {scale}.",
                scale=RECOMMEND[answer][1],
            )
        )


def put_satisfaction(draft: Draft) -> None:
    """Read satisfaction; its scale is asked."""
    expression = read_score(*_place(draft, "satisfaction"))
    low, high, spread = _range(draft, expression)
    words = say("On which scale is “{column}”?", column=draft.key("satisfaction")[1])
    answer = _ask(draft, "satisfaction.scale", words, SATISFIED, spread, (low, high))
    if answer is None:
        return
    (least, greatest, satisfied), _ = SATISFIED[answer]
    draft.put("satisfaction", expression)
    draft.put("satisfied", f"{expression} >= {satisfied}")
    _reject_off(draft, "satisfaction", "satisfaction", least, greatest)


def put_effort(draft: Draft) -> None:
    """Read effort; its scale is asked."""
    expression = read_score(*_place(draft, "effort"))
    low, high, spread = _range(draft, expression)
    words = say("On which scale is “{column}”?", column=draft.key("effort")[1])
    answer = _ask(draft, "effort.scale", words, EFFORT, spread, (low, high))
    if answer is None:
        return
    (least, greatest), _ = EFFORT[answer]
    draft.put("effort", expression)
    _reject_off(draft, "effort", "effort", least, greatest)


def _place(draft: Draft, field: str) -> tuple[str, str]:
    return draft.place(field) or ("NULL", "text")


def _range(draft: Draft, expression: str) -> tuple[float, float, tuple[str, ...]]:
    """Return the least and the greatest answer, leaving out one in a thousand, and all answers."""
    rows = draft.connection.execute(
        f"""SELECT {expression} AS score, count(*) FROM {draft.table}
        WHERE score IS NOT NULL GROUP BY score ORDER BY score LIMIT 200"""
    ).fetchall()
    whole = sum(times for _, times in rows)
    usual = [score for score, times in rows if times * 1000 >= whole]
    shown = tuple(f"{score:g} × {times}" for score, times in rows[:12])
    return (usual[0], usual[-1], shown) if usual else (0, 0, shown)


def _ask(
    draft: Draft,
    topic: str,
    words: Phrase,
    scales: Mapping[str, tuple[tuple[int, ...], Phrase]],
    spread: tuple[str, ...],
    found: tuple[float, float],
) -> str | None:
    """Ask for a scale; the proposal is one whose ends both occur."""
    ends = {name: scale[0][:2] for name, scale in scales.items()}
    likely = next((name for name, end in ends.items() if end == found), "")
    choices = tuple(Choice(name, scale[1]) for name, scale in scales.items())
    return draft.ask(Question(f"{draft.label}/{topic}", words, choices, likely, spread))


def _reject_off(draft: Draft, field: str, value: str, least: int, greatest: int) -> None:
    draft.values[f"has_{value}"] = draft.has(field)
    draft.reject(
        f"has_{value} AND ({value} IS NULL OR {value} NOT BETWEEN {least} AND {greatest})",
        say(
            "its answer is not on the scale {low} to {high}", low=count(least), high=count(greatest)
        ),
    )
