"""The draws of a scenario's uncertain numbers, survey mixes and events."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.stats import beta, kstest, norm, pearsonr, spearmanr

from cxsim.distributions import Distribution, Lognormal, Normal, Pert, Uniform
from cxsim.sampling import SAMPLERS, Design, draw_numbers, sample
from cxsim.sampling.draws import triangular_root
from cxsim.sampling.kept import MOST_KEPT
from cxsim.scenario import SEGMENTS, Scenario
from tests.generate import random_scenario, scenarios, tiny

UNIT = Uniform(low=0.0, high=1.0)
A, B, C, D = (
    f"groups.G.{path}"
    for path in ("customers", "promoters.churn", "promoters.gross_margin", "response")
)


def three(rank: float) -> dict[tuple[str, str], float]:
    return {(A, B): rank, (A, C): rank, (B, C): rank}


def same(ours: Mapping[str, np.ndarray], theirs: Mapping[str, np.ndarray], *but: str) -> None:
    """Assert that what two sets of draws have in common is the same, bit for bit."""
    common = [path for path in ours if path in theirs and path not in but]
    assert common
    for path in common:
        np.testing.assert_array_equal(ours[path], theirs[path], err_msg=path)


def test_draws_are_the_quantiles_of_the_points():
    """An uncorrelated number's draws are its quantile function at the points of its path."""
    design, number = Design(256, 4), Lognormal(mean=9.0, sd=3.0)
    found = draw_numbers({A: number}, {}, design)[A]
    np.testing.assert_array_equal(found, number.quantile(design.points(A)))


@given(scenarios)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_everything_uncertain_is_drawn_inside_its_support(scenario: Scenario):
    """Uncertain numbers, survey shares and events are drawn: no more, no fewer, none outside."""
    draws = sample(scenario, Design(64, 1))
    mixes = {f"{path}.{segment}" for path in scenario.survey_mixes for segment in SEGMENTS}
    events = {f"risk_events.{event.name}.fired" for event in scenario.risk_events}
    assert set(draws) == set(scenario.uncertain) | mixes | events
    for path, number in scenario.uncertain.items():
        low, high = number.support
        assert low <= draws[path].min()
        assert draws[path].max() <= high
        assert len(np.unique(draws[path])) > 1


@given(scenarios)
@settings(max_examples=10, deadline=None, derandomize=True)
def test_draws_are_closed_to_writing(scenario: Scenario):
    """Draws are shared between simulations, so that nobody may write into them."""
    for values in sample(scenario, Design(16, 1)).values():
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 0.0


@given(scenarios)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_making_a_number_certain_leaves_the_others_as_they_were(scenario: Scenario):
    """Also in a correlated set: the certain number keeps its place among the others."""
    design = Design(64, 1)
    before = sample(scenario, design)
    for path, number in list(scenario.uncertain.items())[::4]:
        after = sample(scenario.with_value(path, number.expected_value), design)
        assert path not in after
        fired = path.replace(".probability", ".fired")
        same(before, after, fired)


def test_making_a_number_uncertain_leaves_the_others_as_they_were():
    """Levers, a mix, a survey and an event keep their draws when the rest becomes uncertain."""
    scenario, design = random_scenario(8), Design(64, 1)
    before = sample(scenario, design)
    plain = [path for path, x in scenario.numbers.items() if not isinstance(x, Distribution)]
    for path in plain:
        value = float(scenario.numbers[path])
        low, high = sorted((value, value * 0.9 if value else 0.01))
        after = sample(scenario.with_value(path, Uniform(low=low, high=high)), design)
        assert path in after
        same(before, after, path.replace(".probability", ".fired"))


def test_adding_moving_and_removing_tables_leaves_the_others_as_they_were():
    """A group, a line and an event more, fewer, or in another order change no other draw."""
    design, content = Design(64, 1), random_scenario(8).content()
    content.pop("correlations", None)
    before = sample(Scenario.from_mapping(content), design)
    for kind in ("groups", "investments", "risk_events"):
        tables = content[kind]
        assert tables
        new = tables[0] | {"name": "Quite new"}
        for changed in ([new, *tables], [*tables, new], tables[::-1], tables[1:]):
            if kind == "groups" and not changed:
                continue
            same(before, sample(Scenario.from_mapping({**content, kind: changed}), design))


def test_editing_a_range_moves_draws_smoothly():
    """A range moved by a hundredth moves no draw by more: the points behind them stay."""
    design = Design(1024, 1)
    first = draw_numbers({A: Pert(low=0.0, mode=1.0, high=2.0)}, {}, design)[A]
    second = draw_numbers({A: Pert(low=0.01, mode=1.0, high=2.0)}, {}, design)[A]
    assert 0 < np.abs(first - second).max() < 0.0101


def test_seeds_0_and_1_differ():
    """0 is a seed like any other."""
    first, second = (sample(random_scenario(1), Design(64, seed)) for seed in (0, 1))
    for path in random_scenario(1).uncertain:
        assert not np.array_equal(first[path], second[path]), path


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_draws_follow_their_distribution(sampler: str):
    """Kolmogorov and Smirnov cannot tell 4,096 draws of a normal from the normal."""
    draws = draw_numbers({A: Normal(mean=3.0, sd=2.0)}, {}, Design(4096, 6, sampler))[A]
    assert kstest(draws, norm(3, 2).cdf).pvalue > 0.01


def test_many_trials_are_drawn_like_few():
    """Beyond the trials that are kept for the next simulation the draws are the same."""
    numbers, pairs = {A: UNIT, B: UNIT}, {(A, B): 0.5}
    few = draw_numbers(numbers, pairs, Design(MOST_KEPT, 1))
    many = draw_numbers(numbers, pairs, Design(2 * MOST_KEPT, 1))
    for path in numbers:
        np.testing.assert_array_equal(many[path][:MOST_KEPT], few[path])


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("rank", [-0.9, -0.3, 0.2, 0.6, 0.95])
def test_the_rank_asked_for_is_reached(sampler: str, rank: float):
    """Spearman's rank of two skewed numbers is the one asked for, within 4 standard errors."""
    numbers = {A: Lognormal(mean=1.0, sd=1.0), B: Pert(low=0.0, mode=0.1, high=0.9)}
    draws = draw_numbers(numbers, {(A, B): rank}, Design(1 << 14, 2, sampler))
    found = spearmanr(draws[A], draws[B]).statistic
    assert found == pytest.approx(rank, abs=4 * 1.1 * (1 - rank**2) / np.sqrt(1 << 14))


def test_a_set_reaches_all_its_ranks():
    """Three numbers among which each pair has the rank 0.7, and a fourth joined to one of them."""
    pairs = three(0.7) | {(A, D): -0.4}
    draws = draw_numbers(dict.fromkeys((A, B, C, D), UNIT), pairs, Design(1 << 14, 2))
    for first, second in [(A, B), (A, C), (B, C), (A, D), (B, D), (C, D)]:
        found = spearmanr(draws[first], draws[second]).statistic
        assert found == pytest.approx(pairs.get((first, second), 0.0), abs=0.02)


def test_ranks_of_1_are_exact():
    """With a rank of ±1 two numbers have the same order of trials, or the opposite one."""
    numbers = {A: Lognormal(mean=1.0, sd=1.0), B: UNIT}
    for rank in (1.0, -1.0):
        draws = draw_numbers(numbers, {(A, B): rank}, Design(4096, 2))
        np.testing.assert_array_equal(
            np.argsort(draws[A]), np.argsort(draws[B])[:: 1 if rank > 0 else -1]
        )
        assert spearmanr(draws[A], draws[B]).statistic == pytest.approx(rank, abs=1e-12)


@pytest.mark.parametrize("rank", [-0.4, 0.8])
def test_the_number_that_matters_most_is_drawn_as_if_alone(rank: float):
    """In a set the order is that of the fields, whatever the paths' letters."""
    design = Design(256, 2)
    joined = draw_numbers(dict.fromkeys((A, B, C), UNIT), three(rank), design)
    np.testing.assert_allclose(joined[B], design.points(B), rtol=1e-12)
    assert not np.allclose(joined[A], design.points(A), atol=0.1)
    assert not np.allclose(joined[C], design.points(C), atol=0.1)


def test_correlation_leaves_each_number_as_it_was():
    """Correlated draws follow their own distribution as uncorrelated ones do."""
    draws = draw_numbers(dict.fromkeys((A, B, C), UNIT), three(0.8), Design(1 << 14, 2))
    for values in draws.values():
        assert np.abs(np.quantile(values, np.arange(1, 20) / 20) - np.arange(1, 20) / 20).max() < (
            0.01
        )


@pytest.mark.parametrize("ranks", [three(0.5), three(1.0), {(A, B): -1.0, (C, D): 0.2}])
def test_the_root_of_a_correlation_matrix(ranks: dict[tuple[str, str], float]):
    """L·Lᵀ gives back the matrix, which may be singular, and L is lower triangular."""
    paths = (A, B, C, D)
    matrix = np.eye(4)
    for (first, second), rank in ranks.items():
        i, j = paths.index(first), paths.index(second)
        matrix[i, j] = matrix[j, i] = rank
    root = triangular_root(matrix)
    np.testing.assert_allclose(root @ root.T, matrix, atol=1e-15)
    np.testing.assert_array_equal(np.triu(root, 1), 0.0)


@pytest.mark.parametrize("counts", [(620, 840, 540), (0, 0, 0), (3, 0, 40)])
def test_a_survey_gives_a_dirichlet(counts: tuple[int, int, int]):
    """Shares lie in [0, 1] and sum to 1; each is a beta with mean (count + 1)/(n + 3)."""
    mix = {"dist": "survey", **dict(zip(SEGMENTS, counts, strict=True))}
    draws = sample(tiny({"groups.G.mix": mix}), Design(1 << 13, 1))
    shares = np.array([draws[f"groups.G.mix.{segment}"] for segment in SEGMENTS])
    assert shares.min() >= 0.0
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=0, atol=1e-15)
    weights = np.array(counts) + 1
    for share, weight in zip(shares, weights, strict=True):
        curve = beta(weight, weights.sum() - weight)
        assert share.mean() == pytest.approx(curve.mean(), abs=4 * curve.std() / 1000)
        assert kstest(share, curve.cdf).statistic < 0.02
    expected = -np.sqrt(np.prod(weights[:2] / (weights.sum() - weights[:2])))
    assert pearsonr(shares[0], shares[1]).statistic == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("probability", [0.0, 0.15, 0.5, 1.0])
def test_an_event_fires_with_its_probability(probability: float):
    """Of 4,096 Sobol' trials the share in which it fires is within one trial of the probability."""
    draws = sample(tiny({"risk_events.E.probability": probability}), Design(4096, 3))
    fired = draws["risk_events.E.fired"]
    assert set(np.unique(fired)) <= {0.0, 1.0}
    assert fired.mean() == pytest.approx(probability, abs=1 / 4096)


def test_an_event_fires_with_an_uncertain_probability():
    """It fires with the mean of its probability, and more often where the draw is high."""
    number = {"dist": "uniform", "low": 0.1, "high": 0.7}
    draws = sample(tiny({"risk_events.E.probability": number}), Design(1 << 14, 3))
    fired, chance = draws["risk_events.E.fired"], draws["risk_events.E.probability"]
    assert fired.mean() == pytest.approx(0.4, abs=4 * 0.5 / 128)
    for low in (0.1, 0.3, 0.5):
        here = (chance >= low) & (chance < low + 0.2)
        assert fired[here].mean() == pytest.approx(low + 0.1, abs=4 * 0.5 / np.sqrt(here.sum()))


def test_a_more_probable_event_fires_in_the_same_trials_and_some_more():
    """Two probabilities share the points: no trial loses its event when the chance rises."""
    few, many = (
        sample(tiny({"risk_events.E.probability": p}), Design(1024, 3))["risk_events.E.fired"]
        for p in (0.2, 0.3)
    )
    assert (few <= many).all()
    assert few.sum() < many.sum()
