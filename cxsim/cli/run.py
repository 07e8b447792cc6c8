"""`cxsim run`: simulate a scenario, print its answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cxsim import __version__
from cxsim.cli.shared import (
    compiling,
    design_options,
    json_text,
    language_option,
    load,
    progress_bar,
    refuse,
    refuse_file,
    simulating,
)
from cxsim.text.language import Language
from cxsim.text.phrase import TRIALS, RefusedError

FEW = 64
"""Trials below which it is said that they are few."""


@click.command()
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
    if result.design.trials < FEW:
        click.echo(
            language.say(
                "Few trials, {trials}: percentiles and chances are rough; some thousand are usual.",
                trials=language.quantity(result.design.trials, TRIALS),
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
