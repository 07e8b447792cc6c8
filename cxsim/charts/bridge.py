"""The finance bridge: a waterfall from a vendor's claim to what finance counts on."""

from __future__ import annotations

from collections.abc import Sequence

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, figure, rule
from cxsim.charts.rows import shorten
from cxsim.downside.bridge import Step
from cxsim.text.downside import STEP_NAMES
from cxsim.text.language import Language
from cxsim.text.results import show

ROW = 60
"""Height of a row, pixels."""


def bridge(steps: Sequence[Step], currency: str, language: Language) -> Picture:
    """Return the steps in money, the claim on top and what finance counts on at the foot."""
    say = language.say
    names = [language.read(STEP_NAMES[step.id]) for step in steps]
    rows = tuple(
        (
            name,
            language.money(step.change, currency),
            language.money(step.total, currency),
            show(step.roi, "ratio", currency, language),
        )
        for name, step in zip(names, steps, strict=True)
    )
    header = (say("Step"), say("Change"), say("Left after it"), say("ROI so counted"))
    return Picture(
        lambda: _draw(steps, [*names, say("What finance counts on")], currency, language),
        _sentence(steps, names, currency, language),
        header,
        rows,
    )


def _sentence(
    steps: Sequence[Step], names: Sequence[str], currency: str, language: Language
) -> str:
    claim, *changes = steps
    largest = max(range(len(changes)), key=lambda place: abs(changes[place].change))
    return language.say(
        "A vendor would claim {claim} (ROI {claimed}); finance, which wants to be right four times "
        "in five, counts on {left} (ROI {kept}). The largest step is “{step}”: {change}.",
        claim=language.money(claim.total, currency),
        claimed=show(claim.roi, "ratio", currency, language),
        left=language.money(steps[-1].total, currency),
        kept=show(steps[-1].roi, "ratio", currency, language),
        step=names[1 + largest],
        change=language.money(changes[largest].change, currency),
    )


def _draw(steps: Sequence[Step], names: Sequence[str], currency: str, language: Language) -> Figure:
    last = steps[-1].total
    places = list(range(len(steps) + 1))
    bases = [0.0, *(step.total - step.change for step in steps[1:]), 0.0]
    widths = [*(step.change for step in steps), last]
    ends = [0.0, *(step.total for step in steps)]
    spare = 0.05 * ((max(ends) - min(ends)) or 1.0)
    colours = [_colour(place, width, len(steps)) for place, width in enumerate(widths)]
    lost = [place not in (0, len(steps)) and width < 0 for place, width in enumerate(widths)]
    hatch = {"shape": ["/" if each else "" for each in lost], "fgcolor": PALETTE["surface"]}
    bars = {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "width": 0.62,
        "base": bases,
        "x": widths,
        "y": places,
        "marker": {"color": colours, "pattern": {**hatch, "bgcolor": colours}},
    }
    amounts = [language.money(width, currency) for width in widths]
    labels = [
        f"{shorten(name)}\n<b>{amount}</b>".replace("\n", "<br>")
        for name, amount in zip(names, amounts, strict=True)
    ]
    rows = {"tickmode": "array", "tickvals": places, "ticktext": labels}
    return figure(
        [bars],
        height=90 + ROW * len(places),
        xaxis=ticks(
            (min(ends) - spare, max(ends) + spare),
            4,
            lambda amount: language.money(amount, currency),
        ),
        yaxis={**rows, "range": [len(places) - 0.4, -0.6]},
        shapes=[rule(x=0)],
        showlegend=False,
    )


def _colour(place: int, width: float, last: int) -> str:
    if place in (0, last):
        return PALETTE["ink" if place == 0 else "accent"]
    return PALETTE["loss" if width < 0 else "muted"]
