"""The tail's figures are those of closed forms, and of flows that can be read off."""

import math

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from scipy.stats import norm

from cxsim.downside.tails import FIGURES, figures_of, payback_by_month, tails, with_errors
from cxsim.text.downside import TAIL_LABELS
from tests.downside.cases import POINTS, linear, sample, simulated

STILL = np.zeros((len(POINTS), 13))
NEAR = 2e-3
"""Of the sd: what 65,536 classes leave off a mean over the outermost hundredth (its last class
spans 0.3 sd of which the middle is taken), and percentiles interpolated between two classes."""


def test_every_figure_is_named_and_told():
    """What is computed has a label, in the order in which it is told."""
    assert tuple(TAIL_LABELS) == FIGURES
    assert tuple(figures_of(POINTS[:100], STILL[:100])) == FIGURES


@pytest.mark.parametrize(("mean", "sd"), [(0.0, 1.0), (50.0, 20.0), (-30.0, 10.0)])
def test_the_tail_of_a_normal(mean, sd):
    """Value at risk is zσ − µ, the conditional one φ(z)σ/α − µ, the loss given one σφ/Φ − µ."""
    found = figures_of(mean + sd * POINTS, STILL)
    for share, level in ((0.05, 95), (0.01, 99)):
        z = ndtri(share)
        risk, conditional = -(mean + sd * z), sd * norm.pdf(z) / share - mean
        assert found[f"value_at_risk_{level}"] == pytest.approx(risk, abs=NEAR * sd)
        assert found[f"conditional_value_at_risk_{level}"] == pytest.approx(
            conditional, abs=NEAR * sd
        )
    edge = -mean / sd
    assert found["chance_of_loss"] == pytest.approx(ndtr(edge), abs=1 / len(POINTS))
    loss = sd * norm.pdf(edge) / ndtr(edge) - mean
    assert found["loss_given_loss"] == pytest.approx(loss, abs=NEAR * sd + 1e-2)


def test_the_tail_of_a_lognormal():
    """P1, P5 and the means below them of exp(σz) − 1: e^(σ²/2)·Φ(z − σ)/α − 1."""
    sigma = 0.4
    found = figures_of(np.exp(sigma * POINTS) - 1, STILL)
    for share, name, level in ((0.05, "p5", 95), (0.01, "p1", 99)):
        z = ndtri(share)
        assert found[name] == pytest.approx(math.exp(sigma * z) - 1, abs=NEAR)
        below = math.exp(sigma**2 / 2) * ndtr(z - sigma) / share - 1
        assert found[f"conditional_value_at_risk_{level}"] == pytest.approx(-below, abs=NEAR)


def test_months_are_read_off():
    """Of a flow of −10 at the start, −2 and +1 a month the worst year and the deepest point."""
    net = np.full((4, 25), 1.0)
    net[:, 0], net[:, 1:13] = -10.0, -2.0
    found = figures_of(net.sum(axis=1), net)
    assert found["worst_year_p50"] == -34.0
    assert found["deepest_p50"] == found["deepest_p5"] == -34.0
    assert found["deepest_month_p50"] == 12
    assert found["irr_none"] == 0.0  # 12 come back of 34: a rate far below zero


def test_nothing_lost_has_no_loss_given_a_loss():
    """Where every future gains, what a loss would be is none, and the risk is a gain."""
    found = figures_of(np.array([1.0, 2.0, 3.0]), np.ones((3, 13)))
    assert math.isnan(found["loss_given_loss"])
    assert found["value_at_risk_95"] < 0
    assert found["irr_none"] == 1.0


def test_a_future_without_a_rate_is_not_left_out():
    """One that loses at any rate ranks below those that have a rate: no percentile forgets it."""
    net = np.zeros((10, 13))
    net[:, 0] = -10.0
    net[5:, 12] = [11.0, 12.0, 13.0, 14.0, 15.0]
    found = figures_of(net.sum(axis=1), net)
    assert found["irr_none"] == 0.5
    assert math.isnan(found["irr_p10"])
    assert math.isnan(found["irr_p50"])
    assert found["irr_p90"] == pytest.approx(0.41, abs=1e-6)


def test_a_gain_without_a_rate_ranks_above_all():
    """It hides no percentile but the one that falls on it."""
    net = np.zeros((101, 13))
    net[:, 0], net[:, 12] = -10.0, 10.0 + np.arange(101) / 10
    net[100, 0] = 0.0
    found = figures_of(net.sum(axis=1), net)
    assert [found[f"irr_p{p}"] for p in (10, 50, 90)] == pytest.approx([0.1, 0.5, 0.9], abs=1e-6)


def test_what_is_not_finite_has_no_tail():
    """One future without a finite number leaves no figure at all."""
    found = figures_of(np.array([1.0, np.nan]), np.ones((2, 13)))
    assert all(math.isnan(value) for value in found.values())


def test_the_linear_case_of_the_program():
    """A whole simulation of normal costs has the tail of the normal that they sum to.

    Plain random points would leave P5 an error of √(.05·.95/n)/density = 1.2; these leave less.
    """
    found = tails(simulated(linear(), 16_384)).figures
    assert found["p5"] == pytest.approx(250 - 1.644854 * 70, abs=1.2)
    assert found["conditional_value_at_risk_95"] == pytest.approx(-(250 - 2.062713 * 70), abs=1.2)


def test_payback_by_month_only_rises():
    """The share that is paid back grows month by month to the chance of payback."""
    result = simulated(sample("starbucks"))
    shares = payback_by_month(result)
    assert list(shares.index) == list(range(result.scenario.horizon.months + 1))
    assert (shares.diff().dropna() >= 0).all().all()
    assert shares["plain"].iloc[-1] == result.chance_of_payback
    assert (shares["discounted"] <= shares["plain"]).all()


def test_standard_errors_are_small_and_real():
    """Each figure that varies over scrambles has an error well below its size."""
    result = simulated(sample())
    found = with_errors(tails(result), result)
    assert set(found.errors) == set(FIGURES)
    assert 0 < found.errors["p5"] < 0.05 * abs(found.figures["p5"])
    assert found.errors["p1"] > found.errors["p5"] / 10
