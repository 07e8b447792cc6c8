"""Numbers as people type them: strict, exact, and the same again when written."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsim.text.language import LANGUAGES, PSEUDO, Language
from cxsim.text.reading import LARGEST, LONGEST, UnreadableError, read_number, write_number

UNITS = ("share", "points", "money", "count", "factor", "months", "years", "yearly count", "ratio")
CURRENCIES = ("EUR", "USD", "CHF", "GBP", "JPY")
TAKEN = [
    ("en", "12,345.6", "count", 12345.6),
    ("fr", "12 345,6", "count", 12345.6),
    ("fr", "12\u202f345,6", "count", 12345.6),
    ("fr", "12\u00a0345,6", "count", 12345.6),
    ("en", "3%", "share", 0.03),
    ("fr", "3 %", "share", 0.03),
    ("en", "3", "share", 0.03),
    ("fr", "0,45", "share", 0.0045),
    ("en", "−3", "share", -0.03),
    ("fr", "6 pts", "points", 0.06),
    ("en", "1 point", "points", 0.01),
    ("fr", "1,2 M€", "money", 1.2e6),
    ("en", "€1.2M", "money", 1.2e6),
    ("en", "EUR 1200", "money", 1200),
    ("fr", "1200 EUR", "money", 1200),
    ("fr", "1,2 k€", "money", 1200),
    ("en", "1.2 million", "money", 1.2e6),
    ("fr", "1,2 Md€", "money", 1.2e9),
    ("en", "-€5", "money", -5),
    ("en", "120k", "count", 120_000),
    ("en", "6 months", "months", 6),
    ("fr", "6 mois", "months", 6),
    ("en", "0.6", "factor", 0.6),
]
REFUSED = [
    ("fr", "1.5", "share"),
    ("en", "1,5", "share"),
    ("en", "12,34", "count"),
    ("fr", "1.234,5", "count"),
    ("en", "1'000", "count"),
    ("en", "1 000", "count"),
    ("en", "1e5", "count"),
    ("en", "", "count"),
    ("en", "NaN", "count"),
    ("en", "inf", "count"),
    ("en", "--5", "count"),
    ("en", "5 5", "count"),
    ("en", "$5", "money"),
    ("fr", "5 £", "money"),
    ("en", "6 %", "points"),
    ("en", "3 %%", "share"),
    ("en", "3 M", "share"),
    ("en", "5 bananas", "months"),
    ("en", "9" * (LONGEST + 1), "count"),
    ("en", "1,000,000,000 M", "count"),
    ("en", "٣", "factor"),
]


@pytest.mark.parametrize(("code", "text", "unit", "value"), TAKEN)
def test_what_is_taken(code, text, unit, value):
    """The marks, signs and words of each language are understood exactly."""
    assert read_number(text, unit, "EUR", Language(code)) == value


@pytest.mark.parametrize(("code", "text", "unit"), REFUSED)
def test_what_is_refused(code, text, unit):
    """Nothing is guessed: another language's marks, another currency, what is no number."""
    with pytest.raises(UnreadableError) as refused:
        read_number(text, unit, "EUR", Language(code))
    assert Language(code).read(refused.value.rule)
    assert Language(code).read(refused.value.remedy)


@pytest.mark.parametrize(("code", "typed", "right"), [("fr", "1.5", "1,5"), ("en", "1,5", "1.5")])
def test_the_remedy_shows_how_it_is_written(code, typed, right):
    """A decimal mark of the other language is answered with one's own."""
    with pytest.raises(UnreadableError) as refused:
        read_number(typed, "factor", "EUR", Language(code))
    assert right in Language(code).read(refused.value.remedy)


def test_a_mark_that_may_part_thousands_is_not_guessed():
    """1.200 in a French field is refused with both of its readings."""
    with pytest.raises(UnreadableError) as refused:
        read_number("1.200", "count", "EUR", Language("fr"))
    told = Language("fr").read(refused.value.remedy)
    assert "1,200" in told
    assert "1\u202f200" in told


def test_another_currency_is_named():
    """Dollars in a case of euros are refused with the case's own currency."""
    with pytest.raises(UnreadableError, match="EUR"):
        read_number("$5", "money", "EUR", Language("en"))
    assert read_number("$5", "money", "USD", Language("en")) == 5
    assert read_number("5 $", "money", "USD", Language("fr")) == 5


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12),
    st.sampled_from(UNITS),
    st.sampled_from(CURRENCIES),
    st.sampled_from((*LANGUAGES, PSEUDO)),
)
def test_what_is_written_reads_back(value, unit, currency, code):
    """Every number in a field, unit and sign included, is the same number when read again."""
    written = write_number(value, unit, currency, Language(code))
    if len(written) <= LONGEST:
        assert read_number(written, unit, currency, Language(code)) == value


@given(st.text(max_size=60), st.sampled_from(UNITS), st.sampled_from(LANGUAGES))
def test_any_text_is_taken_or_refused(text, unit, code):
    """No text does anything else than give a finite number below the largest, or a reason."""
    try:
        value = read_number(text, unit, "EUR", Language(code))
    except UnreadableError:
        return
    assert math.isfinite(value)
    assert abs(value) < LARGEST


def test_nothing_superfluous_is_written():
    """41 stands without decimals, a share in percent, one month in the singular."""
    en, fr = Language("en"), Language("fr")
    assert write_number(41.0, "money", "EUR", en) == "€41"
    assert write_number(0.096, "share", "EUR", en) == "9.6%"
    assert write_number(1.0, "months", "EUR", en) == "1\u00a0month"
    assert write_number(41.5, "money", "EUR", fr) == "41,5\u00a0€"
    assert write_number(-0.0, "factor", "EUR", fr) == "0"
