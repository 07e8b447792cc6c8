"""The command line: `cxsim run | check | baseline | sensitivity | downside | report | …`."""

from __future__ import annotations

import io
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxsim import __version__
from cxsim.cli.baseline import baseline
from cxsim.cli.compare import compare
from cxsim.cli.downside import downside, print_audit
from cxsim.cli.report import report
from cxsim.cli.sensitivity import sensitivity
from cxsim.cli.shared import (
    compiling,
    design_options,
    json_text,
    language_option,
    load,
    progress_bar,
    read_valid,
    refuse,
    refuse_file,
    simulating,
    slips,
)
from cxsim.cli.spoken import HELP, Spoken
from cxsim.cli.workbook import WORKBOOK, import_workbook, write_blank
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError

if TYPE_CHECKING:
    from cxsim.model.books import Books


@click.group(cls=Spoken, context_settings={"help_option_names": [*HELP]})
@click.version_option(__version__, prog_name="cxsim")
@language_option
@click.pass_context
def main(context: click.Context, language: Language) -> None:
    """What better customer experience is worth, and how sure we are."""
    context.obj = language
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # a pipe on Windows knows no minus sign


@main.command()
@click.argument("file")
@design_options
@click.option("--errors", is_flag=True, help="Add standard errors, from eight more simulations.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers unrounded.")
@click.option("--point", is_flag=True, help="Only the point plan: every number at its mean.")
@click.option(
    "--draws",
    type=click.Path(path_type=Path),
    help="Write every trial to a .csv or .parquet file: uncertain assumptions and results.",
)
@language_option
def run(
    file: str,
    trials: int,
    seed: int,
    sampler: Any,
    errors: bool,
    as_json: bool,
    point: bool,
    draws: Path | None,
    language: Language,
) -> None:
    """Simulate a scenario FILE; print the answer, its range and a year table."""
    from cxsim import simulation
    from cxsim.export.draws import check_target, write_draws
    from cxsim.export.terminal import point_text, result_text
    from cxsim.results import identity

    scenario = load(file, language)
    if point and (errors or draws is not None):
        refuse(
            language.say("--point runs the model once: there are no --draws and no --errors of it")
        )
    if point:
        with compiling(language):
            plan = simulation.point_plan(scenario)
        record = {**identity(scenario, __version__), "point": plan.record()}
        click.echo(json_text(record) if as_json else point_text(scenario, plan, language))
        return
    try:
        if draws is not None:
            check_target(draws)
        with simulating(language) as progress:
            result = simulation.simulate(scenario, trials, seed, sampler, progress)
    except RefusedError as error:
        refuse(language.read(error.reason))
    if result.design.trials != trials:
        click.echo(
            language.say(
                "{asked} trials rounded up to {used}, a power of two, as Sobol' points need.",
                asked=trials,
                used=result.design.trials,
            ),
            err=True,
        )
    if errors:
        with progress_bar(language.say("Measuring the simulation error")) as progress:
            result = simulation.with_errors(result, progress)
    if draws is not None:
        try:
            write_draws(result, draws)
        except OSError as error:
            refuse_file(f"--draws {draws}", error, language)
    click.echo(json_text(result.record(__version__)) if as_json else result_text(result, language))


@main.command()
@click.argument("file")
@click.option("--audit", "audited", is_flag=True, help="Tell what is hard to believe, and why.")
@click.option("--json", "as_json", is_flag=True, help="With --audit: print one JSON object.")
@language_option
def check(file: str, audited: bool, as_json: bool, language: Language) -> None:
    """Validate a scenario FILE; print all its faults with their paths.

    What --audit finds is allowed: it leaves the exit status at 0.
    """
    scenario = read_valid(file, language)
    from cxsim.model.books import books

    if as_json and not audited:
        refuse(language.say("--json goes with --audit"))
    if audited:
        print_audit(scenario, as_json, language)
    if as_json:
        return
    for line in slips(scenario, language):
        click.echo(line)
    click.echo(
        language.say(
            "{file} is a valid scenario: {name}, {count} assumptions, {uncertain} of them "
            "uncertain.",
            file=file,
            name=scenario.name,
            count=len(scenario.assumptions),
            uncertain=len(scenario.uncertain) + len(scenario.survey_mixes),
        )
    )
    for group in books(scenario).groups:
        click.echo(_book_line(group, language))


def _book_line(group: Books, language: Language) -> str:
    """Return what a group's numbers imply without the programme, to be held against the books."""
    churn, growth = language.percent(group.churn, 1), language.percent(abs(group.growth), 1)
    return language.say(
        "{group}: {churn} of the customers leave in a year, and without the programme {course} "
        "in the first year; check both against your books.",
        group=group.name,
        churn=churn,
        course=_course(group.growth, growth, language),
    )


def _course(growth: float, shown: str, language: Language) -> str:
    if math.isnan(growth):
        return language.say("their number stays unknown")
    if round(growth, 3) == 0:
        return language.say("their number stays as it is")
    if growth > 0:
        return language.say("their number grows by {share}", share=shown)
    return language.say("their number falls by {share}", share=shown)


@main.command()
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


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("file_and_options", nargs=-1, type=click.UNPROCESSED)
@click.option("--port", type=click.IntRange(1, 65_535), default=8501, show_default=True)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.pass_obj
def app(language: Language, file_and_options: tuple[str, ...], port: int, no_browser: bool) -> None:
    """Open the app on this machine, with a scenario FILE beside the samples if one is named.

    Further OPTIONS go to `streamlit run`.
    """
    from cxsim.launch import launch

    options = tuple(word for word in file_and_options if word.startswith("-"))
    files = [word for word in file_and_options if not word.startswith("-")]
    if len(files) > 1:
        refuse(language.say("one scenario at a time: {files}", files=", ".join(files)))
    for file in files:
        load(file, language)
    named = Path(files[0]) if files else None
    sys.exit(launch(port, not no_browser, options, named, language))


main.add_command(baseline)
main.add_command(sensitivity)
main.add_command(downside)
main.add_command(compare)
main.add_command(report)
main.add_command(import_workbook)
