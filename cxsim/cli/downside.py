"""`cxsim downside`, and the audit of `cxsim check`: a case as finance would take it apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from cxsim import __version__
from cxsim.cli.shared import (
    design_options,
    json_text,
    language_option,
    load,
    progress_bar,
    refuse,
    simulating,
)
from cxsim.scenario import Scenario
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError


@click.command()
@click.argument("file")
@design_options
@click.option("--errors", is_flag=True, help="Add standard errors, from eight more simulations.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers unrounded.")
@language_option
def downside(
    file: str,
    trials: int,
    seed: int,
    sampler: Any,
    errors: bool,
    as_json: bool,
    language: Language,
) -> None:
    """Take a scenario FILE apart as finance would: tails, stress tests, bridge, audit, register."""
    from cxsim import simulation
    from cxsim.export import downside as export

    scenario = load(file, language)
    try:
        with simulating(language) as progress:
            result = simulation.simulate(scenario, trials, seed, sampler, progress)
    except RefusedError as error:
        refuse(language.read(error.reason))
    with progress_bar(language.say("Looking for what can go wrong")) as progress:
        found = export.downside(result, date.today(), errors, progress)
    if as_json:
        click.echo(json_text(export.downside_record(found, __version__)))
    else:
        click.echo(export.downside_text(found, language))


def print_audit(scenario: Scenario, as_json: bool, language: Language) -> None:
    """Print what a careful reader would object to; some of it needs a simulation."""
    from cxsim.downside.audit import audit
    from cxsim.export.audit import audit_record, audit_text
    from cxsim.results import identity
    from cxsim.simulation import simulate

    with simulating(language) as progress:
        findings = audit(scenario, simulate(scenario, progress=progress))
    if as_json:
        click.echo(json_text({**identity(scenario, __version__), "audit": audit_record(findings)}))
    else:
        click.echo(audit_text(findings, language))
