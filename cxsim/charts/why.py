"""The plates of the answers to "why": titled pictures, in the order in which they are read."""

from __future__ import annotations

from typing import NamedTuple

from cxsim.charts.alone import alone
from cxsim.charts.goal import frontier_picture, goal_picture
from cxsim.charts.information import information_picture, pilots_picture
from cxsim.charts.picture import Picture
from cxsim.charts.shares import first_shares_picture, grades_picture, spread_picture
from cxsim.charts.tornado import Tornado
from cxsim.charts.two_inputs import two_inputs
from cxsim.charts.waterfall import waterfall
from cxsim.results import Result
from cxsim.sensitivity.breakeven import Answer
from cxsim.sensitivity.report import AtHand, Drivers, Required, Research
from cxsim.text.language import Language
from cxsim.text.sensitivity import input_name


class Plate(NamedTuple):
    """One picture, or several to choose from, under a title.

    Attributes
    ----------
    id, title : str
    views : tuple of (str, Picture)
        Each with its name; of the only one the name is empty.
    question : str
        Spoken name of the choice.
    note : str
        The method, as `NOTES` calls it.
    """

    id: str
    title: str
    views: tuple[tuple[str, Picture], ...]
    question: str
    note: str


def at_hand_plates(result: Result, found: AtHand, language: Language) -> tuple[Plate, ...]:
    """Return what goes with a figure, and shares of its spread."""
    say = language.say
    bars = Tornado(result, found.measure, found.bars, found.joined, found.idle, language)
    return (
        _single("tornado", say("What goes with the result?"), bars.picture(), "tornado"),
        _single(
            "shares",
            say("Which doubts make up the spread?"),
            first_shares_picture(found.shares, language),
            "variance",
        ),
    )


def information_plate(result: Result, found: AtHand, language: Language) -> Plate:
    """Return what knowing each input is worth."""
    currency = result.scenario.currency
    picture = information_picture(found.information, currency, language)
    return _single("information", language.say("What is knowing worth?"), picture, "information")


def drivers_plates(result: Result, found: Drivers, language: Language) -> tuple[Plate, ...]:
    """Return what each input does alone, the spread in total, and where the benefit comes from."""
    say = language.say
    currency = result.scenario.currency
    own, curve = (
        alone(result, found.curves, found.measure, spider, language) for spider in (False, True)
    )
    total, grades = spread_picture(found.spread, language), grades_picture(found.spread, language)
    levers, channels = (
        waterfall(parts, currency, language) for parts in (found.levers, found.channels)
    )
    return (
        Plate(
            "alone",
            say("What does each assumption do alone?"),
            ((say("P10 to P90"), own), (say("Curves"), curve)),
            say("Picture"),
            "alone",
        ),
        Plate(
            "spread",
            say("And with all it works with?"),
            ((say("By assumption"), total), (say("By evidence"), grades)),
            say("Picture"),
            "variance",
        ),
        Plate(
            "waterfall",
            say("Where does the benefit come from?"),
            ((say("By lever"), levers), (say("By channel"), channels)),
            say("Picture"),
            "waterfall",
        ),
    )


def goal_plate(result: Result, answer: Answer, language: Language) -> Plate:
    """Return what must be true of one number."""
    picture = goal_picture(answer, result.scenario.currency, language)
    return _single("goal", language.say("What must be true?"), picture, "goal")


def required_plates(result: Result, found: Required, language: Language) -> tuple[Plate, ...]:
    """Return what must be true, its frontiers, and the map of two inputs."""
    say = language.say
    currency = result.scenario.currency
    frontiers = tuple(
        (input_name(each.path, language), frontier_picture(each, currency, language))
        for each in found.frontiers
    )
    grid = two_inputs(found.grid, currency, language)
    return (
        goal_plate(result, found.answer, language),
        Plate(
            "frontier",
            say("And if another number changes?"),
            frontiers,
            say("Other number"),
            "goal",
        ),
        _single("map", say("What if two assumptions move?"), grid, "map"),
    )


def research_plates(result: Result, found: Research, language: Language) -> tuple[Plate, ...]:
    """Return how large a survey or a test should be."""
    picture = pilots_picture(found.sizings, found.findable, result.scenario.currency, language)
    return (_single("pilot", language.say("How large should a pilot be?"), picture, "pilot"),)


def _single(name: str, title: str, picture: Picture, note: str) -> Plate:
    return Plate(name, title, (("", picture),), "", note)
