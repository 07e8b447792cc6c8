"""What drives the result: a bar from its mean with an input low to its mean with it high."""

from __future__ import annotations

from cxsim.charts.axes import Span, ticks
from cxsim.charts.picture import Figure, Picture, figure, rule
from cxsim.charts.rows import row_axis, two_ends
from cxsim.results import Result
from cxsim.sensitivity.tornado import Bar
from cxsim.text.labels import path_label
from cxsim.text.language import Language


def drivers(result: Result, bars: list[Bar], span: Span, language: Language) -> Picture:
    """Return the picture of the inputs that matter most, the widest bar on top."""
    currency = result.scenario.currency
    names = [path_label(bar.path, language) for bar in bars]
    if not bars:
        hidden = {"visible": False}
        empty = figure([], xaxis=hidden, yaxis=hidden)
        return Picture(lambda: empty, language.say("No uncertain number moves the result."), (), ())
    rows = tuple(
        (name, *(language.money(v, currency) for v in (bar.low, bar.high, bar.high - bar.low)))
        for name, bar in zip(names, bars, strict=True)
    )
    return Picture(
        lambda: _draw(result, bars, names, span, language),
        _sentence(bars[0], names[0], currency, language),
        (
            language.say("Assumption"),
            language.say("NPV if low"),
            language.say("NPV if high"),
            language.say("Difference"),
        ),
        rows,
    )


def _sentence(bar: Bar, name: str, currency: str, language: Language) -> str:
    swing = language.money(bar.swing, currency)
    if bar.path.endswith(".fired"):
        return language.say(
            "Most depends on “{event}”: the mean NPV is {swing} apart with it and without.",
            event=name,
            swing=swing,
        )
    return language.say(
        "Most depends on “{input}”: the mean NPV is {swing} apart between its lowest and its "
        "highest tenth.",
        input=name,
        swing=swing,
    )


def _draw(
    result: Result, bars: list[Bar], names: list[str], span: Span, language: Language
) -> Figure:
    mean = float(result.npv.mean())
    words = (
        language.say("assumption low, or no event"),
        language.say("assumption high, or the event"),
    )
    traces = two_ends([(bar.low, bar.high) for bar in bars], mean, words)
    currency = result.scenario.currency
    return figure(
        traces,
        barmode="overlay",
        xaxis=ticks(span, 4, lambda amount: language.money(amount, currency)),
        yaxis=row_axis(names),
        shapes=[rule("ink", x=mean)],
    )
