"""What a simulation returns: a number for every trial, its statistics, tables and JSON record."""

from cxsim.results.bands import CASH, Bands, band_months, band_table
from cxsim.results.result import FLOWS, RESULTS, Outcomes, PointPlan, Result, identity
from cxsim.results.statistics import (
    PERCENTILES,
    at_percentiles,
    moments,
    percentiles,
)

__all__ = [
    "CASH",
    "FLOWS",
    "PERCENTILES",
    "RESULTS",
    "Bands",
    "Outcomes",
    "PointPlan",
    "Result",
    "at_percentiles",
    "band_months",
    "band_table",
    "identity",
    "moments",
    "percentiles",
]
