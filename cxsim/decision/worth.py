"""Whether to do it once something is known, and what deciding then is worth."""

from __future__ import annotations

import math

import numpy as np

from cxsim.decision.regression import Fit
from cxsim.distributions import Floats


def goes_ahead(fit: Fit) -> Floats:
    """Return 1 where the programme is done, E[NPV | what is known] > 0, and 0 where it is left.

    What explains no more than chance would is not acted upon, nor what would leave the trials no
    better off: it is then done in all of them or in none, as the plain mean says.

    Parameters
    ----------
    fit : Fit
        Of the NPV, given what is known by then.

    Returns
    -------
    ndarray (trials,)
        NaN in all of them where a trial has no finite NPV.
    """
    npv = fit.values
    if not np.isfinite(npv).all():
        return np.full(len(npv), np.nan)
    today = max(float(npv.mean()), 0.0)
    ahead = (fit.fitted > 0).astype(float)
    if fit.explained > 0 and float((ahead * npv).mean()) > today:
        return np.asarray(ahead)
    return np.full(len(npv), float(today > 0))


def value_of(fit: Fit) -> tuple[float, float]:
    """Return the value of deciding on a fitted mean rather than on the plain one, and its error.

    The error joins two doubts: which trials there are, and what the regression makes of them.
    """
    if fit.explained == 0:
        return 0.0, 0.0
    do_it = float(fit.values.mean()) > 0
    gain = np.maximum(fit.fitted, 0.0) - (fit.fitted if do_it else 0.0)
    switched = (fit.fitted > 0).astype(float) - do_it
    slope = float(np.linalg.norm(fit.basis.loadings(switched)))
    count = len(gain)
    spread = math.hypot(float(np.std(gain)) / math.sqrt(count), fit.noise * slope / count)
    return max(float(gain.mean()), 0.0), spread
