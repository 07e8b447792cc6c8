"""A formula and its value follow from the same line."""

import math
from datetime import date

import pytest

from cxsim.export.workbook.terms import (
    Cells,
    Term,
    either,
    month_of,
    months_later,
    pick,
    power,
    rounded_up,
    same,
    serial,
    total_where,
    words,
    year_of,
)

A, B, C = Term("A1", 7.0), Term("B1", 2.0), Term("C1", 0.5)


@pytest.mark.parametrize(
    ("term", "text", "value"),
    [
        (A - (B - C), "A1-(B1-C1)", 5.5),
        (A - B - C, "A1-B1-C1", 4.5),
        (A / (B * C), "A1/(B1*C1)", 7.0),
        (A / B * C, "A1/B1*C1", 1.75),
        ((A + B) * C, "(A1+B1)*C1", 4.5),
        (1 - A * C, "1-A1*C1", -2.5),
        (A + -2.0, "A1+(-2)", 5.0),
        (B * 1e-9, "B1*1E-09", 2e-9),
        (either(A > B, A, words('say "x"')), 'IF(A1>B1,A1,"say ""x""")', 7.0),
    ],
)
def test_brackets_keep_the_steps(term, text, value):
    """A spreadsheet reads the formula as Python computed it."""
    assert term.text == text
    assert term.value == value


def test_what_excel_cannot_divide_is_no_number():
    """A division by 0 is NaN here and an error there; a condition may still pass it by."""
    zero = Term("D1", 0.0)
    assert math.isnan((A / zero).number)
    assert either(same(zero, 0), 1, A / zero).value == 1.0


def test_nothing_to_the_power_of_nothing_is_one():
    """Excel knows no 0^0; the model's scale of 0 with no returns to scale needs it."""
    zero = Term("D1", 0.0)
    assert power(zero, zero).text == "IF(D1=0,1,(D1)^(D1))"
    assert power(zero, zero).value == 1.0
    assert power(Term("E1", -1.0), C).number != power(Term("E1", -1.0), C).number


def test_days_are_counted_as_a_spreadsheet_counts_them():
    """The first of March 1900 is day 61, and months pass over the year's end."""
    assert serial(date(1900, 3, 1)) == 61
    later = months_later(Term("A1", serial(date(2027, 10, 1))), Term("B1", 5.0))
    assert (year_of(later).value, month_of(later).value) == (2028.0, 3.0)


def test_ranges_are_looked_up_from_one():
    """INDEX counts from 1, and has nothing beyond the end; SUMIF adds what has the key."""
    cells = Cells("$A$1:$A$3", (4.0, "", 6.0))
    assert pick(cells, B + 1).value == 6.0
    assert math.isnan(pick(cells, A).number)
    assert total_where(Cells("K", (1.0, 2.0, 1.0)), Term("X", 1.0), cells).value == 10.0
    assert rounded_up(C).value == 1.0
