"""How NPV or ROI is spread over the simulated futures: histogram, or dots to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cxsim.charts.axes import Span, round_step, ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, figure, line, rule
from cxsim.distributions import Floats
from cxsim.results import PERCENTILES, Result
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS, show

DOTS = 50
BINS = 60


@dataclass(frozen=True)
class Spread:
    """One measure over the trials, now and before the change.

    Parameters
    ----------
    values, before : ndarray (trials,) or None
    found : mapping of str to float
        Percentiles of the values.
    measure : str
        "npv" or "roi".
    span : (float, float)
        Range of the axis; what lies beyond is counted in the outermost bins.
    currency : str
    language : Language
    """

    values: Floats
    before: Floats | None
    found: Mapping[str, float]
    measure: str
    span: Span
    currency: str
    language: Language

    def show(self, value: float) -> str:
        """Return a value of the measure as text."""
        unit = RESULT_LABELS[self.measure].unit
        return show(value, unit, self.currency, self.language)

    def picture(self, dots: bool) -> Picture:
        """Return the histogram, or the dot plot."""
        found = self.found
        rows = [(f"P{p}", self.show(found[f"p{p}"])) for p in PERCENTILES]
        mean = (self.language.say("Mean"), self.show(float(np.mean(self.values))))
        label = self.language.read(RESULT_LABELS[self.measure].name)
        return Picture(
            self._draw_dots if dots else self._draw_bars,
            self._sentence(found),
            (self.language.say("Percentile"), label),
            (*rows, mean),
        )

    def _sentence(self, found: Mapping[str, float]) -> str:
        return self.language.say(
            "Half of the futures lie between {low} and {high}, eight in ten between {least} and "
            "{most}.",
            low=self.show(found["p25"]),
            high=self.show(found["p75"]),
            least=self.show(found["p10"]),
            most=self.show(found["p90"]),
        )

    def _edges(self) -> Floats:
        """Round edges of the bins; 0 is one of them."""
        step = round_step(self.span[1] - self.span[0], BINS)
        first, last = np.floor(self.span[0] / step), np.ceil(self.span[1] / step)
        return step * np.arange(first, last + 1)

    def _shares(self, values: Floats, edges: Floats) -> Floats:
        finite = values[np.isfinite(values)]
        inside = np.clip(finite, edges[0], np.nextafter(edges[-1], edges[0]))
        return np.histogram(inside, edges)[0] / max(1, len(values))

    def bins(self) -> tuple[Floats, Floats]:
        """Return the edges of the bins, one of them 0, and the share of the trials in each."""
        edges = self._edges()
        return edges, self._shares(self.values, edges)

    def _draw_bars(self) -> Figure:
        edges, shares = self.bins()
        middle, width = (edges[:-1] + edges[1:]) / 2, edges[1] - edges[0]
        traces: list[dict[str, Any]] = []
        for loss, name in ((True, self.language.say("Loss")), (False, self.language.say("Gain"))):
            part = middle < 0 if loss else middle > 0
            texts = [self.language.percent(share, 1) for share in shares[part]]
            bars = {"x": middle[part], "y": shares[part], "width": width, "name": name}
            hover = {"customdata": texts, "hovertemplate": "%{customdata}<extra></extra>"}
            traces.append({"type": "bar", "marker": _marker(loss), **bars, **hover})
        if self.before is not None:
            ghost = self._shares(self.before, edges)
            stroke = {"color": PALETTE["ghost"], "width": 1.5}
            x, y = np.repeat(edges, 2)[1:-1], np.repeat(ghost, 2)
            traces.append(line(x=x, y=y, line=stroke, name=self.language.say("Before")))
        hidden = {"visible": False, "rangemode": "tozero"}
        return self._figure(traces, yaxis=hidden, bargap=0, barmode="overlay")

    def _draw_dots(self) -> Figure:
        edges = np.linspace(*self.span, 27)
        traces: list[dict[str, Any]] = []
        for values, ghost in ((self.before, True), (self.values, False)):
            if values is None or not np.isfinite(values).any():
                continue
            x, y = _stack(values, edges)
            name = self.language.say("Before") if ghost else self.language.say("Now")
            dots = {"x": x, "y": y, "marker": _dots(x, ghost), "name": name}
            traces.append({"type": "scatter", "mode": "markers", "hoverinfo": "skip", **dots})
        return self._figure(traces, yaxis={"visible": False, "range": [-0.5, 14]})

    def _figure(self, traces: list[dict[str, Any]], **layout: Any) -> Figure:
        axis = ticks(self.span, 6, self.show)
        return figure(traces, xaxis=axis, shapes=[rule(x=0)], showlegend=False, **layout)


def _marker(loss: bool) -> dict[str, object]:
    """Losses are hatched: colour is never the only sign."""
    if not loss:
        return {"color": PALETTE["accent"], "line": {"width": 0}}
    hatch = {"shape": "/", "bgcolor": PALETTE["loss"], "fgcolor": PALETTE["surface"], "size": 5}
    return {"color": PALETTE["loss"], "line": {"width": 0}, "pattern": hatch}


def _stack(values: Floats, edges: Floats) -> tuple[Floats, Floats]:
    """Fifty quantiles of equal chance, stacked in columns."""
    finite = values[np.isfinite(values)]
    dots = np.quantile(finite, (np.arange(DOTS) + 0.5) / DOTS)
    column = np.clip(np.searchsorted(edges, dots, side="right") - 1, 0, len(edges) - 2)
    height = np.array([np.count_nonzero(column[:i] == column[i]) for i in range(DOTS)], float)
    return (edges[:-1] + edges[1:])[column] / 2, height


def _dots(x: Floats, ghost: bool) -> dict[str, object]:
    if ghost:
        ring = {"color": PALETTE["ghost"], "width": 1.2}
        return {"size": 11, "color": "rgba(0,0,0,0)", "line": ring}
    lost = x < 0
    return {
        "size": 10,
        "color": np.where(lost, PALETTE["loss"], PALETTE["accent"]).tolist(),
        "symbol": np.where(lost, "diamond", "circle").tolist(),
    }


def spread(
    result: Result, before: Result | None, measure: str, span: Span, language: Language
) -> Spread:
    """Return how a measure is spread, ready to be drawn."""
    earlier = None if before is None else getattr(before, measure)
    values, found = getattr(result, measure), result.percentiles(measure)
    return Spread(values, earlier, found, measure, span, result.scenario.currency, language)
