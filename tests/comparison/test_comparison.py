"""What is compared shares its futures; what has no common measure is refused."""

import pytest

from cxsim.comparison import Comparison, compare
from cxsim.comparison.comparison import told_apart
from cxsim.scenario import Scenario
from cxsim.scenario.editing import added, duplicated, removed, with_ranks
from cxsim.simulation import simulate
from cxsim.text.phrase import RefusedError
from tests.comparison.cases import TRIALS, bet, same_futures, simulated
from tests.store import sample_scenario


def telecom() -> Scenario:
    return sample_scenario("telecom")


@pytest.mark.parametrize(
    "other",
    [
        lambda s: duplicated(s, "groups", "Small business", "Branches"),
        lambda s: added(s, "risk_events", "Strike"),
        lambda s: removed(s, "risk_events", "Price war"),
        lambda s: s.with_value("horizon.years", 3),
        lambda s: s.with_value("programme.scale", {"dist": "uniform", "low": 0.5, "high": 1.0}),
    ],
    ids=["a group more", "an event more", "an event less", "fewer years", "one more uncertain"],
)
def test_what_both_have_has_the_same_draws(other):
    """Also where one has inputs that the other lacks, every shared draw is the same array."""
    first, second = simulated("telecom"), simulate(other(telecom()), TRIALS)
    shared = set(first.draws) & set(second.draws)
    assert len(shared) > 10
    assert same_futures(first, second) == shared


def test_a_correlation_moves_only_what_it_joins():
    """A rank between two numbers leaves the draws of all others as they were."""
    joined_already = {path for pair in telecom().rank_correlations for path in pair}
    pair = tuple(sorted(set(telecom().uncertain) - joined_already)[:2])
    joined = simulate(with_ranks(telecom(), {pair: 0.5}), TRIALS)
    others = set(joined.draws) - set(pair)
    assert others <= same_futures(simulated("telecom"), joined)
    assert pair[0] in same_futures(simulated("telecom"), joined)
    assert pair[1] not in same_futures(simulated("telecom"), joined)


def test_compare_is_simulate_for_each():
    """The results are those of `simulate`, and progress runs from nothing to all, never back."""
    told: list[float] = []
    both = [sample_scenario("telecom"), sample_scenario("retailer")]
    comparison = compare(both, trials=TRIALS, progress=told.append)
    assert (comparison.results[0].npv == simulated("telecom").npv).all()
    assert comparison.names == ("Regional telecom operator", "Fashion retailer")
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("results", "names", "base", "words"),
    [
        (["telecom"], "A", 0, "1; there must be 2 to 6"),
        (["telecom"] * 7, "ABCDEFG", 0, "7; there must be 2 to 6"),
        (["telecom", "retailer"], "AB", 2, "base: 2"),
        (["telecom", "saas"], "AB", 0, "A is in EUR, B in USD"),
    ],
)
def test_what_has_no_common_measure_is_refused(results, names, base, words):
    """The refusal names place, value, rule and remedy."""
    with pytest.raises(RefusedError, match=words):
        Comparison(tuple(simulated(name) for name in results), tuple(names), base)


@pytest.mark.parametrize("design", [{"trials": 2 * TRIALS}, {"trials": TRIALS, "seed": 2}])
def test_other_trials_are_other_futures(design):
    """Results of another count or seed are refused, since trial i is another future there."""
    other = simulate(bet(1.0, 1.0), **design)
    with pytest.raises(RefusedError, match="trials, seed and sampler"):
        Comparison((simulate(bet(1.0, 1.0), TRIALS), other), ("A", "B"))


def test_like_names_are_numbered():
    """Two scenarios of one name stay apart, also from one that is already so called."""
    assert told_apart(["A", "A", "A (2)", "A"]) == ("A", "A (2)", "A (2) (2)", "A (3)")
