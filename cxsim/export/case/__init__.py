"""The business case that workbook, slides, document and JSON tell alike."""

from cxsim.export.case.analyses import Analyses, analyse, moving
from cxsim.export.case.case import BusinessCase, business_case
from cxsim.export.case.cover import Cover, checked_logo
from cxsim.export.case.owners import (
    OWNERS,
    Accepted,
    Owned,
    accept,
    owned,
    owner_text,
    signatures,
    stands,
)
from cxsim.export.case.views import FIGURES, VIEWS, View, ViewName, figure_text, views_of

__all__ = [
    "FIGURES",
    "OWNERS",
    "VIEWS",
    "Accepted",
    "Analyses",
    "BusinessCase",
    "Cover",
    "Owned",
    "View",
    "ViewName",
    "accept",
    "analyse",
    "business_case",
    "checked_logo",
    "figure_text",
    "moving",
    "owned",
    "owner_text",
    "signatures",
    "stands",
    "views_of",
]
