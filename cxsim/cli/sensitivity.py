"""`cxsim sensitivity`: what drives the result, what must be true, what to measure next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cxsim import __version__
from cxsim.cli.shared import (
    design_options,
    json_text,
    language_option,
    load,
    progress_bar,
    refuse,
    simulating,
)
from cxsim.sensitivity.measures import CHOSEN, MEASURES
from cxsim.text.language import Language
from cxsim.text.phrase import RefusedError, say

if TYPE_CHECKING:
    from cxsim.export.sensitivity import Sensitivity
    from cxsim.results import Result
    from cxsim.sensitivity.report import Question
    from cxsim.sensitivity.tornado import Bar


@click.command()
@click.argument("file")
@click.option(
    "--result",
    "figure",
    type=click.Choice(CHOSEN),
    default=CHOSEN[0],
    show_default=True,
    help="What is explained: mean NPV, mean ROI, the P10 of NPV, the chance of loss.",
)
@click.option("--quick", is_flag=True, help="Only what the trials at hand say: no further runs.")
@click.option("--input", "path", help="What must be true of it: a number, or investments for cost.")
@click.option(
    "--goal",
    type=click.Choice(tuple(MEASURES)),
    default="gain",
    show_default=True,
    help="The figure that shall reach the target.",
)
@click.option("--target", type=float, help="By default 0.8 of a chance, else what breaks even.")
@click.option("--low", type=float, help="Least value of the assumption that is tried.")
@click.option("--high", type=float, help="Greatest value of the assumption that is tried.")
@click.option("--map", "axes", nargs=2, help="Two numbers to map against the result.")
@click.option("--fixed-cost", type=float, default=5_000.0, show_default=True)
@click.option("--cost-per-customer", type=float, default=10.0, show_default=True)
@design_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, numbers unrounded.")
@language_option
def sensitivity(
    file: str, trials: int, seed: int, sampler: Any, as_json: bool, language: Language, **asked: Any
) -> None:
    """Say why: what drives the result of a scenario FILE, what must be true, what to measure."""
    from cxsim.export.sensitivity import sensitivity_record, sensitivity_text
    from cxsim.scenario import ScenarioError
    from cxsim.simulation import simulate

    scenario = load(file, language)
    try:
        _check_prices(asked["fixed_cost"], asked["cost_per_customer"])
        with simulating(language) as progress:
            result = simulate(scenario, trials, seed, sampler, progress)
        with progress_bar(language.say("Asking why")) as progress:
            found = _answers(result, asked, progress)
    except ScenarioError as error:
        refuse(*(fault.read(language.translate) for fault in error.faults))
    except RefusedError as error:
        refuse(language.read(error.reason))
    if as_json:
        click.echo(json_text(sensitivity_record(found, __version__)))
    else:
        click.echo(sensitivity_text(found, language))


def _check_prices(*prices: float) -> None:
    for name, price in zip(("fixed-cost", "cost-per-customer"), prices, strict=True):
        if not 0 <= price < float("inf"):
            raise RefusedError(
                say("--{name} is {price:g}; it must be 0 or more", name=name, price=price)
            )


def _answers(result: Result, asked: dict[str, Any], progress: Any) -> Sensitivity:
    from cxsim.decision.pilot import Price
    from cxsim.export.sensitivity import Sensitivity
    from cxsim.sensitivity.report import at_hand, drivers, required, research, stages

    measure = MEASURES[asked["figure"]]
    hand = at_hand(result, measure)
    if asked["quick"]:
        return Sensitivity(result, hand)
    question = _question(result, hand.bars, asked)
    price = Price(asked["fixed_cost"], asked["cost_per_customer"])
    first, second, third = stages(progress, 5, 4, 2)
    return Sensitivity(
        result,
        hand,
        drivers(result, measure, first),
        required(result, question, second),
        research(result, price, third),
    )


def _question(result: Result, bars: list[Bar], asked: dict[str, Any]) -> Question:
    from cxsim.sensitivity.breakeven import goal_for
    from cxsim.sensitivity.report import Question, default_map, default_path

    goal = MEASURES[asked["goal"]]
    target = goal.usual_target if asked["target"] is None else asked["target"]
    path = asked["path"] or default_path(result)
    across, up = asked["axes"] or default_map(result, bars)
    return Question(
        goal_for(result, path, goal, target, asked["low"], asked["high"]),
        across,
        up,
        MEASURES[asked["figure"]],
    )
