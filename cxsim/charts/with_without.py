"""The company with the programme and without it: customers, and net promoter score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxsim.charts.axes import Span, ticks, year_end, year_ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, band, figure, line
from cxsim.results import Result
from cxsim.text.language import Language


def customers(result: Result, span: Span, language: Language) -> Picture:
    """Return the picture of the number of customers, before attribution."""
    comparison = Comparison("customers", result, span, language.compact, language)
    with_, without = comparison.ends()
    counts = {"with_": language.number(with_), "gap": language.number(abs(with_ - without))}
    if with_ < without:
        return comparison.picture(
            language.say(
                "At the end the median is {with_} customers with the programme, {gap} fewer than "
                "without it, before attribution.",
                **counts,
            )
        )
    return comparison.picture(
        language.say(
            "At the end the median is {with_} customers with the programme, {gap} more than "
            "without it, before attribution.",
            **counts,
        )
    )


def nps(result: Result, span: Span, language: Language) -> Picture:
    """Return the picture of the net promoter score, as a survey would measure it."""

    def text(points: float) -> str:
        return language.number(points, 1)

    comparison = Comparison("nps", result, span, text, language)
    with_, without = (text(end) for end in comparison.ends())
    return comparison.picture(
        language.say(
            "At the end the median NPS is {with_} with the programme and {without} without. It is "
            "read from the survey's mix; the money moves with the causal share of it only.",
            with_=with_,
            without=without,
        )
    )


@dataclass(frozen=True)
class Comparison:
    """One path with the programme and without it.

    Parameters
    ----------
    name : str
        "customers" or "nps".
    result : Result
    span : (float, float)
        Range of the axis.
    text : callable
        Prints a value.
    language : Language
    """

    name: str
    result: Result
    span: Span
    text: Callable[[float], str]
    language: Language

    @property
    def bands(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """P10, P50 and P90 by month, with and without."""
        bands = self.result.bands
        return bands[f"{self.name}_with"], bands[f"{self.name}_without"]

    def ends(self) -> tuple[float, float]:
        """The medians of the last month, with and without."""
        with_, without = self.bands
        return float(with_["p50"].iloc[-1]), float(without["p50"].iloc[-1])

    def picture(self, sentence: str) -> Picture:
        """Return the picture with its sentence."""
        say = self.language.say
        heads = [say("With, {percentile}", percentile=p) for p in ("P10", "P50", "P90")]
        without = say("Without, {percentile}", percentile="P50")
        header = (say("When"), *heads, without)
        return Picture(self._draw, sentence, header, self._rows())

    def _rows(self) -> tuple[tuple[str, ...], ...]:
        with_, without = self.bands
        start = self.result.scenario.horizon.start
        values = np.column_stack([with_, without["p50"]])  # of P10, P50 and P90
        return tuple(
            (year_end(month // 12, start, self.language), *map(self._cell, row))
            for month, row in zip(with_.index, values, strict=True)
            if month % 12 == 0
        )

    def _cell(self, value: float) -> str:
        """A value written out: the axis rounds, the table does not."""
        return self.language.number(value, 1 if self.name == "nps" else 0)

    def _draw(self) -> Figure:
        with_, without = self.bands
        say = self.language.say
        months = with_.index
        now = {"color": PALETTE["accent"], "width": 2.5}
        otherwise = {"color": PALETTE["muted"], "width": 2, "dash": "dot"}
        horizon = self.result.scenario.horizon
        return figure(
            [
                band(
                    months, with_["p10"], with_["p90"], "accent-faint", say("with, 8 in 10 futures")
                ),
                line(x=months, y=without["p50"], line=otherwise, name=say("without")),
                line(x=months, y=with_["p50"], line=now, name=say("with")),
            ],
            xaxis=year_ticks(horizon.months, horizon.start, self.language),
            yaxis=ticks(self.span, 5, self.text),
        )
