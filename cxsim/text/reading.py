"""Numbers as people type them in their language: read strictly, written so that they read back."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import (
    NumberFormatError,
    format_currency,
    format_decimal,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    list_currencies,
    parse_decimal,
)

from cxsim.text.language import MINUS, Language
from cxsim.text.phrase import MONTHS, POINTS, YEARS, Noun, Phrase, say

LONGEST = 40
"""Characters of a number."""
LARGEST = Decimal(10) ** 15
HUNDRED = Decimal(100)
SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
NOUNS: dict[str, Noun] = {"months": MONTHS, "years": YEARS, "points": POINTS}
SHORT = {"pt": "points", "pts": "points", "mo": "months", "yr": "years"}
SIZES: dict[str, int] = {
    "k": 3,
    "thousand": 3,
    "mille": 3,
    "m": 6,
    "million": 6,
    "millions": 6,
    "md": 9,
    "mds": 9,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "milliard": 9,
    "milliards": 9,
}
"""Words for powers of ten, in small letters: `k` is a thousand."""
COUNTED = ("count", "yearly count")
SIZED = ("money", *COUNTED)
"""Units whose numbers may carry such a word."""


class UnreadableError(Exception):
    """A text that is no number in this language and unit.

    Parameters
    ----------
    rule, remedy : Phrase
        Why it cannot be read, and how it is written.
    """

    def __init__(self, rule: Phrase, remedy: Phrase) -> None:
        super().__init__(f"{rule}; {remedy}")
        self.rule = rule
        self.remedy = remedy


def read_number(text: str, unit: str, currency: str, language: Language) -> float:
    """Return the number in a text, in its own unit: `3 %` is 0.03, `6 points` is 0.06.

    Parameters
    ----------
    text : str
        With the language's marks and with or without the unit: `12,345.6`, `12 345,6`, `1,2 M€`.
    unit : str
        Of the field, as in `cxsim.text.labels`.
    currency : str
        ISO 4217; another one's sign is refused.
    language : Language

    Raises
    ------
    UnreadableError
        Where it is no number so written. Nothing is guessed.
    """
    example = _example(unit, currency, language)
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        raise UnreadableError(
            say("it is not a number"), say("write it like {example}", example=example)
        )
    words = re.sub(f"[{SPACES}]+", " ", text.replace(MINUS, "-")).strip()
    words = re.sub(r"(?<![\d.,])(?=[.,]\d)", "0", words)  # .5 is 0.5
    found = re.fullmatch(r"(-?)\s*(\D*?)\s*(-?)\s*(\d(?:[\d.,'’ ]*\d)?)\s*(\D*)", words)
    if found is None:
        raise UnreadableError(
            say("it is not a number"), say("write it like {example}", example=example)
        )
    sign, before, inner, digits, after = found.groups()
    number = _digits(digits, example, language)
    power = _power(before, after, unit, currency, example, language)
    exact = number.scaleb(power) * (-1 if sign != inner else 1)
    if sign and inner:
        raise UnreadableError(
            say("it has two signs"), say("write it like {example}", example=example)
        )
    if abs(exact) >= LARGEST:
        raise UnreadableError(say("it is too large"), say("write a smaller one"))
    return float(exact / HUNDRED if unit in ("share", "points") else exact) + 0.0


def write_number(value: float, unit: str, currency: str, language: Language) -> str:
    """Return a number as it stands in a field: every digit that matters, and its unit.

    `read_number` gives the same number back.
    """
    exact = Decimal(repr(float(value) + 0.0))
    shown = exact * HUNDRED if unit in ("share", "points") else exact
    digits = max(0, -int(shown.normalize().as_tuple().exponent)) if shown else 0
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    if unit == "money":
        text = format_currency(
            shown,
            currency,
            _money_pattern(language).replace("#,##0.00", pattern),
            locale=language.locale,
            currency_digits=False,
            decimal_quantization=False,
        )
        return text.replace("-", MINUS)
    number = format_decimal(
        shown, pattern, locale=language.locale, decimal_quantization=False
    ).replace("-", MINUS)
    if unit == "share":
        return number + language.percent(0).removeprefix("0")
    if unit in NOUNS:
        return f"{number}\N{NO-BREAK SPACE}{language.noun(NOUNS[unit], abs(float(shown)))}"
    return number


def _money_pattern(language: Language) -> str:
    return str(language.locale.currency_formats["standard"].pattern).partition(";")[0]


def _example(unit: str, currency: str, language: Language) -> str:
    typical = {"share": 0.125, "points": 0.06, "money": 1234.5, "factor": 0.6, "months": 6.0}
    return write_number(typical.get(unit, 1234.0), unit, currency, language)


def _digits(digits: str, example: str, language: Language) -> Decimal:
    """Return the digits between sign and unit, by the language's own marks."""
    group, decimal = (get(locale=language.locale) for get in (get_group_symbol, get_decimal_symbol))
    own = digits.replace(" ", group) if group in SPACES else digits
    try:
        if set(own) - set("0123456789") - {group, decimal}:  # Babel lets other marks pass
            raise NumberFormatError(own)
        return parse_decimal(own, locale=language.locale, strict=True)
    except NumberFormatError:
        wrong = "." if decimal == "," else ","
        if re.fullmatch(rf"\d+\{wrong}\d+", digits):
            written = digits.replace(wrong, decimal)
            rule = say("its decimal mark is that of another language")
            remedy = say("write {example}", example=written)
            if re.fullmatch(r"\d{1,3}\D\d{3}", digits):  # or did it part the thousands?
                whole = format_decimal(int(digits.replace(wrong, "")), locale=language.locale)
                remedy = say("write {example}, or {whole} if so many", example=written, whole=whole)
            raise UnreadableError(rule, remedy) from None
        raise UnreadableError(
            say("its marks are not where this language has them"),
            say("write it like {example}", example=example),
        ) from None


def _power(
    before: str, after: str, unit: str, currency: str, example: str, language: Language
) -> int:
    """Return the power of ten that the words around a number stand for; check that they fit."""
    words = [word for word in re.split(r"[\s]+", f"{before} {after}".strip()) if word]
    if unit == "money":
        words = [word for each in words for word in _split_signs(each, currency)]
    power, signs = 0, 0
    for word in words:
        small = word.casefold()
        if unit in SIZED and small in SIZES and not power:
            power = SIZES[small]
        elif (
            (unit == "share" and word == "%" and not signs)
            or (unit == "money" and word in _signs(currency) and not signs)
            or (unit in NOUNS and small in _nouns(unit, language) and not signs)
        ):
            signs += 1
        else:
            raise _misfit(word, unit, currency, example)
    return power


def _misfit(word: str, unit: str, currency: str, example: str) -> UnreadableError:
    """Return why a word beside a number is refused."""
    remedy = say("write it like {example}", example=example)
    if unit == "money" and (word in _all_signs()):
        return UnreadableError(
            say("the money of this case is in {currency}", currency=currency), remedy
        )
    if unit == "points" and word == "%":
        return UnreadableError(say("it is counted in points, not in per cent"), remedy)
    if unit in COUNTED and word == "%":
        many = say(
            "write how many, like {example}; of a survey, how many answered so", example=example
        )
        return UnreadableError(say("a number is wanted, not a percentage"), many)
    return UnreadableError(say("“{word}” is no unit here", word=word), remedy)


def _split_signs(word: str, currency: str) -> list[str]:
    """Return `M€` as `M` and `€`."""
    for sign in sorted(_signs(currency) | _all_signs(), key=len, reverse=True):
        if word != sign and word.endswith(sign) and word[: -len(sign)].casefold() in SIZES:
            return [word[: -len(sign)], sign]
        if word != sign and word.startswith(sign) and word[len(sign) :].casefold() in SIZES:
            return [sign, word[len(sign) :]]
    return [word]


@lru_cache(maxsize=64)
def _signs(currency: str) -> frozenset[str]:
    """The ways a currency is written: its code, and its signs in English and French."""
    signs = {get_currency_symbol(currency, locale=code) for code in ("en", "fr")}
    short = {sign.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for sign in signs} - {""}
    return frozenset({currency, *signs, *short})


@lru_cache(maxsize=1)
def _all_signs() -> frozenset[str]:
    known = list_currencies()
    return frozenset(
        {*known, *(get_currency_symbol(code, locale="en") for code in known), "$", "€"}
    )


def _nouns(unit: str, language: Language) -> set[str]:
    noun = NOUNS[unit]
    spoken = {language.read(each).casefold() for each in noun} | {str(each) for each in noun}
    return spoken | {short for short, of in SHORT.items() if of == unit}
