"""Where the spread comes from: each input's share alone, and with all it takes part in."""

from __future__ import annotations

from collections.abc import Mapping

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, figure, whiskers
from cxsim.charts.rows import MOST_ROWS, height, nothing, row_axis
from cxsim.sensitivity.factors import GRADES, WEAK, Factor
from cxsim.sensitivity.variance import Share, Spread
from cxsim.text.language import Language
from cxsim.text.sensitivity import set_name

NEGLIGIBLE = 0.0005
"""A share that shows as nothing."""


def first_shares_picture(shares: Mapping[Factor, Share], language: Language) -> Picture:
    """Return what each set of inputs explains by itself, from the trials at hand."""
    say = language.say
    moving = {factor: share for factor, share in shares.items() if share.value > NEGLIGIBLE}
    if not moving:
        return nothing(say("No uncertain assumption moves it."))
    largest, share = next(iter(moving.items()))
    weak = sum(share.value for factor, share in shares.items() if factor.grade in WEAK)
    luck = sum(share.value for factor, share in shares.items() if not factor.reducible)
    sentence = say(
        "Knowing “{input}” would take away {share} of the spread, more than any other. At least "
        "{weak} rests on evidence of grade C or D, and {luck} is luck: whether events happen. "
        "(Shares by regression on the trials.)",
        input=set_name(largest.paths, largest.kind, language),
        share=language.percent(share.value),
        weak=language.percent(min(weak, 1.0)),
        luck=language.percent(min(luck, 1.0)),
    )
    heads = say("Assumption"), say("Grade"), say("Alone, by regression"), say("19 times in 20")
    rows = tuple(
        (
            set_name(factor.paths, factor.kind, language),
            factor.grade or say("none"),
            language.percent(share.value, 1),
            _interval(share, language),
        )
        for factor, share in shares.items()
    )
    shown = dict(list(moving.items())[:MOST_ROWS])
    return Picture(
        lambda: _draw({f: (s, None) for f, s in shown.items()}, language), sentence, heads, rows
    )


def spread_picture(spread: Spread, language: Language) -> Picture:
    """Return shares alone and in total, with their intervals."""
    say = language.say
    moving = {f: i for f, i in spread.factors.items() if i.total.value > NEGLIGIBLE}
    if not moving:
        return nothing(say("No uncertain assumption moves it."))
    largest, found = next(iter(moving.items()))
    sentence = say(
        "“{input}” makes {alone} of the spread by itself and takes part in {total} of it. What "
        "could be found out makes {known} by itself; the rest is luck, alone or together with it. "
        "(Sobol' indices, from runs of their own.)",
        input=set_name(largest.paths, largest.kind, language),
        alone=language.percent(_held(found.first.value)),
        total=language.percent(_held(found.total.value)),
        known=language.percent(_held(spread.reducible.first.value)),
    )
    heads = (
        say("Assumption"),
        say("Grade"),
        say("Alone, by Sobol' indices"),
        say("19 times in 20"),
        say("In total"),
        say("19 times in 20"),
    )
    rows = tuple(
        (
            set_name(factor.paths, factor.kind, language),
            factor.grade or say("none"),
            language.percent(_held(indices.first.value), 1),
            _interval(indices.first, language),
            language.percent(_held(indices.total.value), 1),
            _interval(indices.total, language),
        )
        for factor, indices in spread.factors.items()
    )
    shown = dict(list(moving.items())[:MOST_ROWS])
    return Picture(
        lambda: _draw({f: (i.first, i.total) for f, i in shown.items()}, language),
        sentence,
        heads,
        rows,
    )


def grades_picture(spread: Spread, language: Language) -> Picture:
    """Return how much of the spread rests on evidence of each grade."""
    say = language.say
    weak = spread.grades["CD"]
    sentence = say(
        "{alone} of the spread comes from evidence of grade C or D alone, and {total} involves "
        "it. (Sobol' indices, from runs of their own.)",
        alone=language.percent(_held(weak.first.value)),
        total=language.percent(_held(weak.total.value)),
    )
    names = {
        **{grade: say("Grade {grade}", grade=grade) for grade in GRADES},
        "": say("No grade given"),
        "CD": say("C and D together"),
    }
    rows = [(names[grade], spread.grades[grade]) for grade in names]
    rows.append((say("All that could be found out"), spread.reducible))
    return Picture(
        lambda: _bars([n for n, _ in rows], [(i.first, i.total) for _, i in rows], language),
        sentence,
        (say("Evidence"), say("Alone, by Sobol' indices"), say("19 times in 20"), say("In total")),
        tuple(
            (
                name,
                language.percent(_held(indices.first.value), 1),
                _interval(indices.first, language),
                language.percent(_held(indices.total.value), 1),
            )
            for name, indices in rows
        ),
    )


def _held(share: float) -> float:
    """An estimate, held between nothing and all."""
    return min(max(share, 0.0), 1.0)


def _interval(share: Share, language: Language) -> str:
    return language.say(
        "{low} to {high}",
        low=language.percent(_held(share.low), 1),
        high=language.percent(_held(share.high), 1),
    )


def _draw(shown: Mapping[Factor, tuple[Share, Share | None]], language: Language) -> Figure:
    names = [set_name(factor.paths, factor.kind, language) for factor in shown]
    return _bars(names, list(shown.values()), language)


def _bars(names: list[str], shares: list[tuple[Share, Share | None]], language: Language) -> Figure:
    traces = []
    both = shares[0][1] is not None
    kinds = ((0, language.say("alone"), "accent", ""), (1, language.say("in total"), "muted", "/"))
    for place, name, colour, hatch in kinds[: 2 if both else 1]:
        column = [pair[place] for pair in shares]
        found = [share for share in column if share is not None]
        fill = {"shape": hatch, "bgcolor": PALETTE[colour], "fgcolor": PALETTE["surface"]}
        offset = (place - 0.5) * 0.36 if both else 0.0
        bar = {"orientation": "h", "width": 0.34 if both else 0.6, "hoverinfo": "skip"}
        values, lows, highs = zip(*((s.value, s.low, s.high) for s in found), strict=True)
        whisker = whiskers(values, lows, highs, "ink", thickness=1.2, width=3)
        traces.append(
            {
                "type": "bar",
                "name": name,
                "x": [_held(share.value) for share in found],
                "y": [row + offset for row in range(len(found))],
                "marker": {"color": PALETTE[colour], "pattern": fill if hatch else {}},
                "error_x": whisker,
                **bar,
            }
        )
    top = max(share.high for pair in shares for share in pair if share is not None)
    return figure(
        traces,
        barmode="overlay",
        height=height(len(names)) + (8 * len(names) if both else 0),
        xaxis=ticks((0.0, max(top * 1.05, 0.01)), 4, language.percent),
        yaxis=row_axis(names),
    )
