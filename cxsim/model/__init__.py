"""The equations of the model. No randomness, no discounting."""

from cxsim.model.kernel import Paths, monthly_rate, run_trials, run_trials_fast, yearly_rate
from cxsim.model.layout import Layout, Numbers, lay_out

__all__ = [
    "Layout",
    "Numbers",
    "Paths",
    "lay_out",
    "monthly_rate",
    "run_trials",
    "run_trials_fast",
    "yearly_rate",
]
