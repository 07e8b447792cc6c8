"""The colours a figure may name; the browser turns them into the theme's own.

A figure carries names, never colours: `marker={"color": PALETTE["accent"]}`. Plotly accepts a CSS
custom property as a colour, and the board resolves it against its stylesheet when it draws, so that
light, dark and a change of theme need no word from the server. `board.css` gives each name its
value; on paper and slides PRINT does.
"""

from types import MappingProxyType
from typing import Final

_NAMES: Final = (
    "ink",  # text, and the median line
    "muted",  # secondary text and lines: the company without the programme
    "grid",  # grid lines
    "axis",  # the zero line
    "surface",  # the page behind the chart
    "accent",  # the programme; gains
    "accent-soft",  # the inner band, 25 to 75 in 100
    "accent-faint",  # the outer band, 5 to 95 in 100
    "loss",  # losses; never without a sign or a texture
    "loss-soft",  # fill under a loss
    "ghost",  # the state before the change: an outline, no fill
)

PALETTE: Final = MappingProxyType({name: f"var(--cx-{name})" for name in _NAMES})

PRINT: Final = MappingProxyType(
    {
        "ink": "#17212E",
        "muted": "#56626F",
        "grid": "#EAEBEC",
        "axis": "#868C92",
        "surface": "#FFFFFF",
        "accent": "#1D5FAE",
        "accent-soft": "#A0BCDD",
        "accent-faint": "#D6E2F0",
        "loss": "#B84A00",
        "loss-soft": "#EED4C2",
        "ghost": "#787E86",
        "panel": "#F4F6F8",
        "line": "#D8DEE5",
    }
)
"""The same names on paper: the light theme, its mixtures worked out; a panel and its border."""
