"""A comparison as text for a terminal, and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from cxsim.charts.comparison import behind_verdict, cautions, verdict
from cxsim.charts.comparison_tables import (
    Table,
    chances_table,
    differences_table,
    differing_table,
    dominance_table,
    figures_table,
)
from cxsim.comparison import Comparison
from cxsim.comparison.differences import Difference, best_shares, chances, differences, means_of
from cxsim.comparison.differing import Differing, differing
from cxsim.comparison.dominance import MEASURES, Dominance, dominances
from cxsim.comparison.figures import Figure, figures
from cxsim.comparison.pilot_first import Piloted, pilotings
from cxsim.export.plain import plain
from cxsim.export.terminal import table
from cxsim.results import Result, identity
from cxsim.scenario.files import plain_table
from cxsim.simulation import Progress
from cxsim.text.comparing import ORDERS, TIES, pilot_sentences
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS

MOST_ROWS = 40
"""Inputs that differ, as many as a terminal shows."""


@dataclass(frozen=True, eq=False)
class Compared:
    """Everything that is asked of a comparison.

    Attributes
    ----------
    comparison : Comparison
    figures : dict of str to tuple of Figure
    differences : dict of int to dict of str to Difference
        From the base, by the scenario's place and the result, with standard errors.
    dominances : dict of str to tuple of Dominance
        By measure.
    differing : tuple of Differing
    """

    comparison: Comparison
    figures: dict[str, tuple[Figure, ...]]
    differences: dict[int, dict[str, Difference]]
    dominances: dict[str, tuple[Dominance, ...]]
    differing: tuple[Differing, ...]


def compared(comparison: Comparison, progress: Progress | None = None) -> Compared:
    """Return all figures of a comparison; eight more simulations of each give the errors."""
    means = []
    for place, result in enumerate(comparison.results):
        means.append(means_of(result))
        if progress is not None:
            progress((place + 1) / len(comparison.results))
    return Compared(
        comparison,
        figures(comparison),
        {place: differences(comparison, place, means) for place in comparison.others},
        {measure: dominances(comparison, measure) for measure in MEASURES},
        differing(comparison),
    )


def comparison_text(found: Compared, language: Language) -> str:
    """Return the verdict, each scenario's figures, the differences, and the inputs that differ."""
    comparison = found.comparison
    answer = (verdict(comparison, language), behind_verdict(comparison, language))
    parts = ["\n".join(filter(None, answer)), *filter(None, [cautions(comparison, language)])]
    for name, rows in found.figures.items():
        label = language.read(RESULT_LABELS[name].name)
        shown = figures_table(comparison, name, rows, language)
        parts.append(_table(shown._replace(header=(label, *shown.header[1:]))))
    for place, each in found.differences.items():
        shown = differences_table(each, comparison.currency, language)
        names = comparison.names[place], comparison.names[comparison.base]
        label = language.say("{name} less {base}", name=names[0], base=names[1])
        parts.append(_table(shown._replace(header=(label, *shown.header[1:]))))
    parts += [_table(chances_table(comparison, language)), language.read(TIES)]
    parts += [_table(dominance_table(comparison, language)), language.read(ORDERS)]
    return "\n\n".join([*parts, *_inputs(found, language)])


def _table(shown: Table) -> str:
    return table([list(shown.header), *map(list, shown.rows)])


def _inputs(found: Compared, language: Language) -> Iterator[str]:
    if not found.differing:
        yield language.say("No assumption differs.")
    else:
        shown = differing_table(found.comparison, found.differing[:MOST_ROWS], language)
        yield _table(shown)
    if (more := len(found.differing) - MOST_ROWS) > 0:
        yield language.say("and {count} more", count=language.number(more))
    for name, piloting in pilotings(found.comparison):
        words = pilot_sentences(piloting, language)
        yield language.say("{name}: {text}", name=name, text=words)


def comparison_record(found: Compared, version: str) -> dict[str, Any]:
    """Return the JSON object of `cxsim compare --json`; no NaN or infinity in it."""
    comparison = found.comparison
    design = comparison.results[0].design
    npv = [result.npv for result in comparison.results]
    content = {
        "version": version,
        "currency": comparison.currency,
        "trials": design.trials,
        "seed": design.seed,
        "sampler": design.sampler,
        "base": comparison.names[comparison.base],
        "scenarios": [
            {**identity(result.scenario, version), "scenario": name, "results": _figures(found, i)}
            | {"chance_of_loss": result.chance_of_loss, "best": best, **_pilot(result)}
            for i, (name, result, best) in enumerate(
                zip(comparison.names, comparison.results, best_shares(comparison), strict=True)
            )
        ],
        "differences": [
            {"scenario": comparison.names[place], "results": _rows(rows)}
            for place, rows in found.differences.items()
        ],
        "worth_more": [[chances(ours, theirs, "npv")[0] for theirs in npv] for ours in npv],
        "dominance": [
            _dominance(each, comparison.names)
            for rows in found.dominances.values()
            for each in rows
        ],
        "inputs": [
            {"kind": each.kind, "path": each.path, "values": [_value(v) for v in each.values]}
            for each in found.differing
        ],
    }
    whole: dict[str, Any] = plain(content)
    return whole


def _figures(found: Compared, place: int) -> dict[str, Any]:
    return {name: rows[place]._asdict() for name, rows in found.figures.items()}


def _pilot(result: Result) -> dict[str, Any]:
    """Return what says that only some futures of this scenario have its programme."""
    return {"pilot": result.piloting._asdict()} if isinstance(result, Piloted) else {}


def _rows(rows: dict[str, Difference]) -> dict[str, Any]:
    return {name: each._asdict() for name, each in rows.items()}


def _dominance(each: Dominance, names: tuple[str, ...]) -> dict[str, Any]:
    winner = None if each.winner is None else names[each.winner]
    pair = {"first": names[each.first], "second": names[each.second]}
    return {**pair, "measure": each.measure, "winner": winner, "order": each.order}


def _value(value: Any) -> Any:
    """Return what stands in a scenario as its file has it."""
    return plain_table(value) if isinstance(value, BaseModel) else value
