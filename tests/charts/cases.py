"""Scenarios at the edges of what the pictures must be able to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import plotly.graph_objects as go

from cxsim.charts.axes import Span, fit
from cxsim.charts.bridge import bridge
from cxsim.charts.cash import cash
from cxsim.charts.distribution import spread
from cxsim.charts.drivers import drivers
from cxsim.charts.gap import gap
from cxsim.charts.picture import Picture
from cxsim.charts.reverse import reverse
from cxsim.charts.stress import stress
from cxsim.charts.tail import payback, tail
from cxsim.charts.with_without import customers, nps
from cxsim.charts.worst import worst
from cxsim.export.downside import Downside, downside
from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.sensitivity.plan_gap import plan_gap
from cxsim.sensitivity.tornado import widest
from cxsim.simulation import simulate
from cxsim.text.language import Language
from tests.generate import squeezed, tiny
from tests.server import ROOT

TRIALS = 1024
AXES = ("npv", "roi", "cash", "drivers", "customers", "nps")
SAMPLES = ROOT / "sample_data"


def telecom() -> Scenario:
    return Scenario.load(SAMPLES / "telecom.toml")


def changed(**tables: object) -> Scenario:
    """Return the telecom with whole tables replaced; its correlations and sources left out."""
    content = {**telecom().content(), **tables}
    content.pop("correlations", None)
    content.pop("sources", None)
    return Scenario.from_mapping(content)


def certain() -> Scenario:
    """Return the telecom with every number at its mean, no survey and no event."""
    groups = telecom().content()["groups"]
    mix = {"promoters": 0.3, "passives": 0.4, "detractors": 0.3}
    plain = [{**group, "mix": mix} for group in groups]
    return squeezed(changed(groups=plain, risk_events=[]))


def empty() -> Scenario:
    """Return the telecom without a single customer."""
    groups = telecom().content()["groups"]
    none = {"customers": 0.0, "new_customers_per_year": 0.0}
    return changed(groups=[{**group, **none} for group in groups])


CASES: dict[str, Callable[[], Scenario]] = {
    "telecom": telecom,
    "starbucks": lambda: Scenario.load(SAMPLES / "starbucks.toml"),
    "no effect": lambda: changed(programme={}),
    "all certain": certain,
    "no investments": lambda: changed(investments=[]),
    "no customers": empty,
    "one year": lambda: telecom().with_value("horizon.years", 1),
    "fifteen years": lambda: telecom().with_value("horizon.years", 15),
    "nothing at all": tiny,
}


@cache
def simulated(case: str) -> Result:
    """Return the simulation of a case, once for all tests."""
    return simulate(CASES[case](), trials=TRIALS)


def seen(result: Result, before: Result | None = None) -> dict[str, Span]:
    """Return the axes with which a result is shown."""
    return {axis: fit(axis, result, fit(axis, before) if before else None) for axis in AXES}


def pictures(
    result: Result, language: Language, before: Result | None = None
) -> dict[str, Picture]:
    """Return every picture of a result."""
    spans = seen(result, before)
    return {
        **{
            f"{measure}, {'dots' if dots else 'bars'}": spread(
                result, before, measure, spans[measure], language
            ).picture(dots)
            for measure in ("npv", "roi")
            for dots in (False, True)
        },
        "cash": cash(result, before, spans["cash"], language),
        "drivers": drivers(result, widest(result), spans["drivers"], language),
        "customers": customers(result, spans["customers"], language),
        "nps": nps(result, spans["nps"], language),
        "gap": gap(result, plan_gap(result), language),
        **downside_pictures(result, language),
    }


def downside_pictures(result: Result, language: Language) -> dict[str, Picture]:
    """Return the pictures of the Downside page."""
    currency = result.scenario.currency
    found = downside_of(result.scenario.fingerprint, result)
    return {
        "tail": tail(result, found.tails, language),
        "payback": payback(result, found.tails, language),
        "stress": stress(found.stresses, currency, language),
        "bridge": bridge(found.bridge, currency, language),
        "worst": worst(found.worst, currency, language),
        **{f"reverse {each.measure}": reverse(each, currency, language) for each in found.reverse},
    }


_FOUND: dict[str, Downside] = {}


def downside_of(fingerprint: str, result: Result) -> Downside:
    """Return the downside of a case, once for all tests."""
    if fingerprint not in _FOUND:
        _FOUND[fingerprint] = downside(result, date(2026, 11, 30))
    return _FOUND[fingerprint]


def drawn(picture: Picture) -> go.Figure:
    """Return a picture's figure, each of its values checked by Plotly's own schema."""
    return go.Figure(picture.draw())
