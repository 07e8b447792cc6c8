"""Cumulative cash of a scenario beside that of the base: a median and a band each."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from cxsim.charts.axes import Span, fit, ticks, year_end, year_ticks
from cxsim.charts.comparison import short
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, band, escape, figure, line, rule
from cxsim.comparison import Comparison
from cxsim.text.language import DASH, Language


def cash_beside(comparison: Comparison, place: int, language: Language) -> Picture:
    """Return both medians, undiscounted, each with the half of the futures around it."""
    spans = [fit("cash", result) for result in comparison.results]
    span = min(low for low, _ in spans), max(high for _, high in spans)
    ours, base = (comparison.results[i].bands["cash"] for i in (place, comparison.base))
    currency, start = comparison.currency, _start(comparison)
    months = sorted({m for each in (ours, base) for m in each.index if m % 12 == 0})
    names = comparison.names[place], comparison.names[comparison.base]
    return Picture(
        lambda: _draw(comparison, place, span, language),
        _sentence(comparison, place, language),
        (
            language.say("When"),
            *(language.say("{name}, median", name=name) for name in names),
            *(language.say("{name}, half of the futures", name=name) for name in names),
        ),
        tuple(
            (
                year_end(month // 12, start, language),
                *(_median(each, month, currency, language) for each in (ours, base)),
                *(_half(each, month, currency, language) for each in (ours, base)),
            )
            for month in months
        ),
    )


def _start(comparison: Comparison) -> str | None:
    """When they all start; None where they do not start together, and years are counted."""
    starts = {scenario.horizon.start for scenario in comparison.scenarios}
    return starts.pop() if len(starts) == 1 else None


def _median(cash: pd.DataFrame, month: int, currency: str, language: Language) -> str:
    return language.money(cash["p50"].get(month, math.nan), currency)


def _half(cash: pd.DataFrame, month: int, currency: str, language: Language) -> str:
    if month not in cash.index:
        return DASH
    low, high = (language.money(cash[p][month], currency) for p in ("p25", "p75"))
    return language.say("{low} to {high}", low=low, high=high)


def _sentence(comparison: Comparison, place: int, language: Language) -> str:
    ours, base = (comparison.results[i].bands["cash"]["p50"] for i in (place, comparison.base))
    texts = {
        "name": comparison.names[place],
        "base": comparison.names[comparison.base],
        "ours": language.money(ours.iloc[-1], comparison.currency),
        "theirs": language.money(base.iloc[-1], comparison.currency),
        "low": language.money(ours.min(), comparison.currency),
        "lowest": language.money(base.min(), comparison.currency),
    }
    return language.say(
        "At the end half of the futures have {ours} or more with “{name}”, and {theirs} with "
        "“{base}”; at its lowest the median stands at {low}, and at {lowest}. Dashed: “{base}”.",
        **texts,
    )


def _draw(comparison: Comparison, place: int, span: Span, language: Language) -> Figure:
    ours, base = (comparison.results[i] for i in (place, comparison.base))
    longest = max(ours.scenario.horizon.months, base.scenario.horizon.months)
    start, currency = _start(comparison), comparison.currency
    return figure(
        [
            *_ours(ours.bands["cash"], comparison.names[place]),
            *_base(base.bands["cash"], comparison.names[comparison.base]),
        ],
        xaxis=year_ticks(longest, start, language),
        yaxis=ticks(span, 5, lambda amount: language.money(amount, currency)),
        shapes=[rule(y=0)],
    )


def _ours(cash: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    stroke = {"color": PALETTE["accent"], "width": 2.5}
    shade = band(cash.index, cash["p25"], cash["p75"], "accent-soft", name)
    median = line(x=cash.index, y=cash["p50"], line=stroke, name=escape(short(name)))
    return [{**shade, "showlegend": False}, median]


def _base(cash: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    """The base is dashed, its band two dotted lines: no colour tells the two apart alone."""
    edge = {"color": PALETTE["ink"], "width": 1, "dash": "dot"}
    stroke = {"color": PALETTE["ink"], "width": 2, "dash": "dash"}
    ends = [line(x=cash.index, y=cash[p], line=edge, showlegend=False) for p in ("p25", "p75")]
    return [*ends, line(x=cash.index, y=cash["p50"], line=stroke, name=escape(short(name)))]
