"""A customer's month: what the kernel follows is what the equations give at every strength."""

import numpy as np
import pytest

from cxsim.model import LANES, Numbers, empty_paths, lay_out, play_block
from cxsim.model.customer import along, write_chord, write_course, write_rates
from tests.generate import tiny

LEVERS = {
    "programme.levers.promoter_uplift": 0.1,
    "programme.levers.from_detractors": 0.4,
    "programme.levers.causal_share": 0.5,
    "programme.levers.churn_reduction": 0.2,
    "programme.levers.spend_uplift": 0.1,
    "programme.levers.cross_sell": 3.0,
    "programme.levers.referral_uplift": 0.3,
    "programme.levers.cost_to_serve_reduction": 0.2,
    "programme.levers.acquisition_cost_reduction": 0.1,
    "groups.G.mix": {"promoters": 0.3, "passives": 0.4, "detractors": 0.3},
    "groups.G.promoters.churn": 0.1,
    "groups.G.promoters.referrals_per_year": 0.5,
    "groups.G.promoters.purchases_per_year": 12.0,
    "groups.G.promoters.cost_to_serve": 4.0,
    "groups.G.detractors.churn": 0.9999,
    "groups.G.detractors.referrals_per_year": -0.2,
    "groups.G.new_customers_per_year": 10.0,
    "groups.G.acquisition_cost": 5.0,
    "groups.G.referral_cost": 1.0,
}
RATES = ("growth", "margin", "spending", "acquisition", "net_promoters")


def played(changes: dict[str, object]) -> Numbers:
    """Return the numbers of the tiny scenario with all levers, once its months are played."""
    scenario = tiny({**LEVERS, **changes})
    layout = lay_out(scenario)
    numbers = layout.numbers()
    play_block(numbers, False, False, empty_paths(scenario.horizon.months, len(layout.groups)))
    return numbers


def at(numbers: Numbers, share: float) -> np.void:
    """Return the month that the equations give at a share of the full effect."""
    there = numbers.rates[0, 3]
    there.effect[:] = share
    parts = (numbers.groups[0], numbers.segments[0], numbers.programme[0], numbers.block[0])
    write_rates(*parts, numbers.churn[0], there)
    return there


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.75, 1.0])
def test_the_course_is_the_month_at_every_strength(share: float):
    """Each rate along its quadratic is what the equations give there, to the last digits."""
    numbers = played({})
    there, (level, slope, bend, _) = at(numbers, share), numbers.rates[0]
    assert not numbers.customers[0].limited.any()
    for name in RATES:
        found = along(share, *(getattr(row, name)[0] for row in (level, slope, bend)))
        assert found == pytest.approx(getattr(there, name)[0], rel=1e-14, abs=1e-14), name


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("programme.levers.promoter_uplift", 0.8),  # detractors and passives run out
        ("programme.levers.promoter_uplift", -0.4),  # promoters do
        ("programme.levers.churn_reduction", 1.2),
        ("programme.levers.churn_reduction", -1.2),  # more detractors are lost than there are
        ("programme.levers.cost_to_serve_reduction", 1.2),
        ("programme.levers.acquisition_cost_reduction", 1.2),
        ("programme.levers.referral_uplift", 1.2),
        ("programme.levers.referral_uplift", -1.2),
    ],
)
def test_a_limit_within_reach_is_told(path: str, value: float):
    """A scale of 1 does not meet the limit beside it, this value of one lever does."""
    met = played({"programme.scale": 1.2, path: value / 1.2}).customers[0].limited
    assert met.all()


def test_what_meets_a_limit_is_worked_out_month_by_month():
    """Where a limit binds the straight line goes through the month as the equations give it."""
    numbers = played({"programme.levers.promoter_uplift": 0.8})
    month, course = numbers.month[0], numbers.courses[0]
    for share in (0.2, 0.6, 0.9):
        there = at(numbers, share)
        month.effect[:] = share
        write_chord(month, numbers.customers[0], course)
        level, slope, bend, _ = numbers.rates[0]
        for name in RATES:
            found = along(share, *(getattr(row, name)[0] for row in (level, slope, bend)))
            assert found == pytest.approx(getattr(there, name)[0], rel=1e-14, abs=1e-14), name


def test_what_does_not_change_with_the_effect_stays_to_the_bit():
    """Rates that are alike at no, half and all the effect have neither slope nor bend."""
    course = np.full((4, 2, LANES), 0.1)
    write_course(course)
    assert (course[0] == 0.1).all()
    assert not course[1:3].any()
