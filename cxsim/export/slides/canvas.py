"""A slide to write on: places in points, colours by name, text that stays in its box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from cxsim.charts.palette import PRINT
from cxsim.export.telling.typeface import cut, largest, lines

WIDTH, HEIGHT = 960, 540
"""Of a slide, points."""
MARGIN = 44
LEADING = 1.22
"""From one line to the next, in sizes of the text."""
SIDES = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


class Box(NamedTuple):
    """A place on a slide, points from its top left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    size: float = 14
    bold: bool = False
    colour: str = "ink"
    side: str = "left"
    middle: bool = False


def colour(name: str) -> RGBColor:
    """Return a colour of the palette by its name."""
    return RGBColor.from_string(PRINT[name][1:])


@dataclass(frozen=True)
class Canvas:
    """One slide.

    Parameters
    ----------
    slide : pptx.slide.Slide
    tag : str
        The language of its texts, "fr-FR".
    """

    slide: Any
    tag: str

    def text(self, box: Box, text: str, style: Style) -> None:
        """Write a text into a box, cut where it would leave it."""
        self.paragraphs(box, [(text, style)])

    def paragraphs(
        self, box: Box, written: list[tuple[str, Style]], gap: float = 0, name: str = ""
    ) -> None:
        """Write paragraphs one below the other; each is cut to the lines that are left."""
        frame = self._frame(box, written[0][1].middle, name)
        left = box.height
        for place, (text, style) in enumerate(written):
            most = int((left + 0.01) // (LEADING * style.size))
            if most < 1:
                return
            shown = cut(text, box.width, style.size, most, style.bold)
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self.write(paragraph, shown, style)
            paragraph.space_before = Pt(gap if place else 0)
            taken = len(lines(shown, box.width, style.size, style.bold))
            left -= taken * LEADING * style.size + gap

    def write(self, paragraph: Any, text: str, style: Style) -> None:
        """Write a text into a paragraph; line breaks are kept."""
        paragraph.alignment = SIDES[style.side]
        paragraph.line_spacing = 1.0
        for place, line in enumerate(text.split("\n")):
            if place:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(style.size), style.bold
            run.font.color.rgb = colour(style.colour)
            run.font.language_id = None
            run._r.get_or_add_rPr().set("lang", self.tag)

    def _frame(self, box: Box, middle: bool, name: str) -> Any:
        shape = self.slide.shapes.add_textbox(*(Pt(value) for value in box))
        if name:
            shape.name = name
        return bare(shape.text_frame, middle)

    def panel(self, box: Box, fill: str) -> None:
        """Draw a plain area behind what follows."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(value) for value in box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
        shape.line.fill.background()
        shape._element.remove(shape._element.find(qn("p:style")))  # its shadow and its outline
        decorative(shape)

    def title(self, text: str, box: Box | None = None, size: float = 0) -> None:
        """Write the slide's message, as large as it can be on two lines; elsewhere if so wished."""
        shape, room = self.slide.shapes.title, WIDTH - 2 * MARGIN
        if box is not None:
            shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in box)
        else:
            size = largest(text, room, 2, (26, 24, 22, 20, 18), bold=True)
            text = cut(text, room, size, 2 if size > 18 else 3, True)
        frame = bare(shape.text_frame, middle=False)
        self.write(frame.paragraphs[0], text, Style(size, bold=True))


def bare(frame: Any, middle: bool) -> Any:
    """Return a text frame without margins, whose box keeps its size."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    return frame


def describe(shape: Any, text: str) -> None:
    """Give a shape its alternative text."""
    shape._element._nvXxPr.cNvPr.set("descr", text)


def decorative(shape: Any) -> None:
    """Leave a shape out of what is read aloud."""
    describe(shape, "")
