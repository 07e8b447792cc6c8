"""The channels through which a programme earns, and the draws with some of them shut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from cxsim.distributions import Floats
from cxsim.model import monthly_rate, yearly_rate
from cxsim.sampling import Draws
from cxsim.scenario import SEGMENTS
from cxsim.sensitivity.rerun import Rerun

CHANNELS = ("spending", "retained", "referred", "service", "acquisition")
"""Spending of a customer, customers retained, customers referred with their rewards, cost to serve,
cost of acquisition."""


def closed(again: Rerun, shut: Iterable[str]) -> Draws:
    """Return the draws with some channels shut: what they carry is the same with and without.

    A channel is shut by giving all segments of a group the average of the company as it is, trial
    by trial, so that a customer who moves between segments changes nothing in it, and by setting
    its levers to 0. The company without the programme stays as it was.
    """
    changes: dict[str, float | Floats] = {}
    for channel in shut:
        for group in again.result.scenario.groups:
            changes |= _SHUT[channel](_Averages(again, group.name))
        changes |= {f"programme.levers.{lever}": 0.0 for lever in _LEVERS[channel]}
    return again.held(changes)


class _Averages:
    """The averages of one group over its segments, trial by trial."""

    def __init__(self, again: Rerun, group: str) -> None:
        self.again = again
        self.place = f"groups.{group}"

    def segment(self, field: str) -> list[Floats]:
        return [self.again.values(f"{self.place}.{segment}.{field}") for segment in SEGMENTS]

    def mean(self, values: list[Floats]) -> Floats:
        shares = [self.again.values(f"{self.place}.mix.{segment}") for segment in SEGMENTS]
        return np.asarray(np.sum([p * v for p, v in zip(shares, values, strict=True)], axis=0))

    def alike(self, field: str, value: float | Floats) -> dict[str, float | Floats]:
        return {f"{self.place}.{segment}.{field}": value for segment in SEGMENTS}


def _shut_spending(group: _Averages) -> dict[str, float | Floats]:
    fields = ("gross_margin", "purchases_per_year", "spend_per_purchase")
    margins = [
        g * f * w for g, f, w in zip(*(group.segment(field) for field in fields), strict=True)
    ]
    average = group.mean(margins)
    return (
        group.alike("gross_margin", 1.0)
        | group.alike("purchases_per_year", 1.0)
        | group.alike("spend_per_purchase", average)
    )


def _shut_retained(group: _Averages) -> dict[str, float | Floats]:
    yearly: list[Any] = list(group.segment("churn"))
    average: Any = group.mean([np.asarray(monthly_rate(churn)) for churn in yearly])
    return group.alike("churn", np.asarray(yearly_rate(average)))


def _shut_referred(group: _Averages) -> dict[str, float | Floats]:
    """Referrals alike; what rewards cost on average stays, spread over the average referral.

    Where those who put others off outweigh the rest there is no such referral, and the rewards of
    the trial are left out, with the programme as without.
    """
    referrals = group.segment("referrals_per_year")
    average = group.mean(referrals)
    rewarded = group.mean([np.maximum(each, 0.0) for each in referrals])
    part = np.divide(rewarded, average, out=np.zeros_like(average), where=average > 0)
    reward = group.again.values(f"{group.place}.referral_cost") * part
    return group.alike("referrals_per_year", average) | {f"{group.place}.referral_cost": reward}


def _shut_service(group: _Averages) -> dict[str, float | Floats]:
    return group.alike("cost_to_serve", group.mean(group.segment("cost_to_serve")))


def _shut_acquisition(group: _Averages) -> dict[str, float | Floats]:
    return {}


_SHUT = {
    "spending": _shut_spending,
    "retained": _shut_retained,
    "referred": _shut_referred,
    "service": _shut_service,
    "acquisition": _shut_acquisition,
}
_LEVERS = {
    "spending": ("spend_uplift", "cross_sell"),
    "retained": ("churn_reduction",),
    "referred": ("referral_uplift",),
    "service": ("cost_to_serve_reduction",),
    "acquisition": ("acquisition_cost_reduction",),
}
