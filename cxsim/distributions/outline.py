"""The outline of a distribution, to be drawn."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from cxsim.distributions.base import Distribution, Floats
from cxsim.distributions.counted import Discrete

POINTS = 64
FARTHEST = 3.1
"""Standard scores between which the curve is drawn: all but one draw in five hundred."""
FINE = 16
NEAR = 0.25
"""Of the width drawn: how much further an end of the support may lie to be drawn as well."""
HIGHEST = 4.0
"""Times the median density; what is higher is cut, so that a spike leaves the rest in sight."""


def outline(number: Distribution, points: int = POINTS) -> tuple[Floats, Floats]:
    """Return values and how probable each is, relative to the most probable one.

    Parameters
    ----------
    number : Distribution
        Uncertain.
    points : int
        On the curve; of a few outcomes there are as many as outcomes.

    Returns
    -------
    values : ndarray (points,), rising, in the number's own unit
    heights : ndarray (points,), between 0 and 1
        Density, or of outcomes the weight, over the highest.
    """
    if isinstance(number, Discrete):
        values, weights = (np.array(part) for part in number.outcomes)
        return values, weights / weights.max()
    shares = ndtr(np.linspace(-FARTHEST, FARTHEST, points * FINE))
    drawn = number.quantile(shares)
    least, greatest = number.support
    near = NEAR * (drawn[-1] - drawn[0])
    if drawn[0] - least < near:
        drawn, shares = np.insert(drawn, 0, least), np.insert(shares, 0, 0.0)
    if greatest - drawn[-1] < near:
        drawn, shares = np.append(drawn, greatest), np.append(shares, 1.0)
    edges = np.linspace(drawn[0], drawn[-1], points + 1)
    below = np.interp(edges, drawn, shares)
    heights = np.diff(below)
    ceiling = HIGHEST * float(np.median(heights[heights > 0]))
    heights = np.minimum(heights, ceiling)
    return (edges[:-1] + edges[1:]) / 2, heights / heights.max()
