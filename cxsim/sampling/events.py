"""Whether an event happens: where its luck, even between 0 and 1, is below its probability.

An uncertain probability p and the luck are independent, so the event happens on one side of a
slanted line. Points of two columns count its sides ever less evenly than those of a straight one:
most of the error of a mean came from there, and more trials hardly took it away. So the same two
are drawn in another order: from one column whether the event happens, with the mean of p; from the
other p, given that; and the luck is spread over what is left to it, below p or above.
"""

from __future__ import annotations

import numpy as np

from cxsim.distributions import Distribution, Floats
from cxsim.sampling.design import Design
from cxsim.sampling.kept import frozen, kept, points_of
from cxsim.scenario import Scenario

STEPS = 4_096
"""Steps of equal probability in which p is weighed; where its quantile jumps they are cut."""
LEAST = 0.5**33
"""As near to 0 and 1 as points come."""


def luck(scenario: Scenario, design: Design, place: str) -> Floats:
    """Return the luck of an event, ndarray (trials,): it happens where that is below p.

    Parameters
    ----------
    scenario : Scenario
    design : Design
    place : str
        `risk_events.NAME`.
    """
    return _drawn(scenario, design, place)[1]


def draw_event(
    scenario: Scenario, design: Design, place: str, chance: Floats | float
) -> dict[str, Floats]:
    """Return what is drawn for an event: whether it happens, 0 or 1, and its probability.

    Parameters
    ----------
    scenario, design, place
        As for `luck`.
    chance : ndarray (trials,) or float
        The probability, where others are correlated with it or it is certain.
    """
    own, lucky = _drawn(scenario, design, place)
    drawn = {} if own is None else {f"{place}.probability": own}
    fired = lucky < (chance if own is None else own)
    return drawn | {f"{place}.fired": frozen(fired.astype(float))}


def events_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the place of each event: `risk_events.NAME`."""
    return tuple(f"risk_events.{event.name}" for event in scenario.risk_events)


def chance_of(scenario: Scenario, place: str) -> Distribution | None:
    """Return an event's probability, where it is uncertain and moves with no other number."""
    path = f"{place}.probability"
    joined = any(rank and path in pair for pair, rank in scenario.rank_correlations.items())
    return None if joined else scenario.uncertain.get(path)


def _drawn(scenario: Scenario, design: Design, place: str) -> tuple[Floats | None, Floats]:
    """The probability that is drawn after its event, if it is, and the luck."""
    number = chance_of(scenario, place)
    if number is None:
        return None, kept(design, points_of, f"{place}.fired")
    return kept(design, _chance_and_luck, place, number)


def _chance_and_luck(design: Design, place: str, number: Distribution) -> tuple[Floats, Floats]:
    """A probability p and the luck of its event, independent of each other.

    Given that the event happens, u = Q⁻¹(p) has the density p/E[p]; given that not, (1 − p)/(1 −
    E[p]); over both it is even. Within a step the density is that of its middle.
    """
    first = kept(design, points_of, f"{place}.fired")
    second = kept(design, points_of, f"{place}.probability")
    mean = number.expected_value
    steps = np.union1d(np.linspace(0.0, 1.0, STEPS + 1), number.jumps)
    p, width = number.quantile((steps[1:] + steps[:-1]) / 2), np.diff(steps)
    happens = first < mean
    u = np.where(
        happens, _within(second, steps, p * width), _within(second, steps, width - p * width)
    )
    chance = number.quantile(np.clip(u, LEAST, 1.0 - LEAST))
    below = chance * (first / mean)
    above = chance + (1.0 - chance) * ((first - mean) / (1.0 - mean))
    return frozen(chance), frozen(np.where(happens, below, above))


def _within(points: Floats, steps: Floats, weights: Floats) -> Floats:
    """Points spread over the steps between 0 and 1 by their weights."""
    ends = np.concatenate([[0.0], np.cumsum(weights)])
    return np.asarray(np.interp(points * ends[-1], ends, steps))
