"""Each scenario's figures, and their change from the base."""

import numpy as np
import pytest

from cxsim.comparison import compare
from cxsim.comparison.figures import figures
from cxsim.results import RESULTS
from tests.comparison.cases import bet, contrasted


def test_the_figures_are_those_of_each_result():
    """Mean and percentiles are the results' own; the base changes by nothing."""
    found = figures(contrasted())
    assert tuple(found) == RESULTS
    for name, row in found.items():
        for figure, result in zip(row, contrasted().results, strict=True):
            own = result.statistics(name)
            for part in ("mean", "p10", "p50", "p90"):
                assert getattr(figure, part) == pytest.approx(own[part], nan_ok=True)
        assert row[0].change == 0.0 or np.isnan(row[0].change)


def test_the_change_of_the_mean_is_the_mean_of_the_change():
    """Means subtract; half the scale costs half as much, and says so as a share."""
    cost, npv = figures(contrasted())["cost"], figures(contrasted())["npv"]
    assert cost[1].relative == pytest.approx(-0.5)
    apart = contrasted().results[1].npv - contrasted().results[0].npv
    assert npv[1].change == pytest.approx(apart.mean())


def test_no_share_of_what_is_not_above_zero():
    """Of a base that loses, or of a ratio, there is no per cent."""
    comparison = compare([bet(-5.0, 1.0), bet(5.0, 1.0)], "AB", trials=64)
    found = figures(comparison)
    assert found["npv"][1].change == pytest.approx(10.0)
    assert np.isnan(found["npv"][1].relative)
    assert np.isnan(figures(contrasted())["roi"][1].relative)
    turned = compare([bet(5.0, 1.0), bet(-5.0, 1.0)], "AB", trials=64)
    assert figures(turned)["npv"][1].relative == pytest.approx(-10 / 4, rel=0.02)
