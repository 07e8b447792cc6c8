"""The three views of a case: what it is worth to the careful, to the usual and to the hopeful."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxsim.results import Result, percentiles
from cxsim.text.language import Language
from cxsim.text.phrase import MONTHS, YEARS
from cxsim.text.results import RESULT_LABELS, show

ViewName = Literal["conservative", "expected", "optimistic"]
VIEWS: dict[ViewName, int] = {"conservative": 20, "expected": 50, "optimistic": 80}
"""By name: of how many futures in a hundred the view is no worse.

The expected view is the median, as on the screen, and not the mean: payback has no mean where one
future never pays back, and the mean of a ratio is no ratio of means.
"""
FIGURES = (
    "npv",
    "roi",
    "roi_pv",
    "benefit",
    "cost",
    "payback_months",
    "payback_months_discounted",
)
"""The results that are told in three views, the headline first."""
MORE_IS_WORSE = ("cost", "payback_months", "payback_months_discounted")


@dataclass(frozen=True)
class View:
    """One of the three views.

    Attributes
    ----------
    name : {"conservative", "expected", "optimistic"}
    figures : mapping of str to float
        By result, each ranked by itself from the worst; NaN where it is undefined, or never.
    """

    name: ViewName
    figures: Mapping[str, float]


def views_of(result: Result) -> tuple[View, View, View]:
    """Return the conservative, the expected and the optimistic view of a simulation."""
    which = tuple(VIEWS.values())
    found = {name: percentiles(getattr(result, name), which) for name in FIGURES}

    def view(name: ViewName) -> View:
        rank = VIEWS[name]
        return View(name, {f: found[f][f"p{_rank(f, rank)}"] for f in FIGURES})

    return view("conservative"), view("expected"), view("optimistic")


def _rank(figure: str, rank: int) -> int:
    """Of what is the worse the more there is, the ranks are counted from the other end."""
    return 100 - rank if figure in MORE_IS_WORSE else rank


def figure_text(name: str, value: float, result: Result, language: Language) -> str:
    """Return a figure of a view as the screen writes it; a payback that never comes is `> 5 years`.

    Parameters
    ----------
    name : str
        One of FIGURES.
    value : float
    result : Result
    language : Language
    """
    if name.startswith("payback") and result.cost.all():
        horizon = language.quantity(result.scenario.horizon.years, YEARS)
        if math.isnan(value):
            return f">\N{NO-BREAK SPACE}{horizon}"
        return language.quantity(value, MONTHS)
    return show(value, RESULT_LABELS[name].unit, result.scenario.currency, language)
