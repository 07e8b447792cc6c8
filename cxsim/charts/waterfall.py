"""Where the benefit comes from: a step for each lever, or for each channel."""

from __future__ import annotations

import math

from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, rule
from cxsim.charts.rows import nothing
from cxsim.sensitivity.waterfall import Waterfall
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.sensitivity import CHANNEL_NAMES


def waterfall(parts: Waterfall, currency: str, language: Language) -> Picture:
    """Return the steps from nothing to the mean benefit."""
    say = language.say
    if not math.isfinite(parts.total):
        return nothing(say("{figure} is undefined here.", figure=say("Mean benefit")))
    if not parts.names or not any(parts.parts):
        return nothing(say("No lever is moved, and there is no benefit."))
    names = [_name(name, language) for name in parts.names]
    largest = max(range(len(names)), key=lambda i: parts.parts[i])
    sentence = say(
        "Of the mean benefit of {total}, undiscounted, {part} comes from “{name}”; the steps add "
        "up to the cent.",
        total=language.money(parts.total, currency),
        part=language.money(parts.parts[largest], currency),
        name=names[largest],
    )
    cents = [*parts.in_cents, sum(parts.in_cents)]
    return Picture(
        lambda: _draw(parts, names, currency, language),
        sentence,
        (say("Step"), say("Mean benefit"), say("To the cent")),
        tuple(
            (name, language.money(value, currency), language.number(float(exact), 2))
            for name, value, exact in zip(
                [*names, say("Total")], [*parts.parts, parts.total], cents, strict=True
            )
        ),
    )


def _name(name: str, language: Language) -> str:
    if name in CHANNEL_NAMES:
        return language.read(CHANNEL_NAMES[name])
    return language.read(FIELDS[name].name)


def _draw(parts: Waterfall, names: list[str], currency: str, language: Language) -> Figure:
    base, bases = 0.0, []
    for part in parts.parts:
        bases.append(base)
        base += part
    values = [*parts.parts, parts.total]
    colours = [PALETTE["accent" if part >= 0 else "loss"] for part in parts.parts]
    bars = {
        "type": "bar",
        "x": list(range(len(values))),
        "y": values,
        "base": [*bases, 0.0],
        "text": [language.money(value, currency) for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "width": 0.6,
        "marker": {"color": [*colours, PALETTE["ink"]]},
    }
    labels = [escape(name).replace(" ", "<br>", 1) for name in [*names, language.say("Total")]]
    axis = {"tickmode": "array", "tickvals": bars["x"], "ticktext": labels}
    return figure(
        [bars],
        showlegend=False,
        height=340,
        xaxis=axis,
        yaxis={"visible": False},
        shapes=[rule(y=0)],
    )
