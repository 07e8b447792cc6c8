"""Facts, actions and beliefs are told apart, as the workbench shows them."""

import pytest

from cxsim.scenario.kinds import KINDS, is_of_world, kind_of, strikes_all
from tests.store import sample_scenario


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("groups.Households.promoters.churn", "facts"),
        ("groups.Households.mix", "facts"),
        ("groups.Households", "facts"),
        ("groups.Households.response", "beliefs"),
        ("horizon.years", "facts"),
        ("currency", "facts"),
        ("programme.scale", "actions"),
        ("programme.ramp", "actions"),
        ("programme.attribution", "beliefs"),
        ("programme.levers.causal_share", "beliefs"),
        ("investments.CX team.from_month", "actions"),
        ("investments.CX team", "actions"),
        ("risk_events.Price war.probability", "beliefs"),
        ("correlations", "beliefs"),
    ],
)
def test_every_place_has_a_kind(path, kind):
    """The company as it is; what is done; what it is believed to achieve."""
    assert kind_of(path) == kind
    assert kind in KINDS


def test_what_strikes_without_a_programme_is_of_the_world():
    """A price war changes churn for all; a programme that does not land is its own affair."""
    telecom = sample_scenario("telecom")
    found = {event.name: strikes_all(event) for event in telecom.risk_events}
    assert found["Price war"]
    assert not found["The programme does not land"]
    assert is_of_world("risk_events.Price war.probability", telecom)
    assert not is_of_world("risk_events.The programme does not land.probability", telecom)
    assert not is_of_world("groups.Households.response", telecom)
    uncertain = {"dist": "uniform", "low": 0.9, "high": 1.1}
    varied = telecom.with_value("risk_events.The programme does not land.churn_factor", uncertain)
    assert is_of_world("risk_events.The programme does not land.probability", varied)
