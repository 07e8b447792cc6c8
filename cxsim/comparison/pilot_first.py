"""Pilot first: a test of the promoter uplift, and the programme only where it makes it worth it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from cxsim.comparison.comparison import Comparison, told_apart
from cxsim.comparison.contrasts import later
from cxsim.decision.pilot import SIZES, UPLIFT, Price, Truths, answers, truth
from cxsim.decision.regression import conditional_mean
from cxsim.decision.worth import goes_ahead, value_of
from cxsim.distributions import Floats
from cxsim.results import Outcomes, Result
from cxsim.sampling import Design, Draws, frozen, sample
from cxsim.scenario import Scenario
from cxsim.simulation import outcomes, play_out, point_plan
from cxsim.text.comparing import Piloting
from cxsim.text.phrase import Phrase, say

MONTHS = 6
"""Months that a pilot lasts, where nothing else is asked for."""
USUAL = 400
"""Customers in each arm where no size of the test would be worth its cost."""
EVENT = "After the pilot"
"""What the event is called that adds to an uncertain delay."""
NAME: Phrase = say("Pilot first")


@dataclass(frozen=True)
class Plan:
    """A test with a control group, before the programme.

    Parameters
    ----------
    size : int
        Customers in each of its two arms.
    months : int
        How much later the programme comes, where it comes.
    cost : float, currency
        Paid at the start, whatever the test shows; neither scale nor overrun moves it.
    """

    size: int
    months: int
    cost: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Piloted(Result):
    """A simulation in which the programme goes ahead only where its pilot makes it worth it.

    Its scenario is that of the programme as late; what the pilot costs and leads to stands among
    its draws, as `pilot.cost` and `pilot.ahead`.

    Attributes
    ----------
    plan : Plan
    ahead : ndarray (trials,)
        1 where it goes ahead, 0 where it is left; NaN in all where a trial has no finite NPV.
    untested : ndarray (trials,), currency
        NPV of the programme as late, without a test.
    """

    plan: Plan
    ahead: Floats
    untested: Floats

    @property
    def piloting(self) -> Piloting:
        """What is told of it."""
        left = self.untested[self.ahead == 0]
        decided = max(float(np.mean(self.untested)), 0.0)
        return Piloting(
            self.plan.size,
            self.plan.months,
            self.plan.cost,
            float(np.mean(self.ahead)),
            -float(left.mean()) if len(left) else 0.0,
            float(np.mean(self.npv)) - decided,
            self.scenario.currency,
        )

    def repeated(self, design: Design) -> Outcomes:
        """Return the outcomes of the same plan in the trials of another design."""
        draws = _decided(*_untested(self.scenario, design), self.plan)
        return outcomes(self.scenario, draws, design.trials)


def pilot_first(
    result: Result, price: Price | None = None, months: int = MONTHS, size: int | None = None
) -> Piloted:
    """Return the simulation of a result's scenario with a pilot before it.

    In each future the test shows the promoter uplift with the luck of its customers; the programme
    goes ahead, later by the pilot's months, where E[NPV | what it showed] > 0 (preposterior
    analysis: Raiffa and Schlaifer 1961). The pilot has no benefit of its own.

    Parameters
    ----------
    result : Result
    price : Price, optional
    months : int
    size : int, optional
        Customers in each arm; the one whose answer leaves the most after its cost by default, and
        USUAL where none does.
    """
    price = price or Price()
    scenario = later(result.scenario, months, EVENT)
    truths, untested = _untested(scenario, result.design)
    if size is None:
        size = _best_size(truths, untested, price)
    plan = Plan(size, months, price.of(UPLIFT, size))
    draws = _decided(truths, untested, plan)
    point = {"pilot.cost": np.array([plan.cost]), "pilot.ahead": _typical(untested)}
    played = play_out(scenario, result.design, draws, point_plan(scenario, point))
    whole = {field.name: getattr(played, field.name) for field in fields(Result)}
    return Piloted(**whole, plan=plan, ahead=draws["pilot.ahead"], untested=untested)


def with_pilot(comparison: Comparison, name: str, price: Price | None = None) -> Comparison:
    """Return the comparison with its base, piloted first, as one more."""
    piloted = pilot_first(comparison.results[comparison.base], price)
    return replace(
        comparison,
        results=(*comparison.results, piloted),
        names=told_apart((*comparison.names, name)),
    )


def pilotings(comparison: Comparison) -> tuple[tuple[str, Piloting], ...]:
    """Return the name of each scenario that is piloted first, and what is told of it."""
    pairs = zip(comparison.names, comparison.results, strict=True)
    return tuple((name, each.piloting) for name, each in pairs if isinstance(each, Piloted))


def _untested(scenario: Scenario, design: Design) -> tuple[Truths, Floats]:
    """Return what is so in each trial, and the NPV of the programme without a test."""
    with np.errstate(all="ignore"):
        draws = sample(scenario, design)
    npv = outcomes(scenario, draws, design.trials).npv
    return Truths(scenario, design, draws, design.trials), npv


def _decided(truths: Truths, npv: Floats, plan: Plan) -> Draws:
    """Return the draws, with what the pilot costs and what it leads to."""
    shown = answers(truths, UPLIFT)(plan.size) if _matters(truths, npv) else [np.zeros(len(npv))]
    ahead = goes_ahead(conditional_mean(shown, npv))
    cost = np.full(len(npv), plan.cost)
    return {**truths.draws, "pilot.cost": frozen(cost), "pilot.ahead": frozen(ahead)}


def _matters(truths: Truths, npv: Floats) -> bool:
    """Whether knowing the uplift perfectly would ever change the decision."""
    if not np.isfinite(npv).all():
        return False
    worth, _ = value_of(conditional_mean(truth(truths, UPLIFT), npv))
    return worth > 0


def _best_size(truths: Truths, npv: Floats, price: Price) -> int:
    if not _matters(truths, npv):
        return USUAL
    answer = answers(truths, UPLIFT)
    net = [value_of(conditional_mean(answer(n), npv))[0] - price.of(UPLIFT, n) for n in SIZES]
    return SIZES[int(np.argmax(net))] if max(net) > 0 else USUAL


def _typical(untested: Floats) -> Floats:
    """Whether the programme goes ahead where the test shows what is expected of it."""
    return np.array([float(untested.mean() > 0)])
