"""What a scenario implies for the company as it is, to be checked against its books."""

from __future__ import annotations

import math
from typing import NamedTuple

from cxsim.model.equations import monthly_rate, yearly_rate
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.numbers import mean
from cxsim.scenario.schema import Group


class Books(NamedTuple):
    """A group, or the whole company, without the programme, every number at its mean.

    Attributes
    ----------
    name : str
        Of the group; empty for the company.
    customers : float
        At the start.
    nps : float, points
        100·(promoters − detractors)/customers; NaN where there is none.
    churn : float, share a year
        1 − (1 − Σ p·m)^12, the mix drawn anew each month: a little above the segments' average.
    growth : float, share
        Change of the number of customers in the first year; NaN where there is none.
    revenue : float, currency a year
        Spending of the customers at the start: N·Σ p·purchases·spend.
    margin : float, currency a year
        Contribution margin of the same customers, after service, rewards and acquisition: twelve
        times that of the first month.
    """

    name: str
    customers: float
    nps: float
    churn: float
    growth: float
    revenue: float
    margin: float


class Implied(NamedTuple):
    """The books of each group, in the order of the file, and of the company."""

    groups: tuple[Books, ...]
    company: Books


class _Month(NamedTuple):
    """Sums over the customers of a group at the start; they add up over groups."""

    customers: float
    net_promoters: float
    lost: float
    revenue: float
    margin: float
    after_a_year: float


def books(scenario: Scenario) -> Implied:
    """Return what the scenario implies for each group and for the company."""
    months = [_month(group) for group in scenario.groups]
    names = [group.name for group in scenario.groups]
    groups = tuple(_books(name, month) for name, month in zip(names, months, strict=True))
    return Implied(
        groups, _books("", _Month(*(math.fsum(part) for part in zip(*months, strict=True))))
    )


def _month(group: Group) -> _Month:
    lost = won = spent = margin = 0.0
    shares = group.mix.expected_value
    for share, name in zip(shares, SEGMENTS, strict=True):
        segment = getattr(group, name)
        referrals = mean(segment.referrals_per_year)
        yearly = mean(segment.purchases_per_year) * mean(segment.spend_per_purchase)
        kept = mean(segment.gross_margin) * yearly - mean(segment.cost_to_serve)
        lost += share * monthly_rate(mean(segment.churn))
        won += share * referrals / 12
        spent += share * yearly
        margin += share * (kept - max(0.0, referrals) * mean(group.referral_cost))
    start = customers = mean(group.customers)
    new = mean(group.new_customers_per_year)
    for _ in range(12):
        customers = customers * max(0.0, 1 - lost + won) + new / 12
    bought = new * mean(group.acquisition_cost)
    return _Month(
        start,
        start * (shares[0] - shares[2]),
        start * lost,
        start * spent,
        start * margin - bought,
        customers,
    )


def _books(name: str, month: _Month) -> Books:
    start = month.customers
    none = math.nan
    return Books(
        name,
        start,
        100 * month.net_promoters / start if start else none,
        yearly_rate(month.lost / start) if start else none,
        month.after_a_year / start - 1 if start else none,
        month.revenue,
        month.margin,
    )
