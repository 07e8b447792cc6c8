"""The colours on paper are those of the light theme."""

import re
import tomllib

from cxsim.charts.palette import PALETTE, PRINT
from tests.server import ROOT

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
LIGHT = THEME["theme"]["light"]
SAME = {
    "ink": "textColor",
    "muted": "grayColor",
    "surface": "backgroundColor",
    "accent": "primaryColor",
    "loss": "orangeColor",
    "panel": "secondaryBackgroundColor",
    "line": "borderColor",
}


def mixed(name: str, share: float) -> str:
    """Return a colour of the light theme, mixed with its background."""
    pairs = [
        (int(LIGHT[SAME[name]][i : i + 2], 16), int(LIGHT["backgroundColor"][i : i + 2], 16))
        for i in (1, 3, 5)
    ]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02X}" for a, b in pairs)


def test_paper_has_the_light_themes_colours():
    """Each colour of the theme is the same on paper."""
    assert {name: PRINT[name] for name in SAME} == {n: LIGHT[key] for n, key in SAME.items()}


def test_paper_has_the_stylesheets_mixtures():
    """What the stylesheet mixes of a colour and the background is worked out alike."""
    css = (ROOT / "pages" / "assets" / "board.css").read_text(encoding="utf-8")
    found = re.findall(
        r"--cx-([\w-]+): color-mix\(in srgb, var\(--cx-(\w+)\) (\d+)%, var\(--cx-surface\)\)", css
    )
    assert {name for name, _, _ in found} >= {"grid", "axis", "ghost", "accent-soft", "loss-soft"}
    assert {name: PRINT[name] for name, _, _ in found if name in PRINT} == {
        name: mixed(base, int(share) / 100) for name, base, share in found if name in PRINT
    }


def test_paper_has_every_name_of_the_palette():
    """A figure may name any colour on paper too."""
    assert set(PALETTE) <= set(PRINT)
