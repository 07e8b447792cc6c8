"""What a scenario implies for the company as it is, to be checked against its books."""

from __future__ import annotations

from typing import NamedTuple

from cxsim.model.kernel import monthly_rate, yearly_rate
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.numbers import mean


class Books(NamedTuple):
    """One group without the programme, every number at its mean.

    Attributes
    ----------
    name : str
    churn : float, share a year
        1 − (1 − Σ p·m)^12, the mix drawn anew each month: a little above the segments' average.
    growth : float, share
        Change of the number of customers in the first year; NaN where there is none.
    """

    name: str
    churn: float
    growth: float


def books(scenario: Scenario) -> list[Books]:
    """Return the implied churn and growth of each group, in the order of the file."""
    found = []
    for group in scenario.groups:
        lost = won = 0.0
        for share, name in zip(group.mix.expected_value, SEGMENTS, strict=True):
            segment = getattr(group, name)
            lost += share * monthly_rate(mean(segment.churn))
            won += share * mean(segment.referrals_per_year) / 12
        start = customers = mean(group.customers)
        for _ in range(12):
            customers = (
                customers * max(0.0, 1 - lost + won) + mean(group.new_customers_per_year) / 12
            )
        growth = customers / start - 1 if start else float("nan")
        found.append(Books(group.name, yearly_rate(lost), growth))
    return found
