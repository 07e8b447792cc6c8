"""Formulas and their values, made by the same steps: what a spreadsheet will compute, at once.

A term is a piece of a formula and what it is worth. Both follow from one line of Python, so the
value that is stored with a formula cannot be another one than the formula's. Only functions that
every spreadsheet of the last fifteen years knows are written, and none that is volatile.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

Value = float | str
"""What a cell holds; conditions are 1 and 0."""
COMPARED, ADDED, MULTIPLIED, ATOM = range(4)
"""How tightly a term is bound: what is looser is put in brackets."""
DAY_ZERO = date(1899, 12, 30)
"""Days of a spreadsheet are counted from here."""


class Term:
    """A piece of a formula, and its value.

    Parameters
    ----------
    text : str
        As a spreadsheet file writes it: English names, commas, a point in numbers.
    value : float or str
        NaN where a spreadsheet would show an error.
    rank : int
        COMPARED, ADDED, MULTIPLIED or ATOM.
    """

    __slots__ = ("rank", "text", "value")

    def __init__(self, text: str, value: Value, rank: int = ATOM) -> None:
        self.text = text
        self.value = value
        self.rank = rank

    @property
    def number(self) -> float:
        """The value where it counts as a number; NaN of a text."""
        return math.nan if isinstance(self.value, str) else self.value

    def __add__(self, other: Term | float) -> Term:
        right = term(other)
        return _joined(self, "+", right, ADDED, self.number + right.number)

    def __radd__(self, other: float) -> Term:
        return term(other) + self

    def __sub__(self, other: Term | float) -> Term:
        right = term(other)
        return _joined(self, "-", right, ADDED, self.number - right.number)

    def __rsub__(self, other: float) -> Term:
        return term(other) - self

    def __mul__(self, other: Term | float) -> Term:
        right = term(other)
        return _joined(self, "*", right, MULTIPLIED, self.number * right.number)

    def __rmul__(self, other: float) -> Term:
        return term(other) * self

    def __truediv__(self, other: Term | float) -> Term:
        right = term(other)
        quotient = self.number / right.number if right.number != 0 else math.nan
        return _joined(self, "/", right, MULTIPLIED, quotient)

    def __lt__(self, other: Term | float) -> Term:
        right = term(other)
        return _joined(self, "<", right, COMPARED, float(self.number < right.number))

    def __le__(self, other: Term | float) -> Term:
        right = term(other)
        return _joined(self, "<=", right, COMPARED, float(self.number <= right.number))

    def __gt__(self, other: Term | float) -> Term:
        right = term(other)
        return _joined(self, ">", right, COMPARED, float(self.number > right.number))

    def __ge__(self, other: Term | float) -> Term:
        right = term(other)
        return _joined(self, ">=", right, COMPARED, float(self.number >= right.number))


class Cells(NamedTuple):
    """Cells in a row or column.

    Attributes
    ----------
    text : str
        Their range.
    values : tuple of float or str
    """

    text: str
    values: tuple[Value, ...]

    @property
    def numbers(self) -> list[float]:
        """The values that are numbers, as sums and greatest values see them."""
        return [value for value in self.values if not isinstance(value, str)]


def term(value: Term | float) -> Term:
    """Return a term as it stands, and a number as a term."""
    if isinstance(value, Term):
        return value
    text = str(int(value)) if value == int(value) else repr(float(value)).upper()
    return Term(f"({text})" if value < 0 else text, float(value))


def words(text: str) -> Term:
    """Return a text inside a formula: only ever one of ours, never a name or another's words."""
    quoted = text.replace('"', '""')
    return Term(f'"{quoted}"', text)


def same(first: Term, second: Term | float) -> Term:
    """Return whether two terms are equal; texts whatever their capitals."""
    right = term(second)
    values = [v.casefold() if isinstance(v, str) else v for v in (first.value, right.value)]
    return _joined(first, "=", right, COMPARED, float(values[0] == values[1]))


def either(condition: Term, first: Term | float, second: Term | float) -> Term:
    """Return the first term where the condition holds, else the second."""
    left, right = term(first), term(second)
    text = f"IF({condition.text},{left.text},{right.text})"
    return Term(text, left.value if condition.number else right.value)


def both(*conditions: Term) -> Term:
    """Return whether all conditions hold."""
    return _called("AND", conditions, float(all(c.number for c in conditions)))


def any_of(*conditions: Term) -> Term:
    """Return whether one condition holds."""
    return _called("OR", conditions, float(any(c.number for c in conditions)))


def least(*terms: Term | float) -> Term:
    """Return the least of some terms."""
    given = [term(each) for each in terms]
    return _called("MIN", given, min(each.number for each in given))


def greatest(*terms: Term | float) -> Term:
    """Return the greatest of some terms."""
    given = [term(each) for each in terms]
    return _called("MAX", given, max(each.number for each in given))


def size(each: Term) -> Term:
    """Return a term without its sign."""
    return _called("ABS", [each], abs(each.number))


def rounded_up(each: Term) -> Term:
    """Return the next whole number, away from 0."""
    return _called("ROUNDUP", [each, term(0)], math.copysign(math.ceil(abs(each.number)), 1))


def power(base: Term, exponent: Term) -> Term:
    """Return base^exponent, where 0^0 is 1 as in the model and not an error as in Excel."""
    try:
        value = float(base.number**exponent.number)
    except (ZeroDivisionError, OverflowError, TypeError):
        value = math.nan
    raised = Term(f"({base.text})^({exponent.text})", value, MULTIPLIED)
    return either(same(exponent, 0), 1, raised)


def year_of(day: Term) -> Term:
    """Return the year of a day."""
    return _called("YEAR", [day], float(_day(day).year))


def month_of(day: Term) -> Term:
    """Return the month of a day, 1 to 12."""
    return _called("MONTH", [day], float(_day(day).month))


def months_later(day: Term, months: Term) -> Term:
    """Return the same day some months later; it is the first of its month."""
    start = _day(day)
    place = start.year * 12 + start.month - 1 + int(months.number or 0)
    later = date(place // 12, place % 12 + 1, 1)
    return _called("EDATE", [day, months], serial(later))


def serial(day: date) -> float:
    """Return a day as a spreadsheet counts it."""
    return float((day - DAY_ZERO).days)


def total(cells: Cells) -> Term:
    """Return the sum of some cells."""
    return Term(f"SUM({cells.text})", math.fsum(cells.numbers))


def largest(cells: Cells) -> Term:
    """Return the greatest of some cells."""
    return Term(f"MAX({cells.text})", max(cells.numbers, default=0.0))


def pick(cells: Cells, place: Term) -> Term:
    """Return the cell at a place, counted from 1."""
    index = place.number
    inside = 1 <= index <= len(cells.values)
    value = cells.values[int(index) - 1] if inside else math.nan
    return Term(f"INDEX({cells.text},{place.text})", value)


def total_where(keys: Cells, key: Term, cells: Cells) -> Term:
    """Return the sum of the cells whose key is the one given."""
    pairs = zip(keys.values, cells.values, strict=True)
    found = [v for k, v in pairs if k == key.value and not isinstance(v, str)]
    return Term(f"SUMIF({keys.text},{key.text},{cells.text})", math.fsum(found))


def sum_of(terms: Sequence[Term]) -> Term:
    """Return terms added one after another; 0 where there are none."""
    if not terms:
        return term(0)
    whole = terms[0]
    for each in terms[1:]:
        whole = whole + each
    return whole


def _day(day: Term) -> date:
    return DAY_ZERO + timedelta(days=0 if math.isnan(day.number) else int(day.number))


def _called(function: str, terms: Iterable[Term], value: float) -> Term:
    return Term(f"{function}({','.join(each.text for each in terms)})", value)


def _joined(left: Term, sign: str, right: Term, rank: int, value: float) -> Term:
    """Join two terms so that a spreadsheet takes the very steps that were taken here."""
    first = left.text if left.rank >= rank > COMPARED else _bracketed(left, rank)
    second = right.text if right.rank > rank else f"({right.text})"
    return Term(f"{first}{sign}{second}", value, rank)


def _bracketed(left: Term, rank: int) -> str:
    return left.text if left.rank > rank else f"({left.text})"
