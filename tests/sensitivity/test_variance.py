"""Indices of Sobol': Ishigami, Hubbard's loss, SALib, correlated sets, and the evidence."""

import numpy as np
import pytest
from SALib.analyze import sobol as salib
from SALib.sample import sobol as plan

from cxsim.sampling.paired import Pair, exchanged, pair, two_sets
from cxsim.scenario import Scenario
from cxsim.sensitivity.factors import factors
from cxsim.sensitivity.given import bases_of, conditional_means
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.variance import SCRAMBLES, _share, first_shares, sobol_indices, spread
from cxsim.simulation import simulate
from tests.decision.test_regression import LOSS, ishigami
from tests.sensitivity.cases import (
    CAUSAL,
    CROSS_SELL,
    OVERRUN,
    UPLIFT,
    bounded,
    joined,
    line,
    moved,
)
from tests.test_known_answers import HUBBARD


def indices(function, names, trials=2_048):
    """Return (first, total) of each input over all scrambles, by the product's plan."""
    rows = {name: [] for name in names}
    for repetition in range(1, SCRAMBLES + 1):
        first = Pair(trials, 7, "sobol", repetition, names=tuple(names))
        second = Pair(trials, 7, "sobol", repetition, names=tuple(names), second=True)
        a, b = ({name: each.points(name) for name in names} for each in (first, second))
        for name in names:
            values = function(a), function(b), function({**a, name: b[name]})
            rows[name].append(sobol_indices(*values))
    return {
        name: [_share(np.array(column)) for column in zip(*rows[name], strict=True)]
        for name in rows
    }


def test_ishigami():
    """First .3139 .4424 0 and total .5576 .4424 .2437, each within twice its interval."""

    def function(u):
        return ishigami([np.pi * (2 * u[name] - 1) for name in "abc"])

    found = indices(function, "abc")
    expected = {"a": (0.313905, 0.557589), "b": (0.442411, 0.442411), "c": (0.0, 0.243684)}
    for name, pair_of in expected.items():
        for share, value in zip(found[name], pair_of, strict=True):
            assert abs(share.value - value) < share.high - share.low, name
            assert share.high - share.low < 0.03


def test_hubbards_loss():
    """The shares of Hubbard's example, within twice their intervals and rounding."""

    def function(u):
        x = {name: number.quantile(u[name]) for name, number in HUBBARD.items()}
        return x["units"] * (x["maintenance"] + x["labour"] + x["materials"])

    for name, (first, total) in indices(function, tuple(HUBBARD)).items():
        assert abs(first.value - LOSS[name]) < first.high - first.low + 5e-4
        assert total.value > first.value - (first.high - first.low)


def test_the_estimators_are_salibs():
    """On SALib's own plan and values, SALib's estimators give the same numbers.

    SALib centres on the mean of all its values, this on that of the two independent sets.
    """
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    sample = plan.sample(problem, 512, calc_second_order=False, seed=2)
    y = ishigami(list(sample.T))
    oracle = salib.analyze(problem, y, calc_second_order=False, num_resamples=2, seed=1)
    rows = y.reshape(-1, 5)
    base, other = rows[:, 0], rows[:, 4]
    ours = [sobol_indices(base, other, rows[:, 1 + i]) for i in range(3)]
    np.testing.assert_allclose(ours, np.stack([oracle["S1"], oracle["ST"]], axis=1), atol=1e-7)


def test_an_interval_covers():
    """Student's interval of 16 normal values holds their mean about 19 times in 20."""
    samples = np.random.default_rng(4).normal(size=(4_000, SCRAMBLES))
    inside = [share.low < 0 < share.high for share in map(_share, samples)]
    assert np.mean(inside) == pytest.approx(0.95, abs=4 * (0.05 * 0.95 / 4_000) ** 0.5)


def test_a_sum_of_two_parts_by_variance():
    """NPV = 1,000 × cross-sell − 100,000 × overrun: sd 20,000 and 10,000, shares 4/5 and 1/5."""
    found = spread(simulate(joined(0.0), 1_024), trials=256)
    shares = {factor.id: found.factors[factor] for factor in found.factors}
    for path, expected in ((CROSS_SELL, 0.8), (OVERRUN, 0.2)):
        first, total = shares[path]
        assert first.value == pytest.approx(expected, abs=0.02)
        assert total.value == pytest.approx(expected, abs=0.02)
    assert found.reducible.first.value == pytest.approx(1, abs=0.02)


def test_what_is_correlated_explains_together():
    """Correlated, the two are one set, which explains all the variance whatever its rank."""
    for rank in (0.8, -0.8):
        found = spread(simulate(joined(rank), 1_024), trials=256)
        both = next(iter(found.factors))
        assert set(both.paths) == {CROSS_SELL, OVERRUN}
        assert found.factors[both].first.value == pytest.approx(1, abs=0.02)


def test_a_product_shows_in_the_total():
    """NPV ∝ u·γ: alone Var(u)E(γ)² and E(u)²Var(γ), the rest between both; totals hold it."""
    scenario = moved({CAUSAL: {"dist": "uniform", "low": 0.0, "high": 1.0}})
    found = spread(simulate(scenario, 1_024), trials=1_024)
    u, g = 0.02**2, 1 / 12
    whole = u * 0.25 + 0.05**2 * g + u * g
    shares = {factor.id: found.factors[factor] for factor in found.factors}
    for path, alone in ((UPLIFT, u * 0.25), (CAUSAL, 0.05**2 * g)):
        first, total = shares[path]
        assert first.value == pytest.approx(alone / whole, abs=0.02)
        assert total.value == pytest.approx((alone + u * g) / whole, abs=0.02)


def test_evidence_and_luck():
    """The share of each grade, of C and D together and of luck, where they are known by hand.

    Half of the time the cross-sell brings nothing: with X its gain, Var = Var(X)/2 + E(X)²/4.
    """
    content = line({"risk_events.E.probability": 0.5, "risk_events.E.effect_factor": 0.0}).content()
    content["sources"] = {
        CROSS_SELL: {"source": "s", "kind": "stated", "grade": "C"},
        "risk_events.E.probability": {"source": "s", "kind": "stated", "grade": "A"},
    }
    found = spread(simulate(Scenario.from_mapping(content), 1_024), trials=1_024)
    whole = 20.0**2 / 2 + 110.0**2 / 4
    known, luck = 20.0**2 / 4 / whole, 110.0**2 / 4 / whole
    assert found.reducible.first.value == pytest.approx(known, abs=0.01)
    assert found.reducible.total.value == pytest.approx(1 - luck, abs=0.01)
    assert found.grades["A"].first.value == pytest.approx(luck, abs=0.01)
    for grade in ("C", "CD"):
        assert found.grades[grade].first.value == pytest.approx(known, abs=0.01)
    assert found.grades["B"].total.value == found.grades[""].total.value == 0


def test_at_hand_and_in_full_agree():
    """On a sample, the shares from the trials at hand are those of the full plan, within 0.03.

    The event whose probability is uncertain is left out: at hand its bar holds that doubt too.
    """
    from tests.sensitivity.cases import of_sample

    result = of_sample("bank", 16_384)
    hand = first_shares(
        conditional_means(bases_of(factors(result.scenario), result.draws), result.npv)
    )
    full = spread(result)
    for factor, share in hand.items():
        if factor.kind != "event":
            assert share.value == pytest.approx(full.factors[factor].first.value, abs=0.03)


def test_a_probability_works_through_its_event():
    """Exchanged draws decide each event anew from its probability and its luck."""
    chance = {"dist": "uniform", "low": 0.2, "high": 0.8}
    scenario = line({"risk_events.E.probability": chance})
    sets = two_sets(scenario, 4_096, 1, 1)
    probability, fired = "risk_events.E.probability", "risk_events.E.fired"
    base = exchanged(sets, ())
    other = exchanged(sets, (probability,))
    assert base[fired].mean() == pytest.approx(0.5, abs=0.01)
    changed = base[fired] != other[fired]
    assert np.mean(changed) == pytest.approx(0.2, abs=0.02)  # E|p − p′| of two such uniforms
    more = other[probability] > base[probability]
    assert (other[fired] >= base[fired])[more].all()


def test_the_two_sets_are_independent():
    """No column of one set moves with any column of the other."""
    scenario = joined(0.0)
    first, second = pair(scenario, 1_024, 1, 3)
    columns = [each.points(path) for each in (first, second) for path in (CROSS_SELL, OVERRUN)]
    correlation = np.corrcoef(columns)
    assert np.abs(correlation - np.eye(4)).max() < 0.02


def test_a_chance_has_a_spread_too():
    """Of the chance of loss the spread is that of whether there is a loss."""
    found = spread(simulate(joined(0.0), 1_024), MEASURES["loss"], trials=512)
    first = found.factors[next(iter(found.factors))].first
    assert 0.5 < first.value < 0.8  # less than of the NPV: a sign is no straight line


def test_nothing_uncertain():
    """Where nothing is drawn there is no spread, and no error."""
    scenario = line({CROSS_SELL: 110.0}).with_value("risk_events", [])
    found = spread(simulate(scenario, 16), trials=16)
    assert found.factors == {}
    assert found.reducible.total.value == 0


def test_same_seed_same_shares():
    """The whole plan is repeatable to the bit."""
    result = simulate(moved({CAUSAL: bounded(0.5, 0.05)}), 256)
    once, twice = (spread(result, trials=64) for _ in range(2))
    assert once == twice


def test_the_sliders_draws_stay_kept():
    """Draws of the plan of Sobol' are not kept: those that a slider needs again are not let go."""
    from cxsim.sampling.kept import _remembered

    result = simulate(joined(0.0), 256)
    before = _remembered.cache_info()
    spread(result, trials=64)
    after = _remembered.cache_info()
    assert (after.misses, after.currsize) == (before.misses, before.currsize)
