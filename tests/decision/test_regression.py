"""The conditional mean from given trials, on functions with known answers."""

import numpy as np
import pytest
from SALib.analyze import delta
from scipy.special import ndtri

from cxsim.decision.regression import conditional_mean
from cxsim.sampling import Design
from tests.test_known_answers import HUBBARD

N = 16_384
LOSS = {"units": 0.596, "maintenance": 0.162, "labour": 0.162, "materials": 0.058}


def points(*names: str, trials: int = N) -> list[np.ndarray]:
    """Return points of the product's own Sobol' sequences."""
    return [Design(trials, 3).points(name) for name in names]


def ishigami(x: list[np.ndarray]) -> np.ndarray:
    """Ishigami's function with a = 7, b = 0.1."""
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def test_ishigami():
    """First-order indices .313905, .442411 and 0 of Ishigami's function, within 4 errors."""
    x = [np.pi * (2 * u - 1) for u in points("a", "b", "c")]
    for column, expected in zip(x, (0.313905, 0.442411, 0.0), strict=True):
        fit = conditional_mean([column], ishigami(x))
        assert fit.explained == pytest.approx(expected, abs=max(4 * fit.error, 1e-9))


def test_hubbards_loss():
    """Hubbard, ch. 6: .596, .162, .162 and .058 of the variance, within 4 errors and rounding."""
    x = {name: number.quantile(Design(N, 1).points(name)) for name, number in HUBBARD.items()}
    saved = x["units"] * (x["maintenance"] + x["labour"] + x["materials"])
    for name, expected in LOSS.items():
        fit = conditional_mean([x[name]], saved)
        assert fit.explained == pytest.approx(expected, abs=4 * fit.error + 5e-4), name


def test_correlated_normals_by_closed_form():
    """Of Y = 2a + b with correlation 0.6: each alone explains (2 + .6)² and (1.2 + 1)² of 7.4.

    Together they explain all of it; an independent third input nothing.
    """
    z, w, v = (ndtri(u) for u in points("z", "w", "v"))
    a, b = z, 0.6 * z + 0.8 * w
    y, variance = 2 * a + b, 4 + 1 + 2 * 2 * 0.6
    for columns, expected in (([a], 2.6**2 / variance), ([b], 2.2**2 / variance), ([a, b], 1.0)):
        fit = conditional_mean(columns, y)
        assert fit.explained == pytest.approx(expected, abs=4 * fit.error + 2e-3)
    assert conditional_mean([v], y).explained == 0


def test_few_values_have_each_a_mean():
    """An input of three values is fitted by the mean of each, exactly."""
    x = np.tile([6.0, 12.0, 18.0], 100)
    y = x**2 + np.repeat(np.linspace(-1, 1, 100), 3)
    fit = conditional_mean([x], y)
    for value in (6.0, 12.0, 18.0):
        np.testing.assert_allclose(fit.fitted[x == value], y[x == value].mean(), rtol=1e-12)


def test_a_product_of_two_needs_both():
    """Of a·b with means of 0 neither explains anything alone; together they explain all."""
    a, b = (2 * u - 1 for u in points("p", "q"))
    assert conditional_mean([a], a * b).explained == 0
    assert conditional_mean([a, b], a * b).explained == pytest.approx(1, abs=1e-6)


def test_noise_explains_nothing():
    """Of 200 irrelevant inputs, random ones, at most a few pass for relevant, and by little."""
    rng = np.random.default_rng(5)
    y = rng.normal(size=4_096)
    found = [conditional_mean([rng.normal(size=4_096)], y).explained for _ in range(200)]
    assert np.count_nonzero(found) <= 6
    assert max(found) < 0.012


def test_against_salib():
    """On Ishigami's function SALib's given-data estimate of the same indices agrees."""
    x = [np.pi * (2 * u - 1) for u in points("a", "b", "c", trials=8_192)]
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    oracle = delta.analyze(problem, np.stack(x, axis=1), ishigami(x), num_resamples=2, seed=1)
    ours = [conditional_mean([column], ishigami(x)).explained for column in x]
    np.testing.assert_allclose(ours, oracle["S1"], atol=0.03)


def test_a_value_that_never_changes():
    """A constant has no variance to explain, and an input that never changes explains none."""
    x = points("a", trials=256)[0]
    assert conditional_mean([x], np.ones(256)).explained == 0
    assert conditional_mean([np.ones(256)], x).explained == 0
