"""What a baseline shows: a point with its interval for every part, beside what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxsim.baseline.baseline import Baseline
from cxsim.baseline.matching import Gap
from cxsim.baseline.sbg import Retention
from cxsim.baseline.sentences import cell_note, nps_sentence
from cxsim.baseline.survey import Measure
from cxsim.charts.axes import ticks
from cxsim.charts.intervals import Dot, draw, ends, part_name
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, figure, line
from cxsim.scenario.schema import SEGMENTS
from cxsim.text.labels import FIELDS, SEGMENT_NAMES
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.quantities import number, share, tell

LONG_RUN = 8
"""Years that the picture of retention shows."""
GAPS: dict[str, Phrase] = {"spend": say("Spend a year"), "churn": say("Churn a year")}


def scores(measures: Sequence[Measure], by: str, language: Language) -> Picture | None:
    """Return NPS by month, group or stage; None where fewer than two parts can be shown."""
    parts = [m for m in measures if m.by == by and m.nps is not None]
    if len(parts) < 2:
        return None
    dots = []
    for part in parts:
        if part.nps is not None:
            value, half = part.nps.value, part.nps.half_width
            name = part_name(by, part.name, language, short=True)
            dots.append(Dot(name, value, value - half, value + half))
    rows = tuple(
        (
            part_name(by, part.name, language),
            *(_points(v, language) for v in dot[1:]),
            language.number(part.answers),
        )
        for dot, part in zip(dots, parts, strict=True)
    )
    header = (language.say("Part"), *ends("NPS", language), language.say("Answers"))
    return Picture(
        lambda: draw(dots, lambda v: _points(v, language), upright=by == "month"),
        tell(nps_sentence(measures), language),
        header,
        rows,
    )


def _points(value: float, language: Language) -> str:
    return language.number(100 * value, 0)


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
        *ends(label, language),
        language.say("Customers"),
        language.say("Cell"),
    )
    return Picture(
        lambda: draw(dots, write), _driver_sentence(dots, write, language), header, tuple(rows)
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
    header = (language.say("Comparison"), *ends(language.read(GAPS[gap.field]), language))
    return Picture(lambda: draw(dots, write, zero=True), sentence, header, rows)


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
