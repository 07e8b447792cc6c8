"""How bad it can be: the tail of NPV, the worst year, the deepest hole, rates of return."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cxsim.distributions import Floats
from cxsim.downside.months import MOST, first, months_of
from cxsim.finance import internal_rates, tail_mean
from cxsim.results import Result, percentiles
from cxsim.sampling import SCRAMBLES, sample
from cxsim.simulation import outcomes

RATED = 4_096
"""Trials whose internal rate of return is looked for."""

FIGURES = (
    "p5",
    "p1",
    "value_at_risk_95",
    "value_at_risk_99",
    "conditional_value_at_risk_95",
    "conditional_value_at_risk_99",
    "chance_of_loss",
    "loss_given_loss",
    "worst_year_p50",
    "worst_year_p5",
    "deepest_p50",
    "deepest_p5",
    "deepest_month_p50",
    "irr_p10",
    "irr_p50",
    "irr_p90",
    "irr_none",
    "irr_several",
)
"""The figures of the tail, in the order in which they are told."""


@dataclass(frozen=True, eq=False)
class Tails:
    """What the worst futures look like.

    Attributes
    ----------
    figures : dict of str to float
        By name of FIGURES. Percentiles of NPV, of the worst year's cash and of the deepest point
        of cumulative cash are gains, currency, negative where they are losses; values at risk and
        the loss given a loss are losses, currency, positive where something is lost. NaN where
        there is none.
    errors : dict of str to float
        Standard errors of the same; empty until asked for.
    payback : DataFrame
        Index month; share of the trials that have paid back by then, `plain` and `discounted`.
    lowest : ndarray (trials,), currency
        NPV of all trials, the worst first.
    """

    figures: dict[str, float]
    errors: dict[str, float]
    payback: pd.DataFrame
    lowest: Floats


def tails(result: Result) -> Tails:
    """Return the tail of a simulation; months are those of its first 16,384 trials."""
    trials = min(len(result.npv), MOST)
    months = months_of(result.scenario, first(result.draws, MOST), trials)
    figures = figures_of(result.npv, months.benefit - months.cost)
    return Tails(figures, {}, payback_by_month(result), np.sort(result.npv))


def figures_of(npv: Floats, net: Floats) -> dict[str, float]:
    """Return the figures by name.

    Parameters
    ----------
    npv : ndarray (trials,), currency
    net : ndarray (trials, months + 1), currency
        Benefit minus cost of each month, from the start.
    """
    if not np.isfinite(npv).all():
        return dict.fromkeys(FIGURES, math.nan)
    below = npv[npv < 0]
    found = percentiles(npv, (1, 5))
    return {
        "p5": found["p5"],
        "p1": found["p1"],
        "value_at_risk_95": -found["p5"] + 0.0,
        "value_at_risk_99": -found["p1"] + 0.0,
        "conditional_value_at_risk_95": -tail_mean(npv, 0.05) + 0.0,
        "conditional_value_at_risk_99": -tail_mean(npv, 0.01) + 0.0,
        "chance_of_loss": len(below) / len(npv),
        "loss_given_loss": float(-below.mean()) if len(below) else math.nan,
        **_of_months(net),
    }


def _of_months(net: Floats) -> dict[str, float]:
    years = np.add.reduceat(net, np.maximum(np.arange(0, net.shape[1] - 1, 12) + 1, 1), axis=1)
    years[:, 0] += net[:, 0]
    running = np.cumsum(net, axis=1)
    worst, deepest = percentiles(years.min(axis=1)), percentiles(running.min(axis=1))
    rates = internal_rates(net[:RATED])
    none = np.copysign(np.inf, net[:RATED].sum(axis=1))
    ranked = np.where(rates.found == 0, none, rates.rate)[rates.found <= 1]
    return {
        "worst_year_p50": worst["p50"],
        "worst_year_p5": worst["p5"],
        "deepest_p50": deepest["p50"],
        "deepest_p5": deepest["p5"],
        "deepest_month_p50": float(np.median(running.argmin(axis=1))),
        **{f"irr_p{p}": _finite_percentile(ranked, p) for p in (10, 50, 90)},
        "irr_none": float(np.mean(rates.found == 0)),
        "irr_several": float(np.mean(rates.found > 1)),
    }


def _finite_percentile(values: Floats, rank: int) -> float:
    """A percentile of values of which some are infinite; NaN where one of those shows."""
    with np.errstate(all="ignore"):
        found = float(np.percentile(values, rank)) if len(values) else math.nan
    return found if math.isfinite(found) else math.nan


def payback_by_month(result: Result) -> pd.DataFrame:
    """Return the share of the trials that are paid back for good by each month."""
    months = np.arange(result.scenario.horizon.months + 1)
    shares = {
        "plain": np.searchsorted(np.sort(result.payback_months), months, "right"),
        "discounted": np.searchsorted(np.sort(result.payback_months_discounted), months, "right"),
    }
    index = pd.Index(months, name="month")
    return pd.DataFrame({n: s / len(result.npv) for n, s in shares.items()}, index=index)


def with_errors(
    found: Tails, result: Result, progress: Callable[[float], None] | None = None
) -> Tails:
    """Return the tails with the standard error of each figure: its sd over eight scrambles."""
    trials = min(len(result.npv), MOST)
    runs = []
    for repetition in range(1, SCRAMBLES + 1):
        with np.errstate(all="ignore"):
            draws = sample(result.scenario, replace(result.design, repetition=repetition))
        npv = outcomes(result.scenario, draws, len(result.npv)).npv
        months = months_of(result.scenario, first(draws, trials), trials)
        runs.append(list(figures_of(npv, months.benefit - months.cost).values()))
        if progress is not None:
            progress(repetition / SCRAMBLES)
    errors = np.std(np.array(runs), axis=0, ddof=1)
    return replace(found, errors=dict(zip(FIGURES, errors.tolist(), strict=True)))
