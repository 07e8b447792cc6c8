"""The finance bridge: from a vendor's return on investment to finance's, step by step in money."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cxsim.distributions import Floats
from cxsim.downside.months import MOST, Months, first, months_of
from cxsim.finance import discount_factors
from cxsim.results import Outcomes, Result, percentiles
from cxsim.scenario import Scenario
from cxsim.simulation import outcomes

CREDIT: dict[str, object] = {
    "programme.levers.causal_share": 1.0,
    "programme.attribution": 1.0,
}
"""Everything credited: the whole gap between segments is cause, no one else has a part in it."""
AT_ONCE: dict[str, object] = {
    "programme.delay_months": 0.0,
    "programme.ramp_months": 0.0,
    "programme.fade_rate": 0.0,
}
"""Full effect from the first month, for good."""
UNTAXED: dict[str, object] = {"horizon.tax_rate": 0.0}


class Step(NamedTuple):
    """One step of the bridge.

    Attributes
    ----------
    id : str
        "vendor", "margin", "credit", "ramp", "discount", "tax", "events", "p20"; the tax only
        where there is one.
    change : float, currency
        What the step takes away, or adds; of the first, the whole claim.
    total : float, currency
        What is left after it: the sum of the changes so far.
    roi : float
        The total over what the programme costs, as it is counted there: from "discount" on in
        present values, of "p20" the twentieth percentile; NaN where it costs nothing.
    """

    id: str
    change: float
    total: float
    roi: float


@dataclass(frozen=True, eq=False)
class _View:
    """The trials under some of the vendor's assumptions, with no event unless `struck`."""

    months: Months
    worth: Outcomes

    factors: Floats

    @property
    def present_cost(self) -> float:
        """Mean cost in today's money."""
        return float((self.months.cost * self.factors).sum(axis=1).mean())

    @property
    def cost(self) -> float:
        """Mean cost, undiscounted."""
        return float(self.worth.cost.mean())

    def gain(self, flow: Floats) -> float:
        """Mean of a flow less the cost, undiscounted."""
        return float((flow.sum(axis=1) - self.worth.cost).mean())


def bridge(result: Result) -> tuple[Step, ...]:
    """Return the steps from a vendor's claim to the twentieth percentile of NPV.

    A vendor counts revenue, credits all of it, sees the full effect at once, does not discount,
    and speaks of the mean of futures in which nothing goes wrong. Every step runs the model on the
    draws of the first 16,384 trials.
    """
    taxed = np.any(result.draws.get("horizon.tax_rate", result.scenario.mean("horizon.tax_rate")))
    claim = _view(result, {**CREDIT, **AT_ONCE, **UNTAXED})
    credited = _view(result, {**AT_ONCE, **UNTAXED})
    ramped = _view(result, UNTAXED)
    calm = _view(result, {}) if taxed else ramped
    real = _view(result, {}, struck=True)
    npv = real.worth.npv
    levels = [
        ("vendor", claim.gain(claim.months.revenue), claim.cost),
        ("margin", claim.gain(claim.months.benefit), claim.cost),
        ("credit", credited.gain(credited.months.benefit), credited.cost),
        ("ramp", ramped.gain(ramped.months.benefit), ramped.cost),
        ("discount", float(ramped.worth.npv.mean()), ramped.present_cost),
        *([("tax", float(calm.worth.npv.mean()), calm.present_cost)] if taxed else ()),
        ("events", float(npv.mean()), real.present_cost),
    ]
    before, steps = 0.0, []
    for name, total, cost in levels:
        steps.append(Step(name, total - before, total, total / cost if cost else math.nan))
        before = total
    careful, roi = (percentiles(flow, (20,))["p20"] for flow in (npv, real.worth.roi_pv))
    return (*steps, Step("p20", careful - before, careful, roi))


def _view(result: Result, changes: dict[str, object], struck: bool = False) -> _View:
    trials = min(len(result.npv), MOST)
    draws = first(result.draws, trials)
    kept = {
        path: values
        for path, values in draws.items()
        if path not in changes and (struck or not path.endswith(".fired"))
    }
    scenario: Scenario = result.scenario.with_values(changes) if changes else result.scenario
    horizon, path = scenario.horizon, "horizon.discount_rate"
    rate = kept.get(path, scenario.mean(path))
    factors = discount_factors(rate, horizon.months, horizon.discounting)
    months = months_of(scenario, kept, trials)
    return _View(months, outcomes(scenario, kept, trials), factors)
