"""The colours on paper are those of the light theme."""

import re
import tomllib

import pytest

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
CSS = (ROOT / "pages" / "assets" / "board.css").read_text(encoding="utf-8")
MIXTURES = {
    name: (base, int(share) / 100)
    for name, base, share in re.findall(
        r"--cx-([\w-]+): color-mix\(in srgb, var\(--cx-(\w+)\) (\d+)%, var\(--cx-surface\)\)", CSS
    )
}
DRAWN = ("ink", "muted", "accent", "loss", "axis", "ghost")
WRITTEN = ("ink", "muted", "accent", "loss")


def shown(name: str, theme: dict[str, str]) -> str:
    """Return a colour of a theme: its own, or one mixed with its background."""
    if name not in MIXTURES:
        return theme[SAME[name]]
    base, share = MIXTURES[name]
    return "#" + "".join(
        f"{round(share * a + (1 - share) * b):02X}"
        for a, b in zip(parts(theme[SAME[base]]), parts(theme["backgroundColor"]), strict=True)
    )


def parts(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours' luminances, as WCAG defines it."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = (part / 255 for part in parts(colour))
    linear = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares)
    return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_paper_has_the_light_themes_colours():
    """Each colour of the theme is the same on paper."""
    assert {name: PRINT[name] for name in SAME} == {n: LIGHT[key] for n, key in SAME.items()}


def test_paper_has_the_stylesheets_mixtures():
    """What the stylesheet mixes of a colour and the background is worked out alike."""
    assert set(MIXTURES) >= {"grid", "axis", "ghost", "accent-soft", "loss-soft"}
    printed = [name for name in MIXTURES if name in PRINT]
    assert {n: PRINT[n] for n in printed} == {n: shown(n, LIGHT) for n in printed}


def test_paper_has_every_name_of_the_palette():
    """A figure may name any colour on paper too."""
    assert set(PALETTE) <= set(PRINT)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_is_drawn_and_written_stands_out(name):
    """Lines and marks have 3:1 to the page and to a panel, words 4.5:1, in both themes.

    Fills and grid lines are paler: what they show is told by lines, a sentence and a table.
    """
    theme = THEME["theme"][name]
    for paper in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        for colour in DRAWN:
            assert contrast(shown(colour, theme), paper) >= 3, (colour, paper)
        for colour in WRITTEN:
            assert contrast(shown(colour, theme), paper) >= 4.5, (colour, paper)
