"""What a baseline shows: a point with its interval for every part, beside what it rests on."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from cxsim.baseline.baseline import Baseline
from cxsim.baseline.matching import Gap
from cxsim.baseline.sbg import Retention
from cxsim.baseline.sentences import cell_note, nps_sentence
from cxsim.baseline.survey import Measure
from cxsim.charts.axes import Span, round_step, ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, line, rule
from cxsim.scenario.schema import SEGMENTS
from cxsim.text.labels import FIELDS, SEGMENT_NAMES
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import number, share, tell

LONGEST = 28
ROW = 34
LONG_RUN = 8
"""Years that the picture of retention shows."""
GAPS: dict[str, Phrase] = {"spend": say("Spend a year"), "churn": say("Churn a year")}


class Dot(NamedTuple):
    """A point with the ends of its interval, and its name."""

    name: str
    value: float
    low: float
    high: float


def scores(measures: Sequence[Measure], by: str, language: Language) -> Picture | None:
    """Return NPS by month, group or stage; None where fewer than two parts can be shown."""
    parts = [m for m in measures if m.by == by and m.nps is not None]
    if len(parts) < 2:
        return None
    dots = []
    for part in parts:
        if part.nps is not None:
            value, half = part.nps.value, part.nps.half_width
            name = _month(part.name, language) if by == "month" else part.name
            dots.append(Dot(name, value, value - half, value + half))
    rows = tuple(
        (dot.name, *(_points(v, language) for v in dot[1:]), language.number(part.answers))
        for dot, part in zip(dots, parts, strict=True)
    )
    header = (language.say("Part"), *_ends("NPS", language), language.say("Answers"))
    return Picture(
        lambda: _draw(dots, lambda v: _points(v, language), upright=by == "month"),
        tell(nps_sentence(measures), language),
        header,
        rows,
    )


def _points(value: float, language: Language) -> str:
    return language.number(100 * value, 0)


def _ends(name: str, language: Language) -> tuple[str, str, str]:
    return name, language.say("From"), language.say("To")


def _month(name: str, language: Language) -> str:
    return language.month(int(name[:4]), int(name[5:7]))


def driver(
    found: Baseline, field: str, write: Callable[[float], str], language: Language
) -> Picture:
    """Return one driver by group and segment; cells of fewer than ten customers are not shown."""
    cells = {c: lean for c, lean in found.drivers.cells[field].items() if lean.raw is not None}
    order = [(g, s) for g in found.company.groups for s in range(3) if (g, s) in cells]
    dots, rows = [], []
    for group, place in order:
        leaning = cells[group, place]
        name = f"{group} · {language.read(SEGMENT_NAMES[SEGMENTS[place]])}"
        dot = Dot(name, leaning.estimate.value, *leaning.estimate.interval)
        dots.append(dot)
        rows.append(
            (
                name,
                *map(write, dot[1:]),
                language.number(leaning.estimate.customers),
                tell(cell_note(leaning), language),
            )
        )
    label = language.read(FIELDS[field].name)
    header = (
        language.say("Segment"),
        *_ends(label, language),
        language.say("Customers"),
        language.say("Cell"),
    )
    return Picture(
        lambda: _draw(dots, write), _driver_sentence(dots, write, language), header, tuple(rows)
    )


def _driver_sentence(dots: list[Dot], write: Callable[[float], str], language: Language) -> str:
    if not dots:
        return language.say("No cell holds ten customers.")
    low, high = (pick(dots, key=lambda dot: dot.value) for pick in (min, max))
    return language.say(
        "From {low} ({least}) to {high} ({most}). The bars hold 90 of 100 chances.",
        low=write(low.value),
        least=low.name,
        high=write(high.value),
        most=high.name,
    )


def gap_picture(gap: Gap, write: Callable[[float], str], language: Language) -> Picture:
    """Return the gap between promoters and detractors, raw and after matching."""
    dots = [Dot(language.say("As it is"), *gap.raw)]
    if gap.matched is not None:
        dots.append(Dot(language.say("Like group and tenure"), *gap.matched))
    sentence = language.say(
        "Promoters less detractors. What is left after matching is evidence on the causal share, "
        "never its estimate: unobserved causes remain, and only an experiment settles it."
    )
    rows = tuple((dot.name, *map(write, dot[1:])) for dot in dots)
    header = (language.say("Comparison"), *_ends(language.read(GAPS[gap.field]), language))
    return Picture(lambda: _draw(dots, write, zero=True), sentence, header, rows)


def retention_picture(kept: Retention, language: Language) -> Picture:
    """Return the share of new customers still there: fitted, and with one churn for all years."""
    years = list(range(LONG_RUN + 1))
    fitted = [kept.surviving(year) for year in years]
    constant = [(1 - kept.constant) ** year for year in years]
    words = say(
        "Churn falls with tenure, from {first} in the first year to {later} in the fifth. One "
        "churn for all years would miss those still there after five by {miss} (α {alpha}, β "
        "{beta}).",
        first=share(kept.hazard(1)),
        later=share(kept.hazard(5)),
        miss=share(kept.error_of_constant(5)),
        alpha=number(kept.alpha, 3),
        beta=number(kept.beta, 3),
    )
    names = language.say("Churn that falls with tenure"), language.say("One churn for all years")
    rows = tuple(
        (language.number(y), language.percent(a, 1), language.percent(b, 1))
        for y, a, b in zip(years, fitted, constant, strict=True)
    )
    header = (language.say("Year"), *names)
    return Picture(
        lambda: _curves(years, fitted, constant, names, language),
        tell(words, language),
        header,
        rows,
    )


def _curves(
    years: list[int],
    fitted: list[float],
    constant: list[float],
    names: tuple[str, str],
    language: Language,
) -> Figure:
    traces = [
        line(x=years, y=fitted, name=names[0], line={"color": PALETTE["accent"], "width": 2.5}),
        line(
            x=years,
            y=constant,
            name=names[1],
            line={"color": PALETTE["muted"], "width": 2, "dash": "dash"},
        ),
    ]
    return figure(
        traces,
        xaxis=ticks((0, LONG_RUN), 8, language.number),
        yaxis=ticks((0.0, 1.0), 5, language.percent),
    )


def _draw(
    dots: list[Dot], write: Callable[[float], str], upright: bool = False, zero: bool = False
) -> Figure:
    """Return points with their intervals, in rows or, upright, in columns."""
    span = _span(dots, zero)
    places = list(range(len(dots)))
    names = [escape(_short(dot.name)) for dot in dots]
    values = [dot.value for dot in dots]
    bars = {
        "type": "data",
        "symmetric": False,
        "array": [dot.high - dot.value for dot in dots],
        "arrayminus": [dot.value - dot.low for dot in dots],
        "color": PALETTE["accent"],
        "thickness": 2,
        "width": 5,
    }
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "hoverinfo": "skip",
        "marker": {"color": PALETTE["accent"], "size": 9},
    }
    listed = {"tickmode": "array", "tickvals": places, "ticktext": names, "zeroline": False}
    if upright:
        every = max(1, len(dots) // 6)
        listed |= {"tickvals": places[::every], "ticktext": names[::every]}
        trace |= {"x": places, "y": values, "error_y": bars}
        axes = {
            "xaxis": {**listed, "range": [-0.5, len(dots) - 0.5]},
            "yaxis": ticks(span, 4, write),
        }
        return figure([trace], showlegend=False, shapes=[rule(y=0)], **axes)
    trace |= {"x": values, "y": places, "error_x": bars}
    axes = {"yaxis": {**listed, "range": [len(dots) - 0.5, -0.5]}, "xaxis": ticks(span, 4, write)}
    height = max(220, 90 + ROW * len(dots))
    return figure(
        [trace], showlegend=False, height=height, shapes=[rule(x=0)] if zero else [], **axes
    )


def _span(dots: list[Dot], zero: bool) -> Span:
    ends = [end for dot in dots for end in (dot.low, dot.high) if math.isfinite(end)] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    width = (high - low) or abs(high) or 1.0
    step = round_step(width, 10)
    return step * math.floor(low / step - 0.5), step * math.ceil(high / step + 0.5)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
