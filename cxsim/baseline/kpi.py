"""Measures from a few counts, for those without files; each by its definition."""

from __future__ import annotations

import math

from cxsim.baseline.estimates import wilson
from cxsim.baseline.survey import Nps


def churn_of_base(opening: float, lost: float) -> float:
    """Return the share lost of those who were there at the start.

    Not (start − end)/start, which hides every loss that a new customer has made up for.
    """
    if opening <= 0:
        raise ValueError("the opening base must be above 0")
    if not 0 <= lost <= opening:
        raise ValueError("the losses must lie between 0 and the opening base")
    return lost / opening


def yearly(churn: float, periods: float = 12) -> float:
    """Return the churn of a year from that of one of its periods: 1 − (1 − churn)^periods."""
    return -math.expm1(periods * math.log1p(-churn)) if churn < 1 else 1.0


def monthly(churn: float, periods: float = 12) -> float:
    """Return the churn of one period from that of a year: 1 − (1 − churn)^(1/periods)."""
    return -math.expm1(math.log1p(-churn) / periods) if churn < 1 else 1.0


def nps(promoters: int, passives: int, detractors: int) -> Nps:
    """Return the net promoter score from counted answers."""
    return Nps(promoters, passives, detractors)


def csat(satisfied: float, answers: float) -> tuple[float, float, float]:
    """Return the share satisfied, and the ends of its Wilson interval of 95 %."""
    return wilson(satisfied, answers)


def ces(counts: dict[int, float]) -> float:
    """Return the mean effort from how often each answer was given."""
    return math.fsum(k * n for k, n in counts.items()) / math.fsum(counts.values())


def clv(margin_a_year: float, churn: float, discount_rate: float) -> float:
    """Return what a customer is worth today over the whole of life, as the model counts it.

    margin a month × v/(1 − (1 − m)v), v = (1 + discount_rate)^(−1/12), m the monthly churn;
    infinite where nothing ever ends.
    """
    v = (1 + discount_rate) ** (-1 / 12)
    kept = (1 - monthly(churn)) * v
    return math.inf if kept >= 1 else margin_a_year / 12 * v / (1 - kept)
