"""The typeface of what is exported: where it is, how wide a text is, how it is cut to fit."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from PIL import ImageFont

FONTS = Path(str(files("cxsim.export.telling") / "fonts"))
"""Inter, as in the app: regular and semi-bold."""
MEASURED = 100
"""Points at which a text is measured; widths are in proportion."""
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    name = "Inter-SemiBold.otf" if bold else "Inter-Regular.otf"
    return ImageFont.truetype(FONTS / name, MEASURED, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _advance(sign: str, bold: bool) -> float:
    return _font(bold).getlength(sign)


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is on one line, points."""
    return sum(_advance(sign, bold) for sign in text) * size / MEASURED


def lines(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Return a text broken into lines of at most `room` points; a longer word is broken too.

    No line breaks at a no-break space.
    """
    broken: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, size, bold) <= room:
                line = longer
                continue
            *full, rest = _parts(word, room, size, bold)
            broken += [line] if line else []
            broken += full
            line = rest
        broken.append(line)
    return broken


def _parts(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word in parts that each fit on a line."""
    parts, part = [], ""
    for sign in word:
        if part and width(part + sign, size, bold) > room:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]


def cut(text: str, room: float, size: float, most: int = 1, bold: bool = False) -> str:
    """Return a text that takes no more than so many lines, shortened at its end where it must."""
    if len(lines(text, room, size, bold)) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        shorter = text[:middle].rstrip() + ELLIPSIS
        if len(lines(shorter, room, size, bold)) <= most:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def named(text: str, room: float, size: float, most: int = 1, bold: bool = False) -> str:
    """Return a name that takes no more than so many lines, its first part shortened if it must.

    Of `Households · promoters · Churn` the group is cut, since the end says what it is.
    """
    first, dot, rest = text.partition(" · ")
    if not dot or len(lines(text, room, size, bold)) <= most:
        return cut(text, room, size, most, bold)
    low, high = 2, len(first)
    while low < high:
        middle = (low + high + 1) // 2
        if len(lines(_shortened(first, middle, rest), room, size, bold)) <= most:
            low = middle
        else:
            high = middle - 1
    shorter = _shortened(first, low, rest)
    fits = low > 2 and len(lines(shorter, room, size, bold)) <= most
    return shorter if fits else cut(text, room, size, most, bold)


def _shortened(first: str, length: int, rest: str) -> str:
    return f"{first[:length].rstrip()}{ELLIPSIS} · {rest}"


def largest(text: str, room: float, most: int, sizes: tuple[float, ...], bold: bool) -> float:
    """Return the largest of sizes, in falling order, at which a text takes no more lines."""
    fitting = (size for size in sizes if len(lines(text, room, size, bold)) <= most)
    return next(fitting, sizes[-1])
