"""The outline of a distribution is its density."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cxsim.distributions import Beta, Discrete, Lognormal, Normal, Pert, Quantiles, Uniform
from cxsim.distributions.outline import outline

SHAPES = [
    (Normal(mean=3.0, sd=2.0), stats.norm(3, 2)),
    (Lognormal(mean=10.0, sd=3.0), None),
    (Beta(alpha=8.0, beta=2.0), stats.beta(8, 2)),
    (Uniform(low=2.0, high=5.0), stats.uniform(2, 3)),
    (Pert(low=0.0, mode=2.0, high=10.0), stats.beta(1.8, 4.2, scale=10)),
    (Quantiles(p10=1.0, p50=2.0, p90=4.0, low=0.0), None),
    (Beta(alpha=0.4, beta=0.5), None),
]


@pytest.mark.parametrize(("number", "known"), SHAPES, ids=lambda case: getattr(case, "dist", ""))
def test_it_follows_the_density(number, known):
    """Values rise, heights lie between 0 and 1, and are the density's where that is known."""
    x, y = outline(number)
    assert (np.diff(x) > 0).all()
    assert np.isfinite(x).all()
    assert (y >= 0).all()
    assert y.max() == 1
    if known is not None:
        density = known.pdf(x)
        assert y == pytest.approx(density / density.max(), abs=0.03)


def test_outcomes_are_bars():
    """Of a few outcomes the outline is each with its weight."""
    x, y = outline(Discrete(values=(6.0, 12.0, 18.0), weights=(1.0, 2.0, 1.0)))
    assert x.tolist() == [6, 12, 18]
    assert y.tolist() == [0.5, 1, 0.5]


def test_a_near_end_is_drawn():
    """The curve begins where the least value lies, not a hair inside it."""
    x, _ = outline(Pert(low=0.06, mode=0.096, high=0.12))
    assert x[0] == pytest.approx(0.06, abs=0.001)
    assert x[-1] == pytest.approx(0.12, abs=0.001)
