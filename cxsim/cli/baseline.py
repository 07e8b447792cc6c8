"""`cxsim baseline`: from a company's own files to a scenario."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxsim.cli.shared import language_option, progress_bar, refuse, refuse_file
from cxsim.scenario import ScenarioError
from cxsim.text.language import Language
from cxsim.text.outside import parser_reason
from cxsim.text.quantities import tell

if TYPE_CHECKING:
    from cxsim.baseline.asking import Asked
    from cxsim.baseline.baseline import Baseline
    from cxsim.baseline.desk import File, Reading
    from cxsim.baseline.memory import Memory

    Made = tuple[Baseline, Reading]

_files = click.Path(path_type=Path)


def _file_option(name: str, words: str) -> Callable[[Any], Any]:
    return click.option(f"--{name}", multiple=True, type=_files, help=words)


@click.command()
@_file_option("survey", "Survey answers; may be given several times, as each kind of file.")
@_file_option("transactions", "Customer, date, amount.")
@_file_option("customers", "Customer, start, end or status, group.")
@_file_option("contacts", "Service contacts: customer, date, cost or minutes, resolved.")
@_file_option("pilot", "A pilot and a control group, before and after.")
@click.option("-o", "--output", type=_files, help="Write the scenario to this file.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.option("--rejected", type=_files, help="Write all rejected rows to this CSV file.")
@click.option("--answer", "answers", multiple=True, help="KEY=VALUE, as a question names it.")
@click.option(
    "--answers", "answer_file", type=_files, help="Take answers from a file, and keep them there."
)
@click.option("--accept", is_flag=True, help="Take every proposal as the answer.")
@click.option("--name", default=None, help="Name of the scenario.")
@click.option("--margin", type=click.FloatRange(max=1), help="Gross margin, a share of spend.")
@language_option
def baseline(
    survey: tuple[Path, ...],
    transactions: tuple[Path, ...],
    customers: tuple[Path, ...],
    contacts: tuple[Path, ...],
    pilot: tuple[Path, ...],
    output: Path | None,
    force: bool,
    rejected: Path | None,
    answers: tuple[str, ...],
    answer_file: Path | None,
    accept: bool,
    name: str | None,
    margin: float | None,
    language: Language,
) -> None:
    """Read a company's own files; print what they say, and write it as a scenario.

    What a file leaves open is asked: each question names the answer to give it with --answer.
    """
    brought = {
        "survey": survey,
        "transactions": transactions,
        "customers": customers,
        "contacts": contacts,
        "pilot": pilot,
    }
    files = _files_of(brought, language)
    _check_targets(output, rejected, force, language)
    memory = _memory(answer_file, answers, language)
    with tempfile.TemporaryDirectory(prefix="cxsim-") as folder:
        made = _read(files, memory, accept, language, Path(folder))
        _tell(made, output, rejected, name, margin, language)
    if answer_file is not None:
        memory.save(answer_file)


def _check_targets(
    output: Path | None, rejected: Path | None, force: bool, language: Language
) -> None:
    """Refuse names of files that are there already, before anything is read."""
    for target in (output, rejected):
        if target is not None and target.exists() and not force:
            refuse(language.say("{file} exists; choose another name, or --force", file=target))
    if output is not None and rejected is not None and output.resolve() == rejected.resolve():
        refuse(
            language.say("--rejected {file}: choose another name than that of -o", file=rejected)
        )


def _files_of(brought: dict[str, tuple[Path, ...]], language: Language) -> list[File]:
    from cxsim.baseline.desk import File

    files = [File(path, "", kind) for kind, paths in brought.items() for path in paths]
    if not files:
        refuse(language.say("Give at least one file: --survey, --transactions, --customers …"))
    return list(_labelled(files))


def _memory(file: Path | None, answers: tuple[str, ...], language: Language) -> Memory:
    """Return the answers of a file, over them those of the command."""
    from cxsim.baseline.memory import Memory

    try:
        memory = Memory.load(file) if file and file.exists() else Memory()
    except ScenarioError as error:
        refuse(*(fault.read(language.translate) for fault in error.faults))
    except ValueError as error:
        reason = language.read(parser_reason(str(error)))
        refuse(language.say("{name}: {text}", name=f"--answers {file}", text=reason))
    for answer in answers:
        key, equals, value = answer.partition("=")
        if not equals or "/" not in key:
            refuse(language.say("--answer {answer}: write FILE/TOPIC=VALUE", answer=answer))
        memory.answer(key, value)
    return memory


def _tell(
    made: Made,
    output: Path | None,
    rejected: Path | None,
    name: str | None,
    margin: float | None,
    language: Language,
) -> None:
    """Print what the files say; write the scenario, and the rejected rows."""
    from cxsim.export.baseline import baseline_text

    found, reading = made
    try:
        scenario = found.scenario(
            name or language.say("Baseline from our own data"),
            margin,
            lambda phrase: tell(phrase, language),
            date.today(),
        )
        if output is not None:
            scenario.save(output)
    except ScenarioError as error:
        refuse(*(fault.read(language.translate) for fault in error.faults))
    except OSError as error:
        refuse_file(output, error, language)
    written = _write_rejected(made, rejected, language) if rejected is not None else 0
    click.echo(baseline_text(found, reading, language))
    if rejected is not None:
        rows = language.number(written)
        click.echo(language.say("Wrote {rows} rejected rows to {file}.", rows=rows, file=rejected))
    if output is not None:
        click.echo(language.say("Wrote {file}. Next: cxsim run {file}", file=output))


def _write_rejected(made: Made, path: Path, language: Language) -> int:
    """Write the rejected rows of all files, and return how many there are."""
    from cxsim.baseline.rejects import rejected_rows
    from cxsim.export.rejected import write_rejected

    found, reading = made
    connection = found.company.connection
    rows = ((file.label, row) for file in reading.files for row in rejected_rows(connection, file))
    try:
        return write_rejected(rows, path, language)
    except OSError as error:
        refuse_file(path, error, language)


def _labelled(files: list[File]) -> Iterator[File]:
    """Name each file by its own name, with a number where another has it."""
    names: list[str] = []
    for file in files:
        label, place = file.path.name, 1
        while label in names:
            place += 1
            label = f"{file.path.name} ({place})"
        names.append(label)
        yield replace(file, label=label)


def _read(
    files: list[File], memory: Memory, accept: bool, language: Language, folder: Path
) -> Made:
    """Return the baseline and the reading it comes from; refuse what is faulty or open."""
    from cxsim.baseline.asking import Asked
    from cxsim.baseline.baseline import baseline as joined
    from cxsim.baseline.desk import Desk
    from cxsim.baseline.loading import connect

    desk = Desk(connect(folder), folder, date.today())
    with progress_bar(language.say("Reading")) as progress:
        reading = desk.read(files, memory, accept, lambda share: progress(0.8 * share))
        found = (
            joined(desk, reading, memory, accept, lambda share: progress(0.8 + 0.2 * share))
            if reading.ready
            else Asked()
        )
        progress(1.0)
    _check(reading, found, language)
    if isinstance(found, Asked):
        refuse(language.say("Nothing of use was read."))
    for file in reading.files:
        memory.keep(file.label, file.columns, {q.key: answer for q, answer in file.settled})
    return found, reading


def _check(reading: Reading, found: Baseline | Asked, language: Language) -> None:
    """Refuse files that cannot be read, and say which answers are missing."""
    from cxsim.baseline.asking import Asked
    from cxsim.export.baseline import printable, question_text

    faults = [
        language.say(
            "{place}: {rule}; {remedy}",
            place=printable(file.label),
            rule=tell(file.refused.rule, language),
            remedy=tell(file.refused.remedy, language),
        )
        for file in reading.refusals
        if file.refused is not None
    ]
    questions = [*reading.questions, *(found.open if isinstance(found, Asked) else ())]
    faults += [question_text(question, language) for question in questions]
    if faults:
        if questions:
            faults.append(language.say("Answer with --answer, or take what is proposed: --accept."))
        refuse(*faults)
