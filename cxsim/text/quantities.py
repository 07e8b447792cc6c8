"""Numbers inside a phrase: kept as numbers until a language writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxsim.text.language import Language
from cxsim.text.phrase import Phrase

Unit = Literal["count", "number", "share", "points", "money", "day"]


@dataclass(frozen=True)
class Quantity:
    """A number, or a day, and how it is written.

    Parameters
    ----------
    value : float or date
        In its own unit; a share or a difference of shares in [−1, 1].
    unit : {"count", "number", "share", "points", "money", "day"}
    digits : int
        Decimals of a number, a percentage, points.
    currency : str
        Of money.
    """

    value: float | date
    unit: Unit = "count"
    digits: int = 0
    currency: str = ""

    def read(self, language: Language) -> str:
        """Return it as the language writes it."""
        if isinstance(self.value, date):
            return language.day(self.value)
        match self.unit:
            case "share":
                return language.percent(self.value, self.digits)
            case "points":
                return language.number(100 * self.value, self.digits)
            case "money":
                return language.money(self.value, self.currency)
            case _:
                return language.number(self.value, self.digits)

    def __str__(self) -> str:
        """Return it in English."""
        return self.read(Language())


@dataclass(frozen=True)
class Series:
    """Pairs of numbers in a row: `1: 100 % · 2: 50 %`."""

    pairs: tuple[tuple[Quantity, Quantity], ...]

    def read(self, language: Language) -> str:
        """Return them as the language writes them."""
        return " · ".join(f"{a.read(language)}: {b.read(language)}" for a, b in self.pairs)

    def __str__(self) -> str:
        """Return them in English."""
        return self.read(Language())


def count(value: float) -> Quantity:
    """Return a whole number to be written."""
    return Quantity(value)


def number(value: float, digits: int = 1) -> Quantity:
    """Return a number with decimals to be written."""
    return Quantity(value, "number", digits)


def share(value: float, digits: int = 1) -> Quantity:
    """Return a share to be written as a percentage."""
    return Quantity(value, "share", digits)


def points(value: float, digits: int = 1) -> Quantity:
    """Return a share, or a difference of shares, to be written in points."""
    return Quantity(value, "points", digits)


def money(value: float, currency: str) -> Quantity:
    """Return an amount to be written."""
    return Quantity(value, "money", currency=currency)


def day(value: date) -> Quantity:
    """Return a day to be written."""
    return Quantity(value, "day")


def tell(phrase: Phrase, language: Language) -> str:
    """Return a phrase in a language, its quantities and the phrases within it too."""
    values = {name: _told(value, language) for name, value in phrase.values}
    return language.translate(phrase.template).format(**values)


def _told(value: object, language: Language) -> object:
    if isinstance(value, Quantity | Series):
        return value.read(language)
    return tell(value, language) if isinstance(value, Phrase) else value
