"""A comparison: simulations of several scenarios on common draws, one of them the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from cxsim.results import Result
from cxsim.sampling import TRIALS, Sampler
from cxsim.scenario import Scenario
from cxsim.simulation import Progress, simulate
from cxsim.text.phrase import RefusedError, say

FEWEST, MOST = 2, 6
"""Scenarios in a comparison."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Simulations that share the draws of what their scenarios have in common.

    Each number's draws follow from its path and the seed alone: trial i of one result is the same
    future as trial i of another, as far as both know it.

    Parameters
    ----------
    results : tuple of Result
        Two to six, of one design and one currency.
    names : tuple of str
        What each is called; names are data.
    base : int
        The place of the one that the others are measured against.

    Raises
    ------
    RefusedError
        Where they cannot be compared.
    """

    results: tuple[Result, ...]
    names: tuple[str, ...]
    base: int = 0

    def __post_init__(self) -> None:
        """Refuse what has no common measure."""
        _check_count(len(self.results), self.base)
        first, name = self.results[0], self.names[0]
        for result, other in zip(self.results[1:], self.names[1:], strict=True):
            _check_currency(first, result, name, other)
            _check_design(first, result, name, other)

    @property
    def currency(self) -> str:
        """The currency of all."""
        return self.results[0].scenario.currency

    @property
    def others(self) -> tuple[int, ...]:
        """The places of all but the base."""
        return tuple(place for place in range(len(self.results)) if place != self.base)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """What is compared."""
        return tuple(result.scenario for result in self.results)


def _check_count(count: int, base: int) -> None:
    if not FEWEST <= count <= MOST:
        raise RefusedError(
            say(
                "scenarios to compare: {count}; there must be {fewest} to {most}; choose so many",
                count=count,
                fewest=FEWEST,
                most=MOST,
            )
        )
    if not 0 <= base < count:
        raise RefusedError(
            say("base: {base}; it must be one of the {count} scenarios", base=base, count=count)
        )


def _check_currency(first: Result, other: Result, name: str, another: str) -> None:
    ours, theirs = first.scenario.currency, other.scenario.currency
    if ours != theirs:
        raise RefusedError(
            say(
                "currency: {name} is in {ours}, {other} in {theirs}; it must be the same, since "
                "nothing is converted; bring the money of one into the currency of the other",
                name=name,
                ours=ours,
                other=another,
                theirs=theirs,
            )
        )


def _check_design(first: Result, other: Result, name: str, another: str) -> None:
    if first.design != other.design.of(first.scenario):
        ours, theirs = (
            f"{r.design.trials}/{r.design.seed}/{r.design.sampler}" for r in (first, other)
        )
        raise RefusedError(
            say(
                "trials, seed and sampler: {name} has {ours}, {other} has {theirs}; they must be "
                "the same, so that both meet the same futures; simulate them alike",
                name=name,
                ours=ours,
                other=another,
                theirs=theirs,
            )
        )


def compare(
    scenarios: Sequence[Scenario],
    names: Sequence[str] = (),
    base: int = 0,
    trials: int = TRIALS,
    seed: int = 1,
    sampler: Sampler = "sobol",
    progress: Progress | None = None,
) -> Comparison:
    """Return the comparison of scenarios, each simulated on the same draws.

    Parameters
    ----------
    scenarios : sequence of Scenario
    names : sequence of str, optional
        What they are called; their own names where it is empty, like ones numbered.
    base : int
    trials, seed, sampler
        As `simulate` takes them.
    progress : callable, optional
        Told the share of the work done.
    """
    _check_count(len(scenarios), base)

    def told(place: int, share: float) -> None:
        if progress is not None:
            progress((place + share) / len(scenarios))

    results = [
        simulate(scenario, trials, seed, sampler, partial(told, place))
        for place, scenario in enumerate(scenarios)
    ]
    called = names or [scenario.name for scenario in scenarios]
    return Comparison(tuple(results), told_apart(called), base)


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that differ: the second of the same name gets a 2, the third a 3."""
    found: list[str] = []
    for name in names:
        wish, count = name, 1
        while wish in found:
            count += 1
            wish = f"{name} ({count})"
        found.append(wish)
    return tuple(found)
