"""The kernel compiled and as it stands, and against the same equations by a second author."""

import numpy as np
import pytest
from hypothesis import given, settings

from cxsim.downside.months import months_of
from cxsim.model import Paths
from cxsim.results import Outcomes
from cxsim.simulation import simulate
from tests import reference
from tests.generate import random_scenario, seeds
from tests.paths import paths_of, run_trials, run_trials_fast


@given(seeds)
@settings(max_examples=10, deadline=None, derandomize=True)
def test_the_compiled_kernel_is_the_kernel_as_it_stands(seed: int):
    """The compiled function gives the digits of the same function run by Python itself."""
    scenario = random_scenario(seed, taxed=True)
    fast, slow = (paths_of(scenario, 4, 5, run) for run in (run_trials_fast, run_trials))
    for name, ours, theirs in zip(Paths._fields, fast, slow, strict=True):
        scale = np.nanmax(np.abs(theirs), initial=0.0)
        np.testing.assert_allclose(ours, theirs, rtol=1e-13, atol=1e-14 * scale, err_msg=name)


@pytest.mark.parametrize("taxed", [False, True], ids=["real", "taxed"])
@pytest.mark.parametrize("seed", range(40))
def test_the_model_agrees_with_a_second_author(seed: int, taxed: bool):
    """Point plan and trials agree to 1e-9 with the same equations written again from their text."""
    scenario = random_scenario(seed, taxed=taxed)
    result, paths = simulate(scenario, 16, seed=seed), paths_of(scenario, 16, seed)
    paths = paths._replace(**months_of(scenario, result.draws, 16)._asdict())  # after tax
    compare(result.point, result.point.paths, 0, reference.point(scenario))
    for i in (0, 7, 15):
        compare(result, paths, i, reference.trial(scenario, result.draws, i))


def compare(outcomes: Outcomes, paths: Paths, i: int, expected: reference.Reference) -> None:
    """Assert that a trial's months and results are those of the reference, to 1e-9."""
    months, results = expected.monthly(), expected.results()
    flows = sum(abs(results[name]) for name in ("benefit", "cost", "revenue"))
    for name, values in months.items():
        found = getattr(paths, name)[i][: len(values)]
        near = 1e-9 * max(1e-4 * flows, *map(abs, values))
        np.testing.assert_allclose(found, values, rtol=1e-9, atol=near, err_msg=name)
    for name, value in results.items():
        near = 1e-9 if "roi" in name or "payback" in name else 1e-9 * flows
        found = getattr(outcomes, name)[i]
        assert found == pytest.approx(value, rel=1e-9, abs=near, nan_ok=True), name
