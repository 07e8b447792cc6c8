"""`cxsim new`: a commented scenario, or a blank workbook, to start from."""

from __future__ import annotations

from pathlib import Path

import click

from cxsim.cli.shared import language_option, refuse, refuse_file
from cxsim.cli.workbook import WORKBOOK, write_blank
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@language_option
def new(file: Path, force: bool, language: Language) -> None:
    """Write a commented scenario FILE to start from; a blank workbook if it ends in .xlsx."""
    from cxsim.scenario.files import write_whole
    from cxsim.scenario.template import template

    blank = file.suffix.lower() == WORKBOOK
    try:
        if file.exists() and not force:
            refuse(language.say("{file} exists; choose another name, or --force", file=file))
        if blank:
            write_blank(file, language)
        else:
            write_whole(file, template(language.code))
    except RefusedError as error:
        refuse(language.read(error.reason))
    except OSError as error:
        refuse_file(file, error, language)
    if blank:
        click.echo(
            language.say("Wrote {file}. Filled in, it comes back: cxsim import {file}", file=file)
        )
        return
    click.echo(language.say("Wrote {file}. Next: cxsim run {file}", file=file))
