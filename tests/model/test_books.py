"""What a scenario implies for the company as it is."""

import pytest

from cxsim.model.books import books
from cxsim.scenario import Scenario
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


def test_the_company_adds_up():
    """Over two groups, customers, revenue and growth are the plan's own; margin by hand."""
    tables = tiny().content()
    [group] = tables["groups"]
    second = {**group, "name": "Second", "customers": 50.0, "new_customers_per_year": 12.0}
    second |= {"acquisition_cost": 7.0, "referral_cost": 3.0}
    scenario = Scenario.from_mapping({**tables, "groups": [group, second]})
    company, paths = books(scenario).company, point_plan(scenario).paths
    customers = paths.customers_without[0]
    assert company.customers == customers[0]
    assert company.growth == pytest.approx(customers[12] / customers[0] - 1, rel=1e-12)
    assert company.nps == pytest.approx(paths.nps_without[0][0])
    assert company.revenue == pytest.approx(sum(each.revenue for each in books(scenario).groups))
    last = scenario.groups[1]
    kept = 0.0
    for share, segment in zip(last.mix.expected_value, last.segments, strict=True):
        margin = segment.gross_margin * segment.purchases_per_year * segment.spend_per_purchase
        rewards = max(0, segment.referrals_per_year) * 3.0
        kept += 50.0 * share * (margin - segment.cost_to_serve - rewards)
    assert books(scenario).groups[1].margin == pytest.approx(kept - 12.0 * 7.0)
