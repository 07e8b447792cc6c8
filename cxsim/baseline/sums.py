"""Sums over the customers of each cell: how often a year, and how much each time."""

from __future__ import annotations

from datetime import date

from cxsim.baseline.company import WHOLE, YEAR, Company
from cxsim.baseline.estimates import Sums
from cxsim.baseline.shrinkage import Cell

PURCHASES = ("count(*) FILTER (amount > 0)", "sum(amount)")
"""What counts as one, and what it brings."""
KIND = {"money": "transactions", "service": "contacts"}


def periods(firm: Company) -> str:
    """Return the query of the times over which spending is summed, by customer and segment.

    In a segment the span after each answer; of a whole group (segment WHOLE) the last year, each
    customer from the start to the end. Undated answers hold for all the time there is.
    """
    end = f"DATE '{firm.last}'"
    since, until = "since + 1", "until + 1"
    if firm.backward:
        since, until = "greatest(since - 365, coalesce(started, since - 365))", "since"
    if "survey.day" not in firm.known:
        since, until = "started", f"coalesce(ended, {end}) + 1"
    seen = "(SELECT customer, min(day) AS seen FROM money GROUP BY customer)"
    begins = "coalesce(started, seen)" if "customers.started" not in firm.known else "started"
    joined = f"base LEFT JOIN {seen} USING (customer)" if "seen" in begins else "base"
    return f"""
        SELECT customer, grp, segment, {since} AS a, {until} AS b FROM spans
        UNION ALL
        SELECT customer, grp, {WHOLE}, greatest(coalesce({begins}, {end} - 365), {end} - 365),
            coalesce(least(ended, {end}), {end}) + 1
        FROM {joined}"""


def cell_sums(firm: Company) -> dict[Cell, tuple[Sums, Sums]]:
    """Return, by group and segment, the sums of purchases a year and of spend per purchase."""
    return sums_of(firm, "money", *PURCHASES, each=True)


def sums_of(
    firm: Company, table: str, events: str, amount: str, each: bool
) -> dict[Cell, tuple[Sums, Sums]]:
    """Return, by group and segment, the sums of how often a year and of how much.

    Parameters
    ----------
    firm : Company
    table : {"money", "service"}
    events, amount : str
        What is counted, and what is summed, of a customer's rows.
    each : bool
        Whether the amount is set against the events, or against the years.

    Returns
    -------
    dict
        Two sums: of events over years, and of amounts over events or years.
    """
    rows = firm.rows(cell_query(table, periods(firm), events, amount, firm.days[KIND[table]]))
    found = {}
    for grp, segment, *sums in rows:
        customers, years, n, v, yy, nn, vv, yn, nv, yv = sums
        x, xx, xv = (n, nn, nv) if each else (years, yy, yv)
        found[grp, segment] = (
            Sums(customers, years, n, yy, nn, yn),
            Sums(customers, x, v, xx, vv, xv),
        )
    return found


def cell_query(table: str, spells: str, events: str, amount: str, days: tuple[date, date]) -> str:
    """Return the query that sums over the customers of each cell, in one pass over the table."""
    return f"""
        WITH w AS (SELECT DATE '{days[0]}' AS a0, DATE '{days[1]}' + 1 AS b0),
        s AS (SELECT customer, grp, segment, greatest(coalesce(a, a0), a0) AS a,
                least(coalesce(b, b0), b0) AS b FROM ({spells}), w WHERE b > a0),
        t AS (SELECT s.customer, s.segment, {events} AS n, {amount} AS v
            FROM {table} m JOIN s ON m.customer = s.customer AND m.day >= s.a AND m.day < s.b
            GROUP BY s.customer, s.segment),
        x AS (SELECT customer, grp, segment, sum(b - a) / {YEAR} AS years
            FROM s WHERE b > a GROUP BY customer, grp, segment),
        j AS (SELECT grp, segment, years, coalesce(n, 0)::DOUBLE AS n, coalesce(v, 0) AS v
            FROM x LEFT JOIN t USING (customer, segment))
        SELECT grp, segment, count(*), sum(years), sum(n), sum(v), sum(years * years), sum(n * n),
            sum(v * v), sum(years * n), sum(n * v), sum(years * v)
        FROM j GROUP BY grp, segment"""
