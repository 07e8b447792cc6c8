"""Valid scenarios for the tests: random ones that use every feature, and a tiny one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from cxsim.distributions import Distribution
from cxsim.scenario import SEGMENTS, Scenario

Fields = Mapping[str, tuple[float, ...]]
"""By field: the least and greatest value to draw, then values worth trying on their own."""

HORIZON: Fields = {
    "inflation": (-0.02, 0.08, 0),
    "tax_rate": (0.05, 0.4, 0, 1),
}
GROUP: Fields = {
    "customers": (100, 50_000, 0, 1000),
    "new_customers_per_year": (0, 5_000, 0),
    "acquisition_cost": (0, 300, 0),
    "referral_cost": (0, 30, 0),
    "response": (0.3, 1.8, 0, 1),
}
SEGMENT: Fields = {
    "purchases_per_year": (1, 14, 0, 12),
    "spend_per_purchase": (5, 90, 0),
    "gross_margin": (-0.2, 0.9, 1, 0, -0.1),
    "churn": (0.01, 0.6, 0, 0.99),
    "referrals_per_year": (-0.2, 0.4, 0, -1.5, 1.5),
    "cost_to_serve": (0, 60, 0),
}
PROGRAMME: Fields = {
    "scale": (0.3, 3, 1, 0),
    "returns": (0.2, 1.2, 0.6, 1),
    "delay_months": (0, 14, 0, 2.5),
    "ramp_months": (0.5, 24, 0, 0.75, 12),
    "fade_rate": (0.02, 0.9, 0, 1),
    "attribution": (0.3, 1, 0, 1),
    "cost_overrun": (-0.3, 0.7, 0, -0.5),
}
LEVERS: Fields = {
    "promoter_uplift": (-0.3, 0.5, 0.05, 1, -1),
    "from_detractors": (0.05, 0.95, 0, 1),
    "causal_share": (0.05, 0.9, 0, 1),
    "churn_reduction": (-0.2, 0.4, 0, 1, -1),
    "spend_uplift": (-0.3, 0.3, 0, -1),
    "cross_sell": (-20, 40, 0),
    "referral_uplift": (-0.9, 1.5, 0, -1),
    "cost_to_serve_reduction": (-0.2, 0.4, 0, 1, -1),
    "acquisition_cost_reduction": (-0.2, 0.4, 0, 1, -1),
}
LINE: Fields = {"one_off": (0, 80_000, 0), "per_year": (0, 90_000, 0)}
EVENT: Fields = {
    "probability": (0.05, 0.9, 0, 1),
    "effect_factor": (0, 1.3, 0),
    "cost_factor": (0.5, 2, 0),
    "churn_factor": (0.5, 3, 0, 40),
    "delay_months": (0.5, 15, 0),
}
MONEY = (
    *("acquisition_cost", "referral_cost", "spend_per_purchase", "cost_to_serve"),
    *("cross_sell", "one_off", "per_year"),
)
UNBOUNDED = (*MONEY, "customers", "purchases_per_year", "delay_months", "ramp_months")


def random_scenario(
    seed: int, *, events: bool = True, surveys: bool = True, taxed: bool = False
) -> Scenario:
    """Return the scenario of a seed: always the same, and valid; in real money unless `taxed`."""
    rng = random.Random(seed)
    years = rng.choice([1, 1, 2, 3])
    scenario = Scenario.from_mapping(
        {
            "schema_version": 2,
            "name": f"Generated {seed}",
            "currency": "EUR",
            "horizon": {
                "years": years,
                "discount_rate": _number(rng, "discount_rate", -0.05, 0.3, 0),
                "discounting": rng.choice(["monthly", "year-end", "mid-year"]),
                **(_taxed(rng) if taxed else {}),
            },
            "groups": [_group(rng, name, surveys) for name in _names(rng, "ABCD", 1, 3)],
            "programme": {
                **_table(rng, PROGRAMME),
                "ramp": rng.choice(["linear", "s-curve"]),
                "levers": _table(rng, LEVERS),
            },
            "investments": [_line(rng, name, 12 * years) for name in _names(rng, "WXYZ", 0, 3)],
            "risk_events": [
                {"name": name, "probability": 0.5, **_table(rng, EVENT)}
                for name in _names(rng, "KLMN", 0, 3 if events else 0)
            ],
        }
    )
    return scenario.from_mapping({**scenario.content(), "correlations": _ranks(rng, scenario)})


seeds = st.integers(0, 2**32 - 1)
scenarios = seeds.map(random_scenario)
"""Hypothesis strategy of valid scenarios."""


def _taxed(rng: random.Random) -> dict[str, Any]:
    losses = rng.choice(["at-once", "carried-forward"])
    return {**_table(rng, HORIZON), "tax_losses": losses}


def _names(rng: random.Random, letters: str, least: int, most: int) -> list[str]:
    return rng.sample([f"{letter} é" for letter in letters], rng.randint(least, most))


def _table(rng: random.Random, fields: Fields, missing: float = 0.2) -> dict[str, Any]:
    return {
        name: _number(rng, name, *values)
        for name, values in fields.items()
        if rng.random() >= missing
    }


def _group(rng: random.Random, name: str, surveys: bool) -> dict[str, Any]:
    shares = sorted((rng.random(), rng.random()))
    mix: dict[str, Any] = dict(
        zip(SEGMENTS, (shares[0], shares[1] - shares[0], 1 - shares[1]), strict=True)
    )
    if rng.random() < 0.2:
        mix = dict(zip(SEGMENTS, rng.sample([0.0, 0.4, 0.6], 3), strict=True))
    if surveys and rng.random() < 0.4:
        mix = {"dist": "survey", **{segment: rng.randint(0, 60) for segment in SEGMENTS}}
    segments = {segment: _table(rng, SEGMENT, missing=0.0) for segment in SEGMENTS}
    known = {"name": name, "customers": 1000.0, "mix": mix}
    return {**known, **_table(rng, GROUP), **segments}


def _line(rng: random.Random, name: str, months: int) -> dict[str, Any]:
    start = rng.choice([1, 1, rng.randint(1, months), months + 2])
    end = start + rng.choice([0, 5, rng.randint(0, months), months])
    return {
        "name": name,
        "category": "team",
        **_table(rng, LINE),
        "from_month": start,
        **({"to_month": end} if rng.random() < 0.7 or start > months else {}),
    }


def _number(
    rng: random.Random, name: str, low: float, high: float, *special: float
) -> float | dict[str, Any]:
    kind = rng.random()
    if special and kind < 0.15:
        return rng.choice(special)
    return rng.uniform(low, high) if kind < 0.5 else _distribution(rng, name, low, high)


def _distribution(rng: random.Random, name: str, low: float, high: float) -> dict[str, Any]:
    a, b, c = sorted(rng.uniform(low, high) for _ in range(3))
    middle = low + rng.uniform(0.45, 0.55) * (high - low)
    shapes: list[dict[str, Any]] = [
        {"dist": "uniform", "low": a, "high": c},
        {"dist": "uniform", "low": b, "high": b},
        {"dist": "triangular", "low": a, "mode": b, "high": c},
        {"dist": "pert", "low": a, "mode": b, "high": c},
        {"dist": "pert", "low": a, "mode": b, "high": c, "concentration": rng.uniform(0, 9)},
        {"dist": "normal", "mean": b, "sd": (high - low) / 5, "low": low, "high": high},
        {
            "dist": "quantiles",
            "p10": low + 0.3 * (high - low),
            "p50": middle,
            "p90": low + 0.7 * (high - low),
            "low": low,
            "high": high,
        },
        {"dist": "discrete", "values": [c, a, b], "weights": [1, 2, rng.randint(0, 3)]},
    ]
    if name in UNBOUNDED and low >= 0:
        shapes.append({"dist": "lognormal", "mean": b + 1, "sd": 0.3 * (b + 1)})
    if name in ("probability", "causal_share", "from_detractors", "attribution", "churn"):
        shapes.append({"dist": "beta", "alpha": rng.uniform(1, 9), "beta": rng.uniform(1, 9)})
    return rng.choice(shapes)


def _ranks(rng: random.Random, scenario: Scenario) -> list[dict[str, Any]]:
    paths = list(scenario.uncertain)
    if len(paths) < 5 or rng.random() < 0.3:
        return []
    chosen = rng.sample(paths, 5)
    return [
        {"among": chosen[:3], "rank": rng.uniform(-0.3, 0.9)},
        {"between": chosen[3:], "rank": rng.choice([1, -1, rng.uniform(-0.9, 0.9)])},
    ]


def squeezed(scenario: Scenario) -> Scenario:
    """Return the scenario with each distribution squeezed to a point at its mean."""
    points = {
        path: {"dist": "uniform", "low": mean, "high": mean}
        for path, mean in _means(scenario.numbers)
    }
    return scenario.with_values(points)


def _means(numbers: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for path, number in numbers.items():
        if isinstance(number, Distribution):
            mean = number.expected_value if number.certain is None else number.certain
            yield path, mean


def tiny(changes: Mapping[str, object] | None = None) -> Scenario:
    """Return a scenario small enough to compute by hand, with changes by path.

    One customer, a promoter, who neither leaves nor buys; no programme.
    """
    segment = {
        "purchases_per_year": 0.0,
        "spend_per_purchase": 1.0,
        "gross_margin": 1.0,
        "churn": 0.0,
    }
    scenario = Scenario.from_mapping(
        {
            "schema_version": 2,
            "name": "Tiny",
            "currency": "EUR",
            "horizon": {"years": 1, "discount_rate": 0.0},
            "groups": [
                {
                    "name": "G",
                    "customers": 1.0,
                    "mix": {"promoters": 1.0, "passives": 0.0, "detractors": 0.0},
                    **{name: dict(segment) for name in SEGMENTS},
                }
            ],
            "investments": [{"name": "L", "category": "team"}],
            "risk_events": [{"name": "E", "probability": 0.5}],
        }
    )
    return scenario.with_values(changes) if changes else scenario
