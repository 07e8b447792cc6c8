"""A sentence whose words are known before its language is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Phrase:
    """An English template and the values it names; rendered in a language when it is read.

    Parameters
    ----------
    template : str
        English text with named places, `"{low} is above {high}"`; the message id of the catalogue.
    values : tuple of (str, object)
        What goes into the named places, as data: never parsed again; a phrase is read in turn.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def read(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence, its template passed through `translate` (English as it stands)."""
        values = {k: v.read(translate) if isinstance(v, Phrase) else v for k, v in self.values}
        return translate(self.template).format(**values)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.read()


def say(template: str, **values: object) -> Phrase:
    """Return a phrase; the marker by which the catalogue finds the templates."""
    return Phrase(template, tuple(values.items()))


def outside(template: str) -> str:
    """Return a text that another program says, and fills; a marker for the catalogue as well."""
    return template


@dataclass(frozen=True)
class Words:
    """A sentence that brings its own translations: part of a file of data, not of the catalogue.

    Parameters
    ----------
    en, fr : str
        In each language of the readers.
    """

    en: str
    fr: str


class RefusedError(ValueError):
    """What is asked for cannot be had; the reason is read in the reader's language.

    Parameters
    ----------
    reason : Phrase
        Place, value and rule.
    """

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason.read())
        self.reason = reason


class Noun(NamedTuple):
    """What is counted, one of it and many."""

    one: Phrase
    many: Phrase


YEARS = Noun(say("year"), say("years"))
MONTHS = Noun(say("month"), say("months"))
POINTS = Noun(say("point"), say("points"))
ANSWERS = Noun(say("answer"), say("answers"))
TRIALS = Noun(say("trial"), say("trials"))
DEVIATIONS = Noun(say("standard deviation"), say("standard deviations"))
