"""Sentences in a language, and numbers as it writes them."""

import math
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.text.language import LANGUAGES, PSEUDO, Language
from cxsim.text.phrase import DEVIATIONS, POINTS, Phrase, say

steady = settings(deadline=None, derandomize=True)
EN, FR = Language("en"), Language("fr")
NARROW, WIDE = "\u202f", "\u00a0"  # French: between thousands; before a unit
MINUS, DASH = "\u2212", "\u2014"

NUMBERS = [
    (1234.5, 1, "1,234.5", f"1{NARROW}234,5"),
    (1234567, 0, "1,234,567", f"1{NARROW}234{NARROW}567"),
    (-1234, 0, f"{MINUS}1,234", f"{MINUS}1{NARROW}234"),
    (0.45, 2, "0.45", "0,45"),
    (2, 2, "2.00", "2,00"),
    (-0.04, 1, "0.0", "0,0"),
    (-0.0, 0, "0", "0"),
]

PERCENTS = [
    (0.125, 1, "12.5%", f"12,5{WIDE}%"),
    (1.5, 0, "150%", f"150{WIDE}%"),
    (-0.3, 0, f"{MINUS}30%", f"{MINUS}30{WIDE}%"),
    (-0.0004, 1, "0.0%", f"0,0{WIDE}%"),
]

MONEY = [
    (1234567, "€1.23M", f"1,23{WIDE}M€"),
    (-1234567, f"{MINUS}€1.23M", f"{MINUS}1,23{WIDE}M€"),
    (123456, "€123K", f"123{WIDE}k€"),
    (12.345, "€12.3", f"12,3{WIDE}€"),
    (999999, "€1.00M", f"1,00{WIDE}M€"),
    (1_000_000, "€1M", f"1{WIDE}M€"),
    (2_098_765, "€2.10M", f"2,10{WIDE}M€"),
    (1_985_000, "€1.99M", f"1,99{WIDE}M€"),
    (2e6, "€2M", f"2{WIDE}M€"),
    (0, "€0", f"0{WIDE}€"),
    (-0.001, "€0", f"0{WIDE}€"),
]


@pytest.mark.parametrize(("value", "digits", "english", "french"), NUMBERS)
def test_number(value, digits, english, french):
    """Separators are the language's, the minus is a minus sign, and there is no −0."""
    assert (EN.number(value, digits), FR.number(value, digits)) == (english, french)


@pytest.mark.parametrize(("share", "digits", "english", "french"), PERCENTS)
def test_percent(share, digits, english, french):
    """A share is shown times 100, in French with a space that does not break before the sign."""
    assert (EN.percent(share, digits), FR.percent(share, digits)) == (english, french)


@pytest.mark.parametrize(("amount", "english", "french"), MONEY)
def test_money(amount, english, french):
    """An amount has three significant figures and the place of its currency in the language."""
    assert (EN.money(amount, "EUR"), FR.money(amount, "EUR")) == (english, french)


@pytest.mark.parametrize(
    ("count", "digits", "french"),
    [(0, 0, "0 point"), (1.0, 1, "1,0 point"), (1.94, 1, "1,9 point"), (1.97, 1, "2,0 points")],
)
def test_the_plural_of_french_begins_at_two(count, digits, french):
    """The noun goes with the number as it is shown."""
    assert FR.quantity(count, POINTS, digits) == french.replace(" ", WIDE)
    assert FR.quantity(1.8, DEVIATIONS, 1) == f"1,8{WIDE}écart-type"
    assert EN.quantity(1.8, DEVIATIONS, 1) == f"1.8{WIDE}standard deviations"


def test_compact():
    """A count is shortened to three figures."""
    assert EN.compact(134000) == "134K"
    assert FR.compact(134000) == f"134{WIDE}k"
    assert EN.compact(0) == "0"


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf])
def test_a_dash_where_there_is_no_number(value):
    """What is undefined or never is a dash, never the word nan or inf."""
    for language in (EN, FR, Language(PSEUDO)):
        assert language.number(value) == DASH
        assert language.percent(value) == DASH
        assert language.money(value, "EUR") == DASH


@steady
@given(st.floats(-1e12, 1e12))
def test_money_is_true_to_three_figures(amount):
    """Read back, the amount is within half a unit of its third figure, or half a cent."""
    text = EN.money(amount, "EUR").replace("€", "").replace(MINUS, "-")
    unit = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}.get(text[-1], 1.0)
    shown = float(text.rstrip("KMBT")) * unit
    assert shown == pytest.approx(amount, rel=0.005, abs=0.0051)
    assert len(text.strip("-KMBT").replace(".", "").lstrip("0")) <= 3


@steady
@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_number_reads_back(value, digits):
    """The digits shown are those of the value, in both languages."""
    english = EN.number(value, digits).replace(",", "").replace(MINUS, "-")
    french = FR.number(value, digits).replace(NARROW, "").replace(",", ".").replace(MINUS, "-")
    assert english == french
    assert float(english) == pytest.approx(value, abs=0.501 * 10**-digits)
    assert not english.startswith("-") or float(english) < 0


def test_unknown_language_reads_as_english():
    """A code that is no language shows English words and numbers."""
    assert Language("xx").number(1234.5, 1) == "1,234.5"
    assert Language("xx").say("Cost") == "Cost"


def test_values_are_put_in_as_they_are():
    """Braces in a value are data: they are not read as places of the sentence."""
    for code in (*LANGUAGES, PSEUDO):
        assert "{b} {0}" in Language(code).say("not in any catalogue {name}", name="{b} {0}")


@pytest.mark.parametrize(
    "template", ["In {futures} of 100", "{a}{b:g} and {c}", "no place", "{x:.6g} %"]
)
def test_pseudo_language_keeps_the_places(template):
    """Every letter is marked, every place stays, so that a sentence can be filled in."""
    marked = Language(PSEUDO).translate(template)
    fields = [(name, spec) for _, name, spec, _ in string.Formatter().parse(template) if name]
    kept = [(name, spec) for _, name, spec, _ in string.Formatter().parse(marked) if name]
    assert kept == fields
    words = "".join(part for part, *_ in string.Formatter().parse(marked))
    assert not set(words) & set(string.ascii_letters)


def test_a_phrase_is_filled_in_its_language():
    """A phrase keeps template and values until it is read; as text it is English."""
    phrase = say("{low} is above {high}", low=3, high="{high}")
    assert isinstance(phrase, Phrase)
    assert str(phrase) == EN.read(phrase) == "3 is above {high}"
    assert Language(PSEUDO).read(phrase).startswith("3 ")
    assert phrase == say("{low} is above {high}", low=3, high="{high}")


@pytest.mark.parametrize(
    ("share", "digits", "written"),
    [
        (0.0, 0, "0%"),
        (0.004, 0, f"<{WIDE}1%"),
        (0.006, 0, "1%"),
        (0.5, 0, "50%"),
        (0.9937, 0, "99%"),
        (0.9963, 0, f">{WIDE}99%"),
        (1.0, 0, "100%"),
        (0.9963, 1, "99.6%"),
        (0.99997, 1, f">{WIDE}99.9%"),
        (0.00003, 1, f"<{WIDE}0.1%"),
        (float("nan"), 0, DASH),
    ],
)
def test_only_what_is_certain_is_written_so(share, digits, written):
    """A chance that rounds to nothing or to all is bounded instead."""
    assert Language("en").chance(share, digits) == written


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [(0.5, 0, "1"), (2.5, 0, "3"), (-2.5, 0, f"{MINUS}3"), (1.005, 2, "1.01"), (2.4999, 0, "2")],
)
def test_a_half_is_rounded_as_a_spreadsheet_does(value, digits, written):
    """Away from zero, also where the computer holds a little less than the half."""
    assert Language("en").number(value, digits) == written
