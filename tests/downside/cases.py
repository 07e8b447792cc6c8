"""Cases whose downside is known: NPV that is a sum of independent normal numbers, and samples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.special import ndtri

from cxsim.results import Result
from cxsim.scenario import Scenario
from cxsim.simulation import simulate
from tests.generate import tiny

FOLDER = Path(__file__).parents[2] / "sample_data"
POINTS = ndtri((np.arange(65_536) + 0.5) / 65_536)
"""Normal scores in the middle of 65,536 classes of equal chance."""


def sample(name: str = "telecom") -> Scenario:
    """Return one of the samples."""
    return Scenario.load(FOLDER / f"{name}.toml")


def simulated(scenario: Scenario, trials: int = 2_048) -> Result:
    """Return a small simulation."""
    return simulate(scenario, trials)


def linear() -> Scenario:
    """Return a case whose NPV is 1,000 less three independent normal costs.

    One customer more is not won: the benefit is a sure 1,000 of margin from cross-selling, the
    costs are 300 ± 60, 300 ± 30 and 150 ± 20, paid at the start. Mean 250, sd 70.
    """
    lines = [("A", 300.0, 60.0), ("B", 300.0, 30.0), ("C", 150.0, 20.0)]
    return tiny(
        {
            "programme": {"levers": {"cross_sell": 1_000.0}},
            "risk_events": [],
            "investments": [
                {
                    "name": name,
                    "category": "team",
                    "one_off": {"dist": "normal", "mean": mean, "sd": sd, "low": 0.0},
                }
                for name, mean, sd in lines
            ],
        }
    )
