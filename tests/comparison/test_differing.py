"""The inputs that differ, by kind."""

from cxsim.comparison import compare
from cxsim.comparison.differing import RANKS, differing
from cxsim.scenario.editing import added, removed, with_ranks
from tests.comparison.cases import TRIALS, contrasted
from tests.store import sample_scenario

TELECOM = sample_scenario("telecom")


def rows(*scenarios):
    """What differs, by path."""
    found = differing(compare(scenarios, trials=16))
    return {row.path: row for row in found}


def test_each_change_is_told_once_and_by_kind():
    """A fact, an action and a belief stand under their own heads, with each scenario's value."""
    other = TELECOM.with_values(
        {
            "groups.Households.customers": 100_000.0,
            "programme.scale": 2.0,
            "programme.attribution": 0.5,
            "name": "Another",
        }
    )
    found = rows(TELECOM, other)
    kinds = [(row.kind, path) for path, row in found.items()]
    assert kinds == [
        ("facts", "groups.Households.customers"),
        ("actions", "programme.scale"),
        ("beliefs", "programme.attribution"),
    ]
    assert found["programme.scale"].values == (TELECOM.programme.scale, 2.0)


def test_what_one_has_and_another_lacks_is_one_row():
    """A new event, a line that is gone and other ranks are told as such, not field by field."""
    other = removed(added(TELECOM, "risk_events", "Strike"), "investments", "CX team")
    pair = ("programme.cost_overrun", "programme.levers.churn_reduction")
    found = rows(TELECOM, with_ranks(other, {pair: 0.5}))
    assert found["risk_events.Strike"].values == (False, True)
    assert found["investments.CX team"].values == (True, False)
    assert found["investments.CX team"].kind == "actions"
    before, after = found[RANKS].values
    assert after == before + 1
    assert not any(path.startswith("investments.CX team.") for path in found)


def test_a_copy_differs_in_nothing():
    """Another name and description are no other case."""
    assert rows(TELECOM, TELECOM.with_values({"name": "B", "description": "C"})) == {}


def test_contrasts_are_actions():
    """Scale and months are what is done; only the event that delays an uncertain one is not."""
    assert contrasted().results[0].design.trials == TRIALS
    kinds = {row.kind for row in differing(contrasted())}
    assert kinds == {"actions"}
