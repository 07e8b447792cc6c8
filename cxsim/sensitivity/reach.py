"""How far a number may sensibly be moved when one asks what must be true."""

from __future__ import annotations

import numpy as np

from cxsim.distributions import Distribution
from cxsim.results import Result
from cxsim.text.labels import FIELDS
from cxsim.text.phrase import RefusedError, say
from cxsim.text.sensitivity import COST

BEYOND = 2.0
"""Widths of its own range by which a search goes past it on either side."""
FROM_NOTHING = 0.5
"""How far a share that is certainly 0 is tried: no lever of anyone's reaches it."""


def reach(result: Result, path: str) -> tuple[float, float]:
    """Return the range in which a number is moved, inside what its field allows.

    An uncertain number goes past its own P1 to P99 by twice that width; a certain one from nothing
    to twice itself, a share that is 0 to one half. Ends that may not be taken are kept off.

    Raises
    ------
    RefusedError
        Where a number is 0 and has no natural size.
    """
    if path == COST:
        return 0.0, 3.0
    scenario = result.scenario
    number, allowed = scenario.value(path), scenario.allowed(path)
    if isinstance(number, Distribution) and number.certain is None:
        first, last = (float(end) for end in number.quantile(np.array([0.01, 0.99])))
        if first == last:  # nearly always one value: the rarer ones say how far it goes
            first, last = number.support
        spare = BEYOND * (last - first)
        low, high = first - spare, last + spare
    else:
        value = scenario.mean(path)
        share = FIELDS[path.rpartition(".")[2]].unit in ("share", "points", "ratio", "factor")
        if value == 0 and not share:
            raise RefusedError(
                say("{path} is 0 and has no natural size: give the range, low and high", path=path)
            )
        low, high = sorted((0.0, 2 * value if value else FROM_NOTHING))
    inside = 1e-6
    return (
        max(low, allowed.low + (0 if allowed.low_included else inside)),
        min(high, allowed.high - (0 if allowed.high_included else inside)),
    )
