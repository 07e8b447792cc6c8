"""Two to six scenarios side by side, in the same futures."""

from cxsim.comparison.comparison import MOST, Comparison, compare

__all__ = ["MOST", "Comparison", "compare"]
