"""Draws with the normal scores of some numbers shifted: the same futures, seen as if likelier."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from cxsim.distributions import Floats, SurveyMix
from cxsim.sampling.design import Design
from cxsim.sampling.draws import mixtures
from cxsim.sampling.events import chance_of, events_of
from cxsim.scenario import Scenario

FURTHEST = 8.2
"""Scores beyond which no probability is told from 0 or 1."""


@dataclass(frozen=True)
class Shifted(Design):
    """A design whose points are shifted in the score Φ⁻¹(y) of some columns.

    Parameters
    ----------
    shifts : tuple of (str, float)
        By column: the path of a number, of an event's `fired`, of a share of a survey mix.
    """

    shifts: tuple[tuple[str, float], ...] = ()

    @property
    def passing(self) -> bool:
        """Whether its draws are not worth keeping: no one will ask for them again."""
        return True

    def points(self, path: str) -> Floats:
        """Return the shifted probabilities of a column."""
        shift = dict(self.shifts).get(path, 0.0)
        points = super().points(path)
        if shift == 0.0:
            return points
        return np.asarray(ndtr(np.clip(ndtri(points) + shift, -FURTHEST, FURTHEST)))


def columns(scenario: Scenario) -> tuple[str, ...]:
    """Return every column of independent scores that the outcomes of a scenario follow from.

    Not that of a probability drawn after its event: it says no more of what happens.
    """
    joined = mixtures(scenario.rank_correlations, scenario.stems)
    after = {f"{place}.probability" for place in events_of(scenario) if chance_of(scenario, place)}
    own = [path for path in scenario.uncertain if path not in joined and path not in after]
    mixed = [c for p in scenario.uncertain if p in joined for c, _ in joined[p]]
    survey = [f"{path}.{share}" for path in scenario.survey_mixes for share in SurveyMix.COLUMNS]
    fired = [f"{place}.fired" for place in events_of(scenario)]
    return tuple(dict.fromkeys([*own, *mixed, *survey, *fired]))


def moved(scenario: Scenario, shifts: dict[str, float]) -> dict[str, float]:
    """Return how far each uncertain number's own score moves, correlated ones with their set."""
    joined = mixtures(scenario.rank_correlations, scenario.stems)
    return {
        path: sum(weight * shifts.get(c, 0.0) for c, weight in joined.get(path, ((path, 1.0),)))
        for path in scenario.uncertain
    }
