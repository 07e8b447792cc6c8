"""A business case as a workbook whose formulas are the model, and back again."""

from __future__ import annotations

from pathlib import Path

from cxsim.export.case import BusinessCase
from cxsim.export.workbook.assumptions import write_register
from cxsim.export.workbook.book import Book, Sheet
from cxsim.export.workbook.changes import Change, Imported
from cxsim.export.workbook.content import Content, content_of
from cxsim.export.workbook.cover import write_cover
from cxsim.export.workbook.fill_in import write_fill_in
from cxsim.export.workbook.imported import read_workbook
from cxsim.export.workbook.inputs import write_inputs
from cxsim.export.workbook.ledger import write_ledgers
from cxsim.export.workbook.origin import write_origin
from cxsim.export.workbook.results import write_results
from cxsim.export.workbook.spread import write_spread
from cxsim.export.workbook.tables import write_audit, write_stress, write_tornado
from cxsim.export.workbook.years import begin_years, write_years
from cxsim.scenario.files import replacing
from cxsim.simulation import Progress
from cxsim.text.phrase import Phrase, say

SHEETS: dict[str, tuple[Phrase, Phrase]] = {
    "results": (say("Results"), say("NPV, ROI, payback of the plan: formulas.")),
    "years": (say("Years"), say("The plan by year of the horizon and by fiscal year: formulas.")),
    "spread": (say("Distribution"), say("What the simulation found: percentiles and histogram.")),
    "tornado": (say("Tornado"), say("What goes with the result, the widest first.")),
    "stress": (say("Stress tests"), say("What the case is worth when things go wrong.")),
    "audit": (say("Audit"), say("What a careful reader would object to.")),
    "register": (say("Register"), say("Every number with its source, grade and owner.")),
}

INPUTS = say("Every number of the case: type over the blue cells.")
LEDGER = say("The plan month by month, and a sheet for each group behind: formulas.")


def write_workbook(case: BusinessCase, path: Path, progress: Progress | None = None) -> None:
    """Write the workbook of a case, whole or not at all.

    Parameters
    ----------
    case : BusinessCase
    path : Path
    progress : callable, optional
        Told the share of the work done.
    """
    write_content(content_of(case), path, progress)


def write_content(content: Content, path: Path, progress: Progress | None = None) -> None:
    """Write a workbook of what it tells; parameters as of `write_workbook`."""
    tell = progress or (lambda share: None)
    with replacing(path) as draft:
        book = Book(
            draft,
            content.language,
            content.result.scenario.currency,
            content.day,
            content.draft,
        )
        _write(book, content, tell)
        book.close()
    tell(1.0)


def _write(book: Book, content: Content, tell: Progress) -> None:
    """Write all sheets, the plan first; they stand in the order in which they are made."""
    language, result = content.language, content.result
    cover = book.sheet(language.say("Read me"))
    sheets = {name: _sheet(book, name) for name in ("results", "years")}
    fiscal = begin_years(book, sheets["years"])
    inputs = write_inputs(book, result.scenario, content.whose)
    tell(0.1)
    company = write_ledgers(book, inputs, result.scenario, fiscal)
    tell(0.5)
    write_results(book, sheets["results"], inputs, company, result.point.value)
    write_years(book, sheets["years"], company, result.scenario.horizon.years)
    sheets |= {name: _sheet(book, name) for name in SHEETS if name not in sheets}
    write_spread(book, sheets["spread"], result)
    write_tornado(book, sheets["tornado"], content.bars, float(result.npv.mean()))
    write_stress(book, sheets["stress"], content.stresses)
    write_audit(book, sheets["audit"], content.findings)
    write_register(book, sheets["register"], content.register)
    write_origin(book, result.scenario)
    plan = [(inputs.sheet, language.read(INPUTS)), (company.sheet, language.read(LEDGER))]
    others = [(sheets[n].name, language.read(words)) for n, (_, words) in SHEETS.items()]
    others[2:2] = plan
    write_cover(cover, content, others)
    tell(0.7)


def _sheet(book: Book, name: str) -> Sheet:
    return book.sheet(book.language.read(SHEETS[name][0]), wide=True)


__all__ = [
    "Change",
    "Content",
    "Imported",
    "read_workbook",
    "write_content",
    "write_fill_in",
    "write_workbook",
]
