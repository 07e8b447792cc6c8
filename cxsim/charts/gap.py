"""From the plan to the simulation's mean, in two steps."""

from __future__ import annotations

from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import Figure, Picture, figure, rule
from cxsim.results import Result
from cxsim.sensitivity.plan_gap import PlanGap
from cxsim.text.language import Language


def gap(result: Result, parts: PlanGap, language: Language) -> Picture:
    """Return why the mean of the simulation differs from the plan, as a waterfall."""
    currency = result.scenario.currency
    names = (
        language.say("Plan"),
        language.say("Non-linearity"),
        language.say("Events"),
        language.say("Mean"),
    )
    texts = [language.money(value, currency) for value in parts]
    sentence = language.say(
        "If everything went to plan the net present value would be {plan}; the simulated mean is "
        "{mean}. Of the difference, {events} comes from risk events and {non_linearity} from "
        "non-linearity: highs and lows that do not cancel out.",
        plan=texts[0],
        non_linearity=texts[1],
        events=texts[2],
        mean=texts[3],
    )
    rows = tuple(zip(names, texts, strict=True))
    header = (language.say("Step"), language.say("Net present value"))
    return Picture(lambda: _draw(parts, names, texts), sentence, header, rows)


def _draw(parts: PlanGap, names: tuple[str, ...], texts: list[str]) -> Figure:
    calm = parts.plan + parts.non_linearity
    colours = [PALETTE[name] for name in ("ink", "muted", "loss", "accent")]
    bars = {
        "type": "bar",
        "x": list(names),
        "y": [parts.plan, parts.non_linearity, parts.events, parts.mean],
        "base": [0, parts.plan, calm, 0],
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "width": 0.6,
        "marker": {"color": colours},
    }
    return figure([bars], showlegend=False, yaxis={"visible": False}, shapes=[rule(y=0)])
