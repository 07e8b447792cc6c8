"""One world with another programme."""

import numpy as np
import pytest

from cxsim.comparison.composition import composed
from cxsim.scenario import Scenario, ScenarioError
from cxsim.scenario.kinds import is_of_world
from cxsim.simulation import simulate
from cxsim.text.phrase import RefusedError
from tests.comparison.cases import TRIALS, same_futures, simulated
from tests.generate import random_scenario
from tests.store import sample_scenario

TELECOM, RETAILER = sample_scenario("telecom"), sample_scenario("retailer")


@pytest.fixture(scope="module")
def mixed() -> Scenario:
    """The telecom's world with the retailer's programme."""
    return composed(TELECOM, RETAILER, "Mixed")


@pytest.mark.parametrize("scenario", [TELECOM, RETAILER, *map(random_scenario, range(5))])
def test_its_own_world_and_programme_are_the_scenario(scenario):
    """Nothing is lost between the two parts, ranks and sources included."""
    again = composed(scenario, scenario, scenario.name)
    assert again.fingerprint == scenario.fingerprint
    assert set(again.sources) == set(scenario.sources)


def test_each_part_is_its_own(mixed):
    """Facts and what strikes all are the world's; everything else is the programme's."""
    for path, number in mixed.numbers.items():
        origin = TELECOM if is_of_world(path, mixed) else RETAILER
        if path.endswith(".response"):
            origin = TELECOM
        assert number == origin.numbers[path], path
    assert {e.name for e in mixed.risk_events if e.churn_factor != 1} == {"Price war"}
    assert {line.name for line in mixed.investments} == {ln.name for ln in RETAILER.investments}


def test_the_line_without_moves_with_the_world_alone(mixed):
    """Customers without the programme are the telecom's, whatever the programme; not its own."""
    result = simulate(mixed, TRIALS)
    for path in ("customers_without", "nps_without"):
        ours, theirs = (r.bands[path] for r in (result, simulated("telecom")))
        assert np.array_equal(ours, theirs)
    turned = simulate(composed(RETAILER, TELECOM, "Turned"), TRIALS)
    ours, theirs = (r.bands["customers_without"] for r in (turned, simulated("telecom")))
    assert ours.to_numpy()[0].tolist() != theirs.to_numpy()[0].tolist()


def test_both_parts_keep_their_futures(mixed):
    """What the composition has of either has that one's draws."""
    result = simulate(mixed, TRIALS)
    theirs = {p for p in simulated("telecom").draws if is_of_world(p, mixed)} & set(result.draws)
    assert theirs
    assert theirs <= same_futures(result, simulated("telecom"))
    ours = {p for p in simulated("retailer").draws if not is_of_world(p, mixed)}
    ours = ours & set(result.draws) - same_futures(result, simulated("telecom"))
    assert ours <= same_futures(result, simulated("retailer"))


def test_an_event_of_the_same_name_is_told_apart():
    """A programme's event that is called as one of the world's gets a number."""
    event = {"name": "Price war", "probability": 0.5, "effect_factor": 0.5}
    events = [*RETAILER.content()["risk_events"], event]
    mixed = composed(TELECOM, RETAILER.with_value("risk_events", events), "Mixed")
    names = [event.name for event in mixed.risk_events]
    assert "Price war" in names
    assert "Price war 2" in names
    assert mixed.value("risk_events.Price war 2").effect_factor == 0.5


def test_a_known_group_responds_as_the_programme_has_it():
    """The response is a belief about the programme; one never met keeps its own."""
    path = "groups.Households.response"
    programme = TELECOM.with_value(path, 0.5)
    assert composed(TELECOM, programme, "Mixed").value(path) == 0.5
    assert composed(programme, RETAILER, "Mixed").value(path) == 0.5
    assert composed(programme, TELECOM, "Mixed").value(path) == TELECOM.value(path)


def test_another_currency_is_refused():
    """Nothing is converted; the refusal names both."""
    with pytest.raises(RefusedError, match=r"Regional telecom operator is in EUR.*USD"):
        composed(TELECOM, sample_scenario("saas"), "Mixed")


def test_ranks_that_cannot_hold_at_once_are_refused():
    """The world's and the programme's ranks may contradict each other."""
    a, b = "groups.Households.promoters.churn", "groups.Households.passives.churn"
    lever = "programme.cost_overrun"
    world = TELECOM.with_value("correlations", [{"between": [a, b], "rank": -0.95}])
    both = [{"between": [a, lever], "rank": 0.95}, {"between": [b, lever], "rank": 0.95}]
    with pytest.raises(ScenarioError):
        composed(world, TELECOM.with_value("correlations", both), "Mixed")
