"""Every shape has its words, and a range is told in the reader's unit."""

from __future__ import annotations

import pytest

from cxsim.distributions import DISTRIBUTIONS, Discrete, Pert, SurveyMix
from cxsim.scenario.schema import FixedMix
from cxsim.text.language import Language
from cxsim.text.shapes import (
    MIX_SHAPES,
    NUMBER_SHAPES,
    PARAMETERS,
    mix_sentence,
    range_sentence,
    short_range,
)

EN, FR = Language("en"), Language("fr")
CHURN = Pert(low=0.06, mode=0.096, high=0.12)


def test_every_shape_can_be_asked_for():
    """The question has an answer for each distribution, and for a plain number."""
    assert set(NUMBER_SHAPES) == {"certain", *DISTRIBUTIONS}
    assert set(MIX_SHAPES) == {"fixed", "survey"}


def test_every_parameter_has_a_name():
    """No field of a shape is without words, and none is named that does not exist."""
    models = {**DISTRIBUTIONS, "survey": SurveyMix, "fixed": FixedMix}
    wanted = {(d, f) for d, m in models.items() for f in m.model_fields if f != "dist"}
    assert set(PARAMETERS) == {("certain", "value"), *wanted}


@pytest.mark.parametrize("dist", DISTRIBUTIONS)
def test_what_may_be_left_out_says_so(dist):
    """A parameter is optional where the schema has a None for it."""
    for name, field in DISTRIBUTIONS[dist].model_fields.items():
        if name != "dist":
            optional = not field.is_required() and field.default is None
            assert PARAMETERS[dist, name].optional is optional


def test_a_range_in_words():
    """Percentiles and mean, in percent, in each language."""
    assert range_sentence(CHURN, "share", "EUR", EN) == (
        "One in ten below 7.86%, half below 9.45%, one in ten above 10.9%. Mean 9.4%."
    )
    assert "sur dix" in range_sentence(CHURN, "share", "EUR", FR)
    assert "7,86" in range_sentence(CHURN, "share", "EUR", FR)


def test_outcomes_in_words():
    """A few outcomes are listed with their chances."""
    months = Discrete(values=(6.0, 12.0), weights=(1.0, 3.0))
    sentence = range_sentence(months, "months", "EUR", EN)
    assert sentence == "6\u00a0months with 25%, 12\u00a0months with 75%. Mean 10.5\u00a0months."


def test_a_short_range_keeps_to_the_figures_that_count():
    """Both ends are rounded alike."""
    text, spread = short_range(Pert(low=0.0, mode=0.05, high=0.2), 0.05, "factor", "EUR", EN)
    assert (text, spread) == ("0.05", "8 in 10: 0.022 to 0.117")


def test_answers_in_words():
    """A survey says how many answered and what that leaves open."""
    sentence = mix_sentence(SurveyMix(promoters=160, passives=140, detractors=100), EN)
    assert sentence.startswith("400 answers")
    assert "promoters 3" in sentence
