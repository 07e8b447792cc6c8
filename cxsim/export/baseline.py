"""A baseline as text for a terminal: files, measures, drivers, doubts."""

from __future__ import annotations

from collections.abc import Iterator

from cxsim.baseline.asking import Question
from cxsim.baseline.baseline import Baseline
from cxsim.baseline.desk import FileReading, Reading
from cxsim.baseline.drivers import Drivers
from cxsim.baseline.fields import ROLES
from cxsim.baseline.sentences import (
    cell_note,
    ledger_sentence,
    nps_sentence,
    resolution_sentence,
    response_sentence,
    span_sentence,
    unresolved_sentence,
)
from cxsim.charts.answers import BY, answering
from cxsim.charts.picture import Picture
from cxsim.charts.service import ACCOUNT, account, resolving
from cxsim.export.terminal import table
from cxsim.scenario.schema import SEGMENTS
from cxsim.text.drivers import write_driver
from cxsim.text.labels import FIELDS, SEGMENT_NAMES
from cxsim.text.language import Language
from cxsim.text.quantities import tell

MOST_EXAMPLES = 20


def baseline_text(found: Baseline, reading: Reading, language: Language) -> str:
    """Return what the files say, the answer first."""
    parts = [
        *(_file_text(file, found.currency, language) for file in reading.files),
        "\n".join(tell(note, language) for note in found.notes),
        tell(nps_sentence(found.measures), language),
    ]
    if response := response_sentence(found.responses):
        parts += [tell(response, language), _answering(found, language)]
    if resolution := resolution_sentence(found.resolutions):
        parts += [tell(resolution, language), _resolving(found, language)]
    if unresolved := unresolved_sentence(found.outcomes, found.currency):
        parts.append(tell(unresolved, language))
    if rows := list(driver_rows(found.drivers, found.currency, language)):
        parts.append(table([_head(language), *rows]))
    parts.append(_accounts(found, language))
    parts += [f"• {tell(doubt.words, language)}" for doubt in found.doubts]
    return "\n\n".join(part for part in parts if part)


def _head(language: Language) -> list[str]:
    say = language.say
    return ["", say("Value"), say("90% interval"), say("Customers"), say("Cell")]


def _answering(found: Baseline, language: Language) -> str:
    """Return who answered and who did not, by group, month, stage, and by who has left."""
    pictures = [answering(found.responses, by, language) for by in BY]
    return _tables([picture for picture in pictures if picture])


def _resolving(found: Baseline, language: Language) -> str:
    pictures = [resolving(found, by, language) for by in ("group", "month")]
    return _tables([picture for picture in pictures if picture])


def _accounts(found: Baseline, language: Language) -> str:
    """Return the parts of the cost to serve side by side, a row for each group and segment."""
    pictures = {part: p for part in ACCOUNT if (p := account(found, part, language))}
    cells = {row[0]: None for picture in pictures.values() for row in picture.rows}
    if not cells:
        return ""
    values = {part: {row[0]: row[1] for row in p.rows} for part, p in pictures.items()}
    head = ["", *(language.read(ACCOUNT[part]) for part in pictures)]
    return table([head, *([c, *(v.get(c, "—") for v in values.values())] for c in cells)])


def _tables(pictures: list[Picture]) -> str:
    """Return the figures behind pictures that share their heads as one table."""
    if not pictures:
        return ""
    return table([list(pictures[0].header), *(list(r) for p in pictures for r in p.rows)])


def _file_text(file: FileReading, currency: str, language: Language) -> str:
    """Return what became of a file, line by line."""
    lines = [file.label]
    lines += [f"  {tell(note, language)}" for note in file.notes]
    lines += [
        f"  {tell(question.words, language)} {answer}"
        for question, answer in file.settled
        if not question.key.endswith("/columns")
    ]
    if file.mapping:
        roles = ROLES[file.kind]
        pairs = (
            f"{language.read(roles[field].name)}: {printable(column)}"
            for field, column in file.mapping.items()
        )
        lines.append("  " + ", ".join(pairs))
    if file.ledger is not None:
        lines.append(f"  {tell(ledger_sentence(file.ledger, currency), language)}")
        if span := span_sentence(file):
            lines.append(f"  {tell(span, language)}")
        if (more := file.ledger.lost.rows) > MOST_EXAMPLES:
            shown = {"n": language.number(more), "shown": language.number(MOST_EXAMPLES)}
            lines.append("  " + language.say("{n} rejected rows, the first {shown}:", **shown))
        lines += [
            "  "
            + language.say(
                "line {line}: {reason}: {text}",
                line=example.line,
                reason=tell(example.reason, language),
                text=printable(example.text),
            )
            for example in file.ledger.examples[:MOST_EXAMPLES]
        ]
    return "\n".join(lines)


def printable(text: str) -> str:
    """Return a text without what steers a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def driver_rows(found: Drivers, currency: str, language: Language) -> Iterator[list[str]]:
    """Yield the drivers by field, group and segment, printed; small cells are left out."""
    for field, cells in found.cells.items():
        for (group, place), leaning in sorted(cells.items()):
            if leaning.raw is None:
                continue
            names = [group, language.read(SEGMENT_NAMES[SEGMENTS[place]])]
            estimate = leaning.estimate
            ends = [write_driver(field, end, currency, language) for end in estimate.interval]
            yield [
                " · ".join([*names, language.read(FIELDS[field].name)]),
                write_driver(field, estimate.value, currency, language),
                " – ".join(ends),
                language.number(estimate.customers),
                tell(cell_note(leaning), language),
            ]


def question_text(question: Question, language: Language) -> str:
    """Return a question as the lines that answer it on the command line."""
    lines = [tell(question.words, language)]
    lines += [f"    {printable(line)}" for line in question.preview[:6]]
    for choice in question.choices[:30]:
        words = choice.words if isinstance(choice.words, str) else tell(choice.words, language)
        mark = language.say("(proposed)") if choice.value == question.proposal else ""
        line = f'  --answer "{question.key}={choice.value}"  {printable(words)} {mark}'
        lines.append(line.rstrip())
    if not question.choices:
        lines.append(f'  --answer "{question.key}=…"')
    return "\n".join(lines)
