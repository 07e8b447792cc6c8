"""What a file leaves open is asked, never guessed: questions, answers and what was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cxsim.text.phrase import Phrase, say

NONE = "-"
"""The answer by which a field has no column."""


class RefusedFileError(Exception):
    """A file that cannot be read.

    Parameters
    ----------
    rule, remedy : Phrase
        Why, and what to do.
    """

    def __init__(self, rule: Phrase, remedy: Phrase) -> None:
        super().__init__(f"{rule}; {remedy}")
        self.rule = rule
        self.remedy = remedy


class Choice(NamedTuple):
    """One answer that a question can have."""

    value: str
    words: Phrase | str


@dataclass(frozen=True)
class Question:
    """Something that the file leaves open.

    Parameters
    ----------
    key : str
        `FILE/topic`: the name by which it is answered.
    words : Phrase
    choices : tuple of Choice
        Empty where any text may be the answer.
    proposal : str
        The likeliest answer; empty where none is likelier. It counts only once it is accepted.
    preview : tuple of str
        What of the file it is about.
    """

    key: str
    words: Phrase
    choices: tuple[Choice, ...]
    proposal: str = ""
    preview: tuple[str, ...] = ()


@dataclass
class Asked:
    """The answers there are, the questions that are still open, and what was told.

    Parameters
    ----------
    answers : mapping of str to str
        By key.
    accept : bool
        Whether a proposal counts as the answer.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    accept: bool = False
    open: list[Question] = field(default_factory=list)
    settled: list[tuple[Question, str]] = field(default_factory=list)
    notes: list[Phrase] = field(default_factory=list)

    def ask(self, question: Question) -> str | None:
        """Return the answer to a question; None, and the question stays open, without one."""
        answer = self.answers.get(question.key)
        known = [choice.value for choice in question.choices]
        if answer is not None and (not known or answer in known):
            self.settled.append((question, answer))
            return answer
        if self.accept and question.proposal and answer is None:
            self.settled.append((question, question.proposal))
            return question.proposal
        self.open.append(question)
        return None

    def tell(self, note: Phrase) -> None:
        """Keep what was found, or corrected, to be told."""
        self.notes.append(note)

    def merge(self, other: Asked) -> None:
        """Take over what another one has asked and told."""
        self.open += other.open
        self.settled += other.settled
        self.notes += other.notes


YES_NO = (Choice("yes", say("Yes")), Choice("no", say("No")))
