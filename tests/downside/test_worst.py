"""What the worst tenth have in common is found where it is known."""

import numpy as np
import pytest

from cxsim.downside.worst import worst_tenth
from tests.downside.cases import linear, sample, simulated


def test_the_largest_cost_stands_furthest_off():
    """Of three normal costs the one with the largest sd is highest where NPV is lowest."""
    found = worst_tenth(simulated(linear(), 16_384))
    assert [each.path[-9] for each in found] == ["A", "B", "C"]
    assert all(each.rank > 0 and each.worst > each.usual for each in found)
    # E[z | worst tenth] = φ(1.2816)/0.1 · 60/70; the median of z given the sum is near it
    assert found[0].worst == pytest.approx(300 + 60 * 1.754983 * 60 / 70, rel=0.02)


def test_an_event_is_counted_by_its_share():
    """Where an event takes all of the effect it fires in the worst tenth far more often."""
    result = simulated(sample("starbucks"))
    path = "risk_events.The programme does not land.fired"
    [event] = [each for each in worst_tenth(result) if each.path == path]
    below = result.npv <= np.percentile(result.npv, 10)
    assert event.worst == result.draws[path][below].mean()
    assert event.rank == pytest.approx(event.worst - event.usual)
    assert event.rank > 0.3
