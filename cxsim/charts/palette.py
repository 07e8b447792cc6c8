"""The colours a figure may name; the browser turns them into the theme's own.

A figure carries names, never colours: `marker={"color": PALETTE["accent"]}`. Plotly accepts a CSS
custom property as a colour, and the board resolves it against its stylesheet when it draws, so that
light, dark and a change of theme need no word from the server. `board.css` gives each name its
value.
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
