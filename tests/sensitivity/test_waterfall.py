"""Shapley's value: known games, known channels, and sums to the cent."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxsim.scenario.schema import Levers
from cxsim.sensitivity.channels import CHANNELS, closed
from cxsim.sensitivity.rerun import Rerun
from cxsim.sensitivity.waterfall import LEVERS, by_channel, by_lever, shapley, to_cents
from cxsim.simulation import outcomes, simulate
from tests.generate import random_scenario, tiny
from tests.sensitivity.cases import CROSS_SELL, UPLIFT, line, moved, of_sample

FINITE = st.floats(-1e9, 1e9)


def test_the_airport_game():
    """Littlechild and Owen 1973: runways of 1, 2 and 3 are paid by 1/3, 5/6 and 11/6."""
    lengths = {"small": 1.0, "medium": 2.0, "large": 3.0}
    parts = shapley(tuple(lengths), lambda on: max((lengths[name] for name in on), default=0.0))
    assert parts == pytest.approx((1 / 3, 5 / 6, 11 / 6))


def test_the_glove_game():
    """One left glove and two right ones: the left is worth 2/3, each right one 1/6."""
    parts = shapley(("left", "right", "other"), lambda on: float("left" in on and len(on) > 1))
    assert parts == pytest.approx((2 / 3, 1 / 6, 1 / 6))


@given(st.lists(FINITE, min_size=1, max_size=9), FINITE)
def test_cents_add_up(parts, off):
    """Parts in whole cents sum to the total in whole cents, whatever they miss of it."""
    total = float(sum(parts)) + off / 1e12
    found = to_cents(parts, total)
    assert sum(found) == Decimal(total).quantize(Decimal("0.01"))
    for part, cents in zip(parts, found, strict=True):
        assert abs(float(cents) - part) <= 0.02 + abs(part) * 1e-9


def test_thirds_of_a_euro():
    """Three thirds of a euro are 34, 33 and 33 cents."""
    assert sorted(map(str, to_cents([1 / 3] * 3, 1.0))) == ["0.33", "0.33", "0.34"]


def test_levers_that_do_not_meet_keep_their_own():
    """Cross-sell and service are sums: each lever's part is what it brings alone."""
    service = "programme.levers.cost_to_serve_reduction"
    scenario = line({"groups.G.promoters.cost_to_serve": 50.0, service: 0.4})
    found = by_lever(simulate(scenario, 1_024))
    assert dict(zip(found.names, found.parts, strict=True)) == pytest.approx(
        {"cross_sell": 110_000.0, "cost_to_serve_reduction": 20_000.0}, rel=1e-4
    )
    assert found.residual == pytest.approx(0, abs=1e-6)


def test_levers_that_multiply_share_what_they_make_together():
    """Spending up by a half, by customers up by uplift: the product is halved between them."""
    scenario = moved({"programme.levers.spend_uplift": 0.5, UPLIFT: 0.05})
    found = by_lever(simulate(scenario, 16))
    before = 1_000 * (0.5 * 200)
    alone = {"promoter_uplift": 10_000.0, "spend_uplift": 0.5 * before}
    together = 0.5 * 10_000.0
    assert dict(zip(found.names, found.parts, strict=True)) == pytest.approx(
        {name: part + together / 2 for name, part in alone.items()}
    )


FIELDS = (
    "purchases_per_year",
    "spend_per_purchase",
    "gross_margin",
    "churn",
    "referrals_per_year",
    "cost_to_serve",
)
ONLY = {
    "spending": {CROSS_SELL: 10.0},
    "retained": {"programme.levers.churn_reduction": 0.3},
    "referred": {"programme.levers.referral_uplift": 0.5},
    "service": {"programme.levers.cost_to_serve_reduction": 0.3},
    "acquisition": {"programme.levers.acquisition_cost_reduction": 0.2},
}
RICH = {
    "horizon.years": 2,
    "groups.G.customers": 1_000.0,
    "groups.G.new_customers_per_year": 100.0,
    "groups.G.acquisition_cost": 80.0,
    "groups.G.referral_cost": 5.0,
    "groups.G.mix": {"promoters": 0.3, "passives": 0.4, "detractors": 0.3},
    "risk_events.E.probability": 0.0,
    **{
        f"groups.G.{segment}.{name}": value
        for segment, fields in {
            "promoters": (12.0, 30.0, 0.5, 0.05, 0.20, 10.0),
            "passives": (11.0, 28.0, 0.5, 0.10, 0.05, 20.0),
            "detractors": (10.0, 25.0, 0.4, 0.30, -0.02, 40.0),
        }.items()
        for name, value in zip(FIELDS, fields, strict=True)
    },
}


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_lever_of_one_channel_earns_in_it(channel):
    """A lever that works through one channel alone has its whole benefit there."""
    result = simulate(tiny({**RICH, **ONLY[channel]}), 16)
    found = by_channel(result)
    parts = dict(zip(found.names, found.parts, strict=True))
    assert parts.pop(channel) == pytest.approx(found.total)
    assert found.total > 0
    assert list(parts.values()) == pytest.approx([0] * 4, abs=1e-6 * found.total)


@pytest.mark.parametrize("channel", CHANNELS)
def test_segments_alike_but_in_one_thing_earn_through_it(channel):
    """Where segments differ in one channel alone, a moved customer earns there and nowhere else."""
    fields = {
        "spending": ("spend_per_purchase",),
        "retained": ("churn",),
        "referred": ("referrals_per_year",),
        "service": ("cost_to_serve",),
        "acquisition": (),
    }
    alike = {
        f"groups.G.{segment}.{name}": RICH[f"groups.G.passives.{name}"]
        for segment in ("promoters", "detractors")
        for name in (
            "purchases_per_year",
            "spend_per_purchase",
            "gross_margin",
            "churn",
            "referrals_per_year",
            "cost_to_serve",
        )
        if name not in fields[channel]
    }
    found = by_channel(simulate(tiny({**RICH, **alike, UPLIFT: 0.1}), 16))
    parts = dict(zip(found.names, found.parts, strict=True))
    assert parts.pop(channel) == pytest.approx(found.total, abs=1e-6)
    assert list(parts.values()) == pytest.approx([0] * 4, abs=1e-6)


@pytest.mark.parametrize("name", ["telecom", "starbucks", "retailer"])
def test_both_sums_are_the_mean_benefit(name):
    """By lever and by channel the parts add up to the mean benefit, to the cent."""
    result = of_sample(name, 1_024)
    total = Decimal(float(result.benefit.mean())).quantize(Decimal("0.01"))
    for found in (by_lever(result), by_channel(result)):
        assert sum(found.in_cents) == total
        assert abs(found.residual) < 1e-6 * abs(found.total)


def test_with_all_channels_shut_nothing_is_earned():
    """Whatever the scenario, all channels shut leave no benefit and the same revenue without."""
    for scenario in map(random_scenario, range(12)):
        result = simulate(scenario, 16)
        again = Rerun(result)
        found = outcomes(scenario, closed(again, CHANNELS))
        scale = np.abs(result.benefit).max() + float(np.abs(result.revenue).max()) + 1
        np.testing.assert_allclose(found.benefit, 0, atol=1e-9 * scale)


def test_without_levers_there_is_nothing_to_split():
    """A programme that moves nothing has no parts, and a benefit of 0."""
    result = simulate(tiny(), 16)
    assert by_lever(result).parts == ()
    assert by_lever(result).total == 0
    assert by_channel(result).in_cents == (Decimal("0.00"),) * 5


def test_every_lever_of_the_scenario_is_known():
    """Each field of the levers but the two that say how is a lever of the waterfall."""
    how = {"from_detractors", "causal_share"}
    assert set(Levers.model_fields) == set(LEVERS) | how
