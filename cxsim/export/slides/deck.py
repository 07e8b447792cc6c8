"""The frame of all slides: size, typeface and colours of the master, footer, watermark."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Pt

from cxsim.charts.palette import PRINT
from cxsim.export.slides.canvas import HEIGHT, MARGIN, WIDTH, Box, Canvas, Style, decorative

TYPEFACE = "Arial"
"""On every machine that opens slides, with figures of one width; narrower than what is measured."""
TITLE = Box(MARGIN, 26, WIDTH - 2 * MARGIN, 66)
BODY = Box(MARGIN, 104, WIDTH - 2 * MARGIN, 376)
FOOT = Box(MARGIN, 506, WIDTH - 2 * MARGIN, 22)
TITLE_ONLY = 5
"""Place of the layout that has a title and nothing else."""
THEME = (
    ("dk1", "ink"),
    ("lt1", "surface"),
    ("dk2", "muted"),
    ("lt2", "panel"),
    ("accent1", "accent"),
    ("accent2", "loss"),
    ("accent3", "muted"),
    ("accent4", "accent-soft"),
    ("accent5", "loss-soft"),
    ("accent6", "axis"),
    ("hlink", "accent"),
    ("folHlink", "muted"),
)


def empty_deck() -> Any:
    """Return a deck without a slide: 16 to 9, one layout, our colours and typeface."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _paint(deck.slide_master)
    package = deck.part.package
    for key in [key for key, rel in package._rels.items() if rel.reltype == RT.THUMBNAIL]:
        package.drop_rel(key)  # a picture of python-pptx's own
    layouts = deck.slide_layouts
    for place in reversed(range(len(layouts))):
        if place != TITLE_ONLY:
            layouts.remove(layouts[place])
    for holder in (deck.slide_master, layouts[0]):
        _only_title(holder)
    return deck


def _paint(master: Any) -> None:
    part = master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    for slot, name in THEME:
        element = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}")
        for child in list(element):
            element.remove(child)
        etree.SubElement(element, qn("a:srgbClr")).set("val", PRINT[name][1:])
    for font in theme.iterfind(f".//{qn('a:fontScheme')}//{qn('a:latin')}"):
        font.set("typeface", TYPEFACE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _only_title(holder: Any) -> None:
    for shape in list(holder.placeholders):
        if shape.placeholder_format.type == 1:  # a title
            shape.left, shape.top, shape.width, shape.height = (Pt(v) for v in TITLE)
        else:
            shape._element.getparent().remove(shape._element)


def set_properties(deck: Any, title: str, author: str, tag: str, day: Any) -> None:
    """Set what the file says of itself; its dates are the case's."""
    made = datetime.combine(day, time())
    core = deck.core_properties
    core.title, core.author, core.language = title[:255], author[:255], tag
    core.created = core.modified = made
    core.last_modified_by, core.revision = author[:255], 1


def new_slide(deck: Any, tag: str) -> Canvas:
    """Return a slide with nothing but the place of its title."""
    return Canvas(deck.slides.add_slide(deck.slide_layouts[0]), tag)


def finish(canvas: Canvas, stamp: str, number: str, draft: str) -> None:
    """Write the footer, and the watermark of a draft, on top of what is there."""
    canvas.panel(Box(MARGIN, 498, WIDTH - 2 * MARGIN, 0.75), "line")
    canvas.paragraphs(
        FOOT._replace(width=FOOT.width - 50), [(stamp, Style(8, colour="muted"))], name="stamp"
    )
    end = Box(WIDTH - MARGIN - 44, FOOT.top, 44, 12)
    canvas.text(end, number, Style(8, colour="muted", side="right"))
    if draft:
        _watermark(canvas, draft)


def _watermark(canvas: Canvas, word: str) -> None:
    canvas.paragraphs(
        Box(80, 190, WIDTH - 160, 160),
        [(word, Style(110, bold=True, colour="ink", side="center", middle=True))],
        name="watermark",
    )
    shape = canvas.slide.shapes[-1]
    shape.rotation = -24
    for fill in shape._element.iter(qn("a:srgbClr")):
        etree.SubElement(fill, qn("a:alpha")).set("val", "9000")
    decorative(shape)
