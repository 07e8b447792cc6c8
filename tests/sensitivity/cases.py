"""Scenarios whose answers are known by hand."""

from __future__ import annotations

import math
from functools import cache

from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.generate import tiny
from tests.store import sample_scenario

CROSS_SELL = "programme.levers.cross_sell"
UPLIFT = "programme.levers.promoter_uplift"
CAUSAL = "programme.levers.causal_share"
OVERRUN = "programme.cost_overrun"
SPENT = "investments.L.one_off"
FIRED = "risk_events.E.fired"


def normal(mean: float, sd: float) -> dict[str, object]:
    """Return a normal number."""
    return {"dist": "normal", "mean": mean, "sd": sd}


def bounded(mean: float, sd: float) -> dict[str, object]:
    """Return a normal number cut so far out that it moves no digit looked at here."""
    return {**normal(mean, sd), "low": mean - 8 * sd, "high": mean + 8 * sd}


def line(changes: dict[str, object] | None = None) -> Scenario:
    """Return a case whose NPV is 1,000 × cross-sell − 100,000 × (1 + overrun), and no event."""
    whole = {
        "groups.G.customers": 1_000.0,
        SPENT: 100_000.0,
        CROSS_SELL: normal(110.0, 20.0),
        "risk_events.E.probability": 0.0,
    }
    return tiny({**whole, **(changes or {})})


def joined(rank: float) -> Scenario:
    """Return the line with an uncertain overrun, correlated with the cross-sell."""
    content = line({OVERRUN: bounded(0.0, 0.1)}).content()
    content["correlations"] = [{"between": [CROSS_SELL, OVERRUN], "rank": rank}]
    return Scenario.from_mapping(content)


def moved(changes: dict[str, object] | None = None) -> Scenario:
    """Return a case whose NPV is 200,000 × uplift × causal share − 10,000: promoters spend more.

    1,000 customers, half of them promoters; a passive who becomes one spends 200 more in the year.
    """
    whole = {
        "groups.G.customers": 1_000.0,
        "groups.G.mix": {"promoters": 0.5, "passives": 0.5, "detractors": 0.0},
        "groups.G.promoters.purchases_per_year": 200.0,
        UPLIFT: bounded(0.05, 0.02),
        "programme.levers.from_detractors": 0.0,
        SPENT: 10_000.0,
        "risk_events.E.probability": 0.0,
    }
    return tiny({**whole, **(changes or {})})


@cache
def of_sample(name: str, trials: int = 4_096) -> Result:
    """Return the simulation of a sample, once for all tests."""
    return simulate(sample_scenario(name), trials)


def normal_value(mean: float, sd: float) -> float:
    """Return E[max(0, X)] − max(0, E[X]) of a normal X, currency.

    Parameters
    ----------
    mean : float
        What the programme is expected to be worth.
    sd : float
        Of what it will be expected to be worth once something is known.
    """
    if sd <= 0:
        return 0.0
    z = abs(mean) / sd
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return sd * (density - z * math.erfc(z / math.sqrt(2)) / 2)
