"""Stress tests: the case on the same draws, with one thing gone wrong, or several at once."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from cxsim.distributions import Beta, Distribution
from cxsim.results import Result, percentiles
from cxsim.scenario import SEGMENTS, Scenario, ScenarioError
from cxsim.scenario.beside import Stress
from cxsim.scenario.editing import free_name
from cxsim.scenario.numbers import Number, mean
from cxsim.scenario.shifts import centre, move_centre, scale
from cxsim.simulation import simulate
from cxsim.text.phrase import Words

EVENT = "Stress"
"""What the event is called that happens in every trial of a stressed scenario."""
_STRIKES = ("effect_factor", "cost_factor", "churn_factor", "delay_months")
"""Fields of a stress that an event has too."""


class Tested(NamedTuple):
    """A stress of the library.

    Attributes
    ----------
    id : str
    name, why : Words
    stress : Stress
    """

    id: str
    name: Words
    why: Words
    stress: Stress


class Outcome(NamedTuple):
    """What a case is worth under a stress; all currency but the shares.

    Attributes
    ----------
    id : str
        Of the library's tests; `own.NAME` of the scenario's own; "" for the case as it stands.
    name : Words or str
    why : Words or None
    p10, p50, p90, mean : float
        Of NPV; NaN where the case cannot be so changed, or a trial gives no finite number.
    chance_of_loss, chance_of_payback : float
    """

    id: str
    name: Words | str
    why: Words | None
    p10: float
    p50: float
    p90: float
    mean: float
    chance_of_loss: float
    chance_of_payback: float


@dataclass(frozen=True)
class _Worst:
    """How the last test is made of others."""

    id: str
    count: int
    name: Words
    why: Words


@lru_cache(maxsize=1)
def library() -> tuple[tuple[Tested, ...], _Worst]:
    """Return the tests that every case gets, and how the worst of them are put together."""
    content = tomllib.loads((files("cxsim.downside") / "stresses.toml").read_text(encoding="utf-8"))
    tests = tuple(
        Tested(
            row["id"],
            Words(**row["name"]),
            Words(**row["why"]),
            Stress.model_validate({"name": row["id"], **row["change"]}),
        )
        for row in content["stresses"]
    )
    worst: dict[str, Any] = content["worst"]
    return tests, _Worst(worst["id"], worst["count"], Words(**worst["name"]), Words(**worst["why"]))


def stressed(scenario: Scenario, stress: Stress) -> Scenario:
    """Return the scenario as the stress changes it; what it leaves alone keeps its draws.

    Raises
    ------
    ScenarioError
        Where no such scenario can be.
    """
    return scenario.with_values(
        {
            **_credited(scenario, stress.benefit_factor),
            **_spent(scenario, stress.spend_factor),
            **_discounted(scenario, stress.discount_rate_rise),
            **_cut(scenario, stress.funded_months),
            **_faded(scenario, stress.fade_rate),
            **_struck(scenario, stress),
        }
    )


def _credited(scenario: Scenario, factor: float) -> dict[str, object]:
    path = "programme.attribution"
    return {} if factor == 1 else {path: _times(scenario, path, factor)}


def _spent(scenario: Scenario, factor: float) -> dict[str, object]:
    if factor == 1:
        return {}
    paths = (f"groups.{g.name}.{s}.spend_per_purchase" for g in scenario.groups for s in SEGMENTS)
    return {path: _times(scenario, path, factor) for path in paths}


def _discounted(scenario: Scenario, rise: float) -> dict[str, object]:
    path = "horizon.discount_rate"
    rate = scenario.numbers[path]
    if rise == 0:
        return {}
    return {path: move_centre(rate, centre(rate) + rise, scenario.allowed(path))}


def _cut(scenario: Scenario, months: int | None) -> dict[str, object]:
    """Let no line run beyond a month; one that would begin later costs nothing."""
    changes: dict[str, object] = {}
    for line in scenario.investments if months else ():
        path = f"investments.{line.name}"
        if line.from_month > (months or 0):
            changes |= {f"{path}.one_off": 0.0, f"{path}.per_year": 0.0}
        elif line.last_month(scenario.horizon.months) > (months or 0):
            changes[f"{path}.to_month"] = months
    return changes


def _faded(scenario: Scenario, least: float) -> dict[str, object]:
    known = mean(scenario.programme.fade_rate)
    return {"programme.fade_rate": least} if known < least else {}


def _struck(scenario: Scenario, stress: Stress) -> dict[str, object]:
    fields = {name: getattr(stress, name) for name in _STRIKES}
    if all(value == Stress.model_fields[name].default for name, value in fields.items()):
        return {}
    event = {"name": free_name(scenario, "risk_events", EVENT), "probability": 1.0, **fields}
    return {"risk_events": [*scenario.content().get("risk_events", []), event]}


def _times(scenario: Scenario, path: str, factor: float) -> Number:
    """A number times a factor; a beta keeps its shape as far as a beta can."""
    number = scenario.numbers[path]
    if isinstance(number, Beta) and number.certain is None and factor > 0:
        return move_centre(number, factor * centre(number), scenario.allowed(path))
    return scale(mean(number) if _certain(number) else number, factor)


def _certain(number: Number) -> bool:
    return not isinstance(number, Distribution) or number.certain is not None


def together(stresses: tuple[Stress, ...], name: str) -> Stress:
    """Return several stresses as one: factors multiply, months and points add up."""
    return reduce(_joined, stresses).model_copy(update={"name": name})


def _joined(first: Stress, second: Stress) -> Stress:
    factors = ("benefit_factor", "effect_factor", "spend_factor", "cost_factor", "churn_factor")
    sums = ("delay_months", "discount_rate_rise")
    funded = [s.funded_months for s in (first, second) if s.funded_months is not None]
    return Stress(
        name=first.name,
        **{name: getattr(first, name) * getattr(second, name) for name in factors},
        **{name: getattr(first, name) + getattr(second, name) for name in sums},
        funded_months=min(funded, default=None),
        fade_rate=max(first.fade_rate, second.fade_rate),
    )


def stress_tests(
    result: Result,
    own: Sequence[Stress] = (),
    progress: Callable[[float], None] | None = None,
) -> tuple[Outcome, ...]:
    """Return the case as it stands, then under each test, the worst at once, and its own stresses.

    Parameters
    ----------
    result : Result
        Its design is that of every test: the same trials, seed and sampler.
    own : sequence of Stress
        The scenario's own, or a reader's.
    progress : callable, optional
        Told the share of the work done.
    """
    tests, worst = library()
    count = len(tests) + 1 + len(own)
    found: list[Outcome] = []

    def take(name: str, words: Words | str, why: Words | None, stress: Stress) -> Outcome:
        found.append(_outcome(name, words, why, _simulated(result, stress)))
        if progress is not None:
            progress(len(found) / count)
        return found[-1]

    seen = [(take(t.id, t.name, t.why, t.stress), t.stress) for t in tests]
    lowest = sorted((pair for pair in seen if math.isfinite(pair[0].p50)), key=lambda p: p[0].p50)
    if lowest:
        stresses = tuple(stress for _, stress in lowest[: worst.count])
        take(worst.id, worst.name, worst.why, together(stresses, worst.id))
    for stress in own:
        take(f"own.{stress.name}", stress.name, None, stress)
    return (_outcome("", "", None, result), *found)


def _simulated(result: Result, stress: Stress) -> Result | None:
    design = result.design
    try:
        scenario = stressed(result.scenario, stress)
    except ScenarioError:
        return None
    return simulate(scenario, design.trials, design.seed, design.sampler)


def _outcome(name: str, words: Words | str, why: Words | None, result: Result | None) -> Outcome:
    if result is None:
        return Outcome(name, words, why, *[math.nan] * 6)
    found = percentiles(result.npv, (10, 50, 90))
    return Outcome(
        name,
        words,
        why,
        found["p10"],
        found["p50"],
        found["p90"],
        float(np.mean(result.npv)) if not result.not_finite else math.nan,
        result.chance_of_loss,
        result.chance_of_payback,
    )
