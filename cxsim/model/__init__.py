"""The equations of the model. No randomness, no discounting."""

from cxsim.model.customer import A_MONTH
from cxsim.model.equations import monthly_rate, yearly_rate
from cxsim.model.kernel import play_block, run_block, take_draws
from cxsim.model.layout import LANES, Layout, Numbers, lay_out
from cxsim.model.paths import Paths, empty_paths

__all__ = [
    "A_MONTH",
    "LANES",
    "Layout",
    "Numbers",
    "Paths",
    "empty_paths",
    "lay_out",
    "monthly_rate",
    "play_block",
    "run_block",
    "take_draws",
    "yearly_rate",
]
