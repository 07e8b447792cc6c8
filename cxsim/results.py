"""What a simulation returns: a number for every trial, its statistics, tables and JSON record."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.model import Paths
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
PERCENTILES = (5, 10, 25, 50, 75, 90, 95)
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
        npv, horizon = percentiles(self.npv, (10, 50)), self.scenario.horizon
        currency = self.scenario.currency
        return Answer(self.chance_of_loss, npv["p10"], npv["p50"], horizon.years, currency)

    def summary(self) -> pd.DataFrame:
        """Return mean, sd and percentiles, a row per result; NaN where one is undefined."""
        rows = {name: statistics(getattr(self, name)) for name in RESULTS}
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


def band_months(first: int, last: int) -> NDArray[np.intp]:
    """Return the months that bands show: every third one, and the last.

    Parameters
    ----------
    first, last : int
        First month of a path, 0 for money and 1 for customers, and its last.
    """
    return np.append(np.arange(0 if first == 0 else 3, last, 3), last)


def take_bands(ranked: Floats, months: NDArray[np.intp], which: tuple[int, ...]) -> pd.DataFrame:
    """Return pointwise percentiles of a path.

    Each month is ranked by itself: no single future runs along a band.

    Parameters
    ----------
    ranked : ndarray (months, trials)
    months : ndarray (months,) of int
    which : tuple of int
        Percentiles.

    Returns
    -------
    DataFrame
        Index month; a column for each percentile, p5, p50 …
    """
    rows = [percentiles(month, which) for month in ranked]
    return pd.DataFrame(rows, index=pd.Index(months, name="month"))


def identity(scenario: Scenario, version: str) -> dict[str, Any]:
    """Return what says which scenario a record is of."""
    return {
        "scenario": scenario.name,
        "fingerprint": scenario.fingerprint,
        "version": version,
        "currency": scenario.currency,
    }


def statistics(values: Floats) -> dict[str, float]:
    """Return mean, sd (divided by n − 1) and percentiles of one result over the trials.

    NaN stands for all of them where a trial is undefined; for mean and sd where one never pays
    back, and for a percentile that falls on such a trial.
    """
    spread = np.isfinite(values).all()
    with np.errstate(all="ignore"):
        mean = float(np.mean(values)) if spread else math.nan
        sd = float(np.std(values, ddof=1)) if spread and len(values) > 1 else math.nan
    return {"mean": mean, "sd": sd, **percentiles(values)}


def percentiles(values: Floats, which: tuple[int, ...] = PERCENTILES) -> dict[str, float]:
    """Return percentiles by linear interpolation; +∞ takes part, and gives NaN where it shows."""
    ranked = np.sort(values)  # faster than selecting a few places; NaN comes last
    if np.isnan(ranked[-1]) or ranked[0] == -math.inf:
        return dict.fromkeys((f"p{p}" for p in which), math.nan)
    place = np.array(which) / 100 * (len(values) - 1)
    below, above = np.floor(place).astype(int), np.ceil(place).astype(int)
    low, high, part = ranked[below], ranked[above], place - below
    with np.errstate(all="ignore"):
        found = np.where(part == 0, low, low + (high - low) * part)
    found = np.where(np.isfinite(found), found, np.nan)
    return {f"p{p}": float(v) for p, v in zip(which, found, strict=True)}


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
