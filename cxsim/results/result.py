"""What a simulation returns: a number for every trial, its statistics, tables and JSON record."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from cxsim.distributions import Floats
from cxsim.model import Paths
from cxsim.results.statistics import PERCENTILES, moments, percentiles
from cxsim.sampling import Design, Draws
from cxsim.scenario import Scenario
from cxsim.text.verdict import Answer

RESULTS = (
    "roi",
    "roi_pv",
    "npv",
    "benefit",
    "cost",
    "revenue",
    "payback_months",
    "payback_months_discounted",
    "beyond_horizon",
)
"""The results of one trial, in the order in which they are reported."""
FLOWS = ("revenue", "benefit", "cost", "net", "cumulative")
"""What the year table shows."""


@dataclass(frozen=True, eq=False)
class Outcomes:
    """The results of each trial, all ndarray (trials,).

    Attributes
    ----------
    roi, roi_pv : ratio
        (benefit − cost)/cost, plain and on present values; NaN where the cost is 0.
    npv, benefit, cost, revenue : currency
        Net present value; undiscounted sums over the horizon. Revenue is a memo line.
    payback_months, payback_months_discounted : months from the start
        Infinite where a trial does not pay back within the horizon.
    beyond_horizon : currency
        Memo, never in NPV: lifetime value of the customers gained by the end; NaN where
        a segment's lifetime value has no limit.
    """

    roi: Floats
    roi_pv: Floats
    npv: Floats
    benefit: Floats
    cost: Floats
    revenue: Floats
    payback_months: Floats
    payback_months_discounted: Floats
    beyond_horizon: Floats


@dataclass(frozen=True, eq=False)
class PointPlan(Outcomes):
    """The model run once, each uncertain number at its mean and no event fired.

    Attributes
    ----------
    paths : Paths
        Of the one trial, month by month.
    """

    paths: Paths

    def record(self) -> dict[str, Any]:
        """Return the JSON object `point`."""
        months = {
            name: [_finite(v) for v in getattr(self.paths, name)[0]]
            for name in ("benefit", "cost", "customers_with", "customers_without")
        }
        months["customers_with"].pop()  # N(T + 1) belongs to no month of the horizon
        months["customers_without"].pop()
        months["nps_with"] = [_finite(v) for v in self.paths.nps_with[0]]
        months["nps_without"] = [_finite(v) for v in self.paths.nps_without[0]]
        return {name: self.value(name) for name in RESULTS} | {"months": months}

    def value(self, name: str) -> float | None:
        """Return one result; None where it is undefined or never."""
        return _finite(getattr(self, name)[0])


@dataclass(frozen=True, eq=False)
class Result(Outcomes):
    """A simulation: outcomes of every trial, and where they come from. Arrays are read-only.

    Attributes
    ----------
    scenario : Scenario
    design : Design
        Trials (as rounded for Sobol' points), seed and sampler.
    draws : mapping of str to ndarray (trials,)
        The uncertain inputs by path.
    bands : mapping of str to DataFrame
        Pointwise percentiles over months: cumulative `cash` (p5 to p95, and the plan), and p10 to
        p90 of `customers_with`, `customers_without`, `nps_with`, `nps_without`. Cash ranks the
        first 16,384 trials, the others the first 4,096: of Sobol' points these are as even.
    yearly : mapping of str to ndarray (trials, years), currency
        Revenue, benefit and cost of each of `years`.
    years : tuple of int
        0 for the start and 1, 2 … for the years of the horizon; or the years of a calendar.
    point : PointPlan
    errors : DataFrame or None
        Standard errors of `summary()`, once they have been asked for.
    """

    scenario: Scenario
    design: Design
    draws: Draws
    bands: Mapping[str, pd.DataFrame]
    yearly: Mapping[str, Floats]
    years: tuple[int, ...]
    point: PointPlan
    errors: pd.DataFrame | None = None

    @property
    def chance_of_loss(self) -> float:
        """Share of the trials with a net present value below 0; NaN where one has none."""
        return math.nan if self.not_finite else float(np.mean(self.npv < 0))

    @property
    def chance_error(self) -> float:
        """Half the width of a 95 % interval of the chance of loss, were the trials plain random.

        Scrambled Sobol' points are as a rule more exact.
        """
        return 1.96 * math.sqrt(self.chance_of_loss * (1 - self.chance_of_loss) / len(self.npv))

    @property
    def chance_of_payback(self) -> float:
        """Share of the trials that pay back within the horizon; NaN where one has no value."""
        return math.nan if self.not_finite else float(np.mean(np.isfinite(self.payback_months)))

    @property
    def not_finite(self) -> int:
        """Number of trials whose net present value is not a finite number."""
        return int(np.count_nonzero(~np.isfinite(self.npv)))

    @property
    def answer(self) -> Answer:
        """The figures that the verdict rests on."""
        npv, horizon = self.percentiles("npv"), self.scenario.horizon
        currency = self.scenario.currency
        return Answer(self.chance_of_loss, npv["p10"], npv["p50"], horizon.years, currency)

    def percentiles(self, name: str) -> Mapping[str, float]:
        """Return PERCENTILES of one of RESULTS, p5 to p95, as `percentiles` gives them."""
        if name not in self._found:
            self._found[name] = percentiles(getattr(self, name))
        return self._found[name]

    @cached_property
    def _found(self) -> dict[str, Mapping[str, float]]:
        """Percentiles asked for so far."""
        return {}

    def statistics(self, name: str) -> dict[str, float]:
        """Return mean, sd and percentiles of one of RESULTS; NaN where one is undefined."""
        return {**moments(getattr(self, name)), **self.percentiles(name)}

    def summary(self) -> pd.DataFrame:
        """Return mean, sd and percentiles, a row per result; NaN where one is undefined."""
        rows = {name: self.statistics(name) for name in RESULTS}
        return pd.DataFrame.from_dict(rows, orient="index")

    def year_table(self) -> pd.DataFrame:
        """Return P10, P50 and P90 of each flow by year, currency; `year` is one of `years`.

        Percentiles are taken flow by flow and year by year: they do not add up.
        """
        with np.errstate(all="ignore"):
            net = self.yearly["benefit"] - self.yearly["cost"]
            flows = {**self.yearly, "net": net, "cumulative": np.cumsum(net, axis=1)}
        rows = [
            {"flow": flow, "year": year, **percentiles(flows[flow][:, place], (10, 50, 90))}
            for flow in FLOWS
            for place, year in enumerate(self.years)
        ]
        return pd.DataFrame(rows)

    def trials_table(self) -> pd.DataFrame:
        """Return every trial: uncertain inputs by path, then results."""
        return pd.DataFrame(dict(self.draws) | {name: getattr(self, name) for name in RESULTS})

    def record(self, version: str) -> dict[str, Any]:
        """Return the JSON object of `cxsim run --json`; no NaN or infinity in it."""
        errors = {} if self.errors is None else self.errors["mean"].to_dict()
        results = {
            name: {
                "mean": _finite(row["mean"]),
                "sd": _finite(row["sd"]),
                "standard_error": _finite(errors.get(name, math.nan)),
                **{f"p{p}": _finite(row[f"p{p}"]) for p in PERCENTILES},
            }
            for name, row in self.summary().iterrows()
        }
        return {
            **identity(self.scenario, version),
            "trials": self.design.trials,
            "seed": self.design.seed,
            "sampler": self.design.sampler,
            "results": results,
            "probability": {
                "loss": _finite(self.chance_of_loss),
                "payback": _finite(self.chance_of_payback),
            },
            "point": self.point.record(),
        }


def identity(scenario: Scenario, version: str) -> dict[str, Any]:
    """Return what says which scenario a record is of."""
    return {
        "scenario": scenario.name,
        "fingerprint": scenario.fingerprint,
        "version": version,
        "currency": scenario.currency,
    }


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
