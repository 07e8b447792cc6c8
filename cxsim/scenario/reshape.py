"""The same knowledge in another shape: what is known of a number is carried over."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import ValidationError

from cxsim.distributions import (
    DISTRIBUTIONS,
    Distribution,
    Pert,
    ShapeError,
    SurveyMix,
    Triangular,
    Uniform,
)
from cxsim.scenario.faults import Fault, ScenarioError
from cxsim.scenario.numbers import Number, Range, mean
from cxsim.scenario.schema import FixedMix
from cxsim.scenario.shifts import centre
from cxsim.text.phrase import say

RESIDUE = 1e-12
"""A number nearer to 0 is what arithmetic has left of it: a first range is one around 0."""
WIDE = 0.2
"""Half the width of a first range, relative to the number."""
FROM_NOTHING = {"share": 0.05, "points": 0.05, "money": 10.0, "months": 3.0}
"""Upper end of a first range around 0, by unit."""
ANSWERS = 400
"""Answers of a survey that is only supposed."""
SKEW = 3.0
"""How many times as far one end of a first range may lie as the other: more has no metalog."""
SPREAD = 1.2815515655446004
"""Standard score of the ninetieth percentile."""


def reshaped(number: Number, dist: str, allowed: Range, unit: str) -> Number:
    """Return the number in another shape that says as nearly as possible the same.

    Parameters
    ----------
    number : float or Distribution
        Of a plain number a first range is made, ± 20 %: to be replaced by what is known.
    dist : str
        The word of the shape; "certain" for a plain number.
    allowed : Range
        Of the field; the shape is drawn in where it would leave it.
    unit : str
        Of the field; it decides the first range around 0.

    Raises
    ------
    ScenarioError
        Where no such shape fits the field.
    """
    if dist == "certain":
        return centre(number)
    if dist not in DISTRIBUTIONS:
        raise _unfit()
    known = _known(number, allowed, unit)
    try:
        return allowed.read(
            DISTRIBUTIONS[dist].model_validate({"dist": dist, **_fields(dist, known, allowed)})
        )
    except (ValidationError, ShapeError, ArithmeticError, ValueError):
        raise _unfit() from None


def reshaped_mix(mix: FixedMix | SurveyMix, dist: str) -> FixedMix | SurveyMix:
    """Return a mix as known shares ("fixed") or as counted answers ("survey")."""
    shares = mix.expected_value
    if dist == "survey":
        counts = [float(round(share * ANSWERS)) for share in shares]
        return SurveyMix(promoters=counts[0], passives=counts[1], detractors=counts[2])
    promoters, detractors = round(shares[0], 3), round(shares[2], 3)
    passives = round(1 - promoters - detractors, 3)
    return FixedMix(promoters=promoters, passives=passives, detractors=detractors)


def _known(number: Number, allowed: Range, unit: str) -> dict[str, float]:
    """Return what is known of a number, whatever its shape."""
    if isinstance(number, Distribution) and number.certain is None:
        p10, p50, p90 = (float(v) for v in number.quantile(np.array([0.1, 0.5, 0.9])))
        low, high = (float(v) for v in number.quantile(np.array([0.002, 0.998])))
        if isinstance(number, (Pert, Triangular, Uniform)):
            low, high = number.support
        known = {"p10": p10, "p50": p50, "p90": p90, "mode": centre(number), "mean": mean(number)}
        half, middle = (p90 - p10) / 1.6, (p10 + p90) / 2
        known |= {"low": low, "high": high}
        known |= {"least": max(middle - half, low), "greatest": min(middle + half, high)}
    else:
        value = mean(number)
        half = abs(value) * WIDE
        low, high = value - half, value + half
        if abs(value) < RESIDUE:
            value, low, high = 0.0, 0.0, FROM_NOTHING.get(unit, 0.1)
        low, high = max(low, allowed.low), min(high, allowed.high)
        if not allowed.high_included and high >= allowed.high:
            high = (value + allowed.high) / 2
        if not allowed.low_included and low <= allowed.low:
            low = (value + allowed.low) / 2
        if low >= high:
            low, high = (value - FROM_NOTHING.get(unit, 0.1), value)
        third = (high - low) / 4
        middle = value if low < value < high else (low + high) / 2
        known = {"low": low, "high": high, "mode": value, "mean": middle}
        known |= {"least": low, "greatest": high}
        down, up = min(third, (middle - low) / 2), min(third, (high - middle) / 2)
        known |= {"p50": middle, "p10": middle - min(down, SKEW * up)}
        known |= {"p90": middle + min(up, SKEW * down)}
    known["sd"] = (known["p90"] - known["p10"]) / (2 * SPREAD)
    known["mode"] = min(max(known["mode"], known["low"]), known["high"])
    return known


def _fields(dist: str, known: dict[str, float], allowed: Range) -> dict[str, Any]:
    low, high = known["low"], known["high"]
    match dist:
        case "pert" | "triangular":
            return {"low": _neat(low), "mode": _neat(known["mode"]), "high": _neat(high)}
        case "uniform":
            return {"low": _neat(known["least"]), "high": _neat(known["greatest"])}
        case "quantiles":
            fields = {name: _neat(known[name]) for name in ("p10", "p50", "p90")}
            return fields | _ends(allowed, fields["p10"], fields["p90"])
        case "normal":
            fields = {"mean": _neat(known["mean"]), "sd": _neat(known["sd"])}
            return fields | _ends(allowed, fields["mean"], fields["mean"])
        case "lognormal":
            return {"mean": _neat(known["mean"]), "sd": _neat(known["sd"])}
        case "beta":
            share, spread = known["mean"], known["sd"]
            weight = max(share * (1 - share) / spread**2 - 1, 2.0)
            return {"alpha": _neat(share * weight), "beta": _neat((1 - share) * weight)}
    return {
        "values": [_neat(known[name]) for name in ("p10", "mode", "p90")],
        "weights": [0.3, 0.4, 0.3],
    }


def _ends(allowed: Range, least: float, greatest: float) -> dict[str, float]:
    """Return the ends that keep an unbounded shape inside the range of its field."""
    ends = {}
    if np.isfinite(allowed.low):
        ends["low"] = allowed.low if allowed.low_included else (allowed.low * 0.99 + least * 0.01)
    if np.isfinite(allowed.high):
        top = allowed.high
        ends["high"] = top if allowed.high_included else (top * 0.99 + greatest * 0.01)
    return ends


def _neat(value: float) -> float:
    """Return the number in four significant figures: a first range claims no more."""
    return float(f"{value:.4g}")


def _unfit() -> ScenarioError:
    rule = say("this shape cannot hold the number here")
    return ScenarioError(
        [Fault("", "", rule, say("choose another shape, or change the number first"))]
    )
