"""The drivers of each group and segment, each a distribution with its sampling error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxsim.baseline.churn import Losses, losses
from cxsim.baseline.company import WHOLE, YEAR, Company
from cxsim.baseline.estimates import Estimate, Sums, ratio
from cxsim.baseline.service import Account, accounts
from cxsim.baseline.shrinkage import Cell, Leaning, lean
from cxsim.baseline.sums import cell_sums
from cxsim.scenario.schema import SEGMENTS

FIELDS = (
    "purchases_per_year",
    "spend_per_purchase",
    "churn",
    "referrals_per_year",
    "cost_to_serve",
)


@dataclass(frozen=True)
class Drivers:
    """What the files say of each group.

    Parameters
    ----------
    customers : mapping of str to int
        There on the last day, by group.
    won : mapping of str to int or None
        Customers won in the last year; None where no day says when they began.
    mix : mapping of str to (int, int, int)
        Customers by their last answer: promoters, passives, detractors.
    cells : mapping of str to mapping of (str, int) to Leaning
        By field, then by group and segment.
    whole : mapping of str to mapping of str to Estimate
        By field, then by group: all its customers, asked or not.
    losses : mapping of (str, int) to Losses
    left_out : mapping of str to frozenset of str
        By field, the groups whose segments its data cannot tell apart.
    service : mapping of (str, int) to Account
        What the cost to serve is made of, of each cell by itself.
    """

    customers: Mapping[str, int]
    won: Mapping[str, int | None]
    mix: Mapping[str, tuple[int, int, int]]
    cells: Mapping[str, Mapping[Cell, Leaning]]
    whole: Mapping[str, Mapping[str, Estimate]]
    losses: Mapping[Cell, Losses]
    left_out: Mapping[str, frozenset[str]]
    service: Mapping[Cell, Account]


def drivers(firm: Company) -> Drivers:
    """Return the drivers that the files of a company hold."""
    lost = losses(firm)
    found = _spending(firm)
    found |= {"churn": {cell: each.estimate for cell, each in lost.items()}}
    service = accounts(firm)
    served: dict[Cell, Estimate | None] = {cell: each.cost for cell, each in service.items()}
    found |= {"referrals_per_year": _referrals(firm), "cost_to_serve": served}
    sizes = _sizes(firm)
    leaky = {"churn": frozenset(g for g in firm.groups if is_leaky(lost, g))}
    cells, whole = {}, {}
    for field, estimates in found.items():
        groups = {g: e for (g, s), e in estimates.items() if s == WHOLE and e is not None}
        apart = {
            (g, s): estimates.get((g, s))
            for g in groups
            for s in range(len(SEGMENTS))
            if g not in leaky.get(field, frozenset())
        }
        whole[field] = groups
        if any(e is not None for e in apart.values()):
            cells[field] = lean(apart, groups, sizes)
    return Drivers(_present(firm), _won(firm), _mix(firm), cells, whole, lost, leaky, service)


def is_leaky(lost: Mapping[Cell, Losses], group: str) -> bool:
    """Whether a segment of a group lost nobody, or everybody, where chance cannot be the reason.

    It cannot where the group's own share of losses makes that rarer than 1 in 1,000.
    """
    whole = lost.get((group, WHOLE))
    for segment in range(len(SEGMENTS)):
        cell = lost.get((group, segment))
        if whole is None or cell is None or not cell.customers or not 0 < whole.share < 1:
            continue
        usual = (
            whole.lost / whole.years * cell.years / cell.customers if cell.years else whole.share
        )
        usual = min(max(usual, 1e-9), 1 - 1e-9)
        if cell.lost == 0 and (1 - usual) ** cell.customers < 1e-3:
            return True
        if cell.lost == cell.customers and usual**cell.customers < 1e-3:
            return True
    return False


def _spending(firm: Company) -> dict[str, dict[Cell, Estimate | None]]:
    """Purchases a year and spend per purchase: of transactions, or of a monthly charge."""
    if "transactions.amount" in firm.known and "transactions" in firm.days:
        sums = cell_sums(firm)
        return {
            "purchases_per_year": {cell: ratio(pair[0]) for cell, pair in sums.items()},
            "spend_per_purchase": {cell: ratio(pair[1]) for cell, pair in sums.items()},
        }
    if "customers.charge" not in firm.known:
        return {}
    charged = _means(firm, "charge", "1.0")
    monthly = {cell: Estimate(12.0, 0.0, e.customers) for cell, e in charged.items() if e}
    return {"purchases_per_year": dict(monthly), "spend_per_purchase": charged}


def _means(firm: Company, amount: str, weight: str) -> dict[Cell, Estimate | None]:
    """Return Σ amount/Σ weight over the listed customers, by cell."""
    last = "SELECT customer, last(segment ORDER BY day, row) AS segment FROM answers"
    rows = firm.rows(
        f"""SELECT grp, coalesce(segment, {WHOLE}), count(*), sum(x), sum(y), sum(x * x),
            sum(y * y), sum(x * y)
        FROM (SELECT grp, segment, ({weight})::DOUBLE AS x, ({amount})::DOUBLE AS y FROM base
            LEFT JOIN ({last} GROUP BY customer) USING (customer))
        WHERE x IS NOT NULL AND y IS NOT NULL
        GROUP BY GROUPING SETS ((grp, segment), (grp))
        HAVING GROUPING(segment) = 1 OR segment IS NOT NULL"""
    )
    return {(g, s): ratio(Sums(n, x, y, xx, yy, xy)) for g, s, n, x, y, xx, yy, xy in rows}


def _referrals(firm: Company) -> dict[Cell, Estimate | None]:
    """Customers won by recommendation, for each year that a customer has been one."""
    if "customers.referrals" in firm.known:
        amount = "referrals"
    elif "customers.referred_by" in firm.known:
        amount = "(SELECT count(*) FROM base o WHERE o.referred_by = base.customer)::DOUBLE"
    else:
        return {}
    years = "tenure / 12"
    if "customers.tenure" not in firm.known:
        if "customers.started" not in firm.known:
            return {}
        end = f"DATE '{firm.last}'"
        years = f"greatest(0, least(coalesce(ended, {end}), {end}) - started) / {YEAR}"
    return _means(firm, amount, years)


def _sizes(firm: Company) -> dict[Cell, int]:
    rows = firm.rows(
        """SELECT b.grp, a.segment, count(DISTINCT a.customer) FROM answers a
        JOIN base b USING (customer) WHERE a.segment IS NOT NULL GROUP BY b.grp, a.segment"""
    )
    return {(g, s): n for g, s, n in rows}


def _mix(firm: Company) -> dict[str, tuple[int, int, int]]:
    """Count customers by their last answer; rows without a customer count one by one."""
    rows = firm.rows(
        """SELECT grp, count(*) FILTER (segment = 0), count(*) FILTER (segment = 1),
            count(*) FILTER (segment = 2)
        FROM (SELECT b.grp, last(a.segment ORDER BY a.day, a.row) AS segment FROM answers a
            JOIN base b USING (customer) WHERE a.segment IS NOT NULL GROUP BY b.grp, customer)
        GROUP BY grp"""
    )
    if rows or "survey.customer" in firm.known:
        return {g: (p, n, d) for g, p, n, d in rows}
    [counts] = firm.rows(
        """SELECT count(*) FILTER (segment = 0), count(*) FILTER (segment = 1),
        count(*) FILTER (segment = 2) FROM answers"""
    )
    return {firm.groups[0]: counts} if sum(counts) else {}


def _present(firm: Company) -> dict[str, int]:
    end = f"DATE '{firm.last}'" if firm.last else "NULL::DATE"
    rows = firm.rows(
        f"""SELECT grp, count(*) FILTER (NOT coalesce(gone, ended <= {end}, false))
        FROM base GROUP BY grp"""
    )
    return dict(rows)


def _won(firm: Company) -> dict[str, int | None]:
    if "customers.tenure" in firm.known and "customers.started" not in firm.known:
        return dict(firm.rows("SELECT grp, count(*) FILTER (tenure <= 12) FROM base GROUP BY grp"))
    if "customers.started" not in firm.known:
        return dict.fromkeys(firm.groups)
    rows = firm.rows(
        f"""SELECT grp, count(*) FILTER (started > DATE '{firm.last}' - 365 AND referred_by IS NULL)
        FROM base GROUP BY grp"""
    )
    return dict(rows)
