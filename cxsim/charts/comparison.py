"""Scenarios side by side: the verdict, how each is spread, and the difference of two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from cxsim.charts.axes import Span, span_of, ticks
from cxsim.charts.distribution import Spread
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, line, rule
from cxsim.charts.rows import nothing
from cxsim.comparison import Comparison
from cxsim.comparison.differences import difference
from cxsim.comparison.pilot_first import pilotings
from cxsim.distributions import Floats
from cxsim.results import percentiles
from cxsim.text.comparing import (
    NO_ANSWER,
    Duel,
    ahead_in,
    by_itself,
    duel_sentence,
    futures,
    headline,
    margin_sentence,
)
from cxsim.text.language import Language

ROW = 84
"""Height of a scenario's row, pixels."""
FILLED = 0.82
"""Part of a row that the highest bin fills."""
LONGEST = 40
"""Characters of a name on a picture."""
TALLEST = 4
"""How often the lowest peak goes into the highest that is drawn whole."""


def duel(comparison: Comparison, place: int, rival: int | None = None) -> Duel:
    """Return how a scenario fares in NPV against another, the base if none is named."""
    other = comparison.base if rival is None else rival
    ours, base = comparison.results[place], comparison.results[other]
    found = difference(ours.npv, base.npv, "npv")
    names = comparison.names[place], comparison.names[other]
    chance = math.nan if ours.not_finite or base.not_finite else found.better
    return Duel(*names, chance, found.tied, found.p50, comparison.currency)


def verdict(comparison: Comparison, language: Language) -> str:
    """Return in a sentence which is worth the most by its median, and how often more."""
    if not comparable(comparison):
        return language.read(NO_ANSWER)
    best, fought = _best(comparison)
    median = comparison.results[best].percentiles("npv")["p50"]
    return headline(fought, median, len(comparison.results) > 2, language)


def comparable(comparison: Comparison) -> bool:
    """Whether every future of every scenario gave a finite number."""
    return not any(result.not_finite for result in comparison.results)


def _best(comparison: Comparison) -> tuple[int, Duel]:
    """The scenario of the highest median NPV, and how it fares against its rival.

    That is the base, or the next best where it is the base itself. Of two, it is told how the
    other fares against the base, as it is listed.
    """
    medians = [result.percentiles("npv")["p50"] for result in comparison.results]
    best = max(range(len(medians)), key=medians.__getitem__)
    if len(medians) == 2:
        return best, duel(comparison, comparison.others[0])
    if best != comparison.base:
        return best, duel(comparison, best)
    return best, duel(comparison, best, max(comparison.others, key=medians.__getitem__))


def behind_verdict(comparison: Comparison, language: Language) -> str:
    """Return what stands below the verdict: by how much, against doing nothing, after a pilot."""
    if not comparable(comparison):
        return ""
    best, fought = _best(comparison)
    name = comparison.names[best]
    told = [margin_sentence(fought, language)]
    told.append(by_itself(name, comparison.results[best].chance_of_loss, language))
    piloted = dict(pilotings(comparison)).get(name)
    if piloted is not None:
        told.append(ahead_in(name, piloted.share, language))
    return " ".join(filter(None, told))


def cautions(comparison: Comparison, language: Language) -> str:
    """Return in what the figures are not like for like; empty where they are."""
    scenarios = comparison.scenarios
    told = []
    if len({scenario.horizon.years for scenario in scenarios}) > 1:
        told.append(
            language.say(
                "The horizons differ: what comes after a shorter one's end is in no figure of it."
            )
        )
    if len({scenario.horizon.start for scenario in scenarios}) > 1:
        told.append(
            language.say(
                "They do not start together: each is in the prices of its own start, and years are "
                "counted from there."
            )
        )
    if len({(scenario.inflated, scenario.taxed) for scenario in scenarios}) > 1:
        told.append(
            language.say(
                "Some figures are before and others after inflation or tax: compare them with care."
            )
        )
    return " ".join(told)


def short(name: str) -> str:
    """Return a name as a picture has room for."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def spreads(comparison: Comparison, measure: str, language: Language) -> Picture:
    """Return the distribution of NPV or ROI of each scenario on one axis, the base's over each."""
    values = [getattr(result, measure) for result in comparison.results]
    if not all(np.isfinite(each).any() for each in values):
        return nothing(language.say("There is nothing to draw: it is undefined where no cost is."))
    spans = [span_of(each) for each in values]
    span = min(low for low, _ in spans), max(high for _, high in spans)
    shown = [_spread(comparison, measure, each, span, language) for each in values]
    return Picture(
        lambda: _draw_spreads(comparison, shown, language),
        _sentence(comparison, shown, language),
        (
            language.say("Scenario"),
            *("P10", "P50", "P90"),
            language.say("Mean"),
            language.say("Chance of loss"),
        ),
        tuple(
            (
                name,
                *(each.show(each.found[p]) for p in ("p10", "p50", "p90")),
                each.show(float(np.mean(each.values))),
                language.chance(result.chance_of_loss),
            )
            for name, each, result in zip(comparison.names, shown, comparison.results, strict=True)
        ),
    )


def _spread(
    comparison: Comparison, measure: str, values: Floats, span: Span, language: Language
) -> Spread:
    found = percentiles(values)
    return Spread(values, None, found, measure, span, comparison.currency, language)


def _sentence(comparison: Comparison, shown: Sequence[Spread], language: Language) -> str:
    base = comparison.names[comparison.base]
    medians = [each.found["p50"] for each in shown]
    if not np.isfinite(medians).all():
        return language.say("Each row is a scenario; the dotted outline is “{base}”.", base=base)
    low, high = int(np.argmin(medians)), int(np.argmax(medians))
    return language.say(
        "Medians from {least} ({worst}) to {most} ({best}). Each row is a scenario, the stroke "
        "its median; the dotted outline is “{base}”.",
        least=shown[low].show(medians[low]),
        worst=comparison.names[low],
        most=shown[high].show(medians[high]),
        best=comparison.names[high],
        base=base,
    )


def _draw_spreads(comparison: Comparison, shown: Sequence[Spread], language: Language) -> Figure:
    edges, _ = shown[0].bins()
    heights = _heights([each.bins()[1] for each in shown])
    traces: list[dict[str, Any]] = []
    labels = []
    for row, each in enumerate(shown):
        base = row == comparison.base
        traces.append(_filled(edges, heights[row] - row, -row, base, comparison.names[row]))
        if not base:
            outline = {"color": PALETTE["ink"], "width": 1, "dash": "dot"}
            x, y = _steps(edges, heights[comparison.base] - row)
            traces.append(line(x=x, y=y, line=outline, showlegend=False))
        traces += _median(each, -row)
        labels.append(_label(comparison.names[row], each, row, language))
    span = shown[0].span
    return figure(
        traces,
        height=64 + ROW * len(shown),
        showlegend=False,
        xaxis=ticks(span, 5, shown[0].show),
        yaxis={"visible": False, "range": [0.9 - len(shown), 1.0]},
        shapes=[rule(x=0)],
        annotations=labels,
    )


def _heights(shares: Sequence[Floats]) -> list[Floats]:
    """Scale shares to rows alike; a peak far above the others is cut."""
    peaks = [float(each.max()) for each in shares]
    top = min(max(peaks), TALLEST * min(peaks)) or 1.0
    return [np.minimum(each / top, 1.0) * FILLED for each in shares]


def _steps(edges: Floats, heights: Floats) -> tuple[Floats, Floats]:
    return np.repeat(edges, 2)[1:-1], np.repeat(heights, 2)


def _filled(edges: Floats, top: Floats, foot: float, base: bool, name: str) -> dict[str, Any]:
    x, y = _steps(edges, top)
    stroke = {"color": PALETTE["ink" if base else "accent"], "width": 1.5}
    around = {"x": [x[0], *x, x[-1]], "y": [foot, *y, foot], "name": escape(short(name))}
    return line(**around, line=stroke, fill="toself", fillcolor=PALETTE[_fill(base)])


def _fill(base: bool) -> str:
    return "grid" if base else "accent-soft"


def _median(each: Spread, foot: float) -> list[dict[str, Any]]:
    median = each.found["p50"]
    if not math.isfinite(median):
        return []
    at = {"x": [median, median], "y": [foot, foot + FILLED / 2]}
    return [line(**at, line={"color": PALETTE["ink"], "width": 2.5}, showlegend=False)]


def _label(name: str, each: Spread, row: int, language: Language) -> dict[str, Any]:
    """The name of a row and its median, above its left end."""
    median = language.say("median {value}", value=each.show(each.found["p50"]))
    return {
        "text": f"<b>{escape(short(name))}</b><br>{escape(median)}",
        "xref": "x domain",
        "x": 0,
        "y": FILLED + 0.14 - row,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"color": PALETTE["ink"], "size": 12},
    }


def apart(comparison: Comparison, place: int, language: Language) -> Picture:
    """Return the difference of NPV of a scenario and the base, future by future."""
    ours, base = comparison.results[place], comparison.results[comparison.base]
    words = duel(comparison, place)
    sentence = duel_sentence(words, language)
    if not 0 <= words.tied < 1 or math.isnan(words.better):
        return nothing(sentence)
    values = ours.npv - base.npv
    shown = _spread(comparison, "npv", values, span_of(values), language)
    hatched = language.say(
        "Hatched are the futures in which “{name}” is worth less.", name=comparison.names[place]
    )
    better = (
        language.say("“{name}” is worth more", name=comparison.names[place]),
        futures(words.outcome.better, language),
    )
    if words.tied > 0:
        same = language.say("Those in which both are worth the same stand at 0.")
        hatched = f"{hatched} {same}"
    picture = shown.picture(dots=False)
    return replace(
        picture,
        sentence=f"{sentence} {hatched}",
        header=(picture.header[0], language.say("Difference")),
        rows=(*picture.rows, better),
    )
