"""Cases as they are told: an ordinary one, one with the longest names, one with hostile ones."""

from __future__ import annotations

from datetime import date
from functools import cache

from cxsim.export.telling.quoted import Quoted, quoted
from cxsim.export.telling.tell import tell
from cxsim.export.telling.telling import Front, Telling, View
from cxsim.results import percentiles
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS, show
from tests.charts.cases import telecom

DAY = date(2026, 11, 26)
LONG = "Société anonyme des télécommunications réunies du Sud-Ouest, de l’Atlantique et des Îles"
SCENE = "Programme d’amélioration de l’expérience des clients de bout en bout, phase 2, version 3"
GROUP = "Clients professionnels de taille intermédiaire du Sud-Ouest, lot {}"
FORMULA = "=cmd|' /C calc'!A0"
HOSTILE = (FORMULA, "@SUM(1)", "+1+1", "-2", '#eval("1") $x$', "*b* _i_ <b>&amp;</b>", "\u200fab")
LANGUAGES = ("en", "fr")
KINDS = ("ordinary", "long", "hostile")


def renamed(groups: list[str], name: str, event: str) -> Scenario:
    """Return the telecom with groups like its first one, itself and its first event renamed."""
    content = telecom().content()
    for table in ("correlations", "sources"):
        content.pop(table, None)
    first, (risk, *risks) = content["groups"][0], content["risk_events"]
    return Scenario.from_mapping(
        {
            **content,
            "name": name,
            "groups": [
                {**first, "name": group, "customers": 30_000 + 9_000 * place}
                for place, group in enumerate(groups)
            ],
            "risk_events": [{**risk, "name": event}, *risks],
        }
    )


def scenario_of(kind: str) -> tuple[Scenario, str]:
    """Return a scenario and its customer's name."""
    if kind == "long":
        return renamed([GROUP.format(i) for i in range(8)], SCENE, GROUP.format("")), LONG
    if kind == "hostile":
        return renamed([*HOSTILE], FORMULA, FORMULA), '#eval("1") *x*'
    return telecom(), "Aster"


@cache
def told(kind: str, code: str, draft: bool = False) -> Telling:
    """Return a case as it is told, once for all tests."""
    scenario, customer = scenario_of(kind)
    language = Language(code)
    found = quoted_of(kind)
    front = Front(
        language.say("Business case"),
        customer,
        scenario.name,
        f"{language.day(DAY)} · Ada",
        "Ada",
        DAY,
        None,
    )
    owners = dict.fromkeys((row.path for row in found.register), "customer")
    stamp = f"{scenario.name} · seed 1 · {scenario.fingerprint}"
    return tell(found, front, _views(kind, language), owners, stamp, draft, language)


@cache
def quoted_of(kind: str) -> Quoted:
    """Return the analyses of a case, once for all tests."""
    return quoted(simulate(scenario_of(kind)[0], trials=1024), DAY)


def _views(kind: str, language: Language) -> tuple[View, ...]:
    result = quoted_of(kind).result
    views = []
    for name in ("p20", "p50", "p80"):
        figures = tuple(
            (
                language.read(RESULT_LABELS[each].name),
                show(
                    percentiles(getattr(result, each), (int(name[1:]),))[name],
                    RESULT_LABELS[each].unit,
                    result.scenario.currency,
                    language,
                ),
            )
            for each in ("npv", "roi", "payback_months")
        )
        views.append(View(name.upper(), name == "p20", figures))
    return tuple(views)
