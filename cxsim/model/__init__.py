"""The equations of the model. No randomness, no discounting."""

from cxsim.model.equations import monthly_rate, yearly_rate
from cxsim.model.kernel import Paths, run_trials, run_trials_fast
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
