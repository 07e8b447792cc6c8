"""Discounting, NPV, ROI, payback, tax, rates of return, lifetime value: arithmetic on money.

Arrays of money, and no word of customer experience.
"""

from cxsim.finance.appraisal import (
    NEAR_ZERO,
    SIDE_BY_SIDE,
    Appraisal,
    Discounting,
    appraise,
    appraise_block,
    discount_factors,
    empty_appraisal,
    levy,
    lifetime_margin,
    lifetime_value,
    present_value,
    ratio,
    return_on_investment,
    write_level,
)
from cxsim.finance.rates import Rates, internal_rates, tail_mean

__all__ = [
    "NEAR_ZERO",
    "SIDE_BY_SIDE",
    "Appraisal",
    "Discounting",
    "Rates",
    "appraise",
    "appraise_block",
    "discount_factors",
    "empty_appraisal",
    "internal_rates",
    "levy",
    "lifetime_margin",
    "lifetime_value",
    "present_value",
    "ratio",
    "return_on_investment",
    "tail_mean",
    "write_level",
]
