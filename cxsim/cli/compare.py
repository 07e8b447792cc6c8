"""`cxsim compare`: two to six scenarios side by side, in the same futures."""

from __future__ import annotations

from typing import Any

import click

from cxsim import __version__
from cxsim.cli.shared import (
    MOST_FAULTS,
    design_options,
    json_text,
    language_option,
    progress_bar,
    refuse,
    simulating,
    slips,
)
from cxsim.comparison.comparison import told_apart
from cxsim.comparison.contrasts import CONTRASTS
from cxsim.scenario import Scenario, ScenarioError
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--base", help="Name of the scenario the others are measured against: the first.")
@click.option(
    "--contrasts",
    is_flag=True,
    help="Add the base at half the scale, at twice the scale, a year later, and after a pilot.",
)
@design_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers unrounded.")
@language_option
def compare(
    files: tuple[str, ...],
    base: str | None,
    contrasts: bool,
    trials: int,
    seed: int,
    sampler: Any,
    as_json: bool,
    language: Language,
) -> None:
    """Compare two to six scenario FILES in the same futures; or, with --contrasts, one of them."""
    from cxsim.comparison import compare
    from cxsim.comparison.pilot_first import NAME, with_pilot
    from cxsim.export import comparison as export

    scenarios = _load(files, language)
    if len(files) == 1 and not contrasts:
        refuse(
            language.say(
                "One scenario has nothing beside it: add --contrasts, for the same case at half "
                "the scale, at twice the scale, a year later and after a pilot; or name another "
                "file."
            )
        )
    names = list(told_apart([scenario.name for scenario in scenarios]))
    place = _place(base, names, language)
    of = "" if len(files) == 1 else f"{names[place]} · "
    if contrasts:
        scenarios += [each.change(scenarios[place]) for each in CONTRASTS.values()]
        names += [f"{of}{language.read(each.name)}" for each in CONTRASTS.values()]
    try:
        with simulating(language) as progress:
            both = compare(scenarios, names, place, trials, seed, sampler, progress)
            if contrasts:
                both = with_pilot(both, f"{of}{language.read(NAME)}")
    except RefusedError as error:
        refuse(language.read(error.reason))
    with progress_bar(language.say("Measuring the simulation error")) as progress:
        found = export.compared(both, progress)
    if as_json:
        click.echo(json_text(export.comparison_record(found, __version__)))
        return
    click.echo(export.comparison_text(found, language))
    for each in CONTRASTS.values() if contrasts else ():
        click.echo(
            language.say(
                "{name}: {text}", name=language.read(each.name), text=language.read(each.note)
            )
        )


def _load(files: tuple[str, ...], language: Language) -> list[Scenario]:
    """Return the scenarios of all files, or end with all their faults, each with its file."""
    scenarios, faults = [], []
    for file in files:
        try:
            scenarios.append(Scenario.load(file))
        except ScenarioError as error:
            faults += [(file, fault) for fault in error.faults]
    if faults:
        lines = [f"{file}: {fault.read(language.translate)}" for file, fault in faults]
        if more := max(0, len(lines) - MOST_FAULTS):
            lines = [*lines[:MOST_FAULTS], language.say("and {count} more", count=more)]
        refuse(*lines)
    for file, scenario in zip(files, scenarios, strict=True):
        for line in slips(scenario, language):
            click.echo(f"{file}: {line}", err=True)
    return scenarios


def _place(base: str | None, names: list[str], language: Language) -> int:
    if base is None:
        return 0
    if base not in names:
        refuse(
            language.say(
                "--base {base}: no scenario has this name; write one of: {names}",
                base=base,
                names=language.listed(names),
            )
        )
    return names.index(base)
