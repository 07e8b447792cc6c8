"""The shifted-beta-geometric: some leave readily and some never, so churn falls with tenure.

Fader and Hardie, Journal of Interactive Marketing 21 (2007): each customer has a chance of leaving
in a year, the same every year, and over customers it is beta distributed. Of those still there
after k − 1 years the share α/(α + β + k − 1) leaves in the k-th.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from cxsim.baseline.company import Company

FEWEST_YEARS = 3
FEWEST_LOST = 30


@dataclass(frozen=True)
class Retention:
    """The fit of losses by year of tenure.

    Parameters
    ----------
    alpha, beta : float
    at_risk, lost : tuple of float
        Customers at the start of each year of tenure, and those of them lost in it.
    """

    alpha: float
    beta: float
    at_risk: tuple[float, ...]
    lost: tuple[float, ...]

    def hazard(self, year: int) -> float:
        """Return the share lost in a year of tenure, the first being 1."""
        return self.alpha / (self.alpha + self.beta + year - 1)

    def surviving(self, years: int) -> float:
        """Return the share of new customers still there after some years."""
        return float(np.prod([1 - self.hazard(k) for k in range(1, years + 1)]))

    @property
    def constant(self) -> float:
        """The yearly churn that is the same in every year: all losses over all years at risk."""
        return sum(self.lost) / sum(self.at_risk)

    def error_of_constant(self, years: int) -> float:
        """Return by how much constant churn misses the share still there, in relation to it."""
        return float((1 - self.constant) ** years / self.surviving(years) - 1)


def fit_retention(at_risk: Sequence[float], lost: Sequence[float]) -> Retention:
    """Return the likeliest α and β.

    Parameters
    ----------
    at_risk, lost : sequence of float
        Customers at the start of each year of tenure, and those lost in it. Who is censored is
        counted at risk in the years that were seen whole.
    """
    risk, gone = np.asarray(at_risk, float), np.asarray(lost, float)
    year = np.arange(len(risk))

    def unlikely(logs: np.ndarray) -> float:
        alpha, beta = np.exp(logs)
        whole = alpha + beta + year
        return float(
            -(gone @ np.log(alpha / whole) + (risk - gone) @ np.log((beta + year) / whole))
        )

    best = minimize(
        unlikely, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9}
    )
    alpha, beta = np.exp(best.x)
    return Retention(float(alpha), float(beta), tuple(risk.tolist()), tuple(gone.tolist()))


def retention(firm: Company) -> Retention | None:
    """Return the fit of a company's customers; None where they do not span enough years."""
    if not {"customers.started", "customers.ended"} <= firm.known:
        return None
    end = f"DATE '{firm.last}'"
    rows = firm.rows(
        f"""SELECT k, count(*), count(*) FILTER (ended IS NOT NULL AND ended <= {end}
                AND ended < started + (k::INT * 365))
        FROM base, generate_series(1, 30) AS years(k)
        WHERE started + (k::INT * 365) <= {end}
            AND (ended IS NULL OR ended >= started + ((k::INT - 1) * 365))
        GROUP BY k ORDER BY k"""
    )
    seen = [(n, lost) for _, n, lost in rows if n >= FEWEST_LOST]
    if len(seen) < FEWEST_YEARS or sum(lost for _, lost in seen) < FEWEST_LOST:
        return None
    return fit_retention([n for n, _ in seen], [lost for _, lost in seen])
