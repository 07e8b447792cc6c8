"""Survey measures, churn, retention, matching, pilots and helpers against what is known of them."""

import math

import numpy as np
import pytest
from scipy import stats

from cxsim.baseline import kpi
from cxsim.baseline.estimates import (
    Estimate,
    Sums,
    beta_of,
    ratio,
    wilson,
    yearly_churn,
    yearly_churn_of_period,
)
from cxsim.baseline.sbg import fit_retention
from cxsim.baseline.shrinkage import SMALL, lean
from cxsim.baseline.survey import Nps
from tests.baseline.reader import Reader


def test_nps_interval_of_the_literature():
    """measuringu.com: 40 % promoters, 25 % detractors of 400 are 15 ± 7.8; two waves ± 11.0."""
    nps = kpi.nps(160, 140, 100)
    assert 100 * nps.value == pytest.approx(15)
    assert round(100 * nps.half_width, 1) == 7.8
    assert round(100 * nps.noise, 1) == 11.0


def test_adjusted_wald_stays_away_from_certainty():
    """Ten promoters of ten leave something open, where the plain interval has no width."""
    nps = Nps(10, 0, 0)
    assert nps.half_width == 0
    value, half = nps.adjusted
    assert value == pytest.approx(10 / 13)
    assert half == pytest.approx(
        1.959964 * math.sqrt(((11.5 / 13) - (10 / 13) ** 2) / 13), rel=1e-6
    )


def test_wilson_is_that_of_scipy():
    """The interval of a share is Wilson's, as scipy computes it."""
    expected = stats.binomtest(37, 90).proportion_ci(0.95, "wilson")
    assert wilson(37, 90)[1:] == pytest.approx((expected.low, expected.high), rel=1e-9)


@pytest.mark.parametrize(("month", "year"), [(0.03, 0.306), (0.05, 0.460), (0.07, 0.581)])
def test_monthly_churn_is_not_a_twelfth(month, year):
    """3, 5 and 7 % a month are 30.6, 46.0 and 58.1 % a year, and back again."""
    assert round(kpi.yearly(month), 3) == year
    assert kpi.monthly(kpi.yearly(month)) == pytest.approx(month)


def test_churn_counts_losses_not_the_difference():
    """1,000 customers, 100 lost and 100 won are 10 % churn, though the base has not changed."""
    assert kpi.churn_of_base(1000, 100) == 0.1
    with pytest.raises(ValueError, match="losses"):
        kpi.churn_of_base(100, 101)


def test_clv_is_that_of_the_method():
    """Farris's internet provider: 17.95 a month, 0.5 % lost and 1 % interest a month: 1,196.67."""
    value = kpi.clv(12 * 17.95, kpi.yearly(0.005), 1.01**12 - 1)
    assert value == pytest.approx(1196.67, abs=0.005)


def test_effort_is_a_mean():
    """Two answers of 1 and one of 4 are a CES of 2."""
    assert kpi.ces({1: 2, 4: 1}) == 2


def test_churn_from_losses_is_a_gamma_hazard():
    """Its mean and spread are those of 1 − exp(−hazard), hazard gamma by Jeffreys' prior."""
    found = yearly_churn(30, 200.0, 250)
    hazard = stats.gamma(30.5, scale=1 / 200)
    grid = 1 - np.exp(-hazard.ppf((np.arange(200_000) + 0.5) / 200_000))
    assert found.value == pytest.approx(grid.mean(), rel=1e-5)
    assert found.sd == pytest.approx(grid.std(), rel=1e-3)


def test_churn_of_a_quarter_is_taken_to_the_year():
    """With many customers 10 % in a quarter are 1 − 0.9⁴ a year."""
    found = yearly_churn_of_period(100_000, 1_000_000, 0.25)
    assert found.value == pytest.approx(1 - 0.9**4, rel=1e-4)


def test_ratio_error_is_that_of_the_customers():
    """The error of a ratio is that of independent customers, as a simulation finds it."""
    rng = np.random.Generator(np.random.PCG64(5))
    values = []
    for _ in range(2000):
        x = rng.gamma(2, 1, 200)
        y = rng.poisson(3 * x * rng.gamma(4, 0.25, 200))
        values.append(y.sum() / x.sum())
        last = Sums(200, x.sum(), y.sum(), (x**2).sum(), (y**2).sum(), (x * y).sum())
    assert ratio(last).sd == pytest.approx(np.std(values), rel=0.2)  # of 200 customers, ± 2 se


def test_distributions_keep_mean_and_spread():
    """What a scenario gets has the estimate's mean and standard error."""
    alpha, beta = beta_of(0.12, 0.02)
    assert stats.beta(alpha, beta).mean() == pytest.approx(0.12)
    assert stats.beta(alpha, beta).std() == pytest.approx(0.02)
    assert Estimate(5.0, 0.0, 10).distribution == 5.0
    low, high = Estimate(5.0, 0.5, 10).interval
    assert low < 5 < high


@pytest.mark.parametrize(
    ("column", "alpha", "beta"), [("regular", 0.704, 1.182), ("high_end", 0.668, 3.806)]
)
def test_retention_of_fader_and_hardie(public_data, column, alpha, beta):
    """Fader and Hardie 2007, years 0 to 7: α .704 β 1.182 and α .668 β 3.806."""
    path = public_data / "sbg_survival" / "converted" / "customer_retention.csv"
    lines = [line.split(",") for line in path.read_text().splitlines()]
    place = lines[0].index(column)
    there = np.array([float(line[place]) for line in lines[1:9]])
    found = fit_retention(there[:-1].tolist(), (-np.diff(there)).tolist())
    assert round(found.alpha, 3) == alpha
    assert round(found.beta, 3) == beta


def test_retention_finds_what_it_was_made_from():
    """Losses made from α 1 and β 4 give them back, and constant churn misses the survivors."""
    at_risk, lost, left = [], [], 100_000.0
    for k in range(1, 8):
        gone = left * 1 / (5 + k - 1)
        at_risk.append(left)
        lost.append(gone)
        left -= gone
    found = fit_retention(at_risk, lost)
    assert (found.alpha, found.beta) == pytest.approx((1, 4), rel=1e-3)
    assert found.error_of_constant(5) == pytest.approx(
        (1 - found.constant) ** 5 / (left / 100_000 / (1 - 1 / 10) / (1 - 1 / 11)) - 1, rel=1e-3
    )


def test_small_cells_lean_and_large_ones_do_not():
    """A cell of 20 moves toward its group and says so; one of 500 stays as it is."""
    whole = Estimate(10.0, 0.1, 2000)
    cells = {
        ("g", 0): Estimate(14.0, 0.3, 500),
        ("g", 1): Estimate(9.0, 0.3, 500),
        ("g", 2): Estimate(20.0, 4.0, 20),
    }
    sizes = {cell: estimate.customers for cell, estimate in cells.items()}
    found = lean(cells, {"g": whole}, sizes)
    assert found["g", 0].weight == 1
    assert found["g", 0].estimate is cells["g", 0]
    small = found["g", 2]
    assert 0 < small.weight < 1
    assert whole.value < small.estimate.value < 20
    assert small.estimate.sd < 4.0


def test_cells_under_ten_are_not_shown():
    """A cell of nine customers gives no number of its own; the group's stands in, less sure."""
    whole = Estimate(10.0, 0.1, 2000)
    found = lean({("g", 0): Estimate(30.0, 1.0, 9)}, {"g": whole}, {("g", 0): 9})["g", 0]
    assert found.raw is None
    assert found.estimate.value == 10.0
    assert found.estimate.sd > 1.0
    assert SMALL > 10


def pilot_file(effect: float, n: int = 4000) -> str:
    """A pilot whose promoters grow by `effect` more than the control group's."""
    rng = np.random.Generator(np.random.PCG64(11))
    lines = ["customer,arm,period,value"]
    for arm, gain in (("pilot", effect), ("control", 0.0)):
        for i in range(n):
            before, after = rng.random() < 0.3, rng.random() < 0.33 + gain
            lines.append(f"{arm}{i},{arm},before,{int(before)}")
            lines.append(f"{arm}{i},{arm},after,{int(after)}")
    return "\n".join(lines) + "\n"


def test_a_pilot_gives_the_lever(reader: Reader):
    """Difference in differences: 8 points are found within the interval, and go into the lever."""
    reader.put("pilot.csv", pilot_file(0.08), "pilot")
    reader.memory.answer("case/pilot.csv.outcome", "recommend")
    [found] = reader.baseline().pilots
    low, high = found.interval
    assert low < 0.08 < high
    expected = math.sqrt(sum(2 * p * (1 - p) for p in (0.3, 0.36)) / 4000)
    assert found.error == pytest.approx(expected, rel=0.1)
    assert found.paired
    assert found.distribution["dist"] == "normal"


def test_a_pilot_without_effect_holds_zero(reader: Reader):
    """No effect is found where there is none, though both arms grew by three points."""
    reader.put("pilot.csv", pilot_file(0.0), "pilot")
    reader.memory.answer("case/pilot.csv.outcome", "recommend")
    low, high = reader.baseline().pilots[0].interval
    assert low < 0 < high
