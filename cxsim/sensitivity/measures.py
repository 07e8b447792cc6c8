"""What can be asked about: one figure of a simulation, and how it is read from the trials."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from cxsim.distributions import Floats
from cxsim.results import Outcomes


@dataclass(frozen=True)
class Measure:
    """A figure of a set of trials.

    Parameters
    ----------
    id : str
    result : str
        The result of a trial that it is taken of.
    unit : {"money", "ratio", "share"}
    statistic : {"mean", "p10", "p50", "negative", "positive", "finite"}
        Its mean, a percentile, or the share of the trials in which it is so.
    """

    id: str
    result: str
    unit: Literal["money", "ratio", "share"]
    statistic: Literal["mean", "p10", "p50", "negative", "positive", "finite"]

    def of(self, outcomes: Outcomes) -> float:
        """Return the figure; NaN where a trial has none."""
        return float(self.take(getattr(outcomes, self.result)))

    def take(self, values: Floats) -> Floats:
        """Return the figure of each set of values of a result, ndarray (…, trials)."""
        if self.statistic in ("p10", "p50"):
            found = np.percentile(values, int(self.statistic[1:]), axis=-1)
        else:
            found = np.mean(self.trial(values), axis=-1)
        return np.where(np.isnan(values).any(axis=-1), math.nan, found)

    def trial(self, values: Floats) -> Floats:
        """Return what its mean is taken of, trial by trial; of a percentile the values."""
        match self.statistic:
            case "negative":
                return (values < 0).astype(float)
            case "positive":
                return (values > 0).astype(float)
            case "finite":
                return np.isfinite(values).astype(float)
        return values

    def error(self, values: Floats) -> Floats:
        """Return the standard error of each figure, were the trials plain random.

        Of a percentile: half the distance between the ranks one standard error away.
        """
        count = values.shape[-1]
        if self.statistic in ("p10", "p50"):
            share = int(self.statistic[1:]) / 100
            step = math.sqrt(share * (1 - share) / count)
            ends = (max(share - step, 0.0), min(share + step, 1.0))
            low, high = np.quantile(values, ends, axis=-1)
            return np.asarray(high - low) / 2
        return np.asarray(np.std(self.trial(values), axis=-1)) / math.sqrt(count)

    @property
    def more_is_better(self) -> bool:
        """Whether a higher figure is the better one."""
        return self.statistic != "negative"

    @property
    def break_even(self) -> float:
        """What parts good from bad: 0 of money and of a return, one half of a chance."""
        return 0.5 if self.unit == "share" else 0.0

    @property
    def usual_target(self) -> float:
        """What is asked of it where no one says: 4 in 5 of a chance, else to break even."""
        if self.unit != "share":
            return self.break_even
        return 0.8 if self.more_is_better else 0.2


MEASURES = MappingProxyType(
    {
        measure.id: measure
        for measure in (
            Measure("npv", "npv", "money", "mean"),
            Measure("roi", "roi", "ratio", "mean"),
            Measure("npv_p10", "npv", "money", "p10"),
            Measure("loss", "npv", "share", "negative"),
            Measure("npv_p50", "npv", "money", "p50"),
            Measure("gain", "npv", "share", "positive"),
            Measure("payback", "payback_months", "share", "finite"),
        )
    }
)
"""By id."""
CHOSEN = ("npv", "roi", "npv_p10", "loss")
"""The figures that the page explains; any of MEASURES may be a goal."""
