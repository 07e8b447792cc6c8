"""A stress is the scenario changed by hand, to the digit, on the same draws."""

import numpy as np
import pytest

from cxsim.distributions import Beta
from cxsim.downside.stress import library, stress_tests, stressed, together
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.beside import Stress
from cxsim.scenario.shifts import scale
from cxsim.simulation import simulate
from tests.downside.cases import sample, simulated

CASE = sample()
TESTS = {test.id: test.stress for test in library()[0]}


def event(**factors: float) -> dict[str, object]:
    """The events of the case and one that happens for sure."""
    sure = {"name": "By hand", "probability": 1.0, **factors}
    return {"risk_events": [*CASE.content()["risk_events"], sure]}


def shorter() -> dict[str, object]:
    """Every line cut after a year by hand, and the fade of the stress."""
    changes: dict[str, object] = {"programme.fade_rate": 0.3}
    for line in CASE.investments:
        path = f"investments.{line.name}"
        if line.from_month <= 12:
            changes[f"{path}.to_month"] = 12
        else:
            changes |= {f"{path}.one_off": 0.0, f"{path}.per_year": 0.0}
    return changes


def credited(factor: float) -> dict[str, object]:
    """The beta of the attribution with a lower mean and the same weight."""
    number = CASE.value("programme.attribution")
    weight = number.alpha + number.beta
    mean = factor * number.expected_value
    return {"dist": "beta", "alpha": weight * mean, "beta": weight * (1 - mean)}


RATE = CASE.value("horizon.discount_rate")
BY_HAND: dict[str, dict[str, object]] = {
    "benefits": {"programme.attribution": credited(2 / 3)},
    "late": event(delay_months=6.0),
    "costs": event(cost_factor=1.25),
    "churn": event(churn_factor=1.2),
    "funding": shorter(),
    "no-landing": event(effect_factor=0.0),
    "rate": {"horizon.discount_rate": RATE + 0.03},
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_stress_is_the_scenario_changed_by_hand(name):
    """NPV of every trial is, bit for bit, that of a file in which a hand has made the change."""
    hand = simulate(CASE.with_values(BY_HAND[name]), 1_024)
    found = simulate(stressed(CASE, TESTS[name]), 1_024)
    assert np.array_equal(found.npv, hand.npv)
    assert not np.array_equal(found.npv, simulate(CASE, 1_024).npv)


def test_every_test_of_the_library_is_checked_by_hand():
    """No stress is without its twin."""
    assert set(TESTS) == set(BY_HAND)


def test_names_and_reasons_stand_in_both_languages():
    """Each test has a name and a reason in English and in French, and they differ."""
    tests, worst = library()
    for words in [w for t in (*tests, worst) for w in (t.name, t.why)]:
        assert words.en
        assert words.fr
        assert words.en != words.fr


def test_draws_stay_where_nothing_changes():
    """What a stress leaves alone keeps its draws, so that a difference is the stress's own."""
    result = simulate(CASE, 512)
    other = simulate(stressed(CASE, TESTS["churn"]), 512)
    for path, draws in result.draws.items():
        assert np.array_equal(draws, other.draws[path])


def test_the_worst_at_once_are_the_three_lowest():
    """Their factors multiply, months and points add up, and it is worse than each of them."""
    found = {each.id: each for each in stress_tests(simulated(CASE), CASE.stresses)}
    lowest = sorted((i for i in TESTS), key=lambda name: found[name].p50)[:3]
    joined = simulate(stressed(CASE, together(tuple(TESTS[i] for i in lowest), "x")), 2_048)
    assert found["worst"].p50 == np.median(joined.npv)
    assert found["worst"].p50 <= min(found[name].p50 for name in lowest)


def test_stresses_are_joined_field_by_field():
    """Two stresses as one: product, sum, the earlier month, the higher fade."""
    first = Stress(name="A", cost_factor=1.2, delay_months=3.0, funded_months=24, fade_rate=0.1)
    second = Stress(name="B", cost_factor=1.5, delay_months=2.0, fade_rate=0.2)
    both = together((first, second), "C")
    assert both.name == "C"
    assert both.cost_factor == pytest.approx(1.8)
    assert (both.delay_months, both.funded_months, both.fade_rate) == (5.0, 24, 0.2)


def test_ones_own_stress_is_run_under_its_name():
    """A stress of the file stands last, named as it is there."""
    found = stress_tests(simulated(CASE), CASE.stresses)
    assert found[0].id == ""
    assert found[-1].name == CASE.stresses[0].name
    hand = CASE.with_values(
        {
            **event(effect_factor=0.5),
            "horizon.discount_rate": RATE + 0.01,
            **{
                f"groups.{g.name}.{s}.spend_per_purchase": scale(
                    getattr(g, s).spend_per_purchase, 0.95
                )
                for g in CASE.groups
                for s in SEGMENTS
            },
        }
    )
    assert found[-1].p50 == np.median(simulate(hand, 2_048).npv)


def test_a_beta_stays_a_beta():
    """A share given as a beta keeps its weight, and its mean is the stressed one."""
    case = CASE.with_value("programme.attribution", {"dist": "beta", "alpha": 8.0, "beta": 2.0})
    less = stressed(case, TESTS["benefits"]).value("programme.attribution")
    assert isinstance(less, Beta)
    assert less.expected_value == pytest.approx(0.8 * 2 / 3)
    assert less.alpha + less.beta == pytest.approx(10)


def test_a_stress_that_cannot_be_is_told_as_none():
    """Where the changed case is none, the row has no figures and the others stand."""
    rate = {"dist": "uniform", "low": 0.05, "high": 0.1}
    case = CASE.with_value("horizon.discount_rate", rate)
    gone = Stress(name="Gone", discount_rate_rise=-1.0)
    found = stress_tests(simulated(case, 256), (gone,))
    assert found[-1].name == "Gone"
    assert np.isfinite([each.p50 for each in found[:-1]]).all()


def test_an_empty_stress_changes_nothing():
    """A stress as it is when it is added leaves the scenario as it was."""
    assert stressed(CASE, Stress(name="New")).fingerprint == CASE.fingerprint
    assert isinstance(stressed(CASE, Stress(name="New")), Scenario)
