"""The gap between promoters and detractors, as it is and among customers otherwise alike."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxsim.baseline.company import YEAR, Company
from cxsim.baseline.estimates import Z90

Floats = NDArray[np.float64]
BANDS = 4
FEWEST_IN_STRATUM = 5


@dataclass(frozen=True)
class Gap:
    """Promoters less detractors, in one driver.

    Parameters
    ----------
    field : {"spend", "churn"}
        Money a customer a year; share lost a year.
    raw, matched : (float, float, float)
        The gap, and the ends of its 90 % interval: over all, and within strata of group and tenure
        that hold enough of both.
    kept : float
        Part of the customers that are in one of these.
    """

    field: str
    raw: tuple[float, float, float]
    matched: tuple[float, float, float] | None
    kept: float

    @property
    def remaining(self) -> float | None:
        """Part of the raw gap that is left once customers are matched; None without a clear gap."""
        if self.matched is None or self.raw[1] <= 0 <= self.raw[2]:
            return None
        return self.matched[0] / self.raw[0]


def gaps(firm: Company) -> list[Gap]:
    """Return the gaps that the files can show; none without answers that have days."""
    if not {"survey.day", "survey.customer"} <= firm.known:
        return []
    found = []
    if "transactions.amount" in firm.known and not firm.backward:
        found.append(_gap("spend", _rows(firm, "coalesce(v, 0)")))
    if "customers.ended" in firm.known:
        found.append(_gap("churn", _rows(firm, "gone::INT")))
    return [gap for gap in found if gap is not None]


def _rows(firm: Company, amount: str) -> Floats:
    """Return stratum, segment, years and amount of each span, of promoters and detractors."""
    money = "(SELECT NULL::VARCHAR AS customer, NULL::DATE AS since, 0.0 AS v WHERE false)"
    if amount != "gone::INT":
        money = """(SELECT s.customer, s.since, sum(m.amount) AS v FROM money m JOIN spans s
            ON m.customer = s.customer AND m.day > s.since AND m.day <= s.until
            GROUP BY s.customer, s.since)"""
    rows = firm.connection.execute(
        f"""SELECT dense_rank() OVER (ORDER BY grp) * {BANDS}
                + ntile({BANDS}) OVER (PARTITION BY grp ORDER BY coalesce(since - started, 0)),
            segment, (until - since) / {YEAR}, {amount}
        FROM spans LEFT JOIN {money} USING (customer, since)
        WHERE segment <> 1 AND until > since"""
    ).fetchnumpy()
    return np.column_stack([np.asarray(column, dtype=float) for column in rows.values()])


def _gap(field: str, rows: Floats) -> Gap | None:
    """Return the gap of a table of stratum, segment, years, amount."""
    raw = _difference(rows)
    if raw is None:
        return None
    parts, weights = [], []
    for stratum in np.unique(rows[:, 0]):
        inside = rows[rows[:, 0] == stratum]
        smaller = min(np.sum(inside[:, 1] == s) for s in (0, 2))
        part = _difference(inside) if smaller >= FEWEST_IN_STRATUM else None
        if part is not None:
            parts.append(part)
            weights.append(len(inside))
    matched = None
    if parts:
        w = np.array(weights) / np.sum(weights)
        value = float(w @ [part[0] for part in parts])
        sd = math.sqrt(float(w**2 @ [part[1] ** 2 for part in parts]))
        matched = value, value - Z90 * sd, value + Z90 * sd
    ends = raw[0], raw[0] - Z90 * raw[1], raw[0] + Z90 * raw[1]
    return Gap(field, ends, matched, sum(weights) / len(rows))


def _difference(rows: Floats) -> tuple[float, float] | None:
    """Return the rate of promoters less that of detractors, and its standard error."""
    rates = [_rate(rows[rows[:, 1] == segment]) for segment in (0, 2)]
    if rates[0] is None or rates[1] is None:
        return None
    (promoters, first), (detractors, second) = rates[0], rates[1]
    return promoters - detractors, math.hypot(first, second)


def _rate(rows: Floats) -> tuple[float, float] | None:
    years = rows[:, 2].sum()
    if len(rows) < 2 or years <= 0:
        return None
    value = rows[:, 3].sum() / years
    spread = np.sum((rows[:, 3] - value * rows[:, 2]) ** 2)
    return float(value), float(math.sqrt(len(rows) / (len(rows) - 1) * spread) / years)
