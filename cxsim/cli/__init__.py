"""The command line: `cxsim run | check | baseline | sensitivity | downside | report | …`."""

from __future__ import annotations

import io
import sys

import click

from cxsim import __version__
from cxsim.cli.shared import language_option
from cxsim.cli.spoken import HELP, Commands, Spoken
from cxsim.text.language import Language

COMMANDS = Commands(
    {
        "app": "cxsim.cli.app:app",
        "baseline": "cxsim.cli.baseline:baseline",
        "check": "cxsim.cli.check:check",
        "compare": "cxsim.cli.compare:compare",
        "downside": "cxsim.cli.downside:downside",
        "import": "cxsim.cli.workbook:import_workbook",
        "new": "cxsim.cli.new:new",
        "report": "cxsim.cli.report:report",
        "run": "cxsim.cli.run:run",
        "sensitivity": "cxsim.cli.sensitivity:sensitivity",
    }
)


@click.group(cls=Spoken, commands=COMMANDS, context_settings={"help_option_names": [*HELP]})
@click.version_option(__version__, prog_name="cxsim")
@language_option
@click.pass_context
def main(context: click.Context, language: Language) -> None:
    """What better customer experience is worth, and how sure we are."""
    context.obj = language
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # a pipe on Windows knows no minus sign
