"""What goes with a figure: closed forms, correlated inputs, events, inputs without effect."""

import numpy as np
import pytest
from scipy.stats import norm

from cxsim.scenario import Scenario
from cxsim.sensitivity.measures import MEASURES
from cxsim.sensitivity.tornado import tornado, without_effect
from cxsim.simulation import simulate
from tests.sensitivity.cases import CROSS_SELL, FIRED, OVERRUN, joined, line, of_sample

TENTH = norm.pdf(norm.ppf(0.1)) / 0.1
"""How far the mean of a normal's lowest tenth lies below its mean, in sd: 1.755."""


def test_the_mean_of_a_normal_in_its_tenths():
    """NPV = 1,000·X − 100,000: 10,000 ∓ 1.755·20,000 in the lowest and highest tenth of X."""
    [bar] = tornado(simulate(line(), 16_384))  # the event never happens: nothing to compare
    assert bar.path == CROSS_SELL
    assert bar.low == pytest.approx(10_000 - TENTH * 20_000, rel=2e-3)
    assert bar.high == pytest.approx(10_000 + TENTH * 20_000, rel=2e-3)


def test_correlated_inputs_lend_each_other_their_bars():
    """With rank r the overrun's bar holds what the cross-sell brings along: −10 + 20·s, in sd."""
    rank = 0.7
    bars = {bar.path: bar for bar in tornado(simulate(joined(rank), 16_384))}
    score = 2 * np.sin(np.pi * rank / 6)
    expected = 2 * TENTH * (-10_000 + score * 20_000)
    assert bars[OVERRUN].high - bars[OVERRUN].low == pytest.approx(expected, rel=0.02)


def test_an_event_is_compared_with_none():
    """An event that takes the effect away costs the whole benefit where it happens."""
    scenario = line({"risk_events.E.probability": 0.3, "risk_events.E.effect_factor": 0.0})
    bars = {bar.path: bar for bar in tornado(simulate(scenario, 16_384))}
    assert bars[FIRED].low == pytest.approx(10_000, abs=4 * bars[FIRED].error)
    assert bars[FIRED].high == pytest.approx(-100_000)


@pytest.mark.parametrize("name", ["npv", "roi", "npv_p10", "loss"])
def test_every_figure_is_taken_of_the_same_trials(name):
    """The bar of any figure is that figure of the very trials in the tenths."""
    result = of_sample("telecom")
    bars = {bar.path: bar for bar in tornado(result, name)}
    measure, path = MEASURES[name], "programme.levers.promoter_uplift"
    order = np.argsort(result.draws[path], kind="stable")
    tenth = len(order) // 10
    values = getattr(result, measure.result)
    assert bars[path].low == pytest.approx(measure.take(values[order[:tenth]]))
    assert bars[path].high == pytest.approx(measure.take(values[order[-tenth:]]))


def test_chance_alone_makes_no_clear_bar():
    """An input of another group without customers moves nothing more than chance would."""
    result = of_sample("telecom", 16_384)
    bars = {bar.path: bar for bar in tornado(result)}
    assert bars["programme.levers.promoter_uplift"].clear
    assert not bars["groups.Small business.detractors.churn"].clear


def test_inputs_without_effect_are_found():
    """The cost to serve of a group that no one is in, and the factor of a lever that is off."""
    uncertain = {"dist": "uniform", "low": 0.0, "high": 1.0}
    scenario = line(
        {
            "programme.levers.causal_share": uncertain,  # no one moves between segments
            "programme.fade_rate": uncertain,  # what is paid for runs to the end
            "investments.L.per_year": 1.0,
            "groups.G.detractors.churn": {"dist": "uniform", "low": 0.0, "high": 0.5},
        }
    )
    idle = without_effect(simulate(scenario, 256))
    assert set(idle) == {
        "programme.levers.causal_share",
        "programme.fade_rate",
        "groups.G.detractors.churn",
        FIRED,
    }


def test_a_rare_event_is_not_taken_for_idle():
    """What an event changes counts even where it does not happen in the trials looked at."""
    scenario = line(
        {
            "risk_events.E.probability": {"dist": "uniform", "low": 0.0, "high": 0.001},
            "risk_events.E.cost_factor": {"dist": "uniform", "low": 1.0, "high": 2.0},
        }
    )
    assert without_effect(simulate(scenario, 256)) == []


def test_nothing_uncertain_has_no_bars():
    """Where nothing is drawn there is nothing to compare."""
    scenario = Scenario.from_mapping({**line({CROSS_SELL: 110.0}).content(), "risk_events": []})
    result = simulate(scenario, 16)
    assert tornado(result) == without_effect(result) == []
