"""Trials, seed and sampler, and the points that each number gets from them."""

import itertools

import numpy as np
import pytest

from cxsim.distributions import SurveyMix
from cxsim.sampling import SAMPLERS, SCRAMBLES, Design
from cxsim.sampling.design import MOST_TRIALS
from cxsim.scenario.checks import number_paths
from tests.store import SAMPLES, sample_scenario

PATHS = [
    *number_paths({"groups": [{"name": "A"}, {"name": "B"}], "investments": [{"name": "C"}]}),
    *(f"groups.{name}.mix.{segment}" for name in "AB" for segment in ("promoters", "detractors")),
    "risk_events.E.fired",
]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_points_lie_strictly_between_0_and_1(sampler: str):
    """No sampler gives a probability of 0 or 1, which a quantile function could not take."""
    found = Design(1 << 14, 3, sampler).points("programme.scale")
    assert found.shape == (1 << 14,)
    assert 0.0 < found.min() < 1e-3
    assert 0.999 < found.max() < 1.0


@pytest.mark.parametrize("path", PATHS[::5])
def test_each_number_is_stratified(path: str):
    """Sobol' and Latin hypercube put one point in each of n intervals of like width."""
    for sampler in ("sobol", "lhs"):
        found = Design(512, 8, sampler).points(path)
        np.testing.assert_array_equal(np.sort(np.floor(found * 512)), np.arange(512))


def test_plain_random_points_are_not_stratified():
    """The plain sampler leaves some of n intervals empty: about a share of 1/e."""
    found = Design(4096, 8, "random").points("programme.scale")
    empty = 1 - len(np.unique(np.floor(found * 4096))) / 4096
    assert empty == pytest.approx(np.exp(-1), abs=0.03)


@pytest.mark.parametrize("path", PATHS[::5])
def test_the_first_trials_are_the_same_whatever_their_number(path: str):
    """The first 2^k of 4,096 Sobol' trials are the trials of a simulation of 2^k."""
    many = Design(4096, 2).points(path)
    for k in range(12):
        np.testing.assert_array_equal(Design(1 << k, 2).points(path), many[: 1 << k])


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_0_is_a_seed_like_any_other(sampler: str):
    """Seeds 0, 1 and 2 give three sets of points, and each of them the same ones again."""
    for path in PATHS[::7]:
        found = [Design(64, seed, sampler).points(path) for seed in (0, 1, 2)]
        for first, second in itertools.combinations(found, 2):
            assert not np.array_equal(first, second)
        np.testing.assert_array_equal(found[0], Design(64, 0, sampler).points(path))


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_repetitions_are_scrambles_of_their_own(sampler: str):
    """The eight repetitions that measure an error differ from each other and from the run."""
    found = [Design(64, 1, sampler, n).points("programme.scale") for n in range(SCRAMBLES + 1)]
    for first, second in itertools.combinations(found, 2):
        assert not np.array_equal(first, second)


def correlations(paths: list[str], design: Design) -> np.ndarray:
    """Return the correlation of each pair of numbers' points."""
    found = np.corrcoef([design.points(path) for path in paths])
    return found[np.triu_indices(len(paths), 1)]


@pytest.mark.parametrize("sampler", ["lhs", "random"])
def test_no_two_numbers_are_correlated(sampler: str):
    """Between all pairs of 70 numbers the correlation stays within 5 of its standard errors."""
    pairs = correlations(PATHS, Design(4096, 1, sampler))
    assert len(pairs) > 2000
    assert np.abs(pairs).max() < 5 / np.sqrt(4096)
    assert pairs.std() < 1.1 / np.sqrt(4096)


def test_named_numbers_meet_as_evenly_as_chance_allows():
    """Among Sobol' points of 20 × 40 names the mean square correlation is that of random points.

    These are names of nothing in the model, left to chance. It is not spread evenly: most pairs
    have nearly none, and one pair in n/2 has a leading digit in common and so 0.75.
    """
    squares = [
        np.mean(correlations([f"groups.{k}.{j}" for j in range(40)], Design(4096, 1)) ** 2)
        for k in range(20)
    ]
    assert np.mean(squares) < 4 / 4096
    assert np.median(squares) < 1 / 4096


@pytest.mark.parametrize("name", SAMPLES)
def test_no_two_numbers_of_a_sample_are_correlated(name: str):
    """At default trials no pair of a sample's numbers is correlated by more than 0.05."""
    scenario = sample_scenario(name)
    paths = [
        *scenario.uncertain,
        *(f"{path}.{segment}" for path in scenario.survey_mixes for segment in SurveyMix.COLUMNS),
        *(f"risk_events.{event.name}.fired" for event in scenario.risk_events),
    ]
    assert np.abs(correlations(paths, Design(16_384, 1))).max() < 0.05


def test_sobol_points_of_shared_numbers_fill_the_square():
    """Every pair of programme numbers integrates x·y to 1e-3 by 4,096 points; random needs 1e5."""
    design = Design(4096, 1)
    columns = [design.points(path) for path in number_paths({})]
    for first, second in itertools.combinations(columns, 2):
        assert np.mean(first * second) == pytest.approx(0.25, abs=1e-3)


@pytest.mark.parametrize(
    ("asked", "given"), [(1, 1), (2, 2), (3, 4), (1000, 1024), (16_384, 16_384), (16_385, 32_768)]
)
def test_sobol_trials_are_rounded_up_to_a_power_of_two(asked: int, given: int):
    """Sobol' points come in powers of two; the other samplers give the count asked for."""
    assert Design(asked, 1).trials == given
    assert Design(asked, 1, "lhs").trials == asked
    assert len(Design(asked, 1, "random").points("programme.scale")) == asked


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((0, 1), "trials is 0; it must lie between 1 and 4194304"),
        ((MOST_TRIALS + 1, 1), "trials is 4194305"),
        ((16, -1), "seed is -1; it must be 0 or more"),
        ((16, 1, "halton"), "sampler is 'halton'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments: tuple, said: str):
    """Trials, seed and sampler out of range are named with their value and the rule."""
    with pytest.raises(ValueError, match=said):
        Design(*arguments)
