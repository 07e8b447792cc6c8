"""The label, unit and help of every number of the model, by the field that holds it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cxsim.text.language import Language
from cxsim.text.phrase import Phrase, say

Unit = Literal[
    "share", "ratio", "factor", "money", "months", "years", "count", "yearly count", "points"
]


class Label(NamedTuple):
    """How a number is called, in which unit it is shown, and what it means."""

    name: Phrase
    unit: Unit
    help: Phrase


FIELDS: dict[str, Label] = {
    "discount_rate": Label(
        say("Discount rate"),
        "share",
        say(
            "How much less money is worth when it comes a year later; real unless there is "
            "inflation, before tax unless there is one. It prices time, not doubt."
        ),
    ),
    "inflation": Label(
        say("Inflation"),
        "share",
        say(
            "Rise of all prices a year: spending and costs grow with it, and the discount rate is "
            "nominal. 0: everything in today's prices."
        ),
    ),
    "tax_rate": Label(
        say("Tax rate"),
        "share",
        say("Share of each month's net result that is paid as tax. 0: everything before tax."),
    ),
    "years": Label(
        say("Horizon"),
        "years",
        say("Years that are counted; nothing after them enters NPV or ROI."),
    ),
    "customers": Label(say("Customers"), "count", say("Customers of the group at the start.")),
    "new_customers_per_year": Label(
        say("New customers a year"), "count", say("Customers won by paid acquisition.")
    ),
    "acquisition_cost": Label(
        say("Acquisition cost"), "money", say("Cost of one customer won by paid acquisition.")
    ),
    "referral_cost": Label(
        say("Referral reward"), "money", say("Paid for each customer won by recommendation.")
    ),
    "response": Label(say("Response"), "factor", say("Scales every lever's effect in this group.")),
    "mix": Label(
        say("Share"), "share", say("Share of the group's customers who gave this answer.")
    ),
    "purchases_per_year": Label(
        say("Purchases a year"), "yearly count", say("Purchases of one customer in a year.")
    ),
    "spend_per_purchase": Label(
        say("Spend per purchase"), "money", say("What one customer pays for one purchase.")
    ),
    "gross_margin": Label(
        say("Gross margin"), "share", say("Share of spend left after the cost of what is sold.")
    ),
    "churn": Label(say("Churn"), "share", say("Share of the segment's customers lost in a year.")),
    "referrals_per_year": Label(
        say("Referrals a year"),
        "yearly count",
        say("Customers won per customer a year by recommendation, net; below 0, kept away."),
    ),
    "cost_to_serve": Label(
        say("Cost to serve"), "money", say("Cost of serving one customer for a year.")
    ),
    "scale": Label(
        say("Scale of the programme"),
        "share",
        say(
            "How much of the programme is done: it multiplies every cost, while the effect grows "
            "more slowly."
        ),
    ),
    "returns": Label(
        say("Returns to scale"),
        "factor",
        say(
            "Effect grows as scale to this power; below 1, twice the money brings less than twice."
        ),
    ),
    "delay_months": Label(
        say("Delay"), "months", say("Months from the start before there is any effect.")
    ),
    "ramp_months": Label(
        say("Ramp"), "months", say("Months from the first effect to the full effect.")
    ),
    "fade_rate": Label(
        say("Fade"), "share", say("Share of the effect lost a year once funding has stopped.")
    ),
    "attribution": Label(
        say("Attribution"),
        "share",
        say("Share of the gain credited to the programme rather than to other initiatives."),
    ),
    "cost_overrun": Label(
        say("Cost overrun"),
        "share",
        say("Added to every cost of the programme, in relation to it."),
    ),
    "promoter_uplift": Label(
        say("Promoter uplift"),
        "points",
        say(
            "Points by which the share of promoters grows at full effect: from 31% to 37% is 6 "
            "points."
        ),
    ),
    "from_detractors": Label(
        say("From detractors"),
        "share",
        say("Part of the new promoters who were detractors; the others were passives."),
    ),
    "causal_share": Label(
        say("Causal share"),
        "share",
        say(
            "Part of the gap between segments that moves with a customer. Promoters differ in "
            "more than what a programme can change."
        ),
    ),
    "churn_reduction": Label(
        say("Churn reduction"),
        "share",
        say("Fall of monthly churn beyond what the shift between segments brings."),
    ),
    "spend_uplift": Label(
        say("Spend uplift"),
        "share",
        say("Rise of spend per purchase beyond what the shift between segments brings."),
    ),
    "cross_sell": Label(say("Cross-sell"), "money", say("Added spend of each customer a year.")),
    "referral_uplift": Label(
        say("Referral uplift"),
        "share",
        say("Rise of referrals beyond what the shift between segments brings."),
    ),
    "cost_to_serve_reduction": Label(
        say("Cost-to-serve reduction"),
        "share",
        say("Fall of the cost to serve beyond what the shift between segments brings."),
    ),
    "acquisition_cost_reduction": Label(
        say("Acquisition cost reduction"), "share", say("Fall of the cost of a paid acquisition.")
    ),
    "one_off": Label(
        say("One-off cost"), "money", say("Paid once, before the line's first month.")
    ),
    "per_year": Label(say("Yearly cost"), "money", say("Paid a twelfth each month the line runs.")),
    "probability": Label(
        say("Probability"), "share", say("Chance that the event happens, for the whole horizon.")
    ),
    "effect_factor": Label(
        say("Effect factor"), "factor", say("Multiplies every lever's effect when it happens.")
    ),
    "cost_factor": Label(
        say("Cost factor"), "factor", say("Multiplies every cost of the programme when it happens.")
    ),
    "churn_factor": Label(
        say("Churn factor"), "factor", say("Multiplies churn with and without the programme.")
    ),
    "benefit_factor": Label(
        say("Benefit factor"), "factor", say("Multiplies the part of a gain that is credited.")
    ),
    "spend_factor": Label(
        say("Spend factor"), "factor", say("Multiplies what every customer spends per purchase.")
    ),
    "discount_rate_rise": Label(
        say("Rise of the rate"), "points", say("Points added to the discount rate.")
    ),
    "fired": Label(say("Event"), "share", say("Whether the event happens in a trial.")),
}
"""By field name; a field has one meaning wherever it stands."""

SPEND_LABEL = Label(
    say("Planned cost"),
    "money",
    say("All investment lines together over the horizon, before scale and overrun."),
)

SEGMENT_NAMES: dict[str, Phrase] = {
    "promoters": say("promoters"),
    "passives": say("passives"),
    "detractors": say("detractors"),
}


def path_label(path: str, language: Language) -> str:
    """Return what a path names, in words: `Households · promoters · Churn`."""
    kind, *steps = path.split(".")
    if kind in ("horizon", "programme"):
        return language.read(FIELDS[steps[-1]].name)
    name, *steps = steps
    if kind == "risk_events" and steps == ["fired"]:
        return name
    if steps[0] == "mix":
        steps = [steps[1], "mix"] if len(steps) > 1 else ["mix"]
    words = [SEGMENT_NAMES[s] for s in steps[:-1] if s in SEGMENT_NAMES]
    words.append(FIELDS[steps[-1]].name)
    return " · ".join([name, *(language.read(word) for word in words)])
