"""How large a survey or a test should be: closed forms and an exact enumeration."""

import numpy as np
import pytest
from scipy.stats import beta, betabinom

from cxsim.decision.pilot import SIZES, Pilot, Price
from cxsim.scenario import Scenario
from cxsim.sensitivity.pilot import pilots, size_pilot, size_pilots
from cxsim.simulation import simulate
from tests.generate import tiny
from tests.sensitivity.cases import UPLIFT, bounded, line, moved, normal_value, of_sample

FREE = Price(0.0, 0.0)
SURVEY = {"dist": "survey", "promoters": 20, "passives": 0, "detractors": 20}


def surveyed() -> Scenario:
    """Return a case whose NPV is 10,000 × promoters' share − 5,000: only they spend more."""
    return tiny(
        {
            "groups.G.customers": 1_000.0,
            "groups.G.mix": SURVEY,
            "groups.G.promoters.purchases_per_year": 100.0,
            "programme.levers.spend_uplift": 0.1,
            "investments.L.one_off": 4_900.0,
            "risk_events.E.probability": 0.0,
        }
    )


def test_a_test_of_the_uplift_by_closed_form():
    """Normal before and normal in its answer: the value is that of the sd of the new mean.

    NPV = 200,000·u − 10,000, u normal with sd s; an answer with variance v moves the mean of u by
    a normal of sd s²/√(s² + v).
    """
    result = simulate(moved(), 16_384)
    found = size_pilot(result, Pilot("uplift", UPLIFT), FREE)
    for size, value, error in zip(found.sizes, found.values, found.errors, strict=True):
        v = (0.5 * 0.5 + 0.55 * 0.45) / size
        expected = normal_value(0.0, 200_000 * 0.02**2 / (0.02**2 + v) ** 0.5)
        # below the doubt of the regression a value counts as none
        assert value == pytest.approx(expected, abs=4 * error + 5) or (value == 0 and size < 60)
    assert found.ceiling == pytest.approx(normal_value(0.0, 4_000), rel=0.02)


def test_a_survey_by_enumeration():
    """Beta before, binomial in its answer: Σ over all answers of P(k)·max(0, NPV of the new mean).

    The prior of the promoters' share is Beta(21, 22).
    """
    result = simulate(surveyed(), 16_384)
    found = size_pilot(result, Pilot("mix", "groups.G.mix"), FREE)
    prior = 21, 22
    decided = max(10_000 * beta(*prior).mean() - 4_900, 0)
    for size, value, error in zip(found.sizes, found.values, found.errors, strict=True):
        k = np.arange(size + 1)
        means = 10_000 * (prior[0] + k) / (sum(prior) + size) - 4_900
        exact = betabinom(size, *prior).pmf(k) @ np.maximum(means, 0) - decided
        assert value == pytest.approx(exact, abs=4 * error + 3), size


def test_a_watch_on_churn_by_enumeration():
    """Churn with a beta before: the NPV at each answer's new mean, summed over all answers.

    Over one month the company loses nothing it has not counted, so the NPV is a line in the
    monthly churn; in the yearly one it is nearly so, and is integrated.
    """
    prior = 8, 32
    scenario = tiny(
        {
            "horizon.years": 1,
            "groups.G.customers": 1_000.0,
            "groups.G.promoters.purchases_per_year": 12.0,
            "groups.G.promoters.churn": {"dist": "beta", "alpha": 8.0, "beta": 32.0},
            "programme.levers.churn_reduction": 0.5,
            "investments.L.one_off": 600.0,
            "risk_events.E.probability": 0.0,
        }
    )
    result = simulate(scenario, 16_384)
    found = size_pilot(result, Pilot("churn", "groups.G.promoters.churn"), FREE)
    grid = np.linspace(0.0005, 0.9995, 1_000)
    npv = np.interp(grid, *_by_churn(result))
    weights = beta(*prior).pdf(grid)
    decided = max(weights @ npv / weights.sum(), 0)
    for size in SIZES[::5]:
        k = np.arange(size + 1)
        posterior = beta(prior[0] + k[:, None], prior[1] + size - k[:, None]).pdf(grid)
        means = posterior @ npv / np.maximum(posterior.sum(axis=1), 1e-300)
        exact = betabinom(size, *prior).pmf(k) @ np.maximum(means, 0) - decided
        place = found.sizes.index(size)
        assert found.values[place] == pytest.approx(exact, abs=4 * found.errors[place] + 1), size


def _by_churn(result):
    """Return the NPV by churn, from the trials: nothing else is uncertain."""
    churn = result.draws["groups.G.promoters.churn"]
    order = np.argsort(churn)
    return churn[order], result.npv[order]


def test_a_larger_pilot_is_worth_more_up_to_the_ceiling():
    """The value never falls with the size by more than its error, nor passes perfect knowledge."""
    found = size_pilot(simulate(moved(), 16_384), Pilot("uplift", UPLIFT), FREE)
    steps = np.diff(found.values)
    assert (steps > -2 * max(found.errors)).all()
    assert max(found.values) <= found.ceiling + 2 * max(found.errors)


def test_the_best_size_weighs_value_against_cost():
    """The best size leaves the most; dearer customers make it smaller, then nothing is worth it."""
    result = simulate(moved(), 16_384)
    bests = []
    for price in (Price(0, 0.01), Price(0, 0.2), Price(0, 5), Price(10_000, 0)):
        found = size_pilot(result, Pilot("uplift", UPLIFT), price)
        assert found.costs[3] == price.fixed + price.per_customer * 2 * found.sizes[3]
        if found.best:
            assert max(found.net) == found.net[found.sizes.index(found.best)] > 0
        bests.append(found.best)
    assert bests == sorted(bests, reverse=True)
    assert bests[0] > bests[2]
    assert bests[-1] == 0


def test_what_can_be_measured():
    """Survey mixes, the uplift, the churn reduction and each uncertain churn; nothing else."""
    kinds = [(pilot.kind, pilot.path) for pilot in pilots(of_sample("telecom", 256))]
    assert ("mix", "groups.Small business.mix") in kinds
    assert ("uplift", UPLIFT) in kinds
    assert sum(kind == "churn" for kind, _ in kinds) == 6
    assert pilots(simulate(line(), 16)) == ()


def test_a_test_of_the_churn_reduction():
    """It learns what the uplift's test learns: worth nothing at first, all of it in the end."""
    scenario = tiny(
        {
            "groups.G.customers": 10_000.0,
            "groups.G.promoters.purchases_per_year": 12.0,
            "groups.G.promoters.churn": 0.3,
            "programme.levers.churn_reduction": bounded(0.2, 0.1),
            "investments.L.one_off": 3_500.0,
            "risk_events.E.probability": 0.0,
        }
    )
    [found] = size_pilots(simulate(scenario, 16_384), FREE)
    assert found.pilot.kind == "retention"
    assert found.values[0] < 0.5 * found.ceiling
    assert found.values[-1] == pytest.approx(found.ceiling, rel=0.05)


def test_the_most_worthwhile_comes_first():
    """Pilots are in the order of what they leave, and progress is told to the end."""
    told = []
    found = size_pilots(of_sample("starbucks"), Price(), told.append)
    assert told[-1] == 1
    left = [max(sizing.net) for sizing in found]
    assert left == sorted(left, reverse=True)
