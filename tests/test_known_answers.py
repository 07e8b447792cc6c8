"""Published numbers and closed forms, each from the product's own functions."""

import math

import numpy as np
import pytest
from scipy.integrate import quad

from cxsim.distributions import Distribution, Normal, Pert, Quantiles, Triangular
from cxsim.finance import (
    appraise,
    discount_factors,
    lifetime_value,
    present_value,
    return_on_investment,
)
from cxsim.model import monthly_rate, yearly_rate
from cxsim.sampling import Design, draw_numbers
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.store import stored


def test_roi_of_potentiates_five_steps():
    """Potentiate, five steps to CX ROI: benefit 300, cost 100 give 200 % (not 29,900 %)."""
    assert return_on_investment(np.array(300.0), np.array(100.0)) == 2.0


TEI_COST = np.array([53_150.0, 666_715, 636_772, 647_783])
TEI_BENEFIT = np.array([0.0, 1_606_511, 3_061_331, 4_229_760])


def test_total_economic_impact_of_salesloft():
    """Forrester's Total Economic Impact of SalesLoft, cash flow summary: all five figures."""
    years = np.arange(4.0)
    assert present_value(TEI_COST, years, 0.10) == pytest.approx(1_672_201, abs=0.5)
    assert present_value(TEI_BENEFIT, years, 0.10) == pytest.approx(7_168_371, abs=0.5)
    factors = discount_factors(0.10, 36, "year-end")[:, ::12]
    found = appraise(TEI_BENEFIT[None], TEI_COST[None], factors)
    assert found.npv[0] == pytest.approx(5_496_170, abs=0.5)
    assert found.roi_pv[0] == pytest.approx(3.28679, abs=5e-6)
    assert found.roi[0] == pytest.approx(3.439, abs=5e-4)


@pytest.mark.parametrize(
    ("timing", "expected"), [("start", 1208.63), ("survivors", 1190.68), ("end", 1196.67)]
)
def test_lifetime_value_of_an_internet_customer(timing: str, expected: float):
    """Farris et al., Marketing Metrics, section 5.3: 17.95 a month, 99.5 % stay, 1 % a month."""
    found = lifetime_value(17.95, 1 - 0.995, 1 / 1.01, timing)
    assert found == pytest.approx(expected, abs=0.005)


def test_lifetime_value_of_berger_and_nasr():
    """Berger and Nasr 1998, case 1: 260 a year from the start, 50 spent at mid-year, ten years."""
    years = np.arange(11.0)
    margins = present_value(260 * 0.75**years, years, 0.20)
    promotions = present_value(50 * 0.75 ** years[:-1], years[:-1] + 0.5, 0.20)
    assert margins - promotions == pytest.approx(568.78, abs=0.005)


@pytest.mark.parametrize(
    ("visits", "ticket", "years", "expected"),
    [(3.90, 3.88, 1.10, 199.74), (4.30, 4.06, 4.40, 921.78), (7.20, 4.42, 8.30, 3169.67)],
)
def test_lifetime_spending_of_starbucks_segments(
    visits: float, ticket: float, years: float, expected: float
):
    """Moon and Quelch 2003, HBS 9-504-016, exhibit 9: unsatisfied, satisfied, highly satisfied."""
    found = lifetime_value(12 * visits * ticket, 1 / years, 1.0, "start")
    assert found == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("monthly", "yearly"), [(0.03, 0.306), (0.05, 0.460), (0.07, 0.581)])
def test_monthly_churn_a_year(monthly: float, yearly: float):
    """By definition 3, 5 and 7 % lost a month are 30.6, 46.0 and 58.1 % a year, and back."""
    assert yearly_rate(monthly) == pytest.approx(yearly, abs=5e-4)
    assert monthly_rate(yearly_rate(monthly)) == pytest.approx(monthly, rel=1e-14)


def moments(shape: Distribution) -> tuple[float, float]:
    """Return mean and sd of a distribution by integrating its quantile function."""
    mean = quad(lambda u: shape.quantile(np.array([u]))[0], 0, 1, limit=200)[0]
    square = quad(lambda u: shape.quantile(np.array([u]))[0] ** 2, 0, 1, limit=200)[0]
    return mean, math.sqrt(square - mean**2)


def test_pert_in_closed_form():
    """PERT (0, 1, 5) is 5·Beta(1.8, 4.2): mean 1.5, sd .866025, and its deciles."""
    shape = Pert(low=0.0, mode=1.0, high=5.0)
    assert shape.expected_value == 1.5
    assert moments(shape) == pytest.approx((1.5, 0.866025), abs=1e-6)
    found = shape.quantile(np.array([0.1, 0.5, 0.9]))
    np.testing.assert_allclose(found, [0.449511, 1.383361, 2.726670], atol=5e-7)


def test_triangular_in_closed_form():
    """Triangular (0, 1, 5): mean 2, deciles √0.5, 5 − √10 and 5 − √2."""
    shape = Triangular(low=0.0, mode=1.0, high=5.0)
    assert shape.expected_value == 2.0
    found = shape.quantile(np.array([0.1, 0.5, 0.9]))
    np.testing.assert_allclose(found, [0.707107, 1.837722, 3.585786], atol=5e-7)


def test_metalog_of_keelin():
    """Keelin 2016, three terms through 10, 20, 40: p1 1.4395, p99 64.1793, mean 22.8445."""
    shape = Quantiles(p10=10.0, p50=20.0, p90=40.0)
    found = shape.quantile(np.array([0.01, 0.1, 0.5, 0.9, 0.99]))
    np.testing.assert_allclose(found, [1.4395, 10, 20, 40, 64.1793], atol=5e-5)
    assert shape.expected_value == pytest.approx(22.8445, abs=5e-5)


def ninety(low: float, high: float) -> Normal:
    """Return the normal with 90 % of its draws between low and high."""
    return Normal(mean=(low + high) / 2, sd=(high - low) / 3.2897)


HUBBARD = {
    "maintenance": ninety(10, 20),
    "labour": ninety(-2, 8),
    "materials": ninety(3, 9),
    "units": ninety(15_000, 35_000),
}


@pytest.mark.parametrize("sampler", ["sobol", "lhs", "random"])
def test_hubbards_chance_of_loss(sampler: str):
    """Hubbard, How to Measure Anything, ch. 6: savings below 400,000 in 14.062 % of the trials.

    Twelve independent runs: their mean lies within 4 of its standard errors, and 5e-6 of rounding.
    """
    losses = []
    for seed in range(12):
        draws = draw_numbers(HUBBARD, {}, Design(1 << 15, seed, sampler))
        each = draws["maintenance"] + draws["labour"] + draws["materials"]
        losses.append(np.mean(draws["units"] * each < 400_000))
    error = np.std(losses, ddof=1) / math.sqrt(len(losses))
    assert error < 1e-3
    assert np.mean(losses) == pytest.approx(0.14062, abs=4 * error + 5e-6)


PLAIN_RANDOM = ("starbucks", "telecom")
"""Samples of which an independent program ran four million trials."""


@pytest.mark.parametrize("name", PLAIN_RANDOM)
def test_percentiles_of_four_million_plain_random_trials(name: str):
    """16,384 Sobol' trials give the NPV percentiles of an independent program.

    They lie within the standard error that as many plain random trials have.
    """
    expected = stored(f"random_{name}")
    scenario, npv = Scenario.from_mapping(expected["scenario"]), expected["npv"]
    result = simulate(scenario)
    found, fewer = result.summary().loc["npv"], math.sqrt(expected["trials"] / len(result.npv))
    for figure in ("mean", "sd", "p5", "p10", "p25", "p50", "p75", "p90", "p95"):
        error = expected["error"][figure]
        assert error < 0.003 * npv["sd"]
        assert found[figure] == pytest.approx(npv[figure], abs=error * fewer), figure


@pytest.mark.parametrize("name", PLAIN_RANDOM)
def test_chances_of_four_million_plain_random_trials(name: str):
    """Chances of loss and of payback are those of an independent program within half a point."""
    expected = stored(f"random_{name}")
    result = simulate(Scenario.from_mapping(expected["scenario"]))
    chances = {"loss": result.chance_of_loss, "payback": result.chance_of_payback}
    assert chances == pytest.approx(expected["probability"], abs=0.005)
