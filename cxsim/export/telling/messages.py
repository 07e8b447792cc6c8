"""The messages: what each chapter says in one sentence, from the numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cxsim.charts.goal import goal_sentence
from cxsim.charts.stress import named
from cxsim.downside.register import Assumption
from cxsim.downside.stress import Outcome
from cxsim.downside.tails import Tails
from cxsim.results import Result
from cxsim.sensitivity.breakeven import Answer
from cxsim.sensitivity.information import Information, Worth
from cxsim.sensitivity.tornado import Bar
from cxsim.sensitivity.waterfall import Waterfall
from cxsim.text.labels import FIELDS
from cxsim.text.language import Language
from cxsim.text.phrase import YEARS
from cxsim.text.sensitivity import CHANNEL_NAMES, input_name, set_name

MOST_MEASURED = 3
"""Inputs that the next step names."""
CARRIED = 0.9
"""Part of the explained spread that the assumptions of a title carry."""


def money(parts: Waterfall, result: Result, language: Language) -> str:
    """Return which part brings most, of how much, and at what cost."""
    if not parts.names or not math.isfinite(parts.total) or not any(parts.parts):
        return language.say("No lever is moved, and there is no benefit.")
    largest = max(range(len(parts.names)), key=lambda place: parts.parts[place])
    name = parts.names[largest]
    known = CHANNEL_NAMES.get(name)
    currency = result.scenario.currency
    values = {
        "total": language.money(parts.total, currency),
        "name": language.read(known if known is not None else FIELDS[name].name),
        "cost": language.money(float(result.cost.mean()), currency),
    }
    if math.isclose(parts.parts[largest], parts.total, rel_tol=1e-6):
        return language.say(
            "On average all of the benefit, {total}, comes from “{name}”; the programme costs "
            "{cost}",
            **values,
        )
    return language.say(
        "On average {part} of a benefit of {total} comes from “{name}”; the programme costs {cost}",
        part=language.money(parts.parts[largest], currency),
        **values,
    )


def cash(result: Result, found: Tails, language: Language) -> str:
    """Return when half of the futures have their money back, and what must be financed."""
    if not result.cost.any():
        return language.say("Nothing is spent, so there is nothing to pay back")
    deepest = found.figures["deepest_p50"]
    month = result.percentiles("payback_months")["p50"]
    values = {
        "amount": language.money(max(0.0, -deepest), result.scenario.currency),
        "horizon": language.quantity(result.scenario.horizon.years, YEARS),
    }
    if not math.isfinite(month):
        return language.say(
            "Half of the futures do not have their money back within {horizon}; typically "
            "{amount} must be financed",
            **values,
        )
    return language.say(
        "Half of the futures have their money back by month {month}; typically {amount} must be "
        "financed",
        month=language.number(math.ceil(month)),
        amount=values["amount"],
    )


def drivers(bars: Sequence[Bar], currency: str, language: Language) -> str:
    """Return what decides most."""
    if not bars or not math.isfinite(bars[0].swing) or bars[0].swing == 0:
        return language.say("No uncertain number moves the result.")
    low, high = sorted((bars[0].low, bars[0].high))
    return language.say(
        "“{input}” decides most: it takes the mean NPV from {low} to {high}",
        input=input_name(bars[0].path, language),
        low=language.money(low, currency),
        high=language.money(high, currency),
    )


def downside(found: Tails, outcomes: Sequence[Outcome], currency: str, language: Language) -> str:
    """Return how bad the worst twentieth is, and which single test hurts most."""
    risk = found.figures["value_at_risk_95"]
    tests = [each for each in outcomes[1:] if math.isfinite(each.p50) and each.id != "worst"]
    if not math.isfinite(risk) or not tests:
        return language.say("There is no tail: some simulated futures gave no finite number.")
    worst = min(tests, key=lambda each: each.p50)
    values = {
        "amount": language.money(abs(risk), currency),
        "name": named(worst, language),
        "after": language.money(worst.p50, currency),
    }
    if risk <= 0:
        return language.say(
            "Nineteen futures in twenty gain {amount} or more; of the single tests “{name}” hurts "
            "most and takes the median to {after}",
            **values,
        )
    return language.say(
        "One future in twenty loses more than {amount}; of the single tests “{name}” hurts most "
        "and takes the median to {after}",
        **values,
    )


def required(answers: Sequence[Answer], currency: str, language: Language) -> str:
    """Return what must be true of the first number that can bring it about."""
    if not answers:
        return language.say("No uncertain number moves the result.")
    able = next((each for each in answers if each.verdict != "never"), None)
    if able is not None:
        return goal_sentence(able, currency, language)
    best = max(answers, key=lambda each: each.best if math.isfinite(each.best) else -1.0)
    return language.say(
        "No number by itself brings the chance of a gain to {target}; “{input}” comes closest, "
        "with {best} at best",
        target=language.percent(best.goal.target),
        input=input_name(best.goal.path, language),
        best=language.chance(best.best, 1),
    )


def assumed(rows: Sequence[Assumption], language: Language) -> str:
    """Return how many assumptions carry the spread, and how many of them are weak."""
    carrying = carriers(rows)
    if not carrying:
        return language.say("No uncertain number moves the result.")
    weak = [row for row in carrying if row.source is None or row.source.grade in "CD"]
    return language.say(
        "Numbers that carry {share} of what explains the spread: {count}, of them {weak} with "
        "grade C, D or none",
        count=language.number(len(carrying)),
        share=language.percent(CARRIED),
        weak=language.number(len(weak)),
    )


def carriers(rows: Sequence[Assumption]) -> list[Assumption]:
    """Return the assumptions, what matters most first, that carry CARRIED of the spread."""
    whole, sum_so_far, found = sum(row.share for row in rows), 0.0, []
    for row in rows:
        if whole == 0 or sum_so_far >= CARRIED * whole:
            break
        found.append(row)
        sum_so_far += row.share
    return found


def left_out(count: int, language: Language) -> str:
    """Return how much the model leaves out."""
    return language.say(
        "The model leaves {count} things out; none of them is in any figure",
        count=language.number(count),
    )


def next_step(found: Information, currency: str, language: Language) -> str:
    """Return what to decide on what is known, or what to measure before."""
    parts = worth_knowing(found)
    if not parts and found.do_it:
        return language.say(
            "On what is known the programme goes ahead, and no single measurement would change that"
        )
    if not parts:
        return language.say(
            "On what is known the programme does not go ahead, and no single measurement would "
            "change that"
        )
    return language.say(
        "Measure “{input}” before deciding: knowing it is worth up to {value}",
        input=set_name(parts[0].factor.paths, parts[0].factor.kind, language),
        value=language.money(parts[0].value, currency),
    )


def worth_knowing(found: Information) -> list[Worth]:
    """Return the inputs worth more to know than the estimate's own doubt."""
    return [part for part in found.parts if part.value > 2 * part.error][:MOST_MEASURED]


def measures(found: Information, currency: str, language: Language) -> list[str]:
    """Return what to measure, each with the most that knowing it is worth."""
    return [
        language.say(
            "Measure “{input}”: worth up to {value}, the most any study of it may cost",
            input=set_name(part.factor.paths, part.factor.kind, language),
            value=language.money(part.value, currency),
        )
        for part in worth_knowing(found)
    ]


def asked(result: Result, language: Language) -> str:
    """Return the decision that is asked for."""
    currency = result.scenario.currency
    return language.say(
        "Decision asked: whether to commit {cost} over {horizon}",
        cost=language.money(float(result.cost.mean()), currency),
        horizon=language.quantity(result.scenario.horizon.years, YEARS),
    )
