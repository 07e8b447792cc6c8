"""The tail: how likely it is to end below any net present value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from cxsim.charts.axes import ticks, year_ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, figure, line, rule
from cxsim.downside.tails import Tails
from cxsim.results import Result
from cxsim.text.comparing import futures
from cxsim.text.downside import TAIL_LABELS, as_gain
from cxsim.text.language import Language
from cxsim.text.results import show

POINTS = 200
"""Places at which the curve is drawn."""


def tail(result: Result, found: Tails, language: Language) -> Picture:
    """Return the curve of the chance to end below an amount, with every figure of the tail."""
    say = language.say
    currency = result.scenario.currency
    rows = tuple(
        (
            language.read(label.name),
            show(as_gain(name, found.figures[name]), label.unit, currency, language),
            *((error(found, name, currency, language),) if found.errors else ()),
        )
        for name, label in TAIL_LABELS.items()
    )
    heads = (say("Figure"), say("Value"), *((say("Standard error"),) if found.errors else ()))
    sentence = _sentence(found, currency, language)
    return Picture(lambda: _draw(result, found, language), sentence, heads, rows)


def error(found: Tails, name: str, currency: str, language: Language) -> str:
    """Return the standard error of a figure as text; of a rate or share, in points."""
    unit = {"ratio": "points", "share": "points"}.get(TAIL_LABELS[name].unit, "")
    return show(found.errors[name], unit or TAIL_LABELS[name].unit, currency, language)


def _sentence(found: Tails, currency: str, language: Language) -> str:
    say = language.say
    figures = found.figures
    risk = figures["value_at_risk_95"]
    if math.isnan(risk):
        return say("There is no tail: some simulated futures gave no finite number.")
    texts = {name: language.money(abs(value), currency) for name, value in figures.items()}
    if risk <= 0:
        return say(
            "Even the worst twentieth of the futures begins at a gain of {gain}.",
            gain=texts["value_at_risk_95"],
        )
    return say(
        "One future in twenty loses more than {risk}, and those lose {mean} on average. Where "
        "anything is lost at all, it is {loss} on average.",
        risk=texts["value_at_risk_95"],
        mean=texts["conditional_value_at_risk_95"],
        loss=texts["loss_given_loss"],
    )


def _draw(result: Result, found: Tails, language: Language) -> Figure:
    npv, currency = found.lowest, result.scenario.currency
    places = np.unique(np.round(np.linspace(0, len(npv) - 1, POINTS)).astype(int))
    x, y = npv[places], (places + 0.5) / len(npv)
    inside = np.isfinite(x)
    x, y = x[inside], y[inside]
    if not len(x):
        return figure([], xaxis={"visible": False}, yaxis={"visible": False})
    low, high = min(float(x[0]), 0.0), max(float(x[-1]), 0.0) or 1.0
    span = low - 0.06 * (high - low), high  # room for the name of the leftmost mark
    lost = x < 0
    edge = [0.0] if lost.any() and not lost.all() else []
    fill = {
        "x": [*x[lost], *edge],
        "y": [*y[lost], *(float(np.interp(0.0, x, y)) for _ in edge)],
        "fill": "tozeroy",
        "fillcolor": PALETTE["loss-soft"],
    }
    traces = [
        line(**fill, line={"width": 0}, name=language.say("Loss")),
        line(x=x, y=y, line={"color": PALETTE["accent"], "width": 2.5}, name=language.say("Now")),
    ]
    marks = [(name, found.figures[name]) for name in ("p1", "p5")]
    shown = [(n.upper(), v, float(np.interp(v, x, y))) for n, v in marks if math.isfinite(v)]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [value for _, value, _ in shown],
            "y": [share for _, _, share in shown],
            "text": [name for name, _, _ in shown],
            "textposition": "top left",
            "hoverinfo": "skip",
            "marker": {"size": 9, "color": PALETTE["loss"]},
        }
    )
    return figure(
        traces,
        xaxis=ticks(span, 5, lambda amount: language.money(amount, currency)),
        yaxis=_shares(language),
        shapes=[rule(x=0)],
        showlegend=False,
    )


def _shares(language: Language) -> dict[str, Any]:
    """An axis from 0 to 100 %."""
    values = [0.0, 0.25, 0.5, 0.75, 1.0]
    texts = [language.percent(value) for value in values]
    return {"range": [-0.01, 1.05], "tickmode": "array", "tickvals": values, "ticktext": texts}


def payback(result: Result, found: Tails, language: Language) -> Picture:
    """Return the chance of being paid back by each month, plain and in today's money."""
    say = language.say
    horizon, chance = result.scenario.horizon, language.chance
    shares = found.payback
    months = [month for month in shares.index if month % 6 == 0]
    rows = tuple(
        (language.number(m), *(chance(shares.loc[m, c], 1) for c in ("plain", "discounted")))
        for m in months
    )
    header = (say("Month"), say("Paid back"), say("Paid back, discounted"))

    def draw() -> Figure:
        known = {
            "plain": (say("undiscounted"), {"color": PALETTE["accent"], "width": 2.5}),
            "discounted": (
                say("discounted"),
                {"color": PALETTE["ink"], "width": 2, "dash": "dash"},
            ),
        }
        traces = [
            line(x=shares.index, y=shares[column], line=stroke, name=name)
            for column, (name, stroke) in known.items()
        ]
        return figure(
            traces,
            xaxis=year_ticks(horizon.months, horizon.start, language),
            yaxis=_shares(language),
        )

    return Picture(draw, _payback_sentence(found, horizon.months, language), header, rows)


def _payback_sentence(found: Tails, last: int, language: Language) -> str:
    shares = found.payback
    ends = {c: futures(float(shares[c].iloc[-1]), language) for c in ("plain", "discounted")}
    half = shares.index[shares["plain"] >= 0.5]
    if len(half):
        return language.say(
            "Half of the futures are paid back for good by month {month}, {plain} by the end of "
            "the horizon, and {discounted} in today's money.",
            month=language.number(int(half[0])),
            **ends,
        )
    return language.say(
        "By the end of the horizon {plain} are paid back for good, and {discounted} in today's "
        "money.",
        **ends,
    )
