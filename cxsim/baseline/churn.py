"""Churn: from days of leaving, with those still there counted as not yet lost; or from a status."""

from __future__ import annotations

from dataclasses import dataclass

from cxsim.baseline.company import WHOLE, YEAR, Company
from cxsim.baseline.estimates import Estimate, yearly_churn, yearly_churn_of_period


@dataclass(frozen=True)
class Losses:
    """Who was lost in a cell.

    Parameters
    ----------
    customers, lost : int
    years : float
        That they were watched, all together; of a status, those of its period.
    period : float
        Length of the status's period in years; 0 where days are known.
    """

    customers: int
    lost: int
    years: float
    period: float = 0.0

    @property
    def estimate(self) -> Estimate | None:
        """Churn a year."""
        if self.period:
            return yearly_churn_of_period(self.lost, self.customers, self.period)
        return yearly_churn(self.lost, self.years, self.customers)

    @property
    def share(self) -> float:
        """Part of the customers that was lost."""
        return self.lost / self.customers if self.customers else 0.0


def losses(firm: Company) -> dict[tuple[str, int], Losses]:
    """Return the losses by group and segment; none where the files do not say who has left."""
    if "customers.ended" in firm.known:
        return _dated(firm)
    if "customers.gone" in firm.known:
        return _by_status(firm)
    return {}


def _dated(firm: Company) -> dict[tuple[str, int], Losses]:
    """Watch each span from the day after an answer; the group over the last year of the files."""
    end = f"DATE '{firm.last}'"
    rows = []
    if "survey.day" in firm.known:
        rows = firm.rows(
            f"""SELECT grp, segment, count(DISTINCT customer), count(*) FILTER (gone),
                sum(until - since) / {YEAR}
            FROM spans WHERE until > since GROUP BY grp, segment"""
        )
    rows += firm.rows(
        f"""SELECT grp, {WHOLE}, count(*), count(*) FILTER (ended <= {end}),
            sum(least(coalesce(ended, {end}), {end}) - a) / {YEAR}
        FROM (SELECT grp, ended, greatest(coalesce(started, {end} - 365), {end} - 365) AS a
            FROM base)
        WHERE a < {end} AND (ended IS NULL OR ended > a) GROUP BY grp"""
    )
    return {(g, s): Losses(n, lost, float(years or 0)) for g, s, n, lost, years in rows}


def _by_status(firm: Company) -> dict[tuple[str, int], Losses]:
    """Count those whose status says that they left, in the period it stands for."""
    period = float(firm.one("SELECT max(status_years) FROM base") or 0.0)
    watched = "sum(coalesce(tenure, 0)) / 12" if not period else f"count(*) * {period}"
    last = "SELECT customer, last(segment ORDER BY day, row) AS segment FROM answers"
    rows = firm.rows(
        f"""SELECT grp, coalesce(segment, {WHOLE}), count(*), count(*) FILTER (gone), {watched}
        FROM base LEFT JOIN ({last} GROUP BY customer) USING (customer)
        WHERE gone IS NOT NULL GROUP BY GROUPING SETS ((grp, segment), (grp))
        HAVING GROUPING(segment) = 1 OR segment IS NOT NULL"""
    )
    return {(g, s): Losses(n, lost, float(w), period) for g, s, n, lost, w in rows}


def losses_by_score(firm: Company) -> list[tuple[float, int, int]]:
    """Return, for each score of the last answer, the customers and those of them who have left."""
    if not {"customers.ended", "customers.gone"} & firm.known:
        return []
    return [
        (score, n, lost)
        for score, n, lost in firm.rows(
            """SELECT score, count(*), count(*) FILTER (coalesce(gone, ended IS NOT NULL))
            FROM base JOIN (SELECT customer, last(score ORDER BY day, row) AS score
                FROM answers WHERE score IS NOT NULL GROUP BY customer) USING (customer)
            GROUP BY score ORDER BY score"""
        )
    ]
