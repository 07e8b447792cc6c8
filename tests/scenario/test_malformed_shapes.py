"""Parameters that make no distribution, and correlations that no numbers can have."""

import pytest

from cxsim.scenario import Scenario

SPEND = 'spend_per_purchase = { dist = "lognormal", mean = 41.0, sd = 4.0 }'
PATH = "groups.Households.promoters.spend_per_purchase"

SHAPE = [
    ('dist = "uniform", low = 2, high = 1', "low 2.0 is above high 1.0", "exchange them"),
    ('dist = "triangular", low = 1, mode = 3, high = 2', "not in order", "low ≤ mode ≤ high"),
    ('dist = "pert", low = 1, mode = 0.5, high = 2', "not in order", "low ≤ mode ≤ high"),
    ('dist = "pert", low = 1, mode = 1.5, high = 1', "not in order", "low ≤ mode ≤ high"),
    ('dist = "normal", mean = 1, sd = 1, low = 2, high = 0', "is not below", "low below high"),
    ('dist = "normal", mean = 1, sd = 1, low = 50', "more than 37 sd", "near the interval"),
    ('dist = "quantiles", p10 = 1, p50 = 4, p90 = 3', "do not rise", "p10 < p50 < p90"),
    ('dist = "quantiles", p10 = 1, p50 = 1.05, p90 = 3', "too near one end", "use pert"),
    ('dist = "quantiles", p10 = 1, p50 = 2, p90 = 3, low = 1', "does not lie", "low below p10"),
    ('dist = "quantiles", p10 = 0.01, p50 = 1, p90 = 200, low = 0', "mean is infinite", "closer"),
    ('dist = "discrete", values = [1, 2], weights = [1]', "2 values but 1 weights", "one weight"),
    ('dist = "discrete", values = [1, 2], weights = [2, -1]', "negative", "0 or more"),
    ('dist = "discrete", values = [1, 2], weights = [0, 0]', "sum to nothing", "above 0"),
]  # fmt: skip

FIELD = [
    ('dist = "gaussian", mean = 1, sd = 1', "dist = 'gaussian'", "no such", "uniform, triangular"),
    ('dist = "Normal", mean = 1, sd = 1', "dist = 'Normal'", "no such", "did you mean normal?"),
    ('dist = "survey", promoters = 1', "dist = 'survey'", "no such", "belongs in mix"),
    ("low = 1, high = 2", "dist", "names its shape in dist", "uniform, triangular"),
    ('dist = "normal", mean = 1', "sd", "it is missing", "add it"),
    ('dist = "normal", mean = 1, sd = -1', "sd = -1", "0 or more", "inside the range"),
    ('dist = "lognormal", mean = 0, sd = 1', "mean = 0", "above 0", "inside the range"),
    ('dist = "beta", alpha = 0, beta = 1', "alpha = 0", "above 0", "inside the range"),
    ('dist = "pert", low = 1, mode = 2, high = 3, concentration = -1', "concentration = -1",
     "0 or more", "inside the range"),
    ('dist = "pert", low = 1, mode = 2, max = 3, high = 3', "max = 3", "not known",
     "dist, low, mode, high, concentration"),
    ('dist = "normal", mean = 1, sd = inf', "sd = inf", "finite number", ""),
    ('dist = "discrete", values = [], weights = [1]', "values = []", "too short", "at least 1"),
]  # fmt: skip

FIRST = "groups.Households.promoters.churn"
SECOND = "groups.Households.passives.churn"
THIRD = "groups.Households.detractors.churn"
BETWEEN = f'between = ["{FIRST}", "{SECOND}"]\nrank = 0.6'

SET = [
    (f'between = ["{FIRST}", "{SECOND}", "{THIRD}"]\nrank = 0.6', "between names 3", "among"),
    (f'between = ["{FIRST}", "{FIRST}"]\nrank = 0.6', "correlated with itself", "name each once"),
    (f'{BETWEEN}\namong = ["{FIRST}", "{THIRD}"]', "in between or in among", "one of the two"),
    ("rank = 0.6", "in between or in among", "one of the two"),
    (f'{BETWEEN}\n[[correlations]]\nbetween = ["{SECOND}", "{FIRST}"]\nrank = 0.5',
     "already has the rank 0.6", "keep one"),
    (f'among = ["{FIRST}", "{SECOND}", "{THIRD}"]\nrank = -0.9', "no numbers can have",
     f"the nearest possible: {THIRD} – {SECOND}: "),
    (f'{BETWEEN.replace("0.6", "1.0")}\n[[correlations]]\nbetween = ["{FIRST}", "{THIRD}"]\n'
     f'rank = 0.9\n[[correlations]]\nbetween = ["{SECOND}", "{THIRD}"]\nrank = 0.8',
     "no numbers can have", "the nearest possible: "),
]  # fmt: skip


def spread(fields):
    return f"spend_per_purchase = {{ {fields} }}"


@pytest.mark.parametrize(("fields", "rule", "remedy"), SHAPE)
def test_impossible_shape(refused, edited, fields, rule, remedy):
    """Parameters that contradict each other are refused at the number's path, rule and remedy."""
    (line,) = refused(edited(SPEND, spread(fields)))
    assert line.startswith(f"{PATH} = {{ dist = ")
    assert rule in line
    assert remedy in line.partition("; ")[2]


@pytest.mark.parametrize(("fields", "place", "rule", "remedy"), FIELD)
def test_wrong_parameter(refused, edited, fields, place, rule, remedy):
    """A parameter that is wrong by itself is refused at its own path below the number's."""
    (line,) = refused(edited(SPEND, spread(fields)))
    assert line.startswith(f"{PATH}.{place}: ")
    assert rule in line
    assert remedy in line.partition("; ")[2]


@pytest.mark.parametrize(("table", "rule", "remedy"), SET)
def test_impossible_correlations(refused, edited, table, rule, remedy):
    """Correlations that contradict themselves or each other are refused with the numbers named."""
    (line,) = refused(edited(BETWEEN, table))
    assert line.startswith("correlations")
    assert " = " in line.partition(": ")[0]
    assert rule in line
    assert remedy in line.partition("; ")[2]


def test_the_nearest_ranks_offered_are_accepted(refused, edited):
    """Written into the file, the ranks that the refusal offers make it valid."""
    among = f'among = ["{FIRST}", "{SECOND}", "{THIRD}"]\nrank = -0.9'
    (line,) = refused(edited(BETWEEN, among))
    tables = []
    for offer in line.rpartition("the nearest possible: ")[2].split("; "):
        pair, _, rank = offer.partition(": ")
        first, _, second = pair.partition(" – ")
        tables.append(f'between = ["{first}", "{second}"]\nrank = {rank}')
    assert len(tables) == 3
    scenario = Scenario.parse(edited(BETWEEN, "\n[[correlations]]\n".join(tables)))
    assert all(-0.52 < rank < -0.4 for rank in scenario.rank_correlations.values())
