"""What must always hold: the meaning of the model, not its digits."""

import copy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim import simulation, trials
from cxsim.finance import discount_factors
from cxsim.results import RESULTS, Outcomes
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.simulation import point_plan, simulate
from tests.generate import LEVERS, MONEY, random_scenario, scenarios, seeds, squeezed, tiny
from tests.paths import paths_of

ALWAYS = settings(max_examples=25, deadline=None, derandomize=True)
TRIALS = 16
VALUES = ("low", "mode", "high", "mean", "sd", "p10", "p50", "p90")
"""Fields of a distribution in the unit of its number."""


def scaled(number: Any, factor: float) -> Any:
    """Return a number, or the table of a distribution, times a factor."""
    if not isinstance(number, dict):
        return number * factor
    if "values" in number:
        return {**number, "values": [value * factor for value in number["values"]]}
    return {key: value * factor if key in VALUES else value for key, value in number.items()}


def rescale(scenario: Scenario, fields: tuple[str, ...], factor: float) -> Scenario:
    """Return the scenario with every number of these fields times a factor."""
    content = copy.deepcopy(scenario.content())

    def visit(table: Any) -> None:
        for key, value in table.items():
            if key in fields:
                table[key] = scaled(value, factor)
            elif isinstance(value, dict):
                visit(value)
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                for item in value:
                    visit(item)

    visit(content)
    return Scenario.from_mapping(content)


def assert_scaled(ours: Outcomes, theirs: Outcomes, names: tuple[str, ...], factor: float) -> None:
    """Assert that results of money are a multiple of others, up to rounding."""
    flows = np.abs(theirs.benefit) + theirs.cost + np.abs(theirs.revenue)
    for name in names:
        found, expected = getattr(ours, name), factor * getattr(theirs, name)
        near = 1e-9 * (factor * flows.max() + 1e-300)
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=near, err_msg=name)


@given(scenarios)
@ALWAYS
def test_no_effect_is_no_benefit(scenario: Scenario):
    """Levers at 0, whatever from_detractors and causal_share: benefit exactly 0 in every month."""
    effects = [name for name in LEVERS if name not in ("from_detractors", "causal_share")]
    idle = scenario.with_values({f"programme.levers.{name}": 0.0 for name in effects})
    paths, result = paths_of(idle, TRIALS), simulate(idle, TRIALS)
    for array in (paths.benefit, paths.revenue, paths.gained, result.benefit):
        assert (array == 0.0).all()
    np.testing.assert_array_equal(paths.customers_with, paths.customers_without)
    np.testing.assert_array_equal(paths.nps_with, paths.nps_without)


@given(seeds)
@ALWAYS
def test_no_effect_costs_its_money(seed: int):
    """Levers at 0: NPV is minus the discounted cost, and the plan loses all that it spends."""
    scenario = random_scenario(seed)
    content = scenario.content()
    content["programme"]["levers"] = {"causal_share": 0.3}
    content.pop("correlations", None)
    idle = Scenario.from_mapping(content)
    result, paths = simulate(idle, TRIALS), paths_of(idle, TRIALS)
    rate = result.draws.get("horizon.discount_rate")
    if rate is None:
        rate = np.full(TRIALS, idle.mean("horizon.discount_rate"))
    factors = discount_factors(rate, idle.horizon.months, idle.horizon.discounting)
    np.testing.assert_allclose(result.npv, -(paths.cost * factors).sum(axis=1), rtol=1e-12)
    assert (result.roi[result.cost > 0] == -1.0).all()


@given(scenarios)
@ALWAYS
def test_twice_the_customers_twice_the_benefit(scenario: Scenario):
    """Twice the customers and the new customers: twice the benefit, at the same cost."""
    double = rescale(scenario, ("customers", "new_customers_per_year"), 2.0)
    for one, two in (
        (point_plan(scenario), point_plan(double)),
        (simulate(scenario, TRIALS), simulate(double, TRIALS)),
    ):
        assert_scaled(two, one, ("benefit", "revenue", "beyond_horizon"), 2.0)
        assert_scaled(two, one, ("cost",), 1.0)


@given(scenarios, st.floats(0.01, 100))
@ALWAYS
def test_all_money_times_k(scenario: Scenario, k: float):
    """In another currency all results of money are k times as large, and ROI is the same."""
    abroad = rescale(scenario, MONEY, k)
    for home, away in (
        (point_plan(scenario), point_plan(abroad)),
        (simulate(scenario, TRIALS), simulate(abroad, TRIALS)),
    ):
        assert_scaled(away, home, ("benefit", "cost", "revenue", "npv", "beyond_horizon"), k)
        for name in ("roi", "roi_pv", "payback_months"):
            np.testing.assert_allclose(
                getattr(away, name), getattr(home, name), rtol=1e-8, atol=1e-8, err_msg=name
            )


def halves(scenario: Scenario) -> Scenario:
    """Return the scenario with each group split into two, each with half of its customers."""
    content = rescale(scenario, ("customers", "new_customers_per_year"), 0.5).content()
    pairs = []
    for group in list(content["groups"]):
        first, second = f"groups.{group['name']}.", f"groups.{group['name']}~."
        content["groups"].append({**group, "name": f"{group['name']}~"})
        pairs += [
            {"between": [path, path.replace(first, second)], "rank": 1}
            for path in scenario.uncertain
            if path.startswith(first)
        ]
    return Scenario.from_mapping({**content, "correlations": pairs})


@given(seeds)
@ALWAYS
def test_two_halves_are_the_whole(seed: int):
    """Two like halves of a group give its point plan, and its trials where they share draws."""
    content = random_scenario(seed, surveys=False).content()
    content.pop("correlations", None)
    scenario = Scenario.from_mapping(content)
    split = halves(scenario)
    for whole, parts in (
        (point_plan(scenario), point_plan(split)),
        (simulate(scenario, TRIALS), simulate(split, TRIALS)),
    ):
        assert_scaled(parts, whole, ("benefit", "cost", "npv", "revenue", "beyond_horizon"), 1.0)


ORDERED: dict[str, Callable[[Any], Any]] = {
    "purchases_per_year": lambda values: sorted(values, reverse=True),
    "spend_per_purchase": lambda values: sorted(values, reverse=True),
    "gross_margin": lambda values: sorted((abs(value) for value in values), reverse=True),
    "referrals_per_year": lambda values: sorted(values, reverse=True),
    "churn": sorted,
    "cost_to_serve": sorted,
}


def ordered(seed: int) -> Scenario:
    """Return a certain scenario whose promoters are worth most, and none of it at a loss."""
    content = squeezed(random_scenario(seed, events=False)).content()
    point = squeezed(random_scenario(seed, events=False))
    for group in content["groups"]:
        for field, order in ORDERED.items():
            path = f"groups.{group['name']}."
            values = [point.mean(f"{path}{segment}.{field}") for segment in SEGMENTS]
            for segment, value in zip(SEGMENTS, order(values), strict=True):
                group[segment][field] = value
        worst = group["detractors"]
        worth = worst["gross_margin"] * worst["purchases_per_year"] * worst["spend_per_purchase"]
        for segment in SEGMENTS:
            group[segment]["cost_to_serve"] = min(group[segment]["cost_to_serve"], 0.2 * worth)
        group["referral_cost"] = 0.0
    levers = content["programme"].setdefault("levers", {})
    levers |= {"spend_uplift": 0.0, "cross_sell": 0.0, "cost_to_serve_reduction": 0.0}
    return Scenario.from_mapping(content)


@given(seeds, st.floats(-0.5, 0.5), st.floats(0, 0.5))
@ALWAYS
def test_more_promoters_never_cost_benefit(seed: int, uplift: float, more: float):
    """Where promoters are worth most in every driver, a larger uplift never lowers a benefit."""
    scenario = ordered(seed)
    less, most = (
        point_plan(scenario.with_value("programme.levers.promoter_uplift", u))
        for u in (uplift, uplift + more)
    )
    near = 1e-9 * (abs(most.benefit[0]) + abs(most.revenue[0]) + 1e-6)
    assert less.benefit[0] <= most.benefit[0] + near
    assert (less.paths.benefit <= most.paths.benefit + near).all()


@given(seeds)
@ALWAYS
def test_certainty_is_the_point_plan(seed: int):
    """Every distribution squeezed to a point: the point plan's digits for every trial."""
    scenario = squeezed(random_scenario(seed, events=False, surveys=False))
    result, point = simulate(scenario, TRIALS), point_plan(scenario)
    for name in RESULTS:
        expected = np.repeat(getattr(point, name), TRIALS)
        np.testing.assert_array_equal(getattr(result, name), expected, err_msg=name)


@given(scenarios, st.integers(1, 40), st.integers(1, 5))
@ALWAYS
def test_the_same_digits_in_any_pieces(scenario: Scenario, chunk: int, threads: int):
    """The same file, seed and trials: the same digits, however many threads or chunks."""
    whole = simulate(scenario, 32, 7)
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(threads) as pool:
        patch.setattr(trials, "CHUNK", chunk)
        patch.setattr(simulation, "CORES", threads + 1)
        patch.setattr(simulation, "_pool", lambda: pool)
        pieces = simulate(Scenario.parse(scenario.to_toml()), 32, 7)
    for name in RESULTS:
        np.testing.assert_array_equal(getattr(pieces, name), getattr(whole, name), err_msg=name)


@given(st.floats(1, 1e6), st.floats(0.1, 50), st.floats(0, 100), st.floats(0.1, 1))
@ALWAYS
def test_the_worked_example(customers: float, purchases: float, spend: float, promoters: float):
    """Ten points from detractors to promoters who spend 20 more: customers × 0.10 × purchases × 20.

    All buy equally often, gross margin 1, no churn, no referrals, at once and for good.
    """
    shares = {"promoters": 0.9 * promoters, "passives": 0.0, "detractors": 1 - 0.9 * promoters}
    shares |= {} if shares["detractors"] >= 0.1 else {"promoters": 0.9, "detractors": 0.1}
    drivers = {
        f"groups.G.{segment}.{field}": value
        for segment, more in zip(SEGMENTS, (20.0, 10.0, 0.0), strict=True)
        for field, value in (
            ("purchases_per_year", purchases),
            ("spend_per_purchase", spend + more),
        )
    }
    levers = {"promoter_uplift": 0.10, "from_detractors": 1.0, "causal_share": 1.0}
    scenario = tiny(
        {
            "groups.G.customers": customers,
            "groups.G.mix": shares,
            **drivers,
            **{f"programme.levers.{name}": value for name, value in levers.items()},
        }
    )
    expected = customers * 0.10 * purchases * 20
    assert point_plan(scenario).benefit[0] == pytest.approx(expected, rel=1e-9)
    np.testing.assert_allclose(simulate(scenario, 4).benefit, expected, rtol=1e-9)
