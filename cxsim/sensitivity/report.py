"""All methods together: what the trials at hand say at once, and what takes runs of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cxsim.decision.pilot import Price
from cxsim.results import Result
from cxsim.sensitivity.breakeven import Answer, Goal, seek
from cxsim.sensitivity.factors import Factor, factors
from cxsim.sensitivity.frontier import Frontier, frontiers
from cxsim.sensitivity.given import bases_of, conditional_means
from cxsim.sensitivity.information import Findable, Information, findable, information
from cxsim.sensitivity.measures import Measure
from cxsim.sensitivity.one_at_a_time import Curve, curves
from cxsim.sensitivity.pilot import Sizing, size_pilots
from cxsim.sensitivity.tornado import Bar, tornado, without_effect
from cxsim.sensitivity.two_inputs import Grid, grid
from cxsim.sensitivity.variance import Share, Spread, first_shares, spread
from cxsim.sensitivity.waterfall import LEVERS, Waterfall, by_channel, by_lever
from cxsim.simulation import Progress
from cxsim.text.sensitivity import COST


@dataclass(frozen=True)
class AtHand:
    """What the trials say by themselves.

    Attributes
    ----------
    measure : Measure
    bars : list of Bar
    joined : frozenset of str
        Inputs that move together with others.
    idle : tuple of str
        Inputs without any effect.
    shares : mapping of Factor to Share
    information : Information
    """

    measure: Measure
    bars: list[Bar]
    joined: frozenset[str]
    idle: tuple[str, ...]
    shares: Mapping[Factor, Share]
    information: Information


@dataclass(frozen=True)
class Drivers:
    """What drives the result, from runs of its own."""

    measure: Measure
    curves: list[Curve]
    spread: Spread
    levers: Waterfall
    channels: Waterfall


@dataclass(frozen=True)
class Question:
    """What must be true, and which two numbers are mapped.

    Parameters
    ----------
    goal : Goal
    across, up : str
        Paths of two numbers.
    measure : Measure
        What the map shows.
    """

    goal: Goal
    across: str
    up: str
    measure: Measure


@dataclass(frozen=True)
class Required:
    """What must be true."""

    answer: Answer
    frontiers: tuple[Frontier, ...]
    grid: Grid


@dataclass(frozen=True)
class Research:
    """What to measure next: all research together, and each survey or test."""

    findable: Findable | None
    sizings: tuple[Sizing, ...]


def at_hand(result: Result, measure: Measure) -> AtHand:
    """Return what the trials say of a figure by themselves."""
    found = factors(result.scenario)
    npv = result.npv
    values = measure.trial(getattr(result, measure.result))
    usable = bool(np.isfinite(values).all())
    bases = bases_of(found, result.draws)
    fits = conditional_means(bases, values) if usable else {}
    known = fits if usable and values is npv else conditional_means(bases, npv)
    return AtHand(
        measure,
        tornado(result, measure.id),
        frozenset(path for each in found if each.kind in ("set", "mix") for path in each.paths),
        tuple(without_effect(result)),
        first_shares(fits),
        information(result, known),
    )


def drivers(result: Result, measure: Measure, progress: Progress | None = None) -> Drivers:
    """Return what drives a figure, from runs of its own."""
    first, second, third, fourth = stages(progress, 2, 6, 1, 1)
    return Drivers(
        measure,
        curves(result, measure, first),
        spread(result, measure, progress=second),
        by_lever(result, third),
        by_channel(result, fourth),
    )


def required(result: Result, question: Question, progress: Progress | None = None) -> Required:
    """Return what must be true."""
    first, second, third = stages(progress, 1, 4, 3)
    return Required(
        seek(result, question.goal, progress=first),
        frontiers(result, question.goal, progress=second),
        grid(result, question.across, question.up, question.measure, third),
    )


def research(result: Result, price: Price, progress: Progress | None = None) -> Research:
    """Return what to measure next."""
    first, second = stages(progress, 1, 3)
    return Research(findable(result, first), size_pilots(result, price, second))


def stages(progress: Progress | None, *weights: float) -> list[Progress]:
    """Return a progress for each stage of a work; together they go from 0 to 1."""
    whole, before = sum(weights), 0.0

    def stage(start: float, weight: float) -> Progress:
        def tell(share: float) -> None:
            if progress is not None:
                progress((start + weight * share) / whole)

        return tell

    found = []
    for weight in weights:
        found.append(stage(before, weight))
        before += weight
    return found


def default_path(result: Result) -> str:
    """Return the number that is asked about where none is named: the first lever that is moved."""
    moved = (f"programme.levers.{lever}" for lever in LEVERS)
    scenario = result.scenario
    return next((p for p in moved if p in result.draws or scenario.mean(p)), "programme.scale")


def default_map(result: Result, bars: list[Bar]) -> tuple[str, str]:
    """Return the two numbers that are mapped where none are named: those that matter most."""
    paths = [
        bar.path for bar in bars if ".mix." not in bar.path and not bar.path.endswith(".fired")
    ]
    both = [*paths[:2], *(path for path in ("programme.scale", COST) if path not in paths[:2])]
    return both[0], both[1]
