"""Numbers of a wrong type, outside their range, or with values outside it."""

import pytest

from cxsim.scenario import Scenario, ScenarioError

CHURN = 'churn = { dist = "pert", low = 0.05, mode = 0.08, high = 0.12 } # from billing'
PROMOTERS = "groups.Households.promoters"
LEVERS = "programme.levers"

TYPE = [
    ("customers = 120_000 ", 'customers = "120000" ', "groups.Households.customers", "'120000'",
     "number or a distribution", "without quotes"),
    ("attribution = 0.8", 'attribution = "0,8"', "programme.attribution", "'0,8'",
     "number or a distribution", "without quotes"),
    ("attribution = 0.8", "attribution = true", "programme.attribution", "true",
     "number or a distribution", "write 0.25"),
    ("spend_per_purchase = 39.0", "spend_per_purchase = [39.0]",
     "groups.Households.passives.spend_per_purchase", "[39.0]", "number or a distribution",
     'dist = "pert"'),
    ("years = 3 ", "years = 2.5 ", "horizon.years", "2.5", "whole number", "decimals"),
    ("years = 3 ", "years = true ", "horizon.years", "true", "whole number", "5"),
    ("from_month = 2", 'from_month = { dist = "uniform", low = 1, high = 3 }',
     "investments.CX team.from_month", "{ dist = 'uniform', low = 1, high = 3 }", "whole number",
     "write it"),
    ("rank = 0.6", 'rank = "0.6"', "correlations[1].rank", "'0.6'", "must be a number",
     "without quotes"),
    ("low = 0.05, mode = 0.08", 'low = 0.05, mode = "0.08"', f"{PROMOTERS}.churn.mode", "'0.08'",
     "must be a number", "without quotes"),
    ('name = "Base"', "name = 7", "name", "7", "must be text", "double quotes"),
    ("date = 2026-03-31", 'date = "2026-03-31"',
     'sources."groups.Households.promoters.churn".date', "'2026-03-31'", "must be a date",
     "2026-03-31"),
    ("mix = { promoters = 0.3, passives = 0.4, detractors = 0.3 }", "mix = [0.3, 0.4, 0.3]",
     "groups.Households.mix", "[0.3, 0.4, 0.3]", "table of three shares", ""),
]  # fmt: skip

RANGE = [
    (CHURN, "churn = 1.3", f"{PROMOTERS}.churn", "1.3", "0 or more and below 1",
     "write 30% as 0.30"),
    (CHURN, "churn = 9", f"{PROMOTERS}.churn", "9", "below 1", "write 9% as 0.09"),
    (CHURN, "churn = -0.01", f"{PROMOTERS}.churn", "-0.01", "0 or more", "inside the range"),
    ("attribution = 0.8", "attribution = 80", "programme.attribution", "80", "between 0 and 1",
     "write 80% as 0.8"),
    ("promoter_uplift = 0.06", "promoter_uplift = 6", f"{LEVERS}.promoter_uplift", "6",
     "between -1 and 1", "write 6% as 0.06"),
    ("discount_rate = 0.08", "discount_rate = -1", "horizon.discount_rate", "-1", "above -1",
     "inside the range"),
    ("customers = 9_000", "customers = -1", "groups.Small business.customers", "-1", "0 or more",
     "inside the range"),
    ("gross_margin = 0.37", "gross_margin = 37", "groups.Households.detractors.gross_margin", "37",
     "1 or less", "write 37% as 0.37"),
    ("probability = 0.15", "probability = 15", "risk_events.No landing.probability", "15",
     "between 0 and 1", "write 15% as 0.15"),
    ("customers = 9_000", "customers = nan", "groups.Small business.customers", "nan",
     "finite number", "write its value"),
    ("customers = 9_000", "customers = inf", "groups.Small business.customers", "inf",
     "finite number", "write its value"),
    ("customers = 9_000", "customers = 1" + "0" * 400, "groups.Small business.customers",
     "≈ 10^400", "finite number", "write its value"),
    ("years = 3 ", "years = 16 ", "horizon.years", "16", "15 or less", "inside the range"),
    ("years = 3 ", "years = 0 ", "horizon.years", "0", "1 or more", "inside the range"),
    ("from_month = 2", "from_month = 0", "investments.CX team.from_month", "0", "1 or more",
     "inside the range"),
    ("rank = 0.6", "rank = 1.5", "correlations[1].rank", "1.5", "1 or less", "inside the range"),
    ('ramp = "linear"', 'ramp = "cosine"', "programme.ramp", "'cosine'", "not one of the words",
     "'linear', 's-curve'"),
    ('currency = "EUR"', 'currency = "EURO"', "currency", "'EURO'", "ISO 4217", '"EUR"'),
    ('start = "2027-01"', 'start = "2027-13"', "horizon.start", "'2027-13'", "no month",
     '"2027-01"'),
    ('grade = "A"', 'grade = "E"', 'sources."groups.Households.promoters.churn".grade', "'E'",
     "not one of the words", "'A', 'B', 'C', 'D'"),
]  # fmt: skip

SUPPORT = [
    ("attribution = 0.8", 'attribution = { dist = "normal", mean = 0.8, sd = 0.1, low = 0 }',
     "programme.attribution", "between 0 and 1", "give high = 1"),
    ("attribution = 0.8", 'attribution = { dist = "normal", mean = 0.8, sd = 0.1, high = 1 }',
     "programme.attribution", "between 0 and 1", "give low = 0"),
    ("attribution = 0.8", 'attribution = { dist = "lognormal", mean = 0.5, sd = 0.1 }',
     "programme.attribution", "between 0 and 1", "this shape has no high: use pert"),
    ("attribution = 0.8",
     'attribution = { dist = "discrete", values = [0.5, 80], weights = [1, 1] }',
     "programme.attribution", "between 0 and 1", "this shape has no high: use pert"),
    (CHURN, 'churn = { dist = "uniform", low = 0.5, high = 1 }', f"{PROMOTERS}.churn", "below 1",
     "high"),
    ("customers = 9_000", 'customers = { dist = "quantiles", p10 = 8000, p50 = 9000, p90 = 9900 }',
     "groups.Small business.customers", "0 or more", "give low = 0"),
    ("gross_margin = 0.37", 'gross_margin = { dist = "normal", mean = 0.4, sd = 0.1 }',
     "groups.Households.detractors.gross_margin", "1 or less", "give high = 1"),
    ("probability = 0.15", 'probability = { dist = "pert", low = 0.1, mode = 0.5, high = 1.2 }',
     "risk_events.No landing.probability", "between 0 and 1", "give high = 1"),
    ("delay_months = 3", 'delay_months = { dist = "triangular", low = -1, mode = 3, high = 6 }',
     "programme.delay_months", "0 or more", "give low = 0"),
]  # fmt: skip

SUM = [("0.31", "1.01"), ("0.29", "0.99"), ("0.300002", "1.000002"), ("0.0", "0.7")]


@pytest.mark.parametrize(("old", "new", "path", "value", "rule", "remedy"), TYPE)
def test_wrong_type(check_fault, old, new, path, value, rule, remedy):
    """A value of another type is refused with its path, what it is and how to write it."""
    check_fault(old, new, path, value, rule, remedy)


@pytest.mark.parametrize(("old", "new", "path", "value", "rule", "remedy"), RANGE)
def test_out_of_range(check_fault, old, new, path, value, rule, remedy):
    """A number or word outside its range is refused, percentages with the share meant."""
    check_fault(old, new, path, value, rule, remedy)


@pytest.mark.parametrize(("old", "new", "path", "rule", "remedy"), SUPPORT)
def test_values_out_of_range(refused, edited, old, new, path, rule, remedy):
    """A distribution that can leave its field's range is refused, the missing bound is named."""
    (line,) = refused(edited(old, new))
    assert line.startswith(f"{path} = {{ dist = ")
    assert "all its values must " in line
    assert rule in line
    assert remedy in line


@pytest.mark.parametrize(("share", "total"), SUM)
def test_mix_that_is_no_whole(refused, edited, share, total):
    """Shares that do not sum to 1 are refused with their sum, and counts are offered."""
    (line,) = refused(edited("detractors = 0.3 }", f"detractors = {share} }}"))
    assert line.startswith("groups.Households.mix = { promoters = 0.3, passives = 0.4, detractors")
    assert f"the three shares sum to {total}; they must sum to 1; correct a share" in line
    assert 'dist = "survey"' in line


def test_percentages_in_a_mix_are_told_that_answers_are_counted(refused, edited):
    """The remedy names shares and numbers of answers, with an example of each."""
    line = refused(edited("mix = { promoters = 0.3", "mix = { promoters = 33.5"))[0]
    assert "33.5: it must be 1 or less; write 30% as 0.30" in line
    assert 'numbers of answers: { dist = "survey"' in line


def test_all_faults_are_told_at_once(refused, edited):
    """Three faults in three tables give three lines, each with its path."""
    text = edited("years = 3 ", "years = 30 ")
    text = text.replace("probability = 0.05", "probability = 5").replace("sd = 4.0", "sd = -4.0")
    assert [line.split(" = ")[0] for line in refused(text)] == [
        "horizon.years",
        "groups.Households.promoters.spend_per_purchase.sd",
        "risk_events.Price war.probability",
    ]


def test_the_remedy_of_an_open_bound_is_accepted(edited):
    """A bound that the message of a refused churn names lets it pass."""
    normal = 'churn = { dist = "normal", mean = 0.1, sd = 0.01, low = 0 }'
    with pytest.raises(ScenarioError, match=r"give high = \S+") as refusal:
        Scenario.parse(edited(CHURN, normal))
    bound = str(refusal.value).rpartition("give high = ")[2].split()[0]
    Scenario.parse(edited(CHURN, normal.replace("low = 0", f"low = 0, high = {bound}")))
