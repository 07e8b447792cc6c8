"""Service contacts: how many are resolved at the first contact, and what the cost to serve is of.

The share resolved has Wilson's interval, of as many contacts as would know as much if each were
another customer's: contacts of one customer are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cxsim.baseline.company import Company
from cxsim.baseline.estimates import Estimate, Sums, ratio, wilson
from cxsim.baseline.shrinkage import Cell
from cxsim.baseline.sums import sums_of
from cxsim.baseline.survey import FEWEST

AGAIN = 30
"""Days within which another contact of the same customer is taken for one about the same."""
KEYS = {"all": "''", "group": "b.grp", "month": "strftime(s.day, '%Y-%m')"}


@dataclass(frozen=True)
class Resolution:
    """Contacts of a part that were resolved at first contact (FCR).

    Parameters
    ----------
    by : {"all", "group", "month"}
    name : str
        Of the group; of a month 2026-03.
    sums : Sums
        Over customers: x the contacts of which it is known, y those resolved.
    """

    by: Literal["all", "group", "month"]
    name: str
    sums: Sums

    @property
    def contacts(self) -> int:
        """Contacts of which it is known."""
        return round(self.sums.x)

    @property
    def rate(self) -> tuple[float, float, float]:
        """Share resolved, and the ends of its interval of 95 %."""
        return wilson(self.sums.y / self._alike, self.sums.x / self._alike)

    @property
    def _alike(self) -> float:
        """How many contacts know as much as one would that is another customer's."""
        sums, estimate = self.sums, ratio(self.sums)
        share = sums.y / sums.x
        if estimate is None or not 0 < share < 1:
            return max(1.0, sums.x / sums.customers)
        return max(1.0, estimate.sd**2 / (share * (1 - share) / sums.x))


@dataclass(frozen=True)
class Account:
    """What serving the customers of a cell costs: contacts a year × cost of a contact.

    Parameters
    ----------
    contacts : Estimate, a customer and year
    each : Estimate or None, currency
        Cost of a contact; None where there was none.
    cost : Estimate, currency a customer and year
    resolved : Estimate or None, share of contacts
        None where no file says it.
    unresolved : Estimate or None, currency a customer and year
        The part of the cost that contacts take which were not resolved at first contact.
    """

    contacts: Estimate
    each: Estimate | None
    cost: Estimate
    resolved: Estimate | None
    unresolved: Estimate | None


@dataclass(frozen=True)
class Outcome:
    """Contacts resolved at first contact, or those that were not.

    Parameters
    ----------
    contacts, watched, again : int
        All; those followed up for thirty days; those of them with another contact by then.
    cost : float, currency
        Of all; 0 where no file says it.
    """

    contacts: int
    watched: int
    again: int
    cost: float


def accounts(firm: Company) -> dict[Cell, Account]:
    """Return what the cost to serve is made of, by group and segment."""
    if "contacts.cost" not in firm.known or "contacts" not in firm.days:
        return {}
    priced = sums_of(firm, "service", "count(*)", "sum(cost)", each=True)
    yearly = sums_of(firm, "service", "count(*)", "sum(cost)", each=False)
    known = "contacts.resolved" in firm.known
    shares, missed = _first_contacts(firm) if known else ({}, {})
    found = {}
    for cell, (often, money) in yearly.items():
        contacts, cost = ratio(often), ratio(money)
        if contacts is not None and cost is not None:
            each = ratio(priced[cell][1])
            found[cell] = Account(contacts, each, cost, shares.get(cell), missed.get(cell))
    return found


def _first_contacts(
    firm: Company,
) -> tuple[Mapping[Cell, Estimate | None], Mapping[Cell, Estimate | None]]:
    """Return the share resolved at first contact, and the cost a year of those that were not."""
    shares = sums_of(firm, "service", "count(resolved)", "count(*) FILTER (resolved)", each=True)
    missed = "coalesce(sum(cost) FILTER (NOT resolved), 0)"
    costs = sums_of(firm, "service", "count(resolved)", missed, each=False)
    return (
        {cell: _share(ratio(pair[1])) for cell, pair in shares.items()},
        {cell: ratio(pair[1]) for cell, pair in costs.items()},
    )


def _share(estimate: Estimate | None) -> Estimate | None:
    return estimate and replace(estimate, shape="beta")


def resolutions(firm: Company) -> list[Resolution]:
    """Return the share resolved at first contact: in all, by group, by month.

    Parts with fewer than ten customers are left out.
    """
    if "contacts.resolved" not in firm.known:
        return []
    ways: list[Literal["all", "group", "month"]] = ["all"]
    ways += ["group"] if len(firm.groups) > 1 else []
    ways += ["month"] if "contacts" in firm.days else []
    found = []
    for by in ways:
        rows = firm.rows(
            f"""WITH c AS (SELECT {KEYS[by]} AS name,
                coalesce(s.customer, concat(s.file, ' ', s.row)) AS who,
                count(*)::DOUBLE AS x, (count(*) FILTER (s.resolved))::DOUBLE AS y
                FROM service s LEFT JOIN base b ON b.customer = s.customer
                WHERE s.resolved IS NOT NULL GROUP BY name, who)
            SELECT name, count(*), sum(x), sum(y), sum(x * x), sum(y * y), sum(x * y)
            FROM c WHERE name IS NOT NULL GROUP BY name ORDER BY name"""
        )
        found += [Resolution(by, name, Sums(*sums)) for name, *sums in rows if sums[0] >= FEWEST]
    return found


def outcomes(firm: Company) -> dict[bool, Outcome]:
    """Return what followed contacts that were resolved at first contact, and those that were not.

    Contacts of the last thirty days are not watched: what follows them is not known yet.
    """
    if "contacts.resolved" not in firm.known or "contacts" not in firm.days:
        return {}
    last = f"DATE '{firm.days['contacts'][1]}' - {AGAIN}"
    rows = firm.rows(
        f"""SELECT resolved, count(*), count(*) FILTER (day <= {last}),
            count(*) FILTER (day <= {last} AND following <= day + {AGAIN}), coalesce(sum(cost), 0)
        FROM (SELECT resolved, cost, day,
                lead(day) OVER (PARTITION BY customer ORDER BY day, file, row) AS following
            FROM service)
        WHERE resolved IS NOT NULL GROUP BY resolved"""
    )
    return {resolved: Outcome(*counts) for resolved, *counts in rows}
