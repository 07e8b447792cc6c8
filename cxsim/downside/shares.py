"""How much of the spread of a result each input explains by itself, from the trials at hand."""

from __future__ import annotations

import numpy as np

from cxsim.distributions import Floats
from cxsim.results import Result

BINS = 32
"""Classes of equal count into which an input's draws are sorted."""
ESTIMATOR = f"variance of means over {BINS} classes"


def spread_shares(result: Result, measure: str = "npv") -> dict[str, float]:
    """Return the first-order share of variance of each uncertain input, by path, in [0, 1].

    The variance of a result's mean over classes of the input, in proportion to its whole variance
    (the given-data estimate of Sobol's first-order index). What chance alone would give is taken
    off. The two drawn shares of a survey mix count together, as `groups.NAME.mix`; of an event,
    `risk_events.NAME.fired`.
    """
    values = getattr(result, measure)
    whole = float(np.var(values)) if np.isfinite(values).all() else 0.0
    if whole == 0:
        return {}
    found: dict[str, float] = {}
    for path, draws in result.draws.items():
        stem, mix, segment = path.partition(".mix.")
        if segment == "passives":
            continue
        name = f"{stem}.mix" if mix else path
        found[name] = found.get(name, 0.0) + _explained(draws, values, whole)
    return found


def _explained(draws: Floats, values: Floats, whole: float) -> float:
    classes = _classes(draws)
    counts = np.bincount(classes)
    sums = np.bincount(classes, values - values.mean())
    seen = counts > 0
    between = float((sums[seen] ** 2 / counts[seen]).sum()) / len(values)
    noise = (np.count_nonzero(seen) - 1) * (whole - between) / len(values)
    return float(np.clip((between - noise) / whole, 0.0, 1.0))


def _classes(draws: Floats) -> np.ndarray:
    """The class of each trial; values that repeat, as of events, are classes themselves."""
    levels, places = np.unique(draws, return_inverse=True)
    if len(levels) <= BINS:
        return np.asarray(places)
    ranks = np.empty(len(draws), dtype=np.intp)
    ranks[np.argsort(draws, kind="stable")] = np.arange(len(draws))
    return ranks * BINS // len(draws)
