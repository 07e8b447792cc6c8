"""What a scenario implies for the company as it is."""

import pytest

from cxsim.model.books import books
from cxsim.simulation import point_plan
from tests.generate import tiny


def test_books_are_the_model_without_the_programme():
    """Growth of the first year is the plan's own; churn lies a little above the segments' mean."""
    scenario = tiny()
    [found] = books(scenario).groups
    months = point_plan(scenario).paths.customers_without[0]
    assert found.growth == pytest.approx(months[12] / months[0] - 1, rel=1e-12)
    [group] = scenario.groups
    shares = zip(group.mix.expected_value, group.segments, strict=True)
    mean = sum(share * segment.churn for share, segment in shares)
    assert mean - 1e-12 <= found.churn <= mean + 0.05
