"""The rules of the audit: what is allowed but hard to believe, and what to say of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cxsim.downside.objections import (
    LEVERS,
    Places,
    above,
    apart,
    at_once,
    below,
    by_word_of_mouth,
    charged_twice,
    counted_by_no_one,
    doubt_in_rate,
    free,
    lever_on_shift,
    lost_in_months,
    no_training,
    nothing_varies,
    outlives_its_money,
    overrun_again,
    ratios,
    where,
)
from cxsim.text.phrase import Phrase, say


class Rule(NamedTuple):
    """One thing a careful reader would object to.

    Attributes
    ----------
    id : str
    severity : {"note", "warning"}
    sentence : Phrase
        What is to be said beside the number.
    places : callable
        Yields the path of each number of a scenario that breaks it; "" for the case as a whole.
    """

    id: str
    severity: Literal["note", "warning"]
    sentence: Phrase
    places: Places


RULES: tuple[Rule, ...] = (
    Rule(
        "uplift",
        "warning",
        say("More than 15 points: hardly any company gained so much. What makes this one differ?"),
        above(f"{LEVERS}.promoter_uplift", 0.15),
    ),
    Rule(
        "causal-share",
        "warning",
        say("All of the gap between segments is taken for an effect: correlation read as cause."),
        above(f"{LEVERS}.causal_share", 0.995),
    ),
    Rule(
        "churn-reduction",
        "warning",
        say("More than a quarter of all churn: only a measured pilot would support this."),
        above(f"{LEVERS}.churn_reduction", 0.25),
    ),
    Rule(
        "spend-uplift",
        "warning",
        say("On top of the shift between segments: is it counted twice?"),
        above(f"{LEVERS}.spend_uplift", 0.15),
    ),
    Rule(
        "cost-to-serve",
        "warning",
        say("More than 37 %: not even a contact made effortless saves as much."),
        above(f"{LEVERS}.cost_to_serve_reduction", 0.37),
    ),
    Rule(
        "rate-high",
        "warning",
        say("Above the usual 8 to 16 %: is a doubt charged here a second time?"),
        above("horizon.discount_rate", 0.16),
    ),
    Rule(
        "rate-low",
        "warning",
        say("Below 3 %: unusually low for a business case."),
        below("horizon.discount_rate", 0.03),
    ),
    Rule(
        "horizon",
        "warning",
        say("Over five years: few programmes are funded, or remembered, so long."),
        above("horizon.years", 5),
    ),
    Rule(
        "overrun-low",
        "warning",
        say("Cheaper than planned as the most likely case: rare in projects."),
        below("programme.cost_overrun", -0.05),
    ),
    Rule(
        "certain",
        "warning",
        say("Every number is certain and nothing can happen: a plan, not a forecast."),
        where(nothing_varies),
    ),
    Rule(
        "no-event",
        "note",
        say("No risk event: even the chance that the programme does not land is left out."),
        where(lambda scenario: not scenario.risk_events and not nothing_varies(scenario)),
    ),
    Rule(
        "range-twice",
        "warning",
        say("A range here and one in the cost overrun: the same doubt is charged twice."),
        charged_twice,
    ),
    Rule(
        "doubt-in-rate",
        "warning",
        say("An event already says that the programme may fail; a raised rate charges it again."),
        where(doubt_in_rate, "horizon.discount_rate"),
    ),
    Rule(
        "overrun-twice",
        "note",
        say("Costs rise here and in the cost overrun: is it the same doubt?"),
        overrun_again,
    ),
    Rule(
        "lever-on-shift",
        "note",
        say("A fall measured in a pilot already holds its part of the shift between segments."),
        lever_on_shift,
    ),
    Rule(
        "spend-apart",
        "warning",
        say("Promoters spend more than 2.4 times as much as detractors: beyond all evidence."),
        ratios("spend_per_purchase", 2.4, rising=False),
    ),
    Rule(
        "churn-apart",
        "warning",
        say("Detractors leave more than 4.4 times as often as promoters: beyond the evidence."),
        ratios("churn", 4.4, rising=True),
    ),
    Rule(
        "churn-uncorrelated",
        "note",
        say("The churns vary independently: if one was misjudged, the others were too. Correlate."),
        where(apart),
    ),
    Rule(
        "churn-high",
        "warning",
        say("More than 60 % lost in a year: is it a monthly figure, or the life of a contract?"),
        lost_in_months,
    ),
    Rule(
        "no-training",
        "note",
        say("No line for training: people who serve customers rarely change without it."),
        where(no_training),
    ),
    Rule(
        "no-fade",
        "warning",
        say("Money stops before the horizon and the effect never fades: who keeps it alive?"),
        where(outlives_its_money, "programme.fade_rate"),
    ),
    Rule(
        "at-once",
        "warning",
        say("Full effect in the first month: no programme works so fast."),
        where(at_once, "programme.ramp_months"),
    ),
    Rule(
        "mix-certain",
        "note",
        say(
            "Taken as exact. Give the counted answers instead: 400 of them leave ± 8 points of NPS."
        ),
        counted_by_no_one,
    ),
    Rule(
        "word-of-mouth",
        "warning",
        say("Recommendation alone wins more than 15 % new customers a year: rare."),
        by_word_of_mouth,
    ),
    Rule(
        "free",
        "warning",
        say("The programme costs nothing. Who does the work?"),
        where(free),
    ),
)
"""In the order in which they are told."""
