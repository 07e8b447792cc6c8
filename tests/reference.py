"""The model a second time: one trial, one number at a time, each equation as it is written.

Made from the description of the model alone, with no array and no regard for speed. Numbers come
by path from `value`; nothing of `cxsim.model` or `cxsim.finance` is used.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cxsim.distributions import Distribution
from cxsim.scenario import SEGMENTS, Scenario

Mix = tuple[float, float, float]


@dataclass(frozen=True)
class Reference:
    """One trial of a scenario.

    Parameters
    ----------
    scenario : Scenario
    value : callable
        The number at a path; also `groups.NAME.mix.SEGMENT` and `risk_events.NAME.fired`.
    """

    scenario: Scenario
    value: Callable[[str], float]

    @property
    def months(self) -> int:
        return 12 * self.scenario.horizon.years

    def programme(self, field: str) -> float:
        return self.value(f"programme.{field}")

    def lever(self, field: str) -> float:
        return self.value(f"programme.levers.{field}")

    def of_events(self, field: str) -> list[float]:
        names = (event.name for event in self.scenario.risk_events)
        return [
            self.value(f"risk_events.{name}.{field}")
            for name in names
            if self.value(f"risk_events.{name}.fired") == 1
        ]

    # Effect

    def last_funded(self) -> int:
        ends = [0]
        for line in self.scenario.investments:
            end = min(line.to_month or self.months, self.months)
            if self.value(f"investments.{line.name}.per_year") > 0 and line.from_month <= end:
                ends.append(end)
        return max(ends)

    def effect(self, t: int) -> float:
        delay = self.programme("delay_months") + sum(self.of_events("delay_months"))
        ramp = self.programme("ramp_months")
        x = float(t > delay) if ramp == 0 else max(0.0, min(1.0, (t - delay) / ramp))
        e = x if self.scenario.programme.ramp == "linear" else 3 * x**2 - 2 * x**3
        unfunded = max(0.0, t - max(delay + ramp, self.last_funded()))
        return e * (1 - self.programme("fade_rate")) ** (unfunded / 12)

    def epsilon(self, group: str, t: int) -> float:
        strength = self.programme("scale") ** self.programme("returns")
        factors = math.prod(self.of_events("effect_factor"))
        return strength * self.value(f"groups.{group}.response") * self.effect(t) * factors

    # Mix

    def mix_today(self, group: str) -> Mix:
        p, a, d = (self.value(f"groups.{group}.mix.{segment}") for segment in SEGMENTS)
        return p, a, d

    def mix_measured(self, group: str, epsilon: float) -> Mix:
        p_p, p_a, p_d = self.mix_today(group)
        u, phi = self.lever("promoter_uplift") * epsilon, self.lever("from_detractors")
        if u >= 0:
            d = min(p_d, phi * u)
            a = min(p_a, u - d)
            d = min(p_d, u - a)
            return p_p + d + a, p_a - a, p_d - d
        lost = min(p_p, -u)
        return p_p - lost, p_a + (1 - phi) * lost, p_d + phi * lost

    def mix_of_money(self, group: str, epsilon: float) -> list[float]:
        c = self.lever("causal_share")
        pairs = zip(self.mix_today(group), self.mix_measured(group, epsilon), strict=True)
        return [p + c * (q - p) for p, q in pairs]

    # Customers

    def churn(self, path: str, epsilon: float) -> float:
        monthly = 1 - (1 - self.value(f"{path}.churn")) ** (1 / 12)
        m = min(1.0, monthly * math.prod(self.of_events("churn_factor")))
        return min(1.0, m * (1 - min(1.0, self.lever("churn_reduction") * epsilon)))

    def referrals(self, path: str, epsilon: float) -> float:
        r, more = self.value(f"{path}.referrals_per_year"), self.lever("referral_uplift") * epsilon
        return r * (1 + max(-1.0, more)) if r >= 0 else r * (1 - min(1.0, more))

    def next_customers(self, group: str, n: float, epsilon: float) -> float:
        left = won = 0.0
        for segment, q in zip(SEGMENTS, self.mix_of_money(group, epsilon), strict=True):
            left += q * self.churn(f"groups.{group}.{segment}", epsilon)
            won += q * self.referrals(f"groups.{group}.{segment}", epsilon) / 12
        new = self.value(f"groups.{group}.new_customers_per_year") / 12
        return n * max(0.0, 1 - left + won) + new

    # Money

    def spending(self, path: str, epsilon: float) -> float:
        basket = self.value(f"{path}.purchases_per_year") * self.value(f"{path}.spend_per_purchase")
        return (
            basket * (1 + self.lever("spend_uplift") * epsilon) + self.lever("cross_sell") * epsilon
        )

    def margin(self, group: str, n: float, epsilon: float) -> float:
        total = 0.0
        for segment, q in zip(SEGMENTS, self.mix_of_money(group, epsilon), strict=True):
            path = f"groups.{group}.{segment}"
            served = 1 - min(1.0, self.lever("cost_to_serve_reduction") * epsilon)
            reward = max(0.0, self.referrals(path, epsilon)) * self.value(
                f"groups.{group}.referral_cost"
            )
            gain = self.value(f"{path}.gross_margin") * self.spending(path, epsilon)
            total += q * (gain - self.value(f"{path}.cost_to_serve") * served - reward)
        cheaper = 1 - min(1.0, self.lever("acquisition_cost_reduction") * epsilon)
        new = self.value(f"groups.{group}.new_customers_per_year") / 12
        return n / 12 * total - new * self.value(f"groups.{group}.acquisition_cost") * cheaper

    def revenue(self, group: str, n: float, epsilon: float) -> float:
        mix = zip(SEGMENTS, self.mix_of_money(group, epsilon), strict=True)
        return n / 12 * sum(q * self.spending(f"groups.{group}.{s}", epsilon) for s, q in mix)

    def cost(self, t: int) -> float:
        total = 0.0
        for line in self.scenario.investments:
            path = f"investments.{line.name}"
            if line.from_month == t + 1 and t <= self.months - 1:
                total += self.value(f"{path}.one_off")
            if t >= 1 and line.from_month <= t <= (line.to_month or self.months):
                total += self.value(f"{path}.per_year") / 12
        k = self.programme("scale") * (1 + self.programme("cost_overrun"))
        return k * math.prod(self.of_events("cost_factor")) * total

    def discount(self, t: int) -> float:
        year = math.ceil(t / 12)
        years = {"monthly": t / 12, "year-end": year, "mid-year": year - 0.5}
        y = 0.0 if t == 0 else years[self.scenario.horizon.discounting]
        return float((1 + self.value("horizon.discount_rate")) ** -y)

    def clv(self, path: str) -> float:
        real = (1 + self.value("horizon.discount_rate")) / (1 + self.value("horizon.inflation"))
        v = real ** (-1 / 12)
        kept = (1 - self.value(f"{path}.churn")) ** (1 / 12)
        basket = self.value(f"{path}.purchases_per_year") * self.value(f"{path}.spend_per_purchase")
        year = self.value(f"{path}.gross_margin") * basket - self.value(f"{path}.cost_to_serve")
        return math.nan if kept * v >= 1 else year / 12 * v / (1 - kept * v)

    # Prices and tax

    def prices(self, t: int) -> float:
        return float((1 + self.value("horizon.inflation")) ** (t / 12))

    def after_tax(self, benefit: list[float], cost: list[float]) -> list[float]:
        rate, account, left = self.value("horizon.tax_rate"), 0.0, []
        for b, c in zip(benefit, cost, strict=True):
            taxed = b - c
            if self.scenario.horizon.tax_losses == "carried-forward":
                taxed, account = max(0.0, b - c - account), max(0.0, account - (b - c))
            left.append(b - rate * taxed)
        return left

    # Results

    @property
    def untaxed(self) -> float:
        return 1 - self.value("horizon.tax_rate")

    def monthly(self) -> dict[str, list[float]]:
        """Revenue, B and C from t = 0, N from t = 1 to T + 1, NPS from t = 1; gained by group."""
        groups = [group.name for group in self.scenario.groups]
        n1 = {g: self.value(f"groups.{g}.customers") for g in groups}
        n0, months = dict(n1), self.months
        out: dict[str, list[float]] = {
            "benefit": [0.0],
            "revenue": [0.0],
            "cost": [self.cost(t) for t in range(months + 1)],
            "customers_with": [sum(n1.values())],
            "customers_without": [sum(n0.values())],
            "nps_with": [],
            "nps_without": [],
        }
        for t in range(1, months + 1):
            eps = {g: self.epsilon(g, t) for g in groups}
            zero = dict.fromkeys(groups, 0.0)
            b = sum(self.margin(g, n1[g], eps[g]) - self.margin(g, n0[g], 0.0) for g in groups)
            out["benefit"].append(self.programme("attribution") * b if b > 0 else b)
            out["revenue"].append(
                sum(self.revenue(g, n1[g], eps[g]) - self.revenue(g, n0[g], 0.0) for g in groups)
            )
            out["nps_with"].append(self.nps(n1, eps))
            out["nps_without"].append(self.nps(n0, zero))
            n1 = {g: self.next_customers(g, n1[g], eps[g]) for g in groups}
            n0 = {g: self.next_customers(g, n0[g], 0.0) for g in groups}
            out["customers_with"].append(sum(n1.values()))
            out["customers_without"].append(sum(n0.values()))
        for flow in ("benefit", "revenue", "cost"):
            out[flow] = [x * self.prices(t) for t, x in enumerate(out[flow])]
        out["benefit"] = self.after_tax(out["benefit"], out["cost"])
        out["gained"] = [n1[g] - n0[g] for g in sorted(groups)]
        return out

    def nps(self, customers: Mapping[str, float], epsilon: Mapping[str, float]) -> float:
        everyone = sum(customers.values())
        mixes = {g: self.mix_measured(g, epsilon[g]) for g in customers}
        balance = sum(n * (mixes[g][0] - mixes[g][2]) for g, n in customers.items())
        return 100 * balance / everyone if everyone > 0 else math.nan

    def results(self) -> dict[str, float]:
        """Every result of the trial; NaN where it is undefined, infinite where it is never."""
        months, times = self.monthly(), range(self.months + 1)
        b, c, d = months["benefit"], months["cost"], [self.discount(t) for t in times]
        benefit, cost = sum(b), sum(c)
        gain, spent = (sum(x * w for x, w in zip(flow, d, strict=True)) for flow in (b, c))
        beyond = 0.0
        groups = sorted(group.name for group in self.scenario.groups)
        for g, gained in zip(groups, months["gained"], strict=True):
            mix = zip(SEGMENTS, self.mix_today(g), strict=True)
            beyond += gained * sum(p * self.clv(f"groups.{g}.{s}") for s, p in mix)
        plain = (x - y for x, y in zip(b, c, strict=True))
        worth = ((x - y) * w for x, y, w in zip(b, c, d, strict=True))
        return {
            "benefit": benefit,
            "cost": cost,
            "roi": (benefit - cost) / cost if cost else math.nan,
            "npv": gain - spent,
            "roi_pv": (gain - spent) / spent if cost else math.nan,
            "revenue": sum(months["revenue"]),
            "payback_months": payback(plain, cost),
            "payback_months_discounted": payback(worth, cost),
            "beyond_horizon": beyond * d[-1] * self.prices(self.months) * self.untaxed,
        }


def payback(flows: Iterable[float], cost: float) -> float:
    """Return the point after which the cumulative flow stays 0 or above."""
    sums, total = [], 0.0
    for flow in flows:
        total += flow
        sums.append(0.0 if abs(total) <= 1e-9 * cost else total)
    below = [t for t, level in enumerate(sums) if level < 0]
    if cost == 0 or sums[-1] < 0:
        return math.inf
    if not below:
        return 0.0
    t = below[-1]
    return t + -sums[t] / (sums[t + 1] - sums[t])


def point(scenario: Scenario) -> Reference:
    """Return the reference of the point plan."""
    return Reference(scenario, lambda path: _certain(scenario, path))


def trial(scenario: Scenario, draws: Mapping[str, Iterable[float]], number: int) -> Reference:
    """Return the reference of one trial."""
    drawn = {path: float(values[number]) for path, values in draws.items()}  # type: ignore[index]
    return Reference(
        scenario, lambda path: drawn[path] if path in drawn else _certain(scenario, path)
    )


def _certain(scenario: Scenario, path: str) -> float:
    _, name, *steps = path.split(".")
    if steps[:1] == ["mix"]:
        group = next(group for group in scenario.groups if group.name == name)
        return group.mix.expected_value[SEGMENTS.index(steps[1])]
    if steps == ["fired"]:
        return 0.0
    number = scenario.numbers[path]
    if not isinstance(number, Distribution):
        return number
    return number.expected_value if number.certain is None else number.certain
