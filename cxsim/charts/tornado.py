"""What goes with a figure: each input low and high, correlated ones marked, idle ones named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from cxsim.charts.axes import ticks
from cxsim.charts.picture import Figure, Picture, figure, rule
from cxsim.charts.rows import MOST_ROWS, height, nothing, row_axis, two_ends
from cxsim.results import Result
from cxsim.sensitivity.measures import Measure
from cxsim.sensitivity.tornado import Bar
from cxsim.text.language import Language
from cxsim.text.phrase import POINTS
from cxsim.text.results import show
from cxsim.text.sensitivity import MEASURE_NAMES, MEASURE_WORDS, input_name, show_round

JOINED = "\N{LEFT RIGHT ARROW}"
"""Marks an input that moves together with others."""


@dataclass(frozen=True)
class Tornado:
    """The bars of one figure, in one language.

    Parameters
    ----------
    result : Result
    measure : Measure
    bars : sequence of Bar
        Of all inputs, the widest first.
    joined, idle : collection of str
        Inputs that are correlated, and inputs without any effect.
    language : Language
    """

    result: Result
    measure: Measure
    bars: Sequence[Bar]
    joined: Collection[str]
    idle: Collection[str]
    language: Language

    def picture(self) -> Picture:
        """Return the picture, its sentence and a table of all inputs."""
        say = self.language.say
        figure_name = self.language.read(MEASURE_NAMES[self.measure.id])
        moving = [bar for bar in self.bars if bar.path not in self.idle and bar.swing > 0]
        if not all(np.isfinite(bar.swing) for bar in self.bars):
            return nothing(say("{figure} is undefined here.", figure=figure_name))
        if not moving:
            return nothing(say("No uncertain assumption moves it."))
        return Picture(
            lambda: self._draw(moving[:MOST_ROWS]),
            " ".join([self._first(moving[0]), *self._joined(), *self._idle()]),
            (
                say("Assumption"),
                say("{figure} if low", figure=figure_name),
                say("{figure} if high", figure=figure_name),
                say("Difference"),
                say("By chance alone, up to"),
                say("Correlated"),
            ),
            tuple(self._row(bar) for bar in self.bars),
        )

    def _show(self, value: float) -> str:
        return show(value, self.measure.unit, self.result.scenario.currency, self.language)

    def _apart(self, difference: float) -> str:
        """A difference of two figures; of two chances, in points."""
        if self.measure.unit == "share":
            return self.language.quantity(100 * difference, POINTS, 1)
        return self._show(difference)

    def _tick(self, value: float) -> str:
        return show_round(value, self.measure.unit, self.result.scenario.currency, self.language)

    def _name(self, bar: Bar) -> str:
        name = input_name(bar.path, self.language)
        return f"{name} {JOINED}" if bar.path in self.joined else name

    def _row(self, bar: Bar) -> tuple[str, ...]:
        yes, no = self.language.say("yes"), self.language.say("no")
        ends = map(self._show, (bar.low, bar.high))
        apart = map(self._apart, (bar.high - bar.low, 2 * bar.error))
        correlated = yes if bar.path in self.joined else no
        return (input_name(bar.path, self.language), *ends, *apart, correlated)

    def _first(self, bar: Bar) -> str:
        values = {
            "figure": self.language.read(MEASURE_WORDS[self.measure.id]),
            "input": input_name(bar.path, self.language),
            "low": self._show(bar.low),
            "high": self._show(bar.high),
        }
        if bar.path.endswith(".fired"):
            return self.language.say(
                "The widest difference goes with “{input}”: {figure} is {low} where it does not "
                "happen and {high} where it does.",
                **values,
            )
        return self.language.say(
            "The widest difference goes with “{input}”: {figure} is {low} in its lowest tenth and "
            "{high} in its highest.",
            **values,
        )

    def _joined(self) -> list[str]:
        if not self.joined:
            return []
        return [
            self.language.say(
                "Assumptions marked {mark} are correlated: their bars hold what moves with them.",
                mark=JOINED,
            )
        ]

    def _idle(self) -> list[str]:
        names = [f"“{input_name(path, self.language)}”" for path in self.idle]
        if not names:
            return []
        return [self.language.say("Without any effect: {inputs}.", inputs=", ".join(names))]

    def _draw(self, bars: list[Bar]) -> Figure:
        say = self.language.say
        centre = self.measure.of(self.result)
        ends = [(bar.low, bar.high) for bar in bars]
        words = say("assumption low, or no event"), say("assumption high, or the event")
        names = [self._name(bar) for bar in bars]
        return figure(
            two_ends(ends, centre, words),
            barmode="overlay",
            height=height(len(bars)),
            xaxis=ticks(around([*ends, (centre, centre)]), 4, self._tick),
            yaxis=row_axis(names),
            shapes=[rule("ink", x=centre)],
        )


def around(ends: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return a range around all ends, with a tenth of its width to spare."""
    low, high = min(map(min, ends)), max(map(max, ends))
    spare = 0.1 * ((high - low) or abs(high) or 1.0)
    return low - spare, high + spare
