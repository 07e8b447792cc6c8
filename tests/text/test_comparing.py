"""The words of a comparison: what is counted is what is said."""

import pytest

from cxsim.text.comparing import Duel, duel_sentence, headline, margin_sentence
from cxsim.text.language import Language

EN, FR = Language("en"), Language("fr")


def said(better: float, tied: float, p50: float, language: Language = EN) -> str:
    return duel_sentence(Duel("Ours", "Theirs", better, tied, p50, "EUR"), language)


def test_a_tie_is_no_win():
    """Half of the ties count in P(better); in a sentence none of them is worth more."""
    assert said(0.1, 0.2, -19_000.0).startswith(
        "In 0 of 100 futures “Ours” is worth more than “Theirs”, in 80 less, in 20 the same"
    )
    assert "In 48 of 100 futures" in said(0.577, 0.2, 0.0)
    assert "48\u00a0cas sur 100" in said(0.577, 0.2, 0.0, FR)


@pytest.mark.parametrize("tied", [0.0, 0.004])
def test_a_rare_future_is_not_none(tied):
    """Fewer than one in a hundred is said to be some."""
    assert "fewer than 1" in said(0.004 + tied / 2, tied, -5.0)
    assert "99 of 100" in said(0.996 - tied / 2, tied, 5.0)


def test_the_best_of_losses_loses_the_least():
    """Where every scenario loses, none is worth the most."""
    fought = Duel("Ours", "Theirs", 0.6, 0.0, 5.0, "EUR")
    assert "loses the least" in headline(fought, -1.0, True, EN)
    assert "worth the most" in headline(fought, 1.0, True, EN)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_headline_is_said_in_one_breath(code):
    """One sentence of at most 25 words with short names; what it leaves out stands below."""
    fought = Duel("Ours", "Theirs", 0.6, 0.2, 5_000.0, "EUR")
    for several in (False, True):
        sentence = headline(fought, 5_000.0, several, Language(code))
        assert sentence.count(".") == 1
        assert len(sentence.split()) <= 25
    below = margin_sentence(fought, Language(code))
    assert Language(code).money(5_000.0, "EUR") in below
    assert "30" in below
    assert "20" in below
