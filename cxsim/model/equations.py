"""The equations of the model: Python that numba compiles, and rates that arrays may have too."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numba.extending import register_jitable

from cxsim.distributions import Floats

Rate = TypeVar("Rate", float, Floats)


def monthly_rate(yearly: Rate) -> Rate:
    """Monthly rate of loss that compounds to a yearly one: 1 − (1 − churn)^(1/12)."""
    kept: Rate = (1.0 - yearly) ** (1.0 / 12.0)
    return 1.0 - kept


def yearly_rate(monthly: Rate) -> Rate:
    """Yearly rate of loss that a monthly one compounds to: 1 − (1 − m)^12."""
    kept: Rate = (1.0 - monthly) ** 12.0
    return 1.0 - kept


@register_jitable
def effect(month: int, delay: float, ramp: float, s_curve: bool) -> float:
    """Share of the full effect in a month: e(t) before any fade."""
    elapsed = month - delay
    begun = 1.0 if elapsed > 0.0 else 0.0
    grown = min(1.0, max(0.0, elapsed / (ramp if ramp > 0.0 else 1.0)))
    x = grown if ramp > 0.0 else begun
    return x * x * (3.0 - 2.0 * x) if s_curve else x


@register_jitable
def move(
    promoters: float, passives: float, detractors: float, uplift: float, from_detractors: float
) -> tuple[float, float, float]:
    """The mix q after an uplift u of the promoters' share."""
    gained, lost = max(0.0, uplift), min(promoters, max(0.0, -uplift))
    left = min(detractors, from_detractors * gained)
    from_passives = min(passives, gained - left)
    left = min(detractors, gained - from_passives)
    return (
        promoters + left + from_passives - lost,
        passives - from_passives + (1.0 - from_detractors) * lost,
        detractors - left + from_detractors * lost,
    )


@register_jitable
def referred(referrals: float, uplift: float) -> float:
    """Referrals a year after an uplift; where customers put others off, it puts off fewer."""
    if referrals >= 0.0:
        return referrals * (1.0 + max(-1.0, uplift))
    return referrals * (1.0 - min(1.0, uplift))


@register_jitable
def score(net_promoters: float, customers: float) -> float:
    """Net promoter score in points; NaN where there is no customer."""
    return 100.0 * net_promoters / customers if customers > 0.0 else np.nan
