"""Stress tests side by side: where the futures lie under each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, rule
from cxsim.charts.rows import shorten
from cxsim.downside.stress import Outcome
from cxsim.text.language import Language

ROW = 34
"""Height of a row, pixels."""


def stress(outcomes: Sequence[Outcome], currency: str, language: Language) -> Picture:
    """Return the case and each test as a bar from P10 to P90, with its median."""
    say = language.say
    base = outcomes[0]
    rows = tuple(
        (
            named(each, language),
            *(language.money(v, currency) for v in (each.p10, each.p50, each.p90)),
            language.money(each.p50 - base.p50, currency),
            language.chance(each.chance_of_loss),
            language.chance(each.chance_of_payback),
            language.read(each.why) if each.why else "–",
        )
        for each in outcomes
    )
    header = (
        say("Stress test"),
        *("P10", "P50", "P90"),
        say("Change of the median"),
        say("Chance of loss"),
        say("Chance of payback"),
        say("Why"),
    )
    shown = [each for each in outcomes if math.isfinite(each.p50)]
    return Picture(
        lambda: _draw(shown, currency, language),
        _sentence(shown, currency, language),
        header,
        rows,
    )


def named(outcome: Outcome, language: Language) -> str:
    """Return what a test is called; a name from the file as it stands."""
    if not outcome.id:
        return language.say("The case as it stands")
    return outcome.name if isinstance(outcome.name, str) else language.read(outcome.name)


def _sentence(shown: Sequence[Outcome], currency: str, language: Language) -> str:
    if len(shown) < 2:
        return language.say("There is nothing to compare: the case gives no finite number.")
    base, *tests = shown
    single = [each for each in tests if each.id != "worst"]
    worst, best = (pick(single, key=lambda each: each.p50) for pick in (min, max))
    hurts = language.say(
        "Of the single tests “{name}” hurts most: the median goes from {before} to {after}.",
        name=named(worst, language),
        before=language.money(base.p50, currency),
        after=language.money(worst.p50, currency),
    )
    return " ".join(
        filter(None, (hurts, _helps(base, best, currency, language), _kept(shown, language)))
    )


def _helps(base: Outcome, best: Outcome, currency: str, language: Language) -> str:
    """What is said of a test that is good news: it would be better if that came true."""
    if best.p50 <= base.p50:
        return ""
    return language.say(
        "“{name}” helps: it takes the median to {after}.",
        name=named(best, language),
        after=language.money(best.p50, currency),
    )


def _kept(shown: Sequence[Outcome], language: Language) -> str:
    """In how many tests the median is no loss."""
    base, *tests = shown
    kept = sum(each.p50 >= 0 for each in tests)
    texts = {"kept": language.number(kept), "count": language.number(len(tests))}
    if kept == 0:
        return language.say("In no test of the {count} is the median zero or above.", **texts)
    if base.p50 < 0:
        return language.say("In {kept} of {count} tests the median is zero or above.", **texts)
    return language.say("In {kept} of {count} tests the median stays at zero or above.", **texts)


def _draw(shown: Sequence[Outcome], currency: str, language: Language) -> Figure:
    places = list(range(len(shown)))
    colours = [PALETTE["muted" if place else "accent"] for place in places]
    ends = [e for each in shown for e in (each.p10, each.p90)] or [0.0]
    span = min(*ends, 0.0), max(*ends, 0.0)
    width = (span[1] - span[0]) or 1.0
    bars = {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "width": 0.5,
        "base": [each.p10 for each in shown],
        "x": [each.p90 - each.p10 for each in shown],
        "y": places,
        "marker": {"color": colours, "opacity": 0.55},
        "showlegend": False,
    }
    tests = {
        "type": "bar",
        "x": [None],
        "y": [None],
        "marker": {"color": PALETTE["muted"], "opacity": 0.55},
        "name": language.say("8 in 10 futures"),
    }
    medians = {
        "type": "scatter",
        "mode": "markers",
        "hoverinfo": "skip",
        "x": [each.p50 for each in shown],
        "y": places,
        "marker": {"size": 11, "color": PALETTE["ink"], "symbol": "line-ns-open"},
        "name": language.say("Median"),
    }
    labels = [escape(shorten(named(e, language))).replace("\n", "<br>") for e in shown]
    rows = {"tickmode": "array", "tickvals": places, "ticktext": labels}
    return figure(
        [bars, tests, medians],
        height=90 + ROW * len(shown),
        xaxis=ticks(
            (span[0] - 0.05 * width, span[1] + 0.05 * width),
            4,
            lambda amount: language.money(amount, currency),
        ),
        yaxis={**rows, "range": [len(shown) - 0.4, -0.6]},
        shapes=[rule(x=0)],
    )
