"""Whether an event happens: the law of luck and probability, and how evenly it is counted."""

import numpy as np
import pytest
from scipy.stats import kstest

from cxsim.distributions import Distribution
from cxsim.sampling import SAMPLERS, Design, luck, sample
from cxsim.scenario import Scenario
from cxsim.scenario.editing import with_ranks
from tests.generate import tiny

PLACE = "risk_events.E"
CHANCE, FIRED, OTHER = f"{PLACE}.probability", f"{PLACE}.fired", "programme.cost_overrun"
CHANCES = {
    "uniform": {"dist": "uniform", "low": 0.1, "high": 0.3},
    "pert": {"dist": "pert", "low": 0.15, "mode": 0.2, "high": 0.25},
    "triangular": {"dist": "triangular", "low": 0.0, "mode": 0.0, "high": 1.0},
    "beta": {"dist": "beta", "alpha": 0.5, "beta": 0.5},
    "rare": {"dist": "discrete", "values": [0.0, 1.0], "weights": [0.9998, 0.0002]},
    "discrete": {"dist": "discrete", "values": [0.0, 0.2, 1.0], "weights": [1.0, 2.0, 1.0]},
}
UNIT = {"dist": "uniform", "low": 0.0, "high": 1.0}
each_chance = pytest.mark.parametrize("chance", CHANCES.values(), ids=CHANCES)


def stormy(chance: object) -> Scenario:
    """A scenario whose one event has this probability."""
    return tiny({CHANCE: chance})


def number(scenario: Scenario) -> Distribution:
    """The uncertain probability."""
    return scenario.uncertain[CHANCE]


@each_chance
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_luck_is_even_and_the_probability_follows_its_distribution(chance, sampler):
    """Neither is far from its law (Sobol' points by 0.003), nor joined."""
    scenario, design = stormy(chance), Design(1 << 14, 3, sampler)
    drawn, lucky = sample(scenario, design)[CHANCE], luck(scenario, design, PLACE)
    assert kstest(lucky, "uniform").statistic < (0.003 if sampler == "sobol" else 0.0127)
    expected = number(scenario).quantile((np.arange(1 << 14) + 0.5) / (1 << 14))
    assert np.abs(np.sort(drawn) - expected).mean() < (0.002 if sampler == "sobol" else 0.012)
    for part in np.array_split(np.argsort(drawn, kind="stable"), 8):
        assert abs(lucky[part].mean() - 0.5) < 4 * np.sqrt(1 / 12 / len(part))


@each_chance
def test_it_happens_where_luck_is_below_the_probability(chance):
    """And as often as the probability of each class of trials says."""
    scenario, design = stormy(chance), Design(1 << 14, 1)
    draws = sample(scenario, design)
    drawn, fired = draws[CHANCE], draws[FIRED]
    np.testing.assert_array_equal(fired, luck(scenario, design, PLACE) < drawn)
    for part in np.array_split(np.argsort(drawn, kind="stable"), 8):
        p = drawn[part].mean()
        assert abs(fired[part].mean() - p) < 4 * np.sqrt(p * (1 - p) / len(part)) + 1e-3


@each_chance
def test_how_often_it_happens_is_exact(chance):
    """As of a certain probability that is the mean: in the very same trials."""
    scenario, design = stormy(chance), Design(4_096, 5)
    fired = sample(scenario, design)[FIRED]
    assert abs(fired.mean() - scenario.mean(CHANCE)) <= 1 / 4_096
    drawn = sample(scenario, Design(1 << 17, 1))
    assert drawn[FIRED].mean() == pytest.approx(scenario.mean(CHANCE), abs=1 / (1 << 17))
    assert drawn[CHANCE].mean() == pytest.approx(scenario.mean(CHANCE), rel=0.02)
    certain = stormy(number(scenario).expected_value)
    np.testing.assert_array_equal(fired, sample(certain, design)[FIRED])


def test_a_product_with_what_happens_is_counted_evenly():
    """Of an event times another number: less than a quarter of the error along a slanted line."""
    scenario = stormy(CHANCES["uniform"]).with_values({OTHER: UNIT})
    ours, slanted = [], []
    for seed in range(1, 33):
        design = Design(4_096, seed)
        draws = sample(scenario, design)
        chance = number(scenario).quantile(design.points(CHANCE))
        ours.append((draws[FIRED] * draws[OTHER]).mean() - 0.1)
        slanted.append(((design.points(FIRED) < chance) * draws[OTHER]).mean() - 0.1)
    assert np.std(ours) < 0.25 * np.std(slanted)


def test_a_correlated_probability_keeps_its_rank():
    """Its luck is then that of the event's own column."""
    scenario = stormy(CHANCES["pert"]).with_values({OTHER: UNIT})
    joined, design = with_ranks(scenario, {(CHANCE, OTHER): 0.6}), Design(1 << 13, 2)
    draws = sample(joined, design)
    assert np.corrcoef(draws[CHANCE], draws[OTHER])[0, 1] == pytest.approx(0.6, abs=0.03)
    np.testing.assert_array_equal(luck(joined, design, PLACE), design.points(FIRED))
    np.testing.assert_array_equal(draws[FIRED], design.points(FIRED) < draws[CHANCE])


def test_a_rank_of_0_changes_nothing():
    """It joins the probability to no other number."""
    scenario, design = stormy(CHANCES["pert"]).with_values({OTHER: UNIT}), Design(1_024, 2)
    draws = sample(scenario, design)
    named = sample(with_ranks(scenario, {(CHANCE, OTHER): 0.0}), design)
    for path, values in draws.items():
        np.testing.assert_array_equal(named[path], values)


def test_a_certain_probability_takes_the_points_as_they_are():
    """As does the luck of an event that is sure, or impossible."""
    for chance in (0.0, 0.3, 1.0):
        scenario, design = stormy(chance), Design(1_024, 1)
        np.testing.assert_array_equal(luck(scenario, design, PLACE), design.points(FIRED))
        assert sample(scenario, design)[FIRED].mean() == pytest.approx(chance, abs=1e-3)
