"""From points to the draws of every uncertain number of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from cxsim.distributions import Distribution, Floats, SurveyMix
from cxsim.sampling.blocks import place_of
from cxsim.sampling.design import Design
from cxsim.sampling.events import draw_event, events_of
from cxsim.sampling.kept import frozen, kept, points_of
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.correlations import Pairs, components, score_matrix
from cxsim.scenario.drawn import Stems, drawn_path

Draws = Mapping[str, Floats]
"""By path, ndarray (trials,), read-only: the uncertain numbers; the shares of survey mixes as
`groups.NAME.mix.SEGMENT`; whether an event fires, 0 or 1, as `risk_events.NAME.fired`."""

Mixture = tuple[tuple[str, float], ...]
"""Numbers whose independent normal scores, so weighted and summed, are the score of another."""

MOST_RANKED = 1 << 14
FEWEST_RANKED = 1 << 10
"""Trials below which chance alone moves numbers together."""
LOOSEST = 0.3
"""Rank correlation above which draws are said to move together; chance alone gives 0.03."""


def sample(scenario: Scenario, design: Design) -> Draws:
    """Return the draws of everything uncertain in a scenario, in the order of its paths."""
    design = design.of(scenario)
    draws = draw_numbers(scenario.uncertain, scenario.rank_correlations, design)
    for path, mix in scenario.survey_mixes.items():
        draws.update(kept(design, _draw_mix, path, mix))
    for place in events_of(scenario):
        path = f"{place}.probability"
        draws |= draw_event(scenario, design, place, draws.get(path, scenario.mean(path)))
    return draws


def draw_numbers(
    numbers: Mapping[str, Distribution], pairs: Pairs, design: Design
) -> dict[str, Floats]:
    """Return the draws of uncertain numbers, rank-correlated by a Gaussian copula.

    Parameters
    ----------
    numbers : mapping of str to Distribution
        By path; the path gives each number its points.
    pairs : mapping of (str, str) to float
        Spearman's rank of correlated pairs; a certain number keeps its place in the copula, so
        that making it certain leaves the others as they were.
    """
    joined = mixtures(pairs, dict(design.stems))
    return {
        path: kept(design, _draw, number, joined.get(path, ((path, 1.0),)))
        for path, number in numbers.items()
    }


def entangled(draws: Draws, pairs: Pairs) -> list[tuple[str, str]]:
    """Return pairs of independent numbers whose draws move together by chance, if there are any.

    Numbers that every scenario has, and those of one name, are kept apart; those of two names
    cannot be: of n trials about six in n of their pairs move together. Of the samples under
    other names one in thirteen has such a pair by 8,192 trials, two in five by 1,024.

    Parameters
    ----------
    draws : Draws
        Their first trials are looked at, after ranking.
    pairs : mapping of (str, str) to float
        Rank correlations asked for: numbers joined by them are meant to move together.
    """
    paths = [path for path in draws if ".mix." not in path and np.ptp(draws[path]) > 0]
    joined = {path: place for place, group in enumerate(components(pairs)) for path in group}
    if len(paths) < 2 or len(draws[paths[0]]) < FEWEST_RANKED:
        return []
    strength = np.abs(np.corrcoef([_ranks(draws[path][:MOST_RANKED]) for path in paths]))
    close = zip(*np.nonzero(np.triu(strength > LOOSEST, 1)), strict=True)
    found = [(paths[i], paths[j]) for i, j in close]
    return [
        (first, second)
        for first, second in found
        if joined.get(first, -1) != joined.get(second, -2)
        and {first, second} != _event_and_its_probability(first)
    ]


def _event_and_its_probability(path: str) -> set[str]:
    """Two draws of an event that are meant to move together."""
    event = path.rpartition(".")[0]
    return {f"{event}.probability", f"{event}.fired"}


def _ranks(values: Floats) -> Floats:
    """The place of each value; equal ones, as an event's 0 and 1, share theirs."""
    _, places = np.unique(values, return_inverse=True)
    return places.astype(float)


def _draw(design: Design, number: Distribution, mixture: Mixture) -> Floats:
    if mixture == ((mixture[0][0], 1.0),):
        return frozen(number.quantile(kept(design, points_of, mixture[0][0])))
    score = np.zeros(design.trials)
    for path, weight in mixture:
        score += weight * ndtri(kept(design, points_of, path))
    least = ndtr(-8.2)
    return frozen(number.quantile(np.clip(ndtr(score), least, 1 - least)))


def _draw_mix(design: Design, path: str, mix: SurveyMix) -> dict[str, Floats]:
    columns = (kept(design, points_of, f"{path}.{segment}") for segment in SurveyMix.COLUMNS)
    shares = mix.shares(*columns)
    return {
        f"{path}.{segment}": frozen(share) for segment, share in zip(SEGMENTS, shares, strict=True)
    }


def mixtures(pairs: Pairs, stems: Stems) -> Mapping[str, Mixture]:
    """Return, for each correlated number, the mixture of independent scores that correlates it."""
    return _mixtures(tuple(pairs.items()), tuple(stems.items()))


@lru_cache(maxsize=64)
def _mixtures(
    pairs: tuple[tuple[tuple[str, str], float], ...], stems: tuple[tuple[str, str], ...]
) -> Mapping[str, Mixture]:
    return MappingProxyType(dict(_mixed(dict(pairs), dict(stems))))


def _mixed(pairs: Pairs, stems: Stems) -> Iterator[tuple[str, Mixture]]:
    """Yield each correlated number with the mixture of independent scores that correlates it.

    Who comes first in a set has its own score alone, and so is drawn the most evenly.
    """

    def order(path: str) -> tuple[tuple[int, int], str]:
        drawn = drawn_path(path, stems)
        return place_of(drawn), drawn

    for joined in components(pairs):
        paths = sorted(joined, key=order)
        factor = triangular_root(score_matrix(paths, pairs))
        for row, path in enumerate(paths):
            weights = zip(paths, factor[row].tolist(), strict=True)
            yield path, tuple((other, weight) for other, weight in weights if weight != 0.0)


def triangular_root(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lower triangular L with L·Lᵀ the correlation matrix, which may be singular.

    Cholesky's method; a pivot that vanishes, as for a rank of ±1, leaves a column of zeros.
    """
    root = np.zeros_like(matrix)
    for j in range(len(matrix)):
        rest = matrix[j:, j] - root[j:, :j] @ root[j, :j]
        if rest[0] > 1e-12:
            root[j:, j] = rest / np.sqrt(rest[0])
    return root
