"""What the trials say of a value, given each set of inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxsim.decision.regression import TRIALS, Basis, Fit, basis_of, fit
from cxsim.distributions import Floats
from cxsim.sensitivity.factors import Factor


def bases_of(factors: Sequence[Factor], draws: Mapping[str, Floats]) -> dict[Factor, Basis]:
    """Return what can be fitted with each set of inputs, over the first TRIALS."""
    return {
        factor: basis_of([draws[path][:TRIALS] for path in _free(factor)]) for factor in factors
    }


def conditional_means(bases: Mapping[Factor, Basis], values: Floats) -> dict[Factor, Fit]:
    """Return the mean of values given each set of inputs, from the first TRIALS."""
    return {factor: fit(basis, values[:TRIALS]) for factor, basis in bases.items()}


def _free(factor: Factor) -> tuple[str, ...]:
    """The columns that tell all: two shares of a mix say what the third is."""
    return factor.paths[::2] if factor.kind == "mix" else factor.paths
