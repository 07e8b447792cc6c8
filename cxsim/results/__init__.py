"""What a simulation returns: a number for every trial, its statistics, tables and JSON record."""

from cxsim.results.result import FLOWS, RESULTS, Outcomes, PointPlan, Result, identity
from cxsim.results.statistics import (
    PERCENTILES,
    at_percentiles,
    band_months,
    percentiles,
    statistics,
    take_bands,
)

__all__ = [
    "FLOWS",
    "PERCENTILES",
    "RESULTS",
    "Outcomes",
    "PointPlan",
    "Result",
    "at_percentiles",
    "band_months",
    "identity",
    "percentiles",
    "statistics",
    "take_bands",
]
