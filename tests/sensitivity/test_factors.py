"""Sets of inputs that are independent of each other."""

from cxsim.scenario import Scenario
from cxsim.sensitivity.factors import factors
from tests.sensitivity.cases import CROSS_SELL, OVERRUN, joined, line
from tests.store import SAMPLES, sample_scenario


def test_what_is_correlated_is_one_set():
    """Two numbers with a rank correlation count once, with the worse of their grades."""
    content = joined(0.5).content()
    content["sources"] = {
        CROSS_SELL: {"source": "s", "kind": "measured", "grade": "A"},
        OVERRUN: {"source": "s", "kind": "judgement", "grade": "D"},
    }
    [both, event] = factors(Scenario.from_mapping(content))
    assert set(both.paths) == {CROSS_SELL, OVERRUN}
    assert (both.kind, both.grade, both.weak, both.reducible) == ("set", "D", True, True)
    assert (event.kind, event.reducible) == ("event", False)


def test_a_rank_of_zero_joins_nothing():
    """Independent numbers stay apart, and without a source there is no grade."""
    found = factors(joined(0.0))
    assert [each.kind for each in found] == ["number", "number", "event"]
    assert [each.grade for each in found] == ["", "", ""]


def test_a_certain_number_is_in_no_set():
    """A correlation with a number that is certain joins nothing to it."""
    content = joined(0.5).with_value(OVERRUN, 0.1).content()
    assert next(each.paths for each in factors(Scenario.from_mapping(content))) == (CROSS_SELL,)


def test_every_draw_of_the_samples_belongs_to_one_set():
    """The sets hold each uncertain number, share and event exactly once."""
    from cxsim.sampling import Design, sample

    for name in SAMPLES:
        scenario = sample_scenario(name)
        draws = sample(scenario, Design(8, 1))
        paths = [path for each in factors(scenario) for path in each.paths]
        assert sorted(paths) == sorted(draws), name


def test_the_line_has_one_number():
    """The case by hand rests on its cross-sell alone."""
    assert [each.id for each in factors(line())] == [CROSS_SELL, "risk_events.E.fired"]
