"""The share of the spread: known for a sum, near nothing for what has no part in it."""

import pytest

from cxsim.downside.shares import spread_shares
from tests.downside.cases import linear, sample, simulated
from tests.generate import tiny


def test_the_shares_of_a_sum_are_its_variances():
    """Of independent terms each explains its variance over the sum's: 3,600, 900 and 400 of 4,900.

    32 classes lose the spread within a class: under a hundredth of the share.
    """
    found = spread_shares(simulated(linear(), 16_384))
    shares = [found[f"investments.{name}.one_off"] for name in "ABC"]
    assert shares == pytest.approx([3600 / 4900, 900 / 4900, 400 / 4900], abs=0.012)


def test_shares_lie_between_nothing_and_all():
    """Of a whole case no share leaves [0, 1] and together they stay near the whole."""
    found = spread_shares(simulated(sample(), 4_096))
    assert all(0 <= share <= 1 for share in found.values())
    assert 0.5 < sum(found.values()) < 1.1
    assert "groups.Small business.mix" in found


def test_what_does_not_vary_has_no_shares():
    """A certain result has no spread to share."""
    assert spread_shares(simulated(tiny({"risk_events": []}), 64)) == {}
