"""The effect and the mix of the kernel by hand, on cases small enough for it."""

from collections.abc import Mapping

import numpy as np
import pytest

from cxsim.model import Paths
from cxsim.simulation import point_plan
from tests.generate import tiny

LEVER = "programme.levers."


def plan(changes: Mapping[str, object]) -> Paths:
    """Return the months of the tiny scenario with changes."""
    return point_plan(tiny(changes)).paths


def strength(changes: Mapping[str, object]) -> np.ndarray:
    """Return ε(1 … 12): the benefit of a cross-sell of 12 a year, 1 a month, to one customer."""
    return plan({LEVER + "cross_sell": 12.0, **changes}).benefit[0, 1:]


def moved(u: float, phi: float, mix: tuple[float, float, float]) -> list[float]:
    """Return the mix q after an uplift u, seen through NPS and through promoters' revenue."""
    shares = dict(zip(("promoters", "passives", "detractors"), mix, strict=True))
    seen = plan(
        {
            LEVER + "promoter_uplift": u,
            LEVER + "from_detractors": phi,
            "groups.G.mix": shares,
            "groups.G.promoters.purchases_per_year": 12.0,
        }
    )
    promoters = mix[0] + seen.revenue[0, 1]
    detractors = promoters - seen.nps_with[0, 0] / 100
    return [promoters, 1 - promoters - detractors, detractors]


def test_a_programme_that_is_left_costs_its_pilot():
    """Neither effect nor cost remains, also where a scale of 0 would keep it; what it cost does."""
    scenario = tiny(
        {
            LEVER + "cross_sell": 12.0,
            "programme.returns": 0.0,
            "programme.cost_overrun": 0.5,
            "investments.L.one_off": 7.0,
            "horizon.inflation": 0.1,
        }
    )
    whole = point_plan(scenario).paths
    assert whole.benefit.any()
    for ahead in (0.0, 1.0):
        pilot = {"pilot.cost": np.full(1, 5.0), "pilot.ahead": np.full(1, ahead)}
        found = point_plan(scenario, pilot).paths
        assert found.cost[0, 0] == pytest.approx(ahead * whole.cost[0, 0] + 5.0)
        np.testing.assert_allclose(found.cost[0, 1:], ahead * whole.cost[0, 1:])
        np.testing.assert_allclose(found.benefit, ahead * whole.benefit)


def test_without_a_ramp_the_effect_is_whole_after_the_delay():
    """A ramp of 0 gives 1 in the months after the delay, and 0 in the month that it ends."""
    expected = [0.0] * 3 + [1.0] * 9
    np.testing.assert_array_equal(strength({"programme.delay_months": 3.0}), expected)


def test_a_delay_need_not_be_whole():
    """After a delay of 2.5 months the effect is there in month 3."""
    expected = [0.0] * 2 + [1.0] * 10
    np.testing.assert_array_equal(strength({"programme.delay_months": 2.5}), expected)


def test_a_linear_ramp_rises_evenly():
    """With delay 2 and ramp 4 the effect is (t − 2)/4, between 0 and 1."""
    found = strength({"programme.delay_months": 2.0, "programme.ramp_months": 4.0})
    np.testing.assert_allclose(found, [0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1], rtol=1e-15)


def test_an_s_curve_starts_and_ends_gently():
    """The s-curve takes 3x² − 2x³ of the linear ramp: 5/32, 1/2, 27/32."""
    ramp = {"programme.ramp_months": 4.0, "programme.ramp": "s-curve"}
    np.testing.assert_allclose(strength(ramp)[:5], [5 / 32, 1 / 2, 27 / 32, 1, 1], rtol=1e-15)


def test_what_is_no_longer_paid_for_fades():
    """With money to month 6, 75 % lost a year leaves (1/4)^((t − 6)/12) of the effect."""
    changes = {
        "investments.L.per_year": 1.0,
        "investments.L.to_month": 6,
        "programme.fade_rate": 0.75,
    }
    found = strength(changes)
    expected = [1.0] * 6 + [0.25 ** (t / 12) for t in range(1, 7)]
    np.testing.assert_allclose(found, expected, rtol=1e-14)


def test_an_unpaid_effect_fades_from_its_full_height():
    """With no yearly money at all it fades from delay + ramp on; a rate of 1 ends it at once."""
    changes = {
        "programme.delay_months": 1.0,
        "programme.ramp_months": 2.0,
        "investments.L.one_off": 5.0,
    }
    faded = strength({**changes, "programme.fade_rate": 0.5})
    expected = [0, 0.5, 1] + [0.5 ** (t / 12) for t in range(1, 10)]
    np.testing.assert_allclose(faded, expected, rtol=1e-14)
    gone = strength({**changes, "programme.fade_rate": 1.0})
    np.testing.assert_array_equal(gone, [0, 0.5, 1] + [0] * 9)


def test_the_effect_grows_with_scale_returns_and_response():
    """ε is scale^returns·response: 4^0.5·1.5 = 3."""
    changes = {"programme.scale": 4.0, "programme.returns": 0.5, "groups.G.response": 1.5}
    np.testing.assert_allclose(strength(changes), 3.0, rtol=1e-15)


@pytest.mark.parametrize(
    ("u", "phi", "mix", "expected"),
    [
        (0.10, 0.5, (0.3, 0.4, 0.3), (0.40, 0.35, 0.25)),
        (0.10, 0.0, (0.3, 0.4, 0.3), (0.40, 0.30, 0.30)),
        (0.10, 1.0, (0.3, 0.4, 0.3), (0.40, 0.40, 0.20)),
        (0.40, 1.0, (0.3, 0.4, 0.3), (0.70, 0.30, 0.00)),  # detractors run out: passives give more
        (0.50, 0.0, (0.3, 0.4, 0.3), (0.80, 0.00, 0.20)),  # passives run out: detractors do
        (0.90, 0.5, (0.3, 0.4, 0.3), (1.00, 0.00, 0.00)),
        (-0.10, 0.5, (0.3, 0.4, 0.3), (0.20, 0.45, 0.35)),
        (-0.10, 1.0, (0.3, 0.4, 0.3), (0.20, 0.40, 0.40)),
        (-0.50, 0.25, (0.3, 0.4, 0.3), (0.00, 0.625, 0.375)),  # all promoters are lost
    ],
)
def test_an_uplift_moves_customers_between_segments(
    u: float, phi: float, mix: tuple[float, float, float], expected: tuple[float, float, float]
):
    """Promoters come from detractors and passives as far as there are any, and go to them."""
    np.testing.assert_allclose(moved(u, phi, mix), expected, rtol=0, atol=1e-15)


def test_money_takes_on_only_the_causal_share_of_a_move():
    """With causal_share 0.3 NPS moves by 20 points, revenue by 0.3 of the customers moved."""
    seen = plan(
        {
            LEVER + "promoter_uplift": 0.1,
            LEVER + "from_detractors": 1.0,
            LEVER + "causal_share": 0.3,
            "groups.G.mix": {"promoters": 0.3, "passives": 0.4, "detractors": 0.3},
            "groups.G.promoters.purchases_per_year": 12.0,
        }
    )
    np.testing.assert_allclose(seen.nps_with[0], 20.0, rtol=1e-14)
    np.testing.assert_allclose(seen.nps_without[0], 0.0, atol=1e-14)
    np.testing.assert_allclose(seen.revenue[0, 1:], 0.03, rtol=1e-13)
