"""The figures that can be asked about."""

import math

import numpy as np
import pytest

from cxsim.sensitivity.measures import MEASURES
from cxsim.text.sensitivity import MEASURE_NAMES, MEASURE_WORDS
from tests.sensitivity.cases import of_sample


def test_figures_are_those_of_the_result():
    """Mean, percentiles and chances are what the summary of the simulation says."""
    result = of_sample("starbucks")
    summary = result.summary()
    found = {name: measure.of(result) for name, measure in MEASURES.items()}
    assert found == pytest.approx(
        {
            "npv": summary.loc["npv", "mean"],
            "roi": summary.loc["roi", "mean"],
            "npv_p10": summary.loc["npv", "p10"],
            "npv_p50": summary.loc["npv", "p50"],
            "loss": result.chance_of_loss,
            "gain": float(np.mean(result.npv > 0)),
            "payback": result.chance_of_payback,
        }
    )


@pytest.mark.parametrize("name", MEASURES)
def test_errors_are_those_of_plain_random_samples(name):
    """Over 400 samples of normal values the figure's sd is its own error, within a fifth."""
    measure = MEASURES[name]
    samples = np.random.default_rng(1).normal(0.5, 1, (400, 500))
    if measure.statistic == "finite":
        samples = np.where(samples > 1, np.inf, samples)
    figures = [measure.take(sample) for sample in samples]
    errors = [measure.error(sample) for sample in samples]
    assert np.mean(errors) == pytest.approx(np.std(figures), rel=0.2)


def test_a_figure_of_an_undefined_trial_is_undefined():
    """One trial without a value leaves no figure: none is left out quietly."""
    values = np.array([1.0, math.nan, 3.0])
    assert all(math.isnan(measure.take(values)) for measure in MEASURES.values())


def test_every_figure_has_a_name():
    """Each is named on its own and inside a sentence."""
    assert set(MEASURE_NAMES) == set(MEASURE_WORDS) == set(MEASURES)
