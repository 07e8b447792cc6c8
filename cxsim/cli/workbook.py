"""`cxsim import`, and the blank workbook of `cxsim new`: a case that goes out and comes back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cxsim.cli.shared import language_option, refuse, refuse_file
from cxsim.scenario import ScenarioError
from cxsim.scenario.faults import with_name
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError

if TYPE_CHECKING:
    from cxsim.export.workbook import Imported

WORKBOOK = ".xlsx"


@click.command(name="import")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Write the scenario to this file.",
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@language_option
def import_workbook(workbook: Path, output: Path, force: bool, language: Language) -> None:
    """Read a WORKBOOK that was edited or filled in; print what changed, and write the scenario."""
    from cxsim.export.case.formats import FORMATS

    try:
        FORMATS[WORKBOOK].check()
        from cxsim.export.workbook import read_workbook

        if output.exists() and not force:
            refuse(language.say("{file} exists; choose another name, or --force", file=output))
        found = read_workbook(workbook, today=date.today(), translate=language.translate)
        found.scenario.save(output)
    except RefusedError as error:
        refuse(language.read(error.reason))
    except ScenarioError as error:
        named = with_name(error, str(workbook))
        refuse(*(fault.read(language.translate) for fault in named.faults))
    except OSError as error:
        refuse_file(error.filename or output, error, language)
    for line in imported_lines(found, language):
        click.echo(line)
    click.echo(language.say("Wrote {file}. Next: cxsim run {file}", file=output))


def imported_lines(found: Imported, language: Language) -> list[str]:
    """Return what changed, whose number it now is, and what was not taken."""
    from cxsim.export.workbook.told import change_text

    lines = [change_text(change, found.scenario, language) for change in found.changes]
    lines += [language.say("note: {text}", text=language.read(note)) for note in found.notes]
    if not lines:
        return [language.say("Nothing was changed in the workbook.")]
    return lines


def write_blank(path: Path, language: Language) -> None:
    """Write the blank workbook of the neutral pack, to be sent and filled in."""
    from cxsim.export.case.formats import FORMATS
    from cxsim.scenario import Scenario
    from cxsim.scenario.start import worded
    from cxsim.scenario.template import TEMPLATE

    FORMATS[WORKBOOK].check()
    from cxsim.export.workbook import write_fill_in

    outline = worded(Scenario.parse(TEMPLATE), language.translate)
    write_fill_in(path, outline, language, date.today())
