"""The downside as text for a terminal, and as one JSON object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from cxsim.charts.bridge import bridge as bridge_picture
from cxsim.charts.picture import Picture
from cxsim.charts.reverse import reverse as reverse_picture
from cxsim.charts.stress import stress as stress_picture
from cxsim.charts.tail import payback as payback_picture
from cxsim.charts.tail import tail as tail_picture
from cxsim.charts.worst import worst as worst_picture
from cxsim.downside.audit import Finding, audit
from cxsim.downside.bridge import Step, bridge
from cxsim.downside.register import Assumption, record, register
from cxsim.downside.reverse import Reverse, reverse_stress
from cxsim.downside.shares import ESTIMATOR, spread_shares
from cxsim.downside.stress import Outcome, stress_tests
from cxsim.downside.tails import Tails, tails, with_errors
from cxsim.downside.worst import Common, worst_tenth
from cxsim.export.audit import audit_record, audit_text
from cxsim.export.plain import plain
from cxsim.export.terminal import table
from cxsim.results import Result, identity
from cxsim.scenario import Scenario
from cxsim.text.downside import SIGNS, value_at
from cxsim.text.language import Language
from cxsim.text.sensitivity import register_name
from cxsim.text.verdict import verdict

MOST_ROWS = 12
"""Rows of the register that a terminal shows."""


@dataclass(frozen=True, eq=False)
class Downside:
    """Everything finance asks of a case, from one simulation."""

    result: Result
    tails: Tails
    stresses: tuple[Outcome, ...]
    reverse: tuple[Reverse, Reverse]
    worst: list[Common]
    bridge: tuple[Step, ...]
    findings: list[Finding]
    register: list[Assumption]


def downside(
    result: Result,
    today: date,
    errors: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Downside:
    """Return the downside of a simulation.

    Parameters
    ----------
    result : Result
    today : date
        From which a source is overdue or not.
    errors : bool
        Whether the tail's standard errors are wanted.
    progress : callable, optional
        Told the share of the work done.
    """
    steps = iter((0.3, 0.5, 0.7, 0.8, 0.9))

    def told() -> None:
        if progress is not None:
            progress(next(steps))

    tested = stress_tests(result, result.scenario.stresses)
    told()
    median = reverse_stress(result, "p50")
    told()
    low = reverse_stress(result, "p10")
    told()
    steps_of_bridge = bridge(result)
    told()
    found = with_errors(tails(result), result) if errors else tails(result)
    told()
    return Downside(
        result,
        found,
        tested,
        (median, low),
        worst_tenth(result),
        steps_of_bridge,
        audit(result.scenario, result),
        register(result.scenario, spread_shares(result), today),
    )


def downside_text(found: Downside, language: Language) -> str:
    """Return every part as its sentence and its table, and the audit."""
    say = language.say
    result, currency = found.result, found.result.scenario.currency
    parts: list[tuple[str, Picture]] = [
        (say("Tails"), tail_picture(result, found.tails, language)),
        (say("Payback by month"), payback_picture(result, found.tails, language)),
        (say("Stress tests"), _without_reasons(stress_picture(found.stresses, currency, language))),
        (say("Reverse stress"), reverse_picture(found.reverse[0], currency, language)),
        (say("Reverse stress"), reverse_picture(found.reverse[1], currency, language)),
        (say("Worst tenth"), worst_picture(found.worst, currency, language)),
        (say("Finance bridge"), bridge_picture(found.bridge, currency, language)),
    ]
    texts = [result.scenario.name, verdict(result.answer, language), language.read(SIGNS)]
    for title, picture in parts:
        texts += [f"{title}. {picture.sentence}"]
        texts += [table([list(picture.header), *map(list, picture.rows)])] if picture.rows else []
    texts += [_register_text(found.register, currency, language)]
    texts += [audit_text(found.findings, language), *_unsummed(result.scenario, language)]
    return "\n\n".join(texts)


def _without_reasons(picture: Picture) -> Picture:
    """The picture's table without its last column, which is too long for a terminal."""
    rows = tuple(row[:-1] for row in picture.rows)
    return Picture(picture.draw, picture.sentence, picture.header[:-1], rows)


def _register_text(rows: Sequence[Assumption], currency: str, language: Language) -> str:
    say = language.say
    heads = [
        say("Assumption"),
        say("Mean"),
        "P10",
        "P90",
        say("Share of the spread, by classes"),
        say("Grade"),
    ]
    cells = [heads]
    for row in [row for row in rows if row.stated][:MOST_ROWS]:
        ends = (
            value_at(row.path, v, currency, language) if v is not None else "–"
            for v in (row.value, row.low, row.high)
        )
        grade = row.source.grade if row.source else "–"
        label = register_name(row.path, language)
        cells.append([label, *ends, language.percent(row.share, 1), grade])
    late = sum(row.overdue for row in rows)
    words = say(
        "Assumptions, what matters most first; {count} in all, {late} with a source over a year "
        "old.",
        count=language.number(len(rows)),
        late=language.number(late),
    )
    return f"{words}\n\n{table(cells)}"


def _unsummed(scenario: Scenario, language: Language) -> Iterator[str]:
    """What is listed and in no sum."""
    if scenario.intangibles:
        names = language.listed(
            language.say("{name} ({owner}): {evidence}", **item.model_dump())
            for item in scenario.intangibles
        )
        yield language.say("In no sum: {names}.", names=names)


def downside_record(found: Downside, version: str) -> dict[str, Any]:
    """Return the JSON object of `cxsim downside --json`; no NaN or infinity in it."""
    result, scenario = found.result, found.result.scenario
    design = result.design
    payback = found.tails.payback
    content = {
        **identity(scenario, version),
        "trials": design.trials,
        "seed": design.seed,
        "sampler": design.sampler,
        "tails": found.tails.figures,
        "standard_errors": found.tails.errors,
        "payback": {name: payback[name].tolist() for name in payback.columns},
        "stresses": [stress_record(each) for each in found.stresses],
        "reverse": [_reverse(each) for each in found.reverse],
        "worst_tenth": [each._asdict() for each in found.worst],
        "bridge": [each._asdict() for each in found.bridge],
        "audit": audit_record(found.findings),
        "share_estimator": ESTIMATOR,
        "register": [record(row) for row in found.register],
        "intangibles": [item.model_dump() for item in scenario.intangibles],
        "experience": scenario.experience.model_dump(),
    }
    whole: dict[str, Any] = plain(content)
    return whole


def stress_record(each: Outcome) -> dict[str, Any]:
    """Return what a case is worth under a stress, its words left aside."""
    names = [name for name in Outcome._fields if name not in ("name", "why")]
    return {name: getattr(each, name) for name in names}


def _reverse(each: Reverse) -> dict[str, Any]:
    own = {f.name: getattr(each, f.name) for f in fields(Reverse) if f.name != "moved"}
    return {**own, "chance": each.chance, "moved": [m._asdict() for m in each.moved]}
