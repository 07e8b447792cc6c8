"""How time grows with trials, with groups and with months: twice as much work, twice the time."""

from __future__ import annotations

import statistics
from collections.abc import Callable

from cxsim.scenario import Scenario
from cxsim.scenario.editing import duplicated
from cxsim.simulation import simulate
from tests.benchmarks.measures import Row, extremes, milliseconds
from tests.store import sample_scenario

SIZES = (1, 2, 4)
BAR = 1.25
"""A size's time may pass what the first size foretells by this factor."""


def rows(trials: int, repetitions: int) -> list[Row]:
    """Return a row for each size and way to grow; the first size is the reference of the others."""
    base = sample_scenario("telecom")
    ways: dict[str, Callable[[int], tuple[Scenario, int]]] = {
        "trials": lambda size: (base, size * trials),
        "groups": lambda size: (_crowded(base, size), trials),
        "months": lambda size: (base.with_value("horizon.years", 3 * size), trials),
    }
    return [row for way, case in ways.items() for row in _grown(way, case, repetitions)]


def _grown(way: str, case: Callable[[int], tuple[Scenario, int]], repetitions: int) -> list[Row]:
    cases = [case(size) for size in SIZES]
    taken: list[list[float]] = [[] for _ in cases]
    for turn in range(-1, repetitions):
        for place, (scenario, trials) in enumerate(cases):
            seed = len(cases) * (1 + turn) + place  # another one each time: no draws are at hand
            elapsed = milliseconds(lambda s=scenario, t=trials, at=seed: simulate(s, t, at))
            if turn >= 0:
                taken[place].append(elapsed)
    first = statistics.median(taken[0])
    return [
        Row(
            f"simulate, {size} × the {way}, beside {size} × the time of the first",
            "ms",
            statistics.median(times),
            size * first,
            extremes(times),
            BAR if size > 1 else None,
        )
        for size, times in zip(SIZES, taken, strict=True)
    ]


def _crowded(scenario: Scenario, times: int) -> Scenario:
    """Return the scenario with each of its groups that often, under other names."""
    for group in scenario.groups:
        for copy in range(2, times + 1):
            scenario = duplicated(scenario, "groups", group.name, f"{group.name} {copy}")
    return scenario
