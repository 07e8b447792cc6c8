"""How the figures of the downside are called, and in which unit they are shown."""

from __future__ import annotations

from cxsim.text.labels import FIELDS, Label
from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say
from cxsim.text.results import show

TAIL_LABELS: dict[str, Label] = {
    "p5": Label(say("P5 of net present value"), "money", say("One future in twenty lies below.")),
    "p1": Label(
        say("P1 of net present value"), "money", say("One future in a hundred lies below.")
    ),
    "value_at_risk_95": Label(
        say("Value at risk, 95%"),
        "money",
        say("One future in twenty ends below it: P5, by the name finance knows."),
    ),
    "value_at_risk_99": Label(
        say("Value at risk, 99%"), "money", say("One future in a hundred ends below it.")
    ),
    "conditional_value_at_risk_95": Label(
        say("Conditional value at risk, 95%"),
        "money",
        say("Mean NPV of the worst twentieth of the futures."),
    ),
    "conditional_value_at_risk_99": Label(
        say("Conditional value at risk, 99%"),
        "money",
        say("Mean NPV of the worst hundredth of the futures."),
    ),
    "chance_of_loss": Label(
        say("Chance of loss"), "share", say("Share of the futures with an NPV below 0.")
    ),
    "loss_given_loss": Label(
        say("Mean NPV, given a loss"),
        "money",
        say("Mean NPV of the futures that lose anything."),
    ),
    "worst_year_p50": Label(
        say("Worst year's cash, median"),
        "money",
        say("Of each future its worst year of net cash, undiscounted; the median of them."),
    ),
    "worst_year_p5": Label(
        say("Worst year's cash, P5"), "money", say("One future in twenty has a worse year.")
    ),
    "deepest_p50": Label(
        say("Deepest point of cumulative cash, median"),
        "money",
        say("What must be financed: of each future its lowest cumulative cash, undiscounted."),
    ),
    "deepest_p5": Label(
        say("Deepest point of cumulative cash, P5"),
        "money",
        say("One future in twenty needs more financing."),
    ),
    "deepest_month_p50": Label(
        say("Month of the deepest point, median"),
        "months",
        say("When the lowest cumulative cash is reached."),
    ),
    "irr_p10": Label(
        say("Internal rate of return, P10"),
        "ratio",
        say("A year. A future that loses at any rate ranks below all that have one."),
    ),
    "irr_p50": Label(
        say("Internal rate of return, median"), "ratio", say("The rate at which NPV would be 0.")
    ),
    "irr_p90": Label(say("Internal rate of return, P90"), "ratio", say("One in ten lies above.")),
    "irr_none": Label(
        say("Futures without an internal rate"),
        "share",
        say("No rate between −99 and 1,000% a year makes their NPV 0."),
    ),
    "irr_several": Label(
        say("Futures with several internal rates"),
        "share",
        say("Their flow changes its sign more than once: none of the rates means anything."),
    ),
}
"""By figure of the tail, in the order in which they are told."""

LOSSES = (
    "value_at_risk_95",
    "value_at_risk_99",
    "conditional_value_at_risk_95",
    "conditional_value_at_risk_99",
    "loss_given_loss",
)
"""Figures of the tail that are losses, positive where something is lost."""
SIGNS = say("Every amount is a gain, and a loss has a minus sign, that of a value at risk too.")


def as_gain(name: str, value: float) -> float:
    """Return a figure of the tail as it is shown: a loss with a minus sign."""
    return -value + 0.0 if name in LOSSES else value


STEP_NAMES: dict[str, Phrase] = {
    "vendor": say("A vendor's claim"),
    "margin": say("Revenue to margin"),
    "credit": say("Everything credited to causal share and attribution"),
    "ramp": say("Full effect at once to ramp and fade"),
    "discount": say("Undiscounted to today's money"),
    "tax": say("Before tax to after tax"),
    "events": say("No events to risk events"),
    "p20": say("Mean to P20"),
}
"""By step of the finance bridge."""

SEVERITIES: dict[str, Phrase] = {"warning": say("warning"), "note": say("note")}


def value_at(path: str, value: float, currency: str, language: Language) -> str:
    """Return the value of an input in its own unit; of an event, its probability."""
    leaf = path.rpartition(".")[2]
    unit = "share" if ".mix." in path or leaf == "fired" else FIELDS[leaf].unit
    if unit == "count":
        return language.number(value, 0 if abs(value) >= 100 else 2)
    if unit == "share":
        return language.percent(value, 1)
    return show(value, unit, currency, language)
