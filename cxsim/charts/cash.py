"""Money over time: cumulative cash as bands, and the plan as a line."""

from __future__ import annotations

import math

import pandas as pd

from cxsim.charts.axes import Span, ticks, year_end, year_ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, band, figure, line, rule
from cxsim.results import Result
from cxsim.text.comparing import futures
from cxsim.text.language import Language
from cxsim.text.phrase import YEARS


def cash(result: Result, before: Result | None, span: Span, language: Language) -> Picture:
    """Return the picture of cumulative cash, undiscounted."""
    bands = result.bands["cash"]
    earlier = None if before is None else before.bands["cash"]["p50"]
    currency = result.scenario.currency
    years = bands[bands.index % 12 == 0]
    heads = ("P5", "P25", "P50", "P75", "P95", language.say("Plan"))
    return Picture(
        lambda: _draw(result, bands, earlier, span, language),
        _sentence(result, language),
        (language.say("When"), *heads),
        tuple(
            (
                year_end(month // 12, result.scenario.horizon.start, language),
                *(language.money(amount, currency) for amount in amounts),
            )
            for month, amounts in zip(years.index, years.to_numpy(), strict=True)
        ),
    )


def _sentence(result: Result, language: Language) -> str:
    bands, currency = result.bands["cash"], result.scenario.currency
    if bands["p50"].iloc[-1] < 0:
        return language.say(
            "In {futures} it is not back within {horizon}, and half of all end {behind} or more "
            "behind; if everything went to plan it would be {plan}. Undiscounted; "
            "each month is ranked by itself.",
            futures=futures(1 - result.chance_of_payback, language),
            horizon=language.quantity(result.scenario.horizon.years, YEARS),
            behind=language.money(-bands["p50"].iloc[-1], currency),
            plan=language.money(bands["plan"].iloc[-1], currency),
        )
    month = result.percentiles("payback_months")["p50"]
    if math.isfinite(month):
        return language.say(
            "Half of the futures have their money back by month {month}, and half end with more "
            "than {median} in hand; if everything went to plan it would be {plan}. Undiscounted; "
            "each month is ranked by itself.",
            month=language.number(math.ceil(month)),
            median=language.money(bands["p50"].iloc[-1], currency),
            plan=language.money(bands["plan"].iloc[-1], currency),
        )
    return language.say(
        "Half of the futures end with more than {median} in hand; if everything went to plan it "
        "would be {plan}. Undiscounted; each month is ranked by itself.",
        median=language.money(bands["p50"].iloc[-1], currency),
        plan=language.money(bands["plan"].iloc[-1], currency),
    )


def _draw(
    result: Result,
    bands: pd.DataFrame,
    earlier: pd.Series[float] | None,
    span: Span,
    language: Language,
) -> Figure:
    months = bands.index
    traces = [
        band(months, bands["p5"], bands["p95"], "accent-faint", language.say("9 in 10")),
        band(months, bands["p25"], bands["p75"], "accent-soft", language.say("half")),
    ]
    if earlier is not None:
        ghost = {"color": PALETTE["ghost"], "width": 1.5}
        traces.append(line(x=earlier.index, y=earlier, line=ghost, showlegend=False))
    median = {"color": PALETTE["accent"], "width": 2.5}
    plan = {"color": PALETTE["ink"], "width": 1.5, "dash": "dash"}
    traces.append(line(x=months, y=bands["p50"], line=median, name=language.say("median")))
    traces.append(line(x=months, y=bands["plan"], line=plan, showlegend=False))
    named = {  # on the line itself: the legend stays on one line
        "text": language.say("plan"),
        "x": months[-1],
        "y": bands["plan"].iloc[-1],
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": PALETTE["ink"], "size": 12},
    }
    horizon, currency = result.scenario.horizon, result.scenario.currency
    return figure(
        traces,
        xaxis=year_ticks(horizon.months, horizon.start, language),
        yaxis=ticks(span, 5, lambda amount: language.money(amount, currency)),
        shapes=[rule(y=0)],
        annotations=[named],
    )
