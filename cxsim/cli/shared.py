"""What the commands share: refusals, the scenario's file, the language, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from cxsim.text.language import LANGUAGES, Language
from cxsim.text.outside import system_reason

if TYPE_CHECKING:
    from cxsim.scenario import Scenario

Command = TypeVar("Command", bound=Callable[..., Any])
BAD_INPUT = 2
MOST_FAULTS = 200


def refuse(*lines: str) -> NoReturn:
    """End with the exit status of bad input, the faults on stderr."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(BAD_INPUT)


def refuse_file(place: object, error: OSError, language: Language) -> NoReturn:
    """End because the system refuses a file, with its reason."""
    reason = language.read(system_reason(error))
    refuse(language.say("{name}: {text}", name=place, text=reason))


def load(file: str, language: Language) -> Scenario:
    """Return the scenario of a file, its likely slips said on stderr, or end with its faults."""
    scenario = read_valid(file, language)
    for line in slips(scenario, language):
        click.echo(line, err=True)
    return scenario


def slips(scenario: Scenario, language: Language) -> list[str]:
    """Return a line for each number that is allowed but hardly meant, as its file writes it."""
    from cxsim.downside.audit import unasked
    from cxsim.scenario.faults import shown
    from cxsim.scenario.files import plain_table

    return [
        language.say(
            "note: {path} = {value}: {sentence}",
            path=finding.path,
            value=shown(plain_table(scenario.value(finding.path))),
            sentence=language.read(finding.sentence),
        )
        for finding in unasked(scenario)
    ]


def read_valid(file: str, language: Language) -> Scenario:
    """Return the scenario of a file, or end with all its faults."""
    from cxsim.scenario import Scenario, ScenarioError

    try:
        return Scenario.load(file)
    except ScenarioError as error:
        lines = [fault.read(language.translate) for fault in error.faults[:MOST_FAULTS]]
        if more := len(error.faults) - MOST_FAULTS:
            lines += [language.say("and {count} more", count=more)] if more > 0 else []
        refuse(*lines)


def _language(context: click.Context, _option: click.Parameter, code: str | None) -> Language:
    """Return the language of a command: its own, else that of the whole command line."""
    if code is not None:
        return Language(code)
    whole = context.find_root().obj
    return whole if isinstance(whole, Language) else Language()


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    callback=_language,
    help="Language of the output.",
)


def design_options(command: Command) -> Command:
    """Give a command the options of a simulation: how many futures, which, and drawn how."""
    from cxsim.sampling.design import SAMPLERS, TRIALS

    for option in (
        click.option(
            "--sampler", type=click.Choice(SAMPLERS), default=SAMPLERS[0], show_default=True
        ),
        click.option(
            "--seed", type=int, default=1, show_default=True, help="Same seed, same digits."
        ),
        click.option(
            "--trials", type=int, default=TRIALS, show_default=True, help="Simulated futures."
        ),
    ):
        command = option(command)
    return command


def json_text(record: dict[str, Any]) -> str:
    """Return one JSON object; NaN and infinity are none."""
    return json.dumps(record, allow_nan=False)


@contextmanager
def progress_bar(label: str) -> Iterator[Any]:
    """A bar on the terminal's error stream; nothing where that is no terminal."""
    with click.progressbar(
        length=1000, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield lambda share: bar.update(round(1000 * share) - bar.pos)


@contextmanager
def simulating(language: Language) -> Iterator[Any]:
    """A bar while trials are simulated; a line below it where the model is compiled first."""
    with progress_bar(language.say("Simulating")) as progress, compiling(language):
        yield progress


@contextmanager
def compiling(language: Language) -> Iterator[None]:
    """Say on a terminal that the model is being compiled, where it is."""
    from cxsim.model.compiling import telling_of_compilation

    words = language.say("Compiling the model, once for this machine: some ten seconds.")

    def tell() -> None:
        if sys.stderr.isatty():
            click.echo(f"\n{words}", err=True)

    with telling_of_compilation(tell):
        yield
