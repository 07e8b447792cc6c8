"""The figures of a comparison as tables: each scenario's, differences, who beats whom, inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from cxsim.comparison import Comparison
from cxsim.comparison.differences import Difference, chances
from cxsim.comparison.differing import RANKS, Differing
from cxsim.comparison.dominance import MEASURES, dominances
from cxsim.comparison.figures import RATIOS, Figure
from cxsim.distributions import Distribution
from cxsim.scenario.numbers import mean
from cxsim.scenario.shifts import centre
from cxsim.text.comparing import KIND_NAMES, dominance_words
from cxsim.text.labels import FIELDS, path_label
from cxsim.text.language import DASH, Language
from cxsim.text.outcome import outcome_of, summing
from cxsim.text.phrase import POINTS, Phrase
from cxsim.text.places import PLACES, place_of
from cxsim.text.reading import write_number
from cxsim.text.results import RESULT_LABELS, show
from cxsim.text.shapes import short_range

WHOLE = ("years", "from_month", "to_month")


class Table(NamedTuple):
    """A table in one language: its heads, and its rows as they are printed."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figures_table(
    comparison: Comparison, name: str, found: Sequence[Figure], language: Language
) -> Table:
    """Return one result of each scenario, and its change from the base."""
    say = language.say
    unit, worth = RESULT_LABELS[name].unit, name == "npv"
    rows = [
        (
            called,
            *(show(v, unit, comparison.currency, language) for v in each[:4]),
            *_change(comparison, name, place, each, language),
            *((language.chance(comparison.results[place].chance_of_loss, 1),) if worth else ()),
        )
        for place, (called, each) in enumerate(zip(comparison.names, found, strict=True))
    ]
    return Table(
        (
            say("Scenario"),
            say("Mean"),
            *("P10", "P50", "P90"),
            say("Change of the median") if name.startswith("payback") else say("Change of mean"),
            say("In per cent"),
            *((say("Chance of loss"),) if worth else ()),
        ),
        tuple(rows),
    )


def _change(
    comparison: Comparison, name: str, place: int, each: Figure, language: Language
) -> tuple[str, str]:
    if place == comparison.base:
        return language.say("base"), DASH
    relative = language.percent(each.relative, 1)
    return apart(name, each.change, comparison.currency, language), relative


def apart(name: str, value: float, currency: str, language: Language) -> str:
    """Return a difference of a result: of ratios, in points."""
    if name in RATIOS:
        return language.quantity(100 * value, POINTS, 1)
    return show(value, RESULT_LABELS[name].unit, currency, language)


def differences_table(
    found: dict[str, Difference], currency: str, language: Language, errors: bool = True
) -> Table:
    """Return how a scenario differs from the base in each result, future by future."""
    say = language.say
    rows = []
    for name, each in found.items():
        texts = [apart(name, v, currency, language) for v in each[:5]]
        mean, error, *ends = texts
        rows.append(
            (
                language.read(RESULT_LABELS[name].name),
                mean,
                *((error,) if errors else ()),
                *ends,
                *(language.percent(s, 1) for s in summing(outcome_of(each.better, each.tied), 1)),
                language.percent(each.finite, 1),
            )
        )
    standard = (say("Standard error of the mean"),) if errors else ()
    return Table(
        (
            say("Difference from the base"),
            say("Mean"),
            *standard,
            *("P10", "P50", "P90"),
            say("Better in"),
            say("Worse in"),
            say("The same in"),
            say("Both finite"),
        ),
        tuple(rows),
    )


def chances_table(comparison: Comparison, language: Language) -> Table:
    """Return in what share of the futures each is worth more than each other; ties are no wins."""
    rows = []
    for place in range(len(comparison.results)):
        cells = [
            DASH if place == other else language.percent(_won(comparison, place, other), 1)
            for other in range(len(comparison.results))
        ]
        rows.append((comparison.names[place], *cells))
    return Table((language.say("Worth more than"), *comparison.names), tuple(rows))


def _won(comparison: Comparison, place: int, other: int) -> float:
    ours, theirs = comparison.results[place], comparison.results[other]
    return summing(outcome_of(*chances(ours.npv, theirs.npv, "npv")), 1).better


def dominance_table(comparison: Comparison, language: Language) -> Table:
    """Return which of each pair dominates the other in NPV and in ROI."""
    names = comparison.names
    found = [dominances(comparison, measure) for measure in MEASURES]
    rows = []
    for pair in zip(*found, strict=True):
        both = names[pair[0].first], names[pair[0].second]
        label = language.say("{first} and {second}", first=both[0], second=both[1])
        cells = (dominance_words(each.order, names[each.winner or 0], language) for each in pair)
        rows.append((label, *cells))
    heads = (language.read(RESULT_LABELS[measure].name) for measure in MEASURES)
    return Table((language.say("Dominates"), *heads), tuple(rows))


def differing_table(comparison: Comparison, rows: Sequence[Differing], language: Language) -> Table:
    """Return what stands in each scenario where they differ."""
    return Table(
        (language.say("Assumption"), language.say("Kind"), *comparison.names),
        tuple(
            (
                _input_name(row.path, language),
                language.read(KIND_NAMES[row.kind]),
                *(_cell(row.path, value, comparison.currency, language) for value in row.values),
            )
            for row in rows
        ),
    )


def _input_name(path: str, language: Language) -> str:
    kind, *steps = path.split(".")
    if path == RANKS:
        return language.say("Pairs with a rank correlation")
    if kind in ("groups", "investments", "risk_events") and len(steps) == 1:
        return steps[0]
    if steps and steps[-1] in FIELDS:
        return path_label(path, language)
    name = language.read(place_of(path).name)
    return name if len(steps) < 2 else f"{steps[0]} · {name}"


def _cell(path: str, value: Any, currency: str, language: Language) -> str:
    leaf = path.rpartition(".")[2]
    if value is None or value == "":
        return DASH
    if isinstance(value, bool):
        return language.say("has it") if value else language.say("has it not")
    if leaf == "mix":
        return " / ".join(language.percent(share) for share in value.expected_value)
    if leaf in WHOLE or path == RANKS:
        return language.number(value)
    if leaf in FIELDS:
        return _number(value, FIELDS[leaf].unit, currency, language)
    return _word(path, str(value), language)


def _number(value: Any, unit: str, currency: str, language: Language) -> str:
    if isinstance(value, Distribution) and value.certain is None:
        return ", ".join(short_range(value, centre(value), unit, currency, language))
    return write_number(mean(value), unit, currency, language)


def _word(path: str, value: str, language: Language) -> str:
    options: dict[str, Phrase] = dict(place_of(path).options) if place_known(path) else {}
    return language.read(options[value]) if value in options else value


def place_known(path: str) -> bool:
    """Whether a place has a name of its own."""
    steps = path.split(".")
    return (path if len(steps) < 3 else f"{steps[0]}.{steps[-1]}") in PLACES
