"""The verdict: the sentence that a person would say."""

import pytest

from cxsim.text.language import PSEUDO, Language
from cxsim.text.verdict import Answer, verdict

EN = Language("en")


def said(loss=0.29, p10=-400_000.0, p50=1_200_000.0, years=3, language=EN):
    return verdict(Answer(loss, p10, p50, years, "EUR"), language)


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (0.0, "In 100 of 100 "),
        (1e-6, "In more than 99 of 100 "),
        (0.0049, "In more than 99 of 100 "),
        (0.0051, "In 99 of 100 "),
        (0.29, "In 71 of 100 "),
        (0.9949, "In 1 of 100 "),
        (0.9951, "In fewer than 1 of 100 "),
        (1 - 1e-6, "In fewer than 1 of 100 "),
        (1.0, "In 0 of 100 "),
    ],
)
def test_how_often(loss, words):
    """All or none is said only where it is so in every trial, however many trials there are."""
    assert said(loss=loss).startswith(f"{words}simulated futures the programme is worth")


def test_gain_that_may_be_lost():
    """A typical gain with a bad tail names both amounts without a sign."""
    assert said() == (
        "In 71 of 100 simulated futures the programme is worth what it costs. "
        "Typically it adds €1.2M in today's money over 3\N{NO-BREAK SPACE}years; "
        "one time in ten it loses more than €400K."
    )


def test_gain_that_is_safe():
    """Where even the tenth percentile is a gain, nothing is said to be lost."""
    text = said(p10=250_000.0)
    assert "one time in ten it adds less than €250K." in text
    assert "loses" not in text


def test_loss():
    """A typical loss is called one."""
    text = said(loss=0.9, p10=-3e6, p50=-1e6)
    assert "Typically it loses €1M " in text
    assert "loses more than €3M." in text
    assert "adds" not in text


def test_nothing_gained_or_lost():
    """A programme of exactly no worth is said to make no difference."""
    text = said(loss=0.0, p10=0.0, p50=-0.0)
    assert text == "It makes no difference: the programme adds nothing and costs nothing."


def test_no_answer():
    """Where a trial gave no finite number nothing is claimed."""
    assert said(loss=float("nan")).startswith("There is no answer: ")


def test_one_year_is_no_years():
    """A horizon of one year is in the singular, in both languages."""
    assert "over 1\N{NO-BREAK SPACE}year;" in said(years=1)
    assert "sur 1\N{NO-BREAK SPACE}an\u202f;" in said(years=1, language=Language("fr"))


def test_a_tail_of_nothing():
    """Where the tenth percentile is as good as 0, no amount is named for it."""
    assert said(p10=0.0).endswith("one time in ten it adds nothing.")


@pytest.mark.parametrize("years", [2, 15])
def test_the_horizon_is_named(years):
    """An amount is never said without the years that it is for."""
    assert f"over {years}\N{NO-BREAK SPACE}years" in said(years=years)


@pytest.mark.parametrize("p10", [-5.0, 5.0])
@pytest.mark.parametrize("p50", [-7.0, 7.0])
@pytest.mark.parametrize("loss", [0.0, 0.001, 0.5, 0.999, 1.0])
def test_every_variant_goes_through_the_catalogue(loss, p10, p50):
    """In the made-up language no English letter is left but those of the values."""
    text = said(loss=loss, p10=p10, p50=p50, language=Language(PSEUDO))
    assert not any(letter.isascii() and letter.isalpha() for letter in text)


def test_numbers_are_in_the_language_of_the_reader():
    """In French the amounts have their decimal comma and the sign behind."""
    text = said(p50=1_250_000.0, language=Language("fr"))
    assert "1,25\u00a0M€" in text
    assert "400\u00a0k€" in text
