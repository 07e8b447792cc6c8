"""`cxsim report`: a business case as workbook, slides, document or figures."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxsim.cli.shared import (
    design_options,
    language_option,
    load,
    progress_bar,
    refuse,
    refuse_file,
    simulating,
)
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError

if TYPE_CHECKING:
    from cxsim.export.case import BusinessCase, Cover, ViewName

VIEW_WORDS = ("conservative", "expected", "optimistic")
MOST_LISTED = 60
"""Numbers that nobody vouches for, as they are listed."""


@click.command()
@click.argument("file")
@click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="A .xlsx, .pptx, .pdf or .json file; may be given several times.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.option("--customer", default="", help="For whom it is: their name on the cover.")
@click.option("--author", default="", help="Who makes it.")
@click.option("--logo", type=click.Path(path_type=Path), help="The customer's, PNG or JPEG.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Of the files; today's if not given.",
)
@click.option(
    "--headline",
    type=click.Choice(VIEW_WORDS),
    default=VIEW_WORDS[0],
    show_default=True,
    help="The view that is told first: P20, P50 or P80.",
)
@click.option(
    "--accept",
    metavar="NAME",
    help="Accept every number of grade D or without a source, in this person's name.",
)
@click.option("--final", is_flag=True, help="Refuse to write a draft.")
@design_options
@language_option
def report(
    file: str,
    outputs: tuple[Path, ...],
    force: bool,
    headline: ViewName,
    accept: str | None,
    final: bool,
    trials: int,
    seed: int,
    sampler: Any,
    language: Language,
    **front: Any,
) -> None:
    """Write the business case of a scenario FILE: workbook, slides, document, figures.

    While a number of grade D, or without a source, is accepted by nobody, the files are drafts.
    """
    from cxsim.simulation import simulate

    scenario = load(file, language)
    _check_targets(outputs, force, language)
    try:
        cover = _cover(front, language)
        if accept is not None and not _plain(accept):
            refuse(language.say("--accept needs the name of a person"))
        with simulating(language) as progress:
            result = simulate(scenario, trials, seed, sampler, progress)
        case = _case(result, cover, headline, accept, language)
        _tell_open(case, final)
        for path in outputs:
            _write(case, path)
    except RefusedError as error:
        refuse(language.read(error.reason))
    except OSError as error:
        refuse_file(error.filename or file, error, language)


def _check_targets(outputs: tuple[Path, ...], force: bool, language: Language) -> None:
    """Refuse what could not be written, before anything is computed."""
    from cxsim.export.case.formats import format_of

    for path in outputs:
        try:
            format_of(path).check()
        except RefusedError as error:
            refuse(language.read(error.reason))
        if path.exists() and not force:
            refuse(language.say("{file} exists; choose another name, or --force", file=path))
        if not path.parent.is_dir():
            refuse(language.say("{file}: there is no such folder", file=path.parent))
    if len({path.resolve() for path in outputs}) < len(outputs):
        refuse(language.say("-o names the same file twice"))


def _plain(name: str) -> str:
    from cxsim.export.case.cover import plain

    return plain(name)


def _cover(front: dict[str, Any], language: Language) -> Cover:
    from cxsim.export.case import Cover, checked_logo
    from cxsim.export.case.cover import read_logo

    day: datetime | None = front["day"]
    logo: Path | None = front["logo"]
    return Cover(
        day.date() if day else date.today(),
        language,
        front["customer"],
        front["author"],
        checked_logo(read_logo(logo)) if logo else None,
    )


def _case(
    result: Any, cover: Cover, headline: ViewName, accept: str | None, language: Language
) -> BusinessCase:
    from cxsim.export.case import business_case

    with progress_bar(language.say("Looking at the case from all sides")) as progress:
        case = business_case(result, cover, headline, progress=progress)
    return case if accept is None else case.accept(accept)


def _tell_open(case: BusinessCase, final: bool) -> None:
    """Say which numbers nobody vouches for; refuse a final file while there are any."""
    from cxsim.text.sensitivity import input_name

    if not case.draft:
        return
    language = case.language
    names = [input_name(path, language) for path in case.unaccepted]
    lines = [f"  {name}" for name in names[:MOST_LISTED]]
    if len(names) > MOST_LISTED:
        lines.append(language.say("and {count} more", count=len(names) - MOST_LISTED))
    remedy = language.say("Give them a source with a better grade, or accept them: --accept NAME.")
    if final:
        refuse(case.acceptance, *lines, remedy)
    for line in (case.acceptance, *lines, remedy):
        click.echo(line, err=True)


def _write(case: BusinessCase, path: Path) -> None:
    from cxsim.export.case.formats import format_of

    say = case.language.say
    with progress_bar(say("Writing {file}", file=path.name)) as progress:
        format_of(path).writer()(case, path, progress)
    click.echo(
        say("Wrote {file}, a draft.", file=path) if case.draft else say("Wrote {file}.", file=path)
    )
