"""The inputs sheet: a named cell for each number, where the number comes from, and its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from cxsim.distributions import Distribution, SurveyMix
from cxsim.export.workbook.book import Book
from cxsim.export.workbook.entries import Entry, names_of, sections
from cxsim.export.workbook.form import HELP, LABEL, SOURCES, UNIT, Column, Form
from cxsim.export.workbook.names import cell_name, cell_names
from cxsim.export.workbook.terms import Term, Value, same, serial, words
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.text.language import Language
from cxsim.text.phrase import say
from cxsim.text.places import place_of
from cxsim.text.reading import write_number
from cxsim.text.shapes import PARAMETERS, Listed, range_sentence

COLUMNS = (
    Column("path", say("Place"), 8),
    LABEL,
    Column("value", say("Value in the plan"), 17),
    UNIT,
    Column("p10", say("P10"), 12),
    Column("p90", say("P90"), 12),
    Column("range", say("Range"), 44),
    Column("whose", say("Given by"), 14),
    *SOURCES,
    HELP,
)


@dataclass(frozen=True)
class Inputs:
    """The named cells.

    Attributes
    ----------
    cells : mapping of str to Term
        By path.
    sheet : str
        The sheet's name.
    """

    cells: Mapping[str, Term]
    sheet: str

    def __getitem__(self, path: str) -> Term:
        return self.cells[path]

    def chosen(self, path: str, word: str, language: Language) -> Term:
        """Return whether a choice is the one given."""
        return same(self.cells[path], words(language.read(place_of(path).options[word])))


def write_inputs(book: Book, scenario: Scenario, whose: Mapping[str, str]) -> Inputs:
    """Write the inputs sheet of a scenario and return its named cells.

    Parameters
    ----------
    book : Book
    scenario : Scenario
    whose : mapping of str to str
        Whose number each is, in words, by path.
    """
    language = book.language
    form = Form(book, COLUMNS, language.say("Assumptions"), language.read(NOTE))
    stems, cells = cell_names(scenario), {}
    for section in sections(names_of(scenario)):
        form.heading(section)
        for entry in section.entries:
            form.entry(entry)
            cell = form.value("value", entry, value_of(scenario, entry, language))
            if entry.counted:
                cells[entry.path] = book.define(cell_name(entry.path, stems), cell)
            _beside(form, scenario, entry, whose)
            form.advance()
    return Inputs(cells, form.sheet.name)


NOTE = say(
    "Blue cells are typed in, and all that is black follows from them: change one and watch the "
    "results. An uncertain number stands at its mean; its range moves along when you change it. "
    "Write your name below: when the file comes back, what you changed is yours. The ledger has "
    "as many months as the file was made for; a shorter horizon is honoured, a longer one is not."
)


def value_of(scenario: Scenario, entry: Entry, language: Language) -> Value:
    """Return what stands in the cell of an entry: a number, a text, or "" for nothing."""
    match entry.kind:
        case "number":
            return scenario.mean(entry.path)
        case "share of mix":
            stem, _, segment = entry.path.rpartition(".")
            shares: tuple[float, ...] = scenario.value(stem).expected_value
            return shares[SEGMENTS.index(segment)]
        case "switch":
            return 0.0
    table, _, field = entry.path.rpartition(".")
    value = getattr(scenario.value(table) if table else scenario, field)
    if value is None:
        return ""
    if entry.kind == "month":
        return serial(date.fromisoformat(f"{value}-01"))
    if entry.kind == "choice":
        return language.read(entry.options[value])
    return value if isinstance(value, str) else float(value)


def _beside(form: Form, scenario: Scenario, entry: Entry, whose: Mapping[str, str]) -> None:
    """Write an entry's range and source."""
    path = entry.path
    if entry.kind == "share of mix":
        path = path.rpartition(".")[0]
        if not entry.path.endswith(SEGMENTS[0]):
            return
    if entry.kind not in ("number", "share of mix") and path != "horizon.years":
        return
    form.sheet.text(form.row, form.place["whose"], whose.get(path, ""), "known")
    form.credit(scenario.sources.get(path))
    number = scenario.value(path)
    text = form.sheet
    if isinstance(number, SurveyMix):
        text.text(form.row, form.place["range"], survey_words(number, form.book.language), "beside")
    if not isinstance(number, Distribution) or number.certain is not None:
        return
    for key, value in zip(("p10", "p90"), number.quantile(np.array([0.1, 0.9])), strict=True):
        text.number(form.row, form.place[key], float(value), entry.unit, "known")
    words = range_words(number, entry.unit, form.book.currency, form.book.language)
    text.text(form.row, form.place["range"], words, "beside")
    form.fit(words, "range")


def range_words(number: Distribution, unit: str, currency: str, language: Language) -> str:
    """Return a range by its shape's own numbers: Lowest €36 · Most likely €42 · Highest €52."""
    if isinstance(number, Listed):
        return range_sentence(number, unit, currency, language)
    told = []
    for field, value in number.model_dump().items():
        known = PARAMETERS.get((number.dist, field))
        if known is None or value is None or (field == "concentration" and value == 4):
            continue
        own = unit if known.own else "factor"
        written = write_number(round(value - known.less, 9), own, currency, language)
        told.append(f"{language.read(known.name)}\N{NO-BREAK SPACE}{written}")
    return " · ".join(told)


def survey_words(mix: SurveyMix, language: Language) -> str:
    """Return the counted answers of a survey."""
    told = [
        f"{language.read(PARAMETERS['survey', name].name)}\N{NO-BREAK SPACE}"
        + language.number(getattr(mix, name))
        for name in SEGMENTS
    ]
    return " · ".join(told)
