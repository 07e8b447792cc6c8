"""`cxsim check`: validate a scenario; with --audit, say what is hard to believe."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from cxsim.cli.downside import print_audit
from cxsim.cli.shared import language_option, read_valid, refuse, slips
from cxsim.text.language import Language

if TYPE_CHECKING:
    from cxsim.model.books import Books


@click.command()
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
