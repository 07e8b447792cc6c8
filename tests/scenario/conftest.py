"""One good scenario, and the command line's answer to a bad one."""

import pytest
from click.testing import CliRunner

from cxsim.cli import main

BASE = """\
# A telecom operator. Every kind of table and of distribution stands here once.
schema_version = 2
name = "Base"
description = "Two groups, two lines, two events."
currency = "EUR"

[horizon]
years = 3                             # whole years
discount_rate = 0.08
discounting = "monthly"
start = "2027-01"

[[groups]]
name = "Households"
customers = 120_000                   # at the start
new_customers_per_year = 14_000
acquisition_cost = 180.0
mix = { promoters = 0.3, passives = 0.4, detractors = 0.3 }

[groups.promoters]
purchases_per_year = 12.0
spend_per_purchase = { dist = "lognormal", mean = 41.0, sd = 4.0 }
gross_margin = 0.38
churn = { dist = "pert", low = 0.05, mode = 0.08, high = 0.12 } # from billing
referrals_per_year = 0.10
cost_to_serve = 24.0

[groups.passives]
purchases_per_year = 11.0
spend_per_purchase = 39.0
gross_margin = 0.38
churn = { dist = "uniform", low = 0.1, high = 0.2 }

[groups.detractors]
purchases_per_year = 10.0
spend_per_purchase = 36.0
gross_margin = 0.37
churn = { dist = "triangular", low = 0.15, mode = 0.25, high = 0.35 }
referrals_per_year = -0.05

[[groups]]
name = "Small business"
customers = 9_000
mix = { dist = "survey", promoters = 62, passives = 84, detractors = 54 }

[groups.promoters]
purchases_per_year = 12.0
spend_per_purchase = 120.0
gross_margin = 0.6
churn = 0.08

[groups.passives]
purchases_per_year = 12.0
spend_per_purchase = 114.0
gross_margin = 0.6
churn = 0.1

[groups.detractors]
purchases_per_year = 12.0
spend_per_purchase = 110.0
gross_margin = 0.6
churn = { dist = "quantiles", p10 = 0.11, p50 = 0.14, p90 = 0.18, low = 0.05, high = 0.4 }

[programme]
name = "Close the loop"
scale = 1.0
delay_months = 3
ramp_months = { dist = "discrete", values = [6, 12, 18], weights = [1, 2, 1] }
ramp = "linear"
attribution = 0.8
cost_overrun = { dist = "normal", mean = 0.1, sd = 0.1, low = -0.5 }

[programme.levers]
promoter_uplift = 0.06
causal_share = { dist = "beta", alpha = 2, beta = 4 }
cross_sell = 1.5

[[investments]]
name = "CX team"
category = "team"
one_off = 60_000
per_year = 240_000
from_month = 2
to_month = 30

[[investments]]
name = "Platform"
category = "technology"
one_off = 40_000

[[risk_events]]
name = "No landing"
probability = 0.15
effect_factor = 0.0

[[risk_events]]
name = "Price war"
probability = 0.05
churn_factor = 1.5

[sources."groups.Households.promoters.churn"]
source = "Billing system"
kind = "measured"
grade = "A"
owner = "Finance"
date = 2026-03-31

[[correlations]]
between = ["groups.Households.promoters.churn", "groups.Households.passives.churn"]
rank = 0.6
"""


@pytest.fixture(scope="session")
def base():
    """The text of a scenario without a fault."""
    return BASE


@pytest.fixture(scope="session")
def edited():
    """A function that makes the text of BASE with one passage replaced."""

    def edit(old, new):
        assert BASE.count(old) == 1, f"{old!r} stands {BASE.count(old)} times in the base"
        return BASE.replace(old, new)

    return edit


@pytest.fixture
def refused(tmp_path):
    """A function that checks a file's content and returns the lines of the refusal.

    Both `check` and `run` must end with status 2, say the same on stderr and nothing on stdout.
    """

    def refuse(content):
        file = tmp_path / "bad.toml"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        told = []
        for command in (["check"], ["run", "--json", "--trials", "8"]):
            answer = CliRunner().invoke(main, [*command, str(file)])
            assert answer.exit_code == 2, answer.output
            assert answer.stdout == ""
            assert isinstance(answer.exception, SystemExit), "a traceback, not a message"
            assert "Traceback" not in answer.stderr
            told.append(answer.stderr.splitlines())
        assert told[0] == told[1]
        return told[0]

    return refuse


@pytest.fixture
def check_fault(refused, edited):
    """A function that makes one fault and sees that the one line told holds all its parts."""

    def check(old, new, path, value, rule, remedy):
        lines = refused(edited(old, new))
        assert len(lines) == 1, lines
        place, _, rest = lines[0].partition(": ")
        what, _, how = rest.partition("; ")
        assert place == (f"{path} = {value}" if value else path)
        assert rule in what
        assert remedy in how

    return check
