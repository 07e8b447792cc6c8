"""The tables of the Compare page: figures, differences, who beats whom, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxsim.charts.comparison_tables import (
    Table,
    chances_table,
    differences_table,
    differing_table,
    figures_table,
)
from cxsim.comparison import Comparison
from cxsim.comparison.differences import differences
from cxsim.comparison.differing import differing
from cxsim.comparison.figures import figures
from cxsim.results import RESULTS
from cxsim.scenario.kinds import KINDS
from cxsim.text.comparing import KIND_NAMES, ORDERS, TIES
from cxsim.text.language import Language
from cxsim.text.results import RESULT_LABELS
from pages.bench import Bench, Button, Event, Grid, Row, Section
from pages.workshop.asked import Asked
from pages.workshop.lineup import dominance_of, notes_of

FIGURE, AGAINST = "figure:", "against:"
"""What the ids of tabs begin with."""


def tables_bench(comparison: Comparison, asked: Asked, language: Language) -> Bench:
    """Return all figures as tables; two of them have tabs."""
    sections = (
        _figures(comparison, asked, language),
        _differences(comparison, asked, language),
        _pairs(comparison, language),
        _inputs(comparison, asked, language),
    )
    return Bench(
        language=language.code,
        title=language.say("Figures of the comparison"),
        sections=sections,
        help=language.say("About"),
        details=language.say("Range and source of"),
    )


def hear(asked: Asked, events: Sequence[Event], comparison: Comparison) -> None:
    """Open another tab."""
    for event in events:
        name = event.id.removeprefix(FIGURE)
        if event.id.startswith(FIGURE) and name in RESULTS:
            asked.figure = name
        place = event.id.removeprefix(AGAINST)
        if event.id.startswith(AGAINST) and place in map(str, comparison.others):
            asked.against = comparison.names[int(place)]


def grid(name: str, caption: str, table: Table, prose: bool = False) -> Grid:
    """Return a table as the bench shows it."""
    rows = tuple(Row(label, tuple(cells)) for label, *cells in table.rows)
    return Grid(name, caption, table.header, rows, prose)


def _figures(comparison: Comparison, asked: Asked, language: Language) -> Section:
    title = language.say("Each scenario's figures")
    found = figures(comparison)[asked.figure]
    tabs = tuple(
        Button(
            f"{FIGURE}{name}",
            language.read(RESULT_LABELS[name].name),
            pressed=name == asked.figure,
        )
        for name in RESULTS
    )
    table = figures_table(comparison, asked.figure, found, language)
    words = language.read(RESULT_LABELS[asked.figure].help)
    return Section("figures", title, words, tabs=tabs, grids=(grid("figures", title, table),))


def _differences(comparison: Comparison, asked: Asked, language: Language) -> Section:
    names = comparison.names
    shown = names.index(asked.against) if asked.against in names else comparison.base
    shown = shown if shown in comparison.others else comparison.others[0]
    title = language.say("Differences, future by future")
    words = language.say(
        "“{name}” less “{base}” in each future; of costs and paybacks the lower is the better.",
        name=names[shown],
        base=names[comparison.base],
    )
    tabs = tuple(
        Button(f"{AGAINST}{place}", names[place], pressed=place == shown)
        for place in comparison.others
    )
    found = differences(comparison, shown)
    table = differences_table(found, comparison.currency, language, errors=False)
    return Section(
        "differences",
        title,
        words,
        tabs=tabs if len(tabs) > 1 else (),
        grids=(grid("differences", title, table),),
    )


def _pairs(comparison: Comparison, language: Language) -> Section:
    say = language.say
    worth = say("In what share of the futures each is worth more")
    dominance = say("Stochastic dominance")
    return Section(
        "pairs",
        say("Which is worth more, and for whom"),
        f"{language.read(TIES)} {language.read(ORDERS)}",
        grids=(
            grid("chances", worth, chances_table(comparison, language)),
            grid("dominance", dominance, dominance_of(comparison, language), prose=True),
        ),
    )


def _inputs(comparison: Comparison, asked: Asked, language: Language) -> Section:
    rows = differing(comparison)
    grids = []
    for kind in KINDS:
        table = differing_table(comparison, [row for row in rows if row.kind == kind], language)
        if table.rows:
            name = language.read(KIND_NAMES[kind])
            grids.append(grid(f"inputs {kind}", name, _of_kind(name, table), prose=True))
    words = " ".join(_notes(comparison, asked, bool(rows), language))
    return Section("inputs", language.say("The assumptions that differ"), words, grids=tuple(grids))


def _of_kind(name: str, table: Table) -> Table:
    """Return the inputs of one kind, its name above them instead of beside each."""
    return Table(
        (name, *table.header[2:]),
        tuple((label, *values) for label, _, *values in table.rows),
    )


def _notes(
    comparison: Comparison, asked: Asked, any_differs: bool, language: Language
) -> Iterator[str]:
    if not any_differs:
        yield language.say("No assumption differs.")
    else:
        yield language.say("All else is the same, and so are the futures it is held against.")
    for name, text in notes_of(comparison, asked, language).items():
        yield language.say("{name}: {text}", name=name, text=text)
