"""From sums over customers to an estimate with its sampling error, and to a distribution."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import betaln, ndtri

from cxsim.distributions import DISTRIBUTIONS

Z90 = float(ndtri(0.95))
Z95 = float(ndtri(0.975))
LEAST_SHARE = 1e-6


@dataclass(frozen=True)
class Sums:
    """Sums over the customers of a cell, of which a ratio Σy/Σx is made.

    Parameters
    ----------
    customers : int
    x, y, xx, yy, xy : float
    """

    customers: int
    x: float
    y: float
    xx: float
    yy: float
    xy: float


@dataclass(frozen=True)
class Estimate:
    """A number and how sure it is.

    Parameters
    ----------
    value, sd : float
        In the number's own unit; `sd` is its standard error.
    customers : int
        On which it rests.
    shape : {"lognormal", "beta", "normal"}
    """

    value: float
    sd: float
    customers: int
    shape: str = "lognormal"

    @property
    def interval(self) -> tuple[float, float]:
        """Ends of the 90 % interval, by the shape."""
        fields = self.distribution
        if not isinstance(fields, dict):
            return fields, fields
        number = DISTRIBUTIONS[fields["dist"]].model_validate(fields)
        low, high = number.quantile(np.array([0.05, 0.95]))
        return float(low), float(high)

    @property
    def distribution(self) -> dict[str, Any] | float:
        """The number as a scenario holds it: a distribution, or itself where it has no error."""
        if self.sd <= 0 or (self.value <= 0 and self.shape != "normal"):
            return _round(self.value)
        if self.shape == "beta":
            alpha, beta = beta_of(self.value, self.sd)
            return {"dist": "beta", "alpha": _round(alpha), "beta": _round(beta)}
        if self.shape == "normal":
            return {"dist": "normal", "mean": _round(self.value), "sd": _round(self.sd)}
        return {"dist": "lognormal", "mean": _round(self.value), "sd": _round(self.sd)}


def _round(value: float) -> float:
    """Return six significant figures: more than any sample knows."""
    return float(f"{value:.6g}")


def beta_of(mean: float, sd: float) -> tuple[float, float]:
    """Return α and β of the beta with this mean and standard deviation."""
    mean = min(max(mean, LEAST_SHARE), 1 - LEAST_SHARE)
    whole = max(mean * (1 - mean) / sd**2 - 1, 1e-3)
    return mean * whole, (1 - mean) * whole


def ratio(sums: Sums) -> Estimate | None:
    """Return Σy/Σx with its error from one customer to the next; None of fewer than two.

    The variance is n/(n − 1) · Σ(y − Rx)²/(Σx)²: customers differ, and what one of them does is
    not independent of what he did before.
    """
    n = sums.customers
    if n < 2 or sums.x <= 0:
        return None
    value = sums.y / sums.x
    spread = max(0.0, sums.yy - 2 * value * sums.xy + value**2 * sums.xx)
    return Estimate(value, math.sqrt(n / (n - 1) * spread) / sums.x, n)


def yearly_churn(lost: float, years: float, customers: int) -> Estimate | None:
    """Return the yearly churn from losses and the years that customers were watched.

    The monthly hazard is taken as constant; with Jeffreys' prior it is a gamma with shape
    lost + ½ and rate `years`, and churn = 1 − exp(−hazard) has closed moments.
    """
    if years <= 0:
        return None
    shape = lost + 0.5
    first = math.exp(shape * math.log(years / (years + 1)))
    second = math.exp(shape * math.log(years / (years + 2)))
    return Estimate(1 - first, math.sqrt(max(second - first**2, 0.0)), customers, "beta")


def yearly_churn_of_period(lost: int, customers: int, years: float) -> Estimate | None:
    """Return the yearly churn from those who left in a period of which no day is known.

    Parameters
    ----------
    lost, customers : int
        Who left, of those who were there at its beginning.
    years : float
        Its length.
    """
    if customers < 1 or years <= 0:
        return None
    a, b = lost + 0.5, customers - lost + 0.5
    first, second = (math.exp(betaln(a, b + k / years) - betaln(a, b)) for k in (1, 2))
    return Estimate(1 - first, math.sqrt(max(second - first**2, 0.0)), customers, "beta")


def wilson(hits: float, n: float, z: float = Z95) -> tuple[float, float, float]:
    """Return a share and the ends of its Wilson interval."""
    if n <= 0:
        return math.nan, math.nan, math.nan
    share = hits / n
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return share, max(0.0, centre - half), min(1.0, centre + half)
