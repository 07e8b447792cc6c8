"""A language of the reader: translated sentences, and numbers as that language writes them."""

from __future__ import annotations

import gettext
import io
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, reduce
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_decimal,
    get_decimal_symbol,
)

from cxsim.text.phrase import Noun, Phrase, Words

LANGUAGES = ("en", "fr")
"""Languages of the readers, the first one by default."""
PSEUDO = "qps"
"""A made-up language in which every translated letter carries a mark; it shows what was missed."""
UNREADABLE = 1e15
"""Amounts from here on are written as powers of ten."""
MOST_WRITTEN = 4096
"""Rounded numbers whose writing is remembered: a tenth of a millisecond each."""
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EM DASH}"
_APART = re.compile(r"(?<=\d\s[kM])\s(?=\W)|(?<=\d\s(?:Md|Bn))\s(?=\W)")
"""The space in 1,23 M €, which no one in finance writes."""

_MARKED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵħíĵķłɱñóƥɋřšţúṽŵẋýžÁƁĆĐÉƑǴĦÍĴĶŁṀÑÓƤɊŘŠŢÚṼŴẊÝŽ",
)


@dataclass(frozen=True)
class Language:
    """One of LANGUAGES, or PSEUDO.

    Parameters
    ----------
    code : str
        An unknown one reads as the first of LANGUAGES.
    """

    code: str = LANGUAGES[0]

    @property
    def locale(self) -> Locale:
        """How numbers are written."""
        return _locale(self.code if self.code in LANGUAGES else LANGUAGES[0])

    def translate(self, template: str) -> str:
        """Return a template in this language, its named places kept."""
        if self.code == PSEUDO:
            parts = re.split(r"(\{[^}]*\})", template)
            return "".join(p if p.startswith("{") else p.translate(_MARKED) for p in parts)
        return _catalogue(self.code).gettext(template)

    def say(self, template: str, **values: object) -> str:
        """Return a sentence in this language, with values put into its named places."""
        return self.translate(template).format(**values)

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts one after another, each a phrase of its own: first; second."""
        return reduce(
            lambda first, rest: self.say("{first}; {rest}", first=first, rest=rest), parts
        )

    def read(self, phrase: Phrase | Words) -> str:
        """Return a phrase in this language."""
        if isinstance(phrase, Phrase):
            return phrase.read(self.translate)
        if self.code == PSEUDO:
            return self.translate(phrase.en)
        return str(getattr(phrase, self.code, phrase.en))

    def number(self, value: float | None, digits: int = 0) -> str:
        """Return a number with a fixed count of decimals; a dash where there is none."""
        if value is None or not math.isfinite(value):
            return DASH
        if abs(value) >= UNREADABLE:
            return _signed(f"{value:.2e}")
        return _decimal(self.locale, _rounded(value, digits), digits)

    def noun(self, noun: Noun, count: float) -> str:
        """Return the singular or plural that goes with a number in this language."""
        return self.read(noun.one if self.locale.plural_form(count) == "one" else noun.many)

    def quantity(self, count: float | None, noun: Noun, digits: int = 0) -> str:
        """Return a number and its noun, which stay on one line: 5 years."""
        if count is None or not math.isfinite(count):
            return DASH
        shown = _rounded(count, digits)
        return f"{self.number(shown, digits)}\N{NO-BREAK SPACE}{self.noun(noun, shown)}"

    def percent(self, share: float | None, digits: int = 0) -> str:
        """Return a share as a percentage: 0.125 is 12.5 %."""
        if share is None or not math.isfinite(share):
            return DASH
        pattern = self.locale.percent_formats[None].pattern
        sign = pattern[pattern.index("0") + 1 :] if pattern.endswith("%") else " %"
        return self.number(100 * share, digits) + sign

    def chance(self, share: float | None, digits: int = 0) -> str:
        """Return a chance as a percentage: what is not certain is never written 0% or 100%."""
        least = 10.0 ** -(digits + 2)
        if share is None or not 0 < share < 1 or least / 2 <= share < 1 - least / 2:
            return self.percent(share, digits)
        sign, bound = ("<", least) if share < least else (">", 1 - least)
        return f"{sign}\N{NO-BREAK SPACE}{self.percent(bound, digits)}"

    def money(self, amount: float | None, currency: str) -> str:
        """Return an amount in three significant figures: €1.23M, 1,23 M€; a round one as €2M."""
        if amount is None or not math.isfinite(amount):
            return DASH
        rounded = _three_figures(amount)
        if abs(rounded) >= UNREADABLE:
            return _signed(f"{rounded:.2e} {currency}")
        exact = math.isclose(rounded, amount, rel_tol=1e-9)
        return _compact(self.locale, rounded, currency, exact)

    def month(self, year: int, month: int) -> str:
        """Return a month of the calendar; of a January, the year alone."""
        if month == 1:
            return str(year)
        return self.month_of(year, month)

    def month_of(self, year: int, month: int) -> str:
        """Return a month of the calendar with its year: Jan 2026, janv. 2026."""
        return format_skeleton("yMMM", date(year, month, 1), locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day of the calendar: 31 Mar 2026, 31 mars 2026."""
        return str(format_date(day, format="d MMM y", locale=self.locale))

    def moment(self, moment: datetime) -> str:
        """Return a day and a time of day, where the program runs: 31 Mar 2026, 14:05."""
        return str(format_datetime(moment.astimezone(), "d MMM y, HH:mm", locale=self.locale))

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1 to 12."""
        names = get_month_names("wide", context="stand-alone", locale=self.locale)
        return str(names[month])

    def compact(self, value: float) -> str:
        """Return a count in three significant figures: 134K, 134 k."""
        rounded = _three_figures(value)
        if abs(rounded) >= UNREADABLE:
            return _signed(f"{rounded:.2e}")
        return _compact(self.locale, rounded)


@lru_cache(maxsize=MOST_WRITTEN)
def _decimal(locale: Locale, rounded: float, digits: int) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return _signed(format_decimal(rounded, format=pattern, locale=locale))


@lru_cache(maxsize=MOST_WRITTEN)
def _compact(locale: Locale, rounded: float, currency: str = "", exact: bool = True) -> str:
    digits = _decimals(rounded)
    if not currency:
        return _signed(format_compact_decimal(rounded, locale=locale, fraction_digits=digits))
    text = format_compact_currency(rounded, currency, locale=locale, fraction_digits=digits)
    return _signed(_APART.sub("", text if exact else _filled(text, digits, locale)))


def _filled(text: str, digits: int, locale: Locale) -> str:
    """Write the zeros that end a rounded amount: they are figures too."""
    mark = get_decimal_symbol(locale)
    number = re.search(r"\d[\d.,]*", text)
    if number is None or not digits:
        return text
    whole, _, decimals = number[0].partition(mark)
    return text.replace(number[0], f"{whole}{mark}{decimals:0<{digits}}", 1)


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


def _rounded(value: float, digits: int) -> float:
    """Round a half away from zero, as a spreadsheet does; 0.285 is such a half."""
    if abs(value) >= UNREADABLE:
        return value
    written = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return float(written) + 0.0


def _three_figures(value: float) -> float:
    if value == 0 or abs(value) >= UNREADABLE:
        return value + 0.0
    return _rounded(value, min(2, 2 - math.floor(math.log10(abs(value)))))


def _decimals(value: float) -> int:
    """Decimals that show three figures of a number once it is written in thousands or millions."""
    if value == 0:
        return 0
    exponent = math.floor(math.log10(abs(value)))
    return 2 - exponent % 3 if exponent >= 3 else max(0, min(2, 2 - exponent))


@lru_cache(maxsize=8)
def _locale(code: str) -> Locale:
    return Locale.parse(code)


@lru_cache(maxsize=8)
def _catalogue(code: str) -> gettext.NullTranslations:
    """Read the catalogue of a language; English is the text of the program itself."""
    source = files("cxsim.text") / "locale" / code / "cxsim.po"
    if not source.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
