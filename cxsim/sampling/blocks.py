"""Direction numbers of whatever bears a name: a group, a line, an event.

Names cannot be foreseen, and no other name may matter to a number's draws. So all fields of one
name make a block: their columns are chosen one after another to meet evenly those of Sobol' and
those of the block so far, with rows that the generator of the name draws from the best there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cxsim.distributions import Floats
from cxsim.sampling.merit import MOST, chosen_rows, echoes, factors
from cxsim.sampling.sobol import BITS, SHARED, Directions, sobol_column
from cxsim.sampling.streams import stream

MOST_BLOCKS = 512
"""Blocks whose columns are kept."""

_SEGMENTS = ("promoters", "detractors", "passives")
FIELDS: dict[str, tuple[str, ...]] = {
    "groups": (
        "mix.promoters",
        "mix.detractors",
        *(f"{segment}.churn" for segment in _SEGMENTS),
        *(f"{segment}.spend_per_purchase" for segment in _SEGMENTS),
        *(f"{segment}.referrals_per_year" for segment in _SEGMENTS),
        *(f"{segment}.gross_margin" for segment in _SEGMENTS),
        "response",
        "customers",
        *(f"{segment}.purchases_per_year" for segment in _SEGMENTS),
        *(f"{segment}.cost_to_serve" for segment in _SEGMENTS),
        "new_customers_per_year",
        "acquisition_cost",
        "referral_cost",
    ),
    "investments": ("one_off", "per_year"),
    "risk_events": (
        "fired",
        "probability",
        "churn_factor",
        "effect_factor",
        "cost_factor",
        "delay_months",
    ),
}
"""By table, those that usually matter most first. A new one goes to the end, so that the others
keep their draws."""

_WEIGHTS = {
    "programme.levers.promoter_uplift": 0.3,
    "programme.levers.causal_share": 0.2,
    "programme.attribution": 0.1,
    "programme.cost_overrun": 0.05,
    "programme.levers.churn_reduction": 0.05,
    "programme.levers.spend_uplift": 0.05,
    "programme.levers.cross_sell": 0.05,
    "programme.levers.cost_to_serve_reduction": 0.05,
    "fired": 0.2,
}
"""Product weights of numbers that decide what the others do."""
_SHARED_WEIGHT, _NAMED_WEIGHT = 0.015, 0.02


def block_of(path: str) -> tuple[str, str]:
    """Return the block and the field of a path; whatever has no columns chosen has no field."""
    kind, _, rest = path.partition(".")
    for field in FIELDS.get(kind, ()):
        if rest.endswith(f".{field}"):
            return path.removesuffix(f".{field}"), field
    return path, ""


def place_of(path: str) -> tuple[int, int]:
    """Return the place of a number by table and field, whatever its name.

    Those that every scenario has come first, what is in no block comes last.
    """
    if path in SHARED:
        return 0, SHARED.index(path)
    block, field = block_of(path)
    if not field:
        return 1 + len(FIELDS), 0
    table = block.partition(".")[0]
    return 1 + list(FIELDS).index(table), FIELDS[table].index(field)


@lru_cache(maxsize=MOST_BLOCKS)
def block_columns(block: str) -> Mapping[str, Directions]:
    """Return the direction numbers of each field of a block, ndarray (BITS,), read-only.

    They depend on the block's name alone.
    """
    rng, product, columns = stream(block), _shared_product(), {}
    for field in FIELDS[block.partition(".")[0]]:
        columns[field] = digital_sequence(rng, chosen_rows(echoes(product), rng))
        columns[field].flags.writeable = False
        product = product * factors(columns[field], _WEIGHTS.get(field, _NAMED_WEIGHT))
    return MappingProxyType(columns)


def digital_sequence(rng: np.random.Generator, rows: NDArray[np.int64] | None = None) -> Directions:
    """Return the directions of a random digital sequence whose first rows may be given.

    A matrix with zeros below its diagonal and ones on it makes a sequence that is as even alone as
    Sobol's: of its first 2^k points one falls in each interval of width 2^−k.
    """
    matrix = np.triu(rng.integers(0, 2, (BITS, BITS)), 1) + np.eye(BITS, dtype=np.int64)
    if rows is not None:
        matrix[: len(rows), :MOST] = rows[:, None] >> np.arange(MOST) & 1
    places = np.arange(BITS - 1, -1, -1)
    return np.asarray((matrix << places[:, None]).sum(axis=0), dtype=np.uint64)


@cache
def _shared_product() -> Floats:
    """The factors of the numbers that every scenario has, multiplied, ndarray (2^MOST,)."""
    product = np.ones(1 << MOST)
    for path in SHARED:
        product *= factors(sobol_column(path), _WEIGHTS.get(path, _SHARED_WEIGHT))
    return product
