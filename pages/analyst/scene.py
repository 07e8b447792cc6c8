"""The desk as fields: each file with its columns, each question with its answers."""

from __future__ import annotations

from cxsim.baseline.asking import NONE, Question
from cxsim.baseline.desk import FileReading
from cxsim.baseline.fields import KINDS, ROLES
from cxsim.baseline.memory import CASE
from cxsim.baseline.sentences import ledger_sentence, span_sentence
from cxsim.text.language import Language
from cxsim.text.quantities import tell
from pages.analyst.analysis import Analysis, questions_of
from pages.bench import Bench, Button, Field, Grid, Option, Row, Section

ANSWER = "answer:"
REMOVE, ACCEPT, SAMPLE = "remove:", "accept:", "sample"
MOST_EXAMPLES = 12
MOST_SEEN = 8


def files_panel(analysis: Analysis, language: Language) -> Bench:
    """Return the desk: a section for each file, and one for what concerns all."""
    sections = [_file_section(analysis, file, language) for file in analysis.reading.files]
    if analysis.open:
        sections.append(_case_section(analysis, language))
    said = _status(analysis, language)
    return Bench(
        language=language.code,
        title=language.say("Files"),
        status=said,
        sections=(_start_section(analysis, language), *sections),
        announcement=said,
        help=language.say("About"),
    )


def _status(analysis: Analysis, language: Language) -> str:
    if analysis.trouble is not None:
        return tell(analysis.trouble, language)
    left = len(analysis.reading.questions) + len(analysis.open)
    if not analysis.files:
        return ""
    if left:
        return language.say("Questions still open: {n}.", n=language.number(left))
    if analysis.result is None:
        return language.say("No file can be read yet.")
    return language.say("Everything is read; the measures are below.")


def _start_section(analysis: Analysis, language: Language) -> Section:
    say = language.say
    if analysis.files:
        keep = Button(
            "keep",
            say("Keep the answers"),
            kind="save",
            text=analysis.memory.to_toml(),
            name="answers.toml",
        )
        words = say(
            "Columns and scales are proposed and confirmed once: bring the kept answers with next "
            "month's files, and nothing is asked that was answered."
        )
        return Section("start", say("Check"), words, buttons=(keep,))
    sample = Button(SAMPLE, say("Try it with a made-up company"))
    words = say(
        "Survey answers, transactions, customers, service contacts: one file or many, any column "
        "names. A generated company, labelled as made up, shows what comes out."
    )
    return Section("start", say("Your files"), words, buttons=(sample,))


def _file_section(analysis: Analysis, file: FileReading, language: Language) -> Section:
    say = language.say
    open_here = questions_of(file, analysis.reading.questions)
    faults = []
    if file.refused is not None:
        rule, remedy = (tell(p, language) for p in (file.refused.rule, file.refused.remedy))
        faults.append(say("{place}: {rule}; {remedy}", place=file.label, rule=rule, remedy=remedy))
    fields = [*_mapping_fields(file, language), *_settled_fields(file, language)]
    fields += [_question_field(question, language) for question in open_here if _is_field(question)]
    proposed = any(question.proposal for question in open_here)
    buttons = []
    if proposed:
        label = say("Yes, as proposed")
        spoken = say("Take what is proposed for {file}", file=file.label)
        buttons.append(Button(f"{ACCEPT}{file.label}", label, spoken, tone="primary"))
    away = say("Remove {file}", file=file.label)
    buttons.append(Button(f"{REMOVE}{file.label}", say("Remove"), away, tone="quiet"))
    return Section(
        f"file {file.label}",
        file.label,
        _file_words(analysis, file, language),
        tuple(faults),
        fields=tuple(fields),
        grids=_rejected(file, language),
        buttons=tuple(buttons),
    )


def _is_field(question: Question) -> bool:
    """Whether a question has a field of its own; of columns the mapping's fields are it."""
    return not question.key.endswith("/columns")


def _file_words(analysis: Analysis, file: FileReading, language: Language) -> str:
    """Return what is known of a file, in one paragraph."""
    currency = analysis.memory.of(CASE).get(f"{CASE}/currency", "EUR")
    parts = []
    if file.ledger is not None:
        parts.append(tell(ledger_sentence(file.ledger, currency), language) + ".")
        if span := span_sentence(file):
            parts.append(tell(span, language) + ".")
        if (n := file.ledger.lost.rows) > MOST_EXAMPLES:
            words = language.say(
                "The first {shown} of {n} rejected rows stand below; cxsim baseline --rejected "
                "writes all of them.",
                shown=MOST_EXAMPLES,
                n=language.number(n),
            )
            parts.append(words)
    parts += [tell(note, language) for note in file.notes]
    if any(q.key.endswith("/columns") for q in questions_of(file, analysis.reading.questions)):
        parts.append(language.say("Are these the right columns?"))
    return " ".join(parts)


def _mapping_fields(file: FileReading, language: Language) -> list[Field]:
    """Return a choice of columns for each field of the file's kind."""
    if file.kind not in KINDS or not file.columns:
        return []
    options = (
        Option(NONE, language.say("(no column)")),
        *(Option(column, column) for column in file.columns),
    )
    mapping = file.mapping or {}
    return [
        Field(
            f"{ANSWER}{file.label}/{field}",
            language.read(role.name),
            mapping.get(field, NONE),
            "choice",
            options,
        )
        for field, role in ROLES[file.kind].items()
    ]


def _settled_fields(file: FileReading, language: Language) -> list[Field]:
    """Return the questions that have been answered, to be answered otherwise."""
    return [
        _question_field(question, language, answer)
        for question, answer in file.settled
        if _is_field(question)
    ]


def _question_field(question: Question, language: Language, answer: str = "") -> Field:
    """Return the field of a question: a choice, with what of the file it is about below it."""
    label = tell(question.words, language)
    seen = " · ".join(line[:60] for line in question.preview[:MOST_SEEN])
    shown = language.say("In the file: {seen}", seen=seen) if seen else ""
    name = f"{ANSWER}{question.key}"
    if not question.choices:
        return Field(name, label, answer or question.proposal, "text", note=shown)
    options = [
        Option(
            choice.value,
            choice.words if isinstance(choice.words, str) else tell(choice.words, language),
        )
        for choice in question.choices
    ]
    if not answer:
        options.insert(0, Option("", language.say("Please choose")))
    if question.proposal and not answer:
        shown = " ".join(
            [shown, language.say("Proposed: {choice}.", choice=_words_of(question, language))]
        ).strip()
    return Field(name, label, answer, "choice", tuple(options), note=shown)


def _words_of(question: Question, language: Language) -> str:
    words = next(c.words for c in question.choices if c.value == question.proposal)
    return words if isinstance(words, str) else tell(words, language)


def _rejected(file: FileReading, language: Language) -> tuple[Grid, ...]:
    """Return the first of the rejected rows, with line and reason."""
    if file.ledger is None or not file.ledger.examples:
        return ()
    say = language.say
    rows = tuple(
        Row(language.number(each.line), (tell(each.reason, language), each.text[:120]))
        for each in file.ledger.examples[:MOST_EXAMPLES]
    )
    head = (say("Line"), say("Why it was left out"), say("What stands there"))
    return (Grid(f"rejected {file.label}", say("Rejected rows"), head, rows),)


def _case_section(analysis: Analysis, language: Language) -> Section:
    """Return what is asked about all files together."""
    proposed = any(question.proposal for question in analysis.open)
    accept = Button(f"{ACCEPT}{CASE}", language.say("Yes, as proposed"), tone="primary")
    return Section(
        "case",
        language.say("All files together"),
        fields=tuple(_question_field(question, language) for question in analysis.open),
        buttons=(accept,) if proposed else (),
    )
