"""The words of uncertainty: shapes as questions, their parameters, and a range as a sentence."""

from __future__ import annotations

import math
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from cxsim.text.labels import SEGMENT_NAMES
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.reading import write_number

Floats = NDArray[np.float64]


class Uncertain(Protocol):
    """A distribution, as far as it is told."""

    @property
    def expected_value(self) -> float:
        """The mean."""

    def quantile(self, u: Floats) -> Floats:
        """The values below which shares of the draws fall."""


@runtime_checkable
class Listed(Protocol):
    """A distribution of a few outcomes."""

    @property
    def outcomes(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Values and their weights."""


class Counted(Protocol):
    """A mix of segments counted in a survey."""

    promoters: float
    passives: float
    detractors: float

    def shares(self, u_promoters: Floats, u_detractors: Floats) -> tuple[Floats, Floats, Floats]:
        """The shares at probabilities."""


QUESTION = say("What do you know of it?")

NUMBER_SHAPES: dict[str, Phrase] = {
    "certain": say("One number"),
    "pert": say("Lowest, most likely, highest"),
    "quantiles": say("One in ten below, half, one in ten above"),
    "normal": say("Mean and spread"),
    "lognormal": say("Mean and spread, never negative, long tail"),
    "discrete": say("A few outcomes, each with a weight"),
    "beta": say("A share, counted in a survey or sample"),
    "uniform": say("Anything between two ends"),
    "triangular": say("Lowest, most likely, highest, with straight sides"),
}
"""The answers to QUESTION for a number, by the word of the shape."""

MIX_SHAPES: dict[str, Phrase] = {
    "fixed": say("Known shares"),
    "survey": say("Counted in a survey"),
}
"""The answers to QUESTION for a mix of segments."""


class Parameter(NamedTuple):
    """How a shape's own number is called, and what it is.

    Attributes
    ----------
    name, help : Phrase
    own : bool
        Whether it is in the unit of the number it describes; else a plain factor or count.
    optional : bool
        Whether it may be left empty.
    less : float
        What a reader writes less than the shape takes: a count, of which the shape takes one more.
    """

    name: Phrase
    help: Phrase
    own: bool = True
    optional: bool = False
    less: float = 0.0


_LOW = Parameter(say("Lowest"), say("It cannot be less."))
_HIGH = Parameter(say("Highest"), say("It cannot be more."))
_MODE = Parameter(say("Most likely"), say("The value you would name if asked for one."))
_FLOOR = Parameter(
    say("Lowest possible"), say("Empty where there is no such limit."), optional=True
)
_CEILING = Parameter(
    say("Highest possible"), say("Empty where there is no such limit."), optional=True
)
_MEAN = Parameter(say("Mean"), say("The average over all that may come."))
_SPREAD = Parameter(
    say("Spread (standard deviation)"), say("Two times in three it is no further from the mean.")
)
_ANSWERS = say("How many answered so.")

PARAMETERS: dict[tuple[str, str], Parameter] = {
    ("certain", "value"): Parameter(say("Number"), say("Taken as it stands in every future.")),
    ("pert", "low"): _LOW,
    ("pert", "mode"): _MODE,
    ("pert", "high"): _HIGH,
    ("pert", "concentration"): Parameter(
        say("Peakedness"),
        say("How much likelier the middle is than the ends; usually 4."),
        own=False,
    ),
    ("triangular", "low"): _LOW,
    ("triangular", "mode"): _MODE,
    ("triangular", "high"): _HIGH,
    ("uniform", "low"): _LOW,
    ("uniform", "high"): _HIGH,
    ("quantiles", "p10"): Parameter(say("One in ten below"), say("P10, the tenth percentile.")),
    ("quantiles", "p50"): Parameter(say("Half below"), say("P50, the median.")),
    ("quantiles", "p90"): Parameter(say("One in ten above"), say("P90, the ninetieth percentile.")),
    ("quantiles", "low"): _FLOOR,
    ("quantiles", "high"): _CEILING,
    ("normal", "mean"): _MEAN,
    ("normal", "sd"): _SPREAD,
    ("normal", "low"): _FLOOR,
    ("normal", "high"): _CEILING,
    ("lognormal", "mean"): _MEAN,
    ("lognormal", "sd"): _SPREAD,
    ("beta", "alpha"): Parameter(
        say("Counted with it"), say("12 of 80: write 12."), own=False, less=1.0
    ),
    ("beta", "beta"): Parameter(
        say("Counted without it"),
        say("12 of 80, so 68 without: write 68."),
        own=False,
        less=1.0,
    ),
    ("discrete", "values"): Parameter(say("Outcome"), say("What it may be.")),
    ("discrete", "weights"): Parameter(
        say("Weight"), say("How likely, against the other weights."), own=False
    ),
    ("fixed", "promoters"): Parameter(
        say("Promoters"), say("Share of those who answered 9 or 10.")
    ),
    ("fixed", "passives"): Parameter(say("Passives"), say("Share of those who answered 7 or 8.")),
    ("fixed", "detractors"): Parameter(
        say("Detractors"), say("Share of those who answered 0 to 6.")
    ),
    ("survey", "promoters"): Parameter(say("Promoters (9–10)"), _ANSWERS, own=False),
    ("survey", "passives"): Parameter(say("Passives (7–8)"), _ANSWERS, own=False),
    ("survey", "detractors"): Parameter(say("Detractors (0–6)"), _ANSWERS, own=False),
}
"""By the word of the shape and the field."""

MOST_TOLD = 6


def range_sentence(number: Uncertain, unit: str, currency: str, language: Language) -> str:
    """Return where an uncertain number lies, in words."""

    def write(value: float) -> str:
        return _written(value, unit, currency, language)

    mean = language.say("Mean {mean}.", mean=write(number.expected_value))
    if isinstance(number, Listed):
        pairs = list(zip(*number.outcomes, strict=True))
        told = [
            language.say("{value} with {share}", value=write(v), share=language.percent(w, 0))
            for v, w in pairs[:MOST_TOLD]
        ]
        return f"{', '.join(told)}{' …' if len(pairs) > MOST_TOLD else ''}. {mean}"
    low, middle, high = (write(float(v)) for v in number.quantile(np.array([0.1, 0.5, 0.9])))
    sentence = language.say(
        "One in ten below {low}, half below {middle}, one in ten above {high}.",
        low=low,
        middle=middle,
        high=high,
    )
    return f"{sentence} {mean}"


def mix_sentence(mix: Counted, language: Language) -> str:
    """Return what the answers of a survey leave open, in words."""
    low, middle, high = (np.full(1, u) for u in (0.1, 0.5, 0.9))
    told = []
    for place, name in enumerate(("promoters", "passives", "detractors")):
        if place == 1:
            continue
        ends = [mix.shares(u, u if place else middle)[place] for u in (low, high)]
        told.append(
            language.say(
                "{name} {low} to {high}",
                name=language.read(SEGMENT_NAMES[name]),
                low=language.percent(float(ends[0][0]), 1),
                high=language.percent(float(ends[1][0]), 1),
            )
        )
    return language.say(
        "{count} answers leave open, 8 times in 10: {ranges}.",
        count=language.number(mix.promoters + mix.passives + mix.detractors),
        ranges=", ".join(told),
    )


def short_range(
    number: Uncertain, centre: float, unit: str, currency: str, language: Language
) -> tuple[str, str]:
    """Return an uncertain number as a cell of a table shows it: its centre, and where it lies."""
    low, high = (float(v) for v in number.quantile(np.array([0.1, 0.9])))
    largest = max(abs(low), abs(high))
    ends = [_written(v, unit, currency, language, largest) for v in (low, high)]
    spread = language.say("8 in 10: {low} to {high}", low=ends[0], high=ends[1])
    return _written(centre, unit, currency, language), spread


def _written(
    value: float, unit: str, currency: str, language: Language, largest: float = 0.0
) -> str:
    """Return a number and its unit, to the third figure of itself or of a larger neighbour."""
    size = largest or abs(value)
    digits = 2 - math.floor(math.log10(size)) if size > 0 else 0
    return write_number(round(value, digits) + 0.0, unit, currency, language)
