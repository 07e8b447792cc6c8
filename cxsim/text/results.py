"""How the results are called, in which unit they are shown, and what they mean."""

from __future__ import annotations

import math

from cxsim.text.labels import Label
from cxsim.text.language import DASH, Language
from cxsim.text.phrase import MONTHS, POINTS, YEARS, Phrase, say

RESULT_LABELS: dict[str, Label] = {
    "roi": Label(say("ROI"), "ratio", say("(Benefit − cost)/cost, undiscounted.")),
    "roi_pv": Label(say("ROI on present values"), "ratio", say("The same, discounted.")),
    "npv": Label(
        say("Net present value"),
        "money",
        say("Benefit minus cost over the horizon, in today's money. No terminal value."),
    ),
    "benefit": Label(
        say("Benefit"), "money", say("Contribution margin credited to the programme, undiscounted.")
    ),
    "cost": Label(say("Cost"), "money", say("What the programme costs, undiscounted.")),
    "revenue": Label(
        say("Revenue (memo)"),
        "money",
        say("Added spending before attribution; margin, not revenue, pays the programme back."),
    ),
    "payback_months": Label(
        say("Payback"), "months", say("Months until the money is back for good, undiscounted.")
    ),
    "payback_months_discounted": Label(
        say("Discounted payback"), "months", say("The same in today's money.")
    ),
    "beyond_horizon": Label(
        say("Beyond the horizon (memo)"),
        "money",
        say("Lifetime value of the customers gained by the end; in no sum."),
    ),
}

FLOW_NAMES: dict[str, Phrase] = {
    "revenue": say("Revenue (memo)"),
    "benefit": say("Benefit credited"),
    "cost": say("Cost"),
    "net": say("Net"),
    "cumulative": say("Cumulative"),
}

STATISTIC_NAMES: dict[str, Phrase] = {
    "mean": say("Mean"),
    "standard_error": say("Standard error of the mean"),
}


def show(value: float | None, unit: str, currency: str, language: Language) -> str:
    """Return a value in its unit: a share of 0.125 as 12.5 %, money with its currency."""
    if value is None or not math.isfinite(value):
        return DASH
    if unit == "money":
        return language.money(value, currency)
    if unit == "share" and 0 < value < 1:
        return language.chance(value, 1)
    if unit in ("share", "ratio"):
        return language.percent(value, 0 if abs(value) >= 0.9995 else 1)
    if unit == "months":
        return language.quantity(value, MONTHS, 1)
    if unit == "years":
        return language.quantity(value, YEARS)
    if unit == "points":
        return language.quantity(100 * value, POINTS, 1)
    return language.number(value, 2)


def year_name(year: int, language: Language) -> str:
    """Return how a row of the year table is headed."""
    return str(year) if year else language.say("Start")
