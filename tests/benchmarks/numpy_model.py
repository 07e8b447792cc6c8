"""The full model in vectorised numpy, events included, to measure the kernel against.

Written as a careful numpy programmer would: what does not change from month to month is computed
once, months are looped over, and trials come in chunks that stay in the processor's cache.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from cxsim.distributions import Beta, Distribution, Floats, Pert
from cxsim.model import Layout, Paths
from cxsim.sampling.draws import triangular_root
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.correlations import components, score_matrix

CHUNK = 4096
Values = dict[str, Any]
"""By path: a number, or an ndarray (trials,)."""


class Month(NamedTuple):
    """Rates of a group at one strength ε, each a number or ndarray (trials,)."""

    growth: Any
    margin: Any
    spending: Any
    acquisition: Any
    balance: Any


def run_chunked(layout: Layout, draws: Values, s_curve: bool, paths: Paths, chunk: int) -> None:
    """Write the paths of every trial, `chunk` of them at a time."""
    plan = {path: float(layout.point[slot]) for path, slot in layout.slots.items()}
    trials = len(paths.benefit)
    for start in range(0, trials, chunk):
        stop = min(start + chunk, trials)
        drawn = {path: values[start:stop] for path, values in draws.items()}
        _run(layout, plan | drawn, s_curve, Paths(*(array[start:stop] for array in paths)))


def _run(layout: Layout, values: Values, s_curve: bool, paths: Paths) -> None:
    months = paths.benefit.shape[1] - 1
    _costs(layout, values, paths.cost)
    effects = _effects(layout, values, s_curve, months)
    for flow in (paths.benefit, paths.revenue):
        flow[:, 0] = 0.0
    states = [
        _Group(values, name, _events(layout, values, "churn_factor")) for name in layout.groups
    ]
    attribution = values["programme.attribution"]
    for t in range(1, months + 1):
        benefit, revenue, n1, n0, net1, net0 = (np.zeros(len(paths.benefit)) for _ in range(6))
        for group in states:
            now, before = group.now(effects[t - 1]), group.before
            benefit += (group.n1 / 12 * now.margin - now.acquisition) - (
                group.n0 / 12 * before.margin - before.acquisition
            )
            revenue += group.n1 / 12 * now.spending - group.n0 / 12 * before.spending
            n1 += group.n1
            n0 += group.n0
            net1 += group.n1 * now.balance
            net0 += group.n0 * before.balance
            group.n1 = group.n1 * now.growth + group.new
            group.n0 = group.n0 * before.growth + group.new
        paths.benefit[:, t] = np.where(benefit > 0, attribution * benefit, benefit)
        paths.revenue[:, t] = revenue
        paths.customers_with[:, t - 1], paths.customers_without[:, t - 1] = n1, n0
        with np.errstate(divide="ignore", invalid="ignore"):
            paths.nps_with[:, t - 1], paths.nps_without[:, t - 1] = 100 * net1 / n1, 100 * net0 / n0
    dearer = np.atleast_1d(1 + values["horizon.inflation"])[:, None]
    for flow in (paths.benefit, paths.cost, paths.revenue):
        flow *= dearer ** (np.arange(months + 1) / 12)
    paths.customers_with[:, months] = sum(group.n1 for group in states)
    paths.customers_without[:, months] = sum(group.n0 for group in states)
    for g, group in enumerate(states):
        paths.gained[:, g] = group.n1 - group.n0


def _events(layout: Layout, values: Values, field: str) -> Any:
    """Product of a factor over the events that fire."""
    total: Any = 1.0
    for name in layout.events:
        path = f"risk_events.{name}"
        total = total * np.where(values[f"{path}.fired"] != 0, values[f"{path}.{field}"], 1.0)
    return total


def _lines(layout: Layout, values: Values) -> list[tuple[str, int, int]]:
    paths = [f"investments.{name}" for name in layout.lines]
    return [(p, int(values[f"{p}.from_month"]), int(values[f"{p}.to_month"])) for p in paths]


def _costs(layout: Layout, values: Values, cost: Floats) -> None:
    months = cost.shape[1] - 1
    k = values["programme.scale"] * (1 + values["programme.cost_overrun"])
    k = k * _events(layout, values, "cost_factor")
    cost[:] = 0.0
    for path, first, last in _lines(layout, values):
        if first <= months:
            cost[:, first - 1] += k * values[f"{path}.one_off"]
            cost[:, first : last + 1] += np.atleast_1d(k * values[f"{path}.per_year"] / 12)[:, None]


def _effects(layout: Layout, values: Values, s_curve: bool, months: int) -> list[Any]:
    """ε(t)/response for t = 1 … T."""
    delay, ramp = values["programme.delay_months"], values["programme.ramp_months"]
    for name in layout.events:
        path = f"risk_events.{name}"
        delay = delay + np.where(values[f"{path}.fired"] != 0, values[f"{path}.delay_months"], 0.0)
    funded: Any = 0.0
    for path, first, last in _lines(layout, values):
        if first <= months:
            funded = np.maximum(funded, np.where(values[f"{path}.per_year"] > 0, last, 0))
    kept, faded_from = 1 - values["programme.fade_rate"], np.maximum(delay + ramp, funded)
    strength = values["programme.scale"] ** values["programme.returns"]
    strength = strength * _events(layout, values, "effect_factor")
    width, latest = np.where(ramp == 0, 1.0, ramp), np.max(faded_from)
    never_fades = np.all(kept == 1)
    effects, earliest = [], np.min(faded_from)
    for t in range(1, months + 1):
        x = np.where(ramp == 0, t > delay, np.clip((t - delay) / width, 0.0, 1.0))
        e = strength * (x * x * (3 - 2 * x) if s_curve else x)
        if t > earliest and not never_fades:
            late = t - faded_from if t > latest else np.maximum(0.0, t - faded_from)
            e = e * kept ** (late / 12)
        effects.append(e)
    return effects


class _Group:
    """A group's drivers, and its customers with the programme (n1) and without (n0)."""

    def __init__(self, values: Values, name: str, churn_factor: Any) -> None:
        of = {field: values[f"groups.{name}.{field}"] for field in ("response", "customers")}
        self.response, self.n1, self.n0 = of["response"], of["customers"], of["customers"]
        self.new = values[f"groups.{name}.new_customers_per_year"] / 12
        self.acquisition = self.new * values[f"groups.{name}.acquisition_cost"]
        self.reward = values[f"groups.{name}.referral_cost"]
        self.p = [values[f"groups.{name}.mix.{segment}"] for segment in SEGMENTS]

        def each(field: str) -> list[Any]:
            return [values[f"groups.{name}.{segment}.{field}"] for segment in SEGMENTS]

        self.basket = [
            a * b
            for a, b in zip(each("purchases_per_year"), each("spend_per_purchase"), strict=True)
        ]
        self.margins, self.service = each("gross_margin"), each("cost_to_serve")
        self.referrals = each("referrals_per_year")
        self.churn = [
            np.minimum(1.0, (1 - (1 - c) ** (1 / 12)) * churn_factor) for c in each("churn")
        ]
        start = len("programme.levers.")
        self.lever = {k[start:]: v for k, v in values.items() if k.startswith("programme.levers.")}
        self.before = self.rates(0.0)
        self.last: tuple[Any, Month] = (0.0, self.before)

    def now(self, effect: Any) -> Month:
        """Rates of a month, those of the month before where the effect has not changed."""
        if not np.array_equal(effect, self.last[0]):
            self.last = (effect, self.rates(effect * self.response))
        return self.last[1]

    def mix(self, epsilon: Any) -> list[Any]:
        """The mix q after the uplift of this strength."""
        p, phi = self.p, self.lever["from_detractors"]
        u = self.lever["promoter_uplift"] * epsilon
        gain = np.maximum(u, 0.0)
        passives = np.minimum(p[1], gain - np.minimum(p[2], phi * gain))
        detractors = np.minimum(p[2], gain - passives)
        if np.min(u) >= 0:
            return [p[0] + detractors + passives, p[1] - passives, p[2] - detractors]
        lost = np.minimum(p[0], np.maximum(-u, 0.0))
        return [
            p[0] + detractors + passives - lost,
            p[1] - passives + (1 - phi) * lost,
            p[2] - detractors + phi * lost,
        ]

    def rates(self, epsilon: Any) -> Month:
        """Rates at this strength of the programme."""
        lever, q = self.lever, self.mix(epsilon)
        retained = 1 - np.minimum(1.0, lever["churn_reduction"] * epsilon)
        served = 1 - np.minimum(1.0, lever["cost_to_serve_reduction"] * epsilon)
        better = lever["referral_uplift"] * epsilon
        more, fewer = 1 + np.maximum(-1.0, better), 1 - np.minimum(1.0, better)
        uplift, extra = 1 + lever["spend_uplift"] * epsilon, lever["cross_sell"] * epsilon
        growth, margin, spending = 1.0, 0.0, 0.0
        for s, p in enumerate(self.p):
            share = p + lever["causal_share"] * (q[s] - p)
            r = self.referrals[s]
            r = np.where(r >= 0, r * more, r * fewer) if np.min(r) < 0 else r * more
            spent = self.basket[s] * uplift + extra
            gain = self.margins[s] * spent - self.service[s] * served
            margin = margin + share * (gain - np.maximum(r, 0.0) * self.reward)
            spending = spending + share * spent
            growth = growth + share * (r / 12 - np.minimum(1.0, self.churn[s] * retained))
        cheaper = 1 - np.minimum(1.0, lever["acquisition_cost_reduction"] * epsilon)
        growth, cost = np.maximum(0.0, growth), self.acquisition * cheaper
        return Month(growth, margin, spending, cost, q[0] - q[2])


def plain_draws(scenario: Scenario, trials: int, rng: np.random.Generator) -> Values:
    """Return plain random draws of everything uncertain, as a plain program would make them."""
    uniform = {path: rng.random(trials) for path in scenario.uncertain}
    for paths in components(scenario.rank_correlations):
        root = triangular_root(score_matrix(paths, scenario.rank_correlations))
        scores = ndtr(root @ rng.standard_normal((len(paths), trials)))
        uniform.update(zip(paths, scores, strict=True))
    draws: Values = {
        path: _quantile(number, uniform[path]) for path, number in scenario.uncertain.items()
    }
    for path, mix in scenario.survey_mixes.items():
        counts = [getattr(mix, segment) + 1 for segment in SEGMENTS]
        shares = rng.dirichlet(counts, trials).T
        draws.update({f"{path}.{s}": x for s, x in zip(SEGMENTS, shares, strict=True)})
    for event in scenario.risk_events:
        path = f"risk_events.{event.name}"
        probability = draws.get(f"{path}.probability")
        if probability is None:
            probability = scenario.mean(f"{path}.probability")
        draws[f"{path}.fired"] = (rng.random(trials) < probability).astype(float)
    return draws


def _quantile(number: Distribution, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quantiles from scipy.special; where ours are no table, ours are the same arithmetic."""
    if isinstance(number, Pert):
        width, weight = number.high - number.low, number.concentration
        a = 1 + weight * (number.mode - number.low) / width
        b = 1 + weight * (number.high - number.mode) / width
        return number.low + width * betaincinv(a, b, u)
    if isinstance(number, Beta):
        return np.asarray(betaincinv(number.alpha, number.beta, u))
    return number.quantile(np.clip(u, ndtr(ndtri(1e-16)), 1 - 1e-16))
