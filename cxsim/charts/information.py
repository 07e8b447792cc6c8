"""What knowing an input is worth, and how large a pilot should be."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cxsim.charts.axes import ticks
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, escape, figure, line, rule
from cxsim.charts.rows import MOST_ROWS, blank, height, nothing, row_axis
from cxsim.charts.tornado import around
from cxsim.sensitivity.information import Findable, Information, Worth
from cxsim.sensitivity.pilot import Sizing
from cxsim.text.language import DASH, Language
from cxsim.text.sensitivity import pilot_name, set_name


def information_picture(found: Information, currency: str, language: Language) -> Picture:
    """Return the value of knowing each set of inputs before deciding."""
    say = language.say
    if math.isnan(found.all):
        return nothing(say("{figure} is undefined here.", figure=say("Net present value")))
    parts = [part for part in found.parts if _clear(part)]
    header = say("Assumption"), say("Worth knowing for"), say("Standard error")
    rows = [
        (
            set_name(part.factor.paths, part.factor.kind, language),
            language.money(part.value, currency),
            language.money(part.error, currency),
        )
        for part in found.parts
    ]
    every = language.money(found.all, currency), language.money(found.error, currency)
    rows.insert(0, (say("Everything, luck included"), *every))
    return Picture(
        lambda: _draw(parts[:MOST_ROWS], currency, language),
        " ".join([_decision(found, currency, language), _best(parts, currency, language)]),
        header,
        tuple(rows),
    )


def _clear(part: Worth) -> bool:
    """Whether it is more than the estimate's own doubt."""
    return part.value > 2 * part.error


def _decision(found: Information, currency: str, language: Language) -> str:
    values = {"all": language.money(found.all, currency)}
    if found.do_it:
        return language.say(
            "On what is known today the programme goes ahead. Knowing everything before deciding "
            "would be worth {all}; no study may cost more.",
            **values,
        )
    return language.say(
        "On what is known today the programme does not go ahead. Knowing everything before "
        "deciding would be worth {all}; no study may cost more.",
        **values,
    )


def _best(parts: Sequence[Worth], currency: str, language: Language) -> str:
    if not parts:
        return language.say(
            "No single assumption would change the decision, however well known; numbers without "
            "a range are not counted."
        )
    best = parts[0]
    return language.say(
        "Most worth finding out is “{input}”, up to {value}.",
        input=set_name(best.factor.paths, best.factor.kind, language),
        value=language.money(best.value, currency),
    )


def _draw(parts: Sequence[Worth], currency: str, language: Language) -> Figure:
    if not parts:
        return blank()
    whisker = {
        "type": "data",
        "array": [1.96 * part.error for part in parts],
        "color": PALETTE["ink"],
        "thickness": 1.2,
        "width": 3,
    }
    bars = {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "width": 0.6,
        "x": [part.value for part in parts],
        "y": list(range(len(parts))),
        "marker": {"color": PALETTE["accent"]},
        "error_x": whisker,
    }
    names = [set_name(part.factor.paths, part.factor.kind, language) for part in parts]
    top = max(part.value + 1.96 * part.error for part in parts)
    return figure(
        [bars],
        showlegend=False,
        height=height(len(parts)),
        xaxis=ticks((0.0, 1.1 * top), 4, lambda v: language.money(v, currency)),
        yaxis=row_axis(names),
    )


def findable_sentence(found: Findable | None, currency: str, language: Language) -> str:
    """Return what all research together could be worth."""
    if found is None:
        return language.say(
            "With so many risk events, what all research together is worth is not worked out."
        )
    return language.say(
        "Knowing all that can be known, luck left aside, would be worth {value} and take away "
        "{share} of the spread.",
        value=language.money(found.value, currency),
        share=language.percent(min(found.share, 1.0)),
    )


def pilots_picture(
    sizings: Sequence[Sizing], found: Findable | None, currency: str, language: Language
) -> Picture:
    """Return what each possible pilot is worth, its best size and what is left after its cost."""
    say = language.say
    whole = findable_sentence(found, currency, language)
    if not sizings:
        return nothing(
            " ".join([whole, say("Nothing that a survey or a test could measure is uncertain.")])
        )
    advice = _advice(sizings[0], currency, language)
    header = say("Pilot"), say("Ceiling"), say("Best size"), say("Worth"), say("Cost"), say("Left")
    rows = tuple(_row(sizing, currency, language) for sizing in sizings)
    shown = next((sizing for sizing in sizings if sizing.ceiling > 0), None)
    return Picture(
        lambda: _sizes(shown, currency, language) if shown else blank(),
        " ".join([whole, advice]),
        header,
        rows,
    )


def _advice(best: Sizing, currency: str, language: Language) -> str:
    if best.best == 0:
        return language.say("No survey or test is worth its cost at these prices.")
    values = {
        "pilot": _pilot(best, language),
        "size": language.number(best.best),
        "value": language.money(_at_best(best, best.values), currency),
        "cost": language.money(_at_best(best, best.costs), currency),
    }
    if best.pilot.samples == 2:
        return language.say(
            "Best is {pilot}, with {size} customers in each of two samples: worth {value}, it "
            "costs {cost}.",
            **values,
        )
    return language.say(
        "Best is {pilot}, with {size} customers: worth {value}, it costs {cost}.", **values
    )


def _pilot(sizing: Sizing, language: Language) -> str:
    return pilot_name(sizing.pilot.kind, sizing.pilot.path, language)


def _at_best(sizing: Sizing, column: Sequence[float]) -> float:
    return column[sizing.sizes.index(sizing.best)]


def _row(sizing: Sizing, currency: str, language: Language) -> tuple[str, ...]:
    money = [language.money(sizing.ceiling, currency)]
    name = _pilot(sizing, language)
    if sizing.best == 0:
        return (name, *money, language.say("none"), DASH, DASH, DASH)
    columns = sizing.values, sizing.costs, sizing.net
    figures = [language.money(_at_best(sizing, column), currency) for column in columns]
    return (name, *money, language.number(sizing.best), *figures)


def _sizes(sizing: Sizing, currency: str, language: Language) -> Figure:
    """Value and cost over the size, the size on a scale of powers of ten."""
    sizes = [math.log10(size) for size in sizing.sizes]
    worth = {"color": PALETTE["accent"], "width": 2.5}
    spent = {"color": PALETTE["muted"], "width": 2, "dash": "dash"}
    names = language.say("worth"), language.say("cost"), language.say("ceiling")
    roof = {"color": PALETTE["ink"], "width": 1, "dash": "dot"}
    traces = [
        line(x=sizes, y=list(sizing.values), line=worth, name=names[0]),
        line(x=sizes, y=list(sizing.costs), line=spent, name=names[1]),
        line(x=sizes, y=[sizing.ceiling] * len(sizes), line=roof, name=names[2]),
    ]
    top = 1.25 * max(sizing.ceiling, max(sizing.values), 2 * sizing.costs[0])
    shown = [size for size in (30, 100, 300, 1000, 3000, 10_000) if size >= sizing.sizes[0]]
    at = [math.log10(size) for size in shown]
    marks = [rule("ink", x=math.log10(sizing.best))] if sizing.best else []
    low, high = around([(sizes[0], sizes[-1])])
    return figure(
        traces,
        xaxis={
            "range": [low, high],
            "tickmode": "array",
            "tickvals": at,
            "ticktext": [language.number(size) for size in shown],
            "title": {"text": escape(language.say("Customers in each sample"))},
        },
        yaxis=ticks((0.0, top), 5, lambda v: language.money(v, currency)),
        shapes=marks,
    )
