"""The slides, one function each, in the order in which a board reads them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from pptx.util import Pt

from cxsim.export.slides.canvas import HEIGHT, LEADING, MARGIN, WIDTH, Box, Canvas, Style, describe
from cxsim.export.slides.chart import money_format
from cxsim.export.slides.columns import cash_bands, histogram, waterfall
from cxsim.export.slides.deck import BODY
from cxsim.export.slides.lists import spans, swings
from cxsim.export.slides.tables import table
from cxsim.export.telling.tables import Table
from cxsim.export.telling.telling import Chapter, Telling, View
from cxsim.export.telling.typeface import cut, largest, lines, named

CAPTION = 44
"""Points below a picture for what it says."""
PICTURE = BODY._replace(height=BODY.height - CAPTION - 6)
NAME_LINE = 210
"""Points of a line on which an input is named beside its bar."""
Page = Callable[[Canvas, Telling], None]


def cover(canvas: Canvas, told: Telling) -> None:
    """Say whose case it is: the customer's name and logo, the scenario, the author and the day."""
    front, room = told.front, WIDTH - 2 * MARGIN
    canvas.panel(Box(0, 0, 14, HEIGHT), "accent")
    canvas.text(Box(MARGIN, 150, room, 24), front.kind, Style(16, True, "accent"))
    shown = front.customer or front.scenario
    size = largest(shown, room, 2, (40, 36, 32, 28, 24), bold=True)
    shown = cut(shown, room, size, 3, bold=True)
    height = len(lines(shown, room, size, True)) * LEADING * size
    canvas.title(shown, Box(MARGIN, 178, room, height), size)
    others = [(front.scenario, Style(20))] if front.customer else []
    canvas.paragraphs(
        Box(MARGIN, 178 + height + 14, room, 130),
        [*others, (front.line, Style(14, colour="muted"))],
        gap=8,
    )
    if front.logo is not None:
        _logo(canvas, front.logo, front.customer)


def _logo(canvas: Canvas, logo: bytes, customer: str) -> None:
    """Set the logo at the top right, as large as 180 by 64 points allow."""
    picture = canvas.slide.shapes.add_picture(BytesIO(logo), 0, 0)
    factor = min(Pt(180) / picture.width, Pt(64) / picture.height)
    picture.width, picture.height = int(picture.width * factor), int(picture.height * factor)
    picture.left, picture.top = Pt(WIDTH - MARGIN) - picture.width, Pt(36)
    describe(picture, customer)


def answer(canvas: Canvas, told: Telling) -> None:
    """Answer in a sentence, with the three views and the spread of the futures."""
    canvas.title(told.answer.title)
    width = (BODY.width - 2 * 14) / len(told.views)
    for place, view in enumerate(told.views):
        _card(canvas, Box(BODY.left + place * (width + 14), BODY.top, width, 92), view)
    below = Box(BODY.left, BODY.top + 104, BODY.width, BODY.height - 104 - CAPTION)
    say = told.language.say
    shape, words = told.shape, (say("Loss"), say("Gain"))
    histogram(canvas, below, shape.spread, shape.axis, shape.points, words, told.answer.words)
    _caption(canvas, " ".join([told.answer.words, *told.answer.points[1:]]), 12)


def _card(canvas: Canvas, box: Box, view: View) -> None:
    canvas.panel(box, "accent-faint" if view.headline else "panel")
    inner = Box(box.left + 12, box.top + 8, box.width - 24, box.height - 12)
    (name, figure), *others = view.figures
    beside = " · ".join(f"{label}\N{NO-BREAK SPACE}{text}" for label, text in others)
    written = [
        (view.name, Style(12, True, "accent" if view.headline else "ink")),
        (figure, Style(22, True)),
        (name, Style(10, colour="muted")),
        (beside, Style(10)),
    ]
    canvas.paragraphs(inner, written, gap=1)


def _caption(canvas: Canvas, words: str, size: float = 13) -> None:
    box = Box(BODY.left, BODY.top + BODY.height - CAPTION + 6, BODY.width, CAPTION - 6)
    canvas.text(box, words, Style(size, colour="muted"))


def money(canvas: Canvas, told: Telling) -> None:
    """Show where the money comes from, as a waterfall."""
    canvas.title(told.money.title)
    say = told.language.say
    words = say("Ground"), say("Above zero"), say("Below zero")
    room = PICTURE.width / max(1, len(told.steps)) - 8
    steps = [step._replace(name=cut(step.name, room, 12, 2)) for step in told.steps]
    waterfall(canvas, PICTURE, steps, words, told.money.words)
    _caption(canvas, told.money.words)


def cash(canvas: Canvas, told: Telling) -> None:
    """Show cumulative cash as bands, and the plan."""
    canvas.title(told.cash.title)
    say = told.language.say
    flow = told.flow
    series = ("P5", say("9 in 10"), say("half"), say("median"), say("if everything goes to plan"))
    number = money_format(flow.axis, told.currency, told.language)
    names = flow.months, (*series, say("When")), number
    cash_bands(canvas, PICTURE, flow.bands, flow.axis, flow.years, names, told.cash.words)
    _caption(canvas, told.cash.words)


def drivers(canvas: Canvas, told: Telling) -> None:
    """Show what the result depends on."""
    canvas.title(told.drivers.title)
    say = told.language.say
    bars = told.bars
    rows = [(_named(n), *ends) for n, ends in zip(bars.names, bars.ends, strict=True)]
    words = say("assumption low, or no event"), say("assumption high, or the event")
    if rows:
        swings(canvas, PICTURE, rows, bars.centre, words, bars.texts, told.drivers.words)
    _caption(canvas, told.drivers.words)


def _named(name: str) -> str:
    """A name on at most two lines beside a bar."""
    return "\n".join(lines(named(name, NAME_LINE, 12, 2), NAME_LINE, 12))


def downside(canvas: Canvas, told: Telling) -> None:
    """Show what the case is worth where things go wrong."""
    canvas.title(told.downside.title)
    say = told.language.say
    tests = told.tests
    medians = tests.ranges[:, 1].tolist()
    names = [
        f"{cut(name, NAME_LINE, 12)}\n{told.language.money(median, told.currency)}"
        for name, median in zip(tests.names, medians, strict=True)
    ]
    words = say("below zero"), say("P10 to median"), say("median to P90")
    if names:
        spans(canvas, PICTURE, names, tests.ranges, words, told.downside.words)
    _caption(canvas, told.downside.words)


def required(canvas: Canvas, told: Telling) -> None:
    """Say what must be true."""
    _table(canvas, told.required, told.needed, 14)


def assumptions(canvas: Canvas, told: Telling) -> None:
    """List the assumptions with grades, and whose number each is."""
    _table(canvas, told.assumed, told.assumptions, 11)


def _table(canvas: Canvas, chapter: Chapter, found: Table, size: float) -> None:
    canvas.title(chapter.title)
    columns = found.heads, found.rows, found.widths, found.sides
    end = table(canvas, PICTURE, *columns, chapter.title, size, found.whole)
    below = Box(BODY.left, end + 10, BODY.width, CAPTION)
    canvas.text(below, chapter.words, Style(13, colour="muted"))


def left_out(canvas: Canvas, told: Telling) -> None:
    """Say what the model leaves out."""
    _list(canvas, told.left_out)


def next_step(canvas: Canvas, told: Telling) -> None:
    """Say what to measure next, and what is asked of the board."""
    _list(canvas, told.next)


def _list(canvas: Canvas, chapter: Chapter) -> None:
    canvas.title(chapter.title)
    size = _fitting(chapter.points)
    top = BODY.top
    for point in chapter.points:
        taken = len(lines(point, BODY.width - 22, size)) * LEADING * size
        if top + taken > BODY.top + BODY.height:
            return
        canvas.panel(Box(BODY.left, top + 0.45 * size, 7, 7), "accent")
        canvas.text(Box(BODY.left + 22, top, BODY.width - 22, taken), point, Style(size))
        top += taken + 0.55 * size


def _fitting(points: tuple[str, ...]) -> float:
    """The largest size at which all points find room."""

    def height(size: float) -> float:
        return sum((len(lines(p, BODY.width - 22, size)) * LEADING + 0.55) * size for p in points)

    sizes = (20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
    return next((size for size in sizes if height(size) <= BODY.height), sizes[-1])


PAGES: tuple[Page, ...] = (
    cover,
    answer,
    money,
    cash,
    drivers,
    downside,
    required,
    assumptions,
    left_out,
    next_step,
)
