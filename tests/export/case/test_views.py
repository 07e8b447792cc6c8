"""The three views: percentiles of each result, the worse first, as the screen writes them."""

import math

import numpy as np
import pytest

from cxsim.charts.headline import headlines
from cxsim.export.case import FIGURES, figure_text, views_of
from cxsim.results import Result
from cxsim.simulation import simulate
from cxsim.text.language import LANGUAGES, Language
from tests.downside.cases import linear, sample


@pytest.fixture(scope="module")
def result() -> Result:
    """A case in which most futures pay back, and some never do."""
    return simulate(sample("saas"), 1_024)


def test_one_future_in_five_is_worse_than_the_conservative_view(result):
    """Less of what is wanted, more of what is paid or waited for, in a fifth of the futures."""
    for name, value in views_of(result)[0].figures.items():
        values, edge = getattr(result, name), value
        if name in ("cost", "payback_months", "payback_months_discounted"):
            values, edge = -values, -value
        if math.isfinite(edge):
            assert np.mean(values < edge) <= 0.2 + 1 / 1_024, name
            assert np.mean(values <= edge) >= 0.2 - 1 / 1_024, name


def test_the_views_are_in_order(result):
    """No figure of a more hopeful view is worse than that of a more careful one."""
    views = [view.figures for view in views_of(result)]
    for name in FIGURES:
        known = [view[name] for view in views]
        dear = name in ("cost", "payback_months", "payback_months_discounted")
        finite = [-v if dear else v for v in known if math.isfinite(v)]
        assert finite == sorted(finite)
        assert all(map(math.isnan, known[: len(known) - len(finite)]))  # never: the worst


def test_a_known_answer():
    """NPV of 250 with a spread of 70: P20 and P80 are 0.8416 spreads away from the median."""
    low, middle, high = (view.figures["npv"] for view in views_of(simulate(linear(), 16_384)))
    assert (low, middle, high) == pytest.approx((191.1, 250.0, 308.9), abs=0.3)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_expected_view_is_the_screens(result, code):
    """NPV, ROI and payback of the expected view are the figures on the simulator's cards."""
    language = Language(code)
    expected = views_of(result)[1]
    shown = [card.value for card in headlines(result, language)[:3]]
    names = ("npv", "roi", "payback_months")
    assert [figure_text(n, expected.figures[n], result, language) for n in names] == shown


def test_what_never_comes_back_is_said():
    """A payback beyond the horizon is written so, and one without a cost is a dash."""
    lost = simulate(sample().with_value("programme.levers.promoter_uplift", -0.02), 256)
    english = Language("en")
    value = views_of(lost)[0].figures["payback_months"]
    assert figure_text("payback_months", value, lost, english) == ">\u00a05\u00a0years"
    free = simulate(sample().with_value("programme.scale", 0.0), 256)
    assert figure_text("roi", views_of(free)[1].figures["roi"], free, english) == "—"
    assert figure_text("payback_months", math.nan, free, english) == "—"
