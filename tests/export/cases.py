"""Cases as they are told: an ordinary one, one with the longest names, one with hostile ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from cxsim.export.case import BusinessCase, Cover, business_case
from cxsim.export.telling.tell import tell
from cxsim.export.telling.telling import Telling
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from cxsim.text.language import Language
from tests.charts.cases import telecom

DAY = date(2026, 11, 26)
EN = Language("en")
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
def case_of(kind: str) -> BusinessCase:
    """Return a case, simulated and analysed once for all tests."""
    scenario, customer = scenario_of(kind)
    return business_case(simulate(scenario, trials=1024), Cover(DAY, EN, customer, "Ada"))


@cache
def case_in(kind: str, code: str, draft: bool = False) -> BusinessCase:
    """Return a case in a language; a final one is accepted by Ada."""
    case = case_of(kind)
    case = replace(case, cover=replace(case.cover, language=Language(code)))
    return case if draft else case.accept("Ada")


@cache
def told(kind: str, code: str, draft: bool = False) -> Telling:
    """Return a case as it is told."""
    return tell(case_in(kind, code, draft))
