"""The benches of the Downside page: the audit, and the register of assumptions."""

from __future__ import annotations

from collections import Counter
from datetime import date

from cxsim.downside.audit import Finding, audit
from cxsim.downside.register import Assumption, register
from cxsim.downside.rules import rules
from cxsim.results import Result
from cxsim.scenario.schema import Source
from cxsim.text.controls import KINDS
from cxsim.text.downside import SEVERITIES
from cxsim.text.labels import path_label
from cxsim.text.sensitivity import register_name
from pages.bench import Bench, Button, Field, Grid, Row, Section
from pages.finance.found import shares_of
from pages.workbench.finance import finance
from pages.workbench.hear import WHOLE_REGISTER
from pages.workbench.panels import framed
from pages.workbench.scene import Scene, joined


def audit_bench(scene: Scene, result: Result) -> Bench:
    """Return what a careful reader objects to, then all that the rules look for."""
    findings = audit(scene.scenario, result)
    return framed(
        scene, scene.language.say("Audit"), (_found(scene, findings), _rules(scene, findings))
    )


def _found(scene: Scene, findings: list[Finding]) -> Section:
    say = scene.language.say
    read = scene.language.read
    counts = Counter(finding.severity for finding in findings)
    words = say("No rule is broken: what is left to doubt is in the ranges.")
    if findings:
        words = say(
            "{warnings} hard to believe, {notes} easily overlooked. None of it is forbidden; be "
            "ready to answer for it.",
            warnings=scene.language.number(counts["warning"]),
            notes=scene.language.number(counts["note"]),
        )
    rows = tuple(
        Row(
            path_label(finding.path, scene.language) if finding.path else say("The case"),
            (read(SEVERITIES[finding.severity]), read(finding.sentence), read(finding.why)),
        )
        for finding in findings
    )
    head = (say("Where"), say("Weight"), say("Objection"), say("Why"))
    grids = (Grid("findings", say("Objections"), head, rows, prose=True),) if rows else ()
    return Section("findings", say("What finance will object to"), words, grids=grids)


def _rules(scene: Scene, findings: list[Finding]) -> Section:
    say = scene.language.say
    read = scene.language.read
    broken = {finding.rule for finding in findings}
    rows = tuple(
        Row(
            read(rule.checks),
            (
                say("found") if rule.id in broken else say("not found"),
                read(SEVERITIES[rule.severity]),
                read(rule.why),
            ),
        )
        for rule in rules()
    )
    head = (say("What is looked for"), say("Here"), say("Weight"), say("Why"))
    words = say(
        "All {count} rules, the same for every case.", count=scene.language.number(len(rows))
    )
    return Section(
        "rules",
        say("The rules"),
        words,
        grids=(Grid("rules", say("Rules"), head, rows, prose=True),),
    )


def own_bench(scene: Scene) -> Bench:
    """Return the reader's own stresses, the intangibles and the card."""
    return framed(scene, scene.language.say("Your stress tests"), finance(scene))


def register_bench(scene: Scene, result: Result, today: date) -> Bench:
    """Return every number with its range, source and weight; each opens to be changed."""
    say = scene.language.say
    rows = register(scene.scenario, shares_of(result), today)
    stated = [row for row in rows if row.stated]
    whole = scene.session.typed.get(WHOLE_REGISTER) is not None
    late = sum(row.overdue for row in rows)
    words = say(
        "What matters most stands first: the share of the spread of NPV that a number explains by "
        "itself, estimated from classes of the trials. A source more than a year old is marked "
        "overdue ({late} are). A range is shown with its most likely value; the plan uses the "
        "mean. Open a number to change it, its range or its source.",
        late=scene.language.number(late),
    )
    head = (
        say("Assumption"),
        say("Value and range"),
        say("Share of the spread, by classes"),
        say("Source"),
        say("Kind and grade"),
        say("Owner"),
        say("As of"),
    )
    shown = rows if whole else stated
    grid = Grid(
        "register",
        say("Assumption register"),
        head,
        tuple(_assumption(scene, row) for row in shown),
        prose=True,
    )
    label = (
        say("Hide the numbers at their defaults")
        if whole
        else say(
            "Show also the {count} numbers at their defaults",
            count=scene.language.number(len(rows) - len(stated)),
        )
    )
    section = Section(
        "register",
        say("Every number the case rests on"),
        words,
        grids=(grid,),
        buttons=(Button("register:" + ("less" if whole else "all"), label),),
    )
    return framed(scene, say("Assumption register"), (section,))


def _assumption(scene: Scene, row: Assumption) -> Row:
    label = register_name(row.path, scene.language)
    share = scene.language.percent(row.share, 1) if row.share >= 0.0005 else "–"
    return Row(label, (_value(scene, row, label), share, *_source(scene, row.source, row.overdue)))


def _value(scene: Scene, row: Assumption, label: str) -> Field:
    """The field of a number, as the workbench has it."""
    if row.path == "horizon.years":
        return scene.whole(row.path, label)
    if row.mix is None:
        return scene.number(row.path, label)
    shares = " / ".join(scene.language.percent(share) for share in row.mix)
    return Field(
        f"{row.path}.promoters",
        label,
        shares,
        "range",
        changed=scene.was(row.path),
        numeric=True,
        opens=True,
    )


def _source(scene: Scene, source: Source | None, overdue: bool) -> tuple[str, str, str, str]:
    if source is None:
        return "–", "–", "–", "–"
    kind = joined([scene.language.read(KINDS[source.kind]), source.grade])
    day = source.date.isoformat() if source.date else "–"
    if overdue:
        day = scene.language.say("{day}, overdue", day=day)
    return source.source, kind, source.owner or "–", day
