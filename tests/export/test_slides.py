"""Slides are messages with native charts; names in them are data, and nothing leaves its place."""

import html
import io
import re
import subprocess
import zipfile
from functools import cache

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Pt

from cxsim.charts.palette import PRINT
from cxsim.export.slides import PAGES, deck_of, write_slides
from cxsim.export.slides.canvas import HEIGHT, LEADING, WIDTH
from cxsim.export.slides.chart import money_format
from cxsim.export.slides.deck import BODY, TITLE
from cxsim.export.telling.plots import money_axis
from cxsim.export.telling.typeface import lines
from cxsim.text.language import Language
from tests.export.cases import FORMULA, HOSTILE, KINDS, case_in, told
from tests.office import convert

CASES = [("ordinary", "en"), ("long", "fr"), ("hostile", "en")]


@cache
def written(kind: str, code: str, draft: bool = False) -> bytes:
    return deck_of(told(kind, code, draft), lambda _: None)


def opened(kind: str, code: str, draft: bool = False):
    return Presentation(io.BytesIO(written(kind, code, draft)))


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def charts(deck) -> list:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def workbooks(packed: bytes) -> list:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        names = [name for name in file.namelist() if name.endswith(".xlsx")]
        return [openpyxl.load_workbook(io.BytesIO(file.read(name))) for name in names]


def flat(text: str) -> str:
    """Return a text without any kind of space."""
    return re.sub(r"[\s\u2060]+", "", text)


@pytest.mark.parametrize(("kind", "code"), CASES)
def test_each_title_is_its_message(kind, code):
    """The title of every slide but the cover is the message of its chapter, in full."""
    case = told(kind, code)
    chapters = (
        case.answer, case.money, case.cash, case.drivers, case.downside,
        case.required, case.assumed, case.left_out, case.next,
    )  # fmt: skip
    titles = [slide.shapes.title.text_frame.text for slide in opened(kind, code).slides]
    assert len(titles) == len(PAGES)
    if kind == "ordinary":
        assert titles[1:] == [chapter.title for chapter in chapters]
    for title, chapter in zip(titles[1:], chapters, strict=True):
        assert chapter.title.startswith(title.rstrip("…"))


def test_the_charts_are_native_and_described():
    """Five charts that PowerPoint edits, each with the sentence it makes as alternative text."""
    case, found = told("ordinary", "en"), charts(opened("ordinary", "en"))
    chapters = (case.answer, case.money, case.cash, case.drivers, case.downside)
    descriptions = [frame._element._nvXxPr.cNvPr.get("descr") for frame in found]
    assert descriptions == [chapter.words for chapter in chapters]


def test_the_charts_hold_the_cases_figures():
    """The values that a chart draws are those of the case, to the last digit."""
    case, found = told("ordinary", "en"), charts(opened("ordinary", "en"))
    spread, steps, flow, swings, spans = (
        {s.name: list(s.values) for plot in frame.chart.plots for s in plot.series}
        for frame in found
    )
    _, shares = case.shape.spread.bins()
    both = [sum(v or 0 for v in pair) for pair in zip(*spread.values(), strict=True)]
    assert both == shares.tolist()
    assert flow["median"] == case.flow.bands["p50"].tolist()
    assert flow["P5"] == case.flow.bands["p5"].tolist()
    grounds, above, below = steps.values()
    for step, ground, up, down in zip(case.steps, grounds, above, below, strict=True):
        tops = {step.start, step.end}
        assert ground + up == pytest.approx(max(tops)) or ground + down == pytest.approx(min(tops))
    high = swings["assumption high, or the event"]
    assert high == [end[1] - case.bars.centre for end in case.bars.ends]
    heights = [sum(map(abs, row)) for row in zip(*[*spans.values()][1:], strict=True)]
    assert heights == pytest.approx((case.tests.ranges[:, 2] - case.tests.ranges[:, 0]).tolist())


@pytest.mark.parametrize("kind", KINDS)
def test_no_embedded_workbook_holds_a_formula(kind):
    """Whatever a name looks like, the cells behind the charts are text and numbers."""
    found = workbooks(written(kind, "en"))
    cells = [cell for book in found for row in book.active.iter_rows() for cell in row]
    assert len(found) == 5
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    if kind == "hostile":
        values = {str(cell.value) for cell in cells}
        assert any(value.startswith(FORMULA) for value in values)


def test_hostile_names_are_plain_text():
    """A name is shown to the letter, in the title of the case and in the footer."""
    deck = opened("hostile", "en")
    cover = texts(deck.slides[0])
    assert '#eval("1") *x*' in cover
    assert any(text.startswith(FORMULA) for text in cover)
    shown = " ".join(cell.text for s in deck.slides for shape in s.shapes if shape.has_table
                     for row in shape.table.rows for cell in row.cells)  # fmt: skip
    assert any(name in shown for name in HOSTILE)


def test_every_slide_is_stamped():
    """Scenario, seed and fingerprint stand at the foot of every slide."""
    case = told("ordinary", "en")
    for slide in opened("ordinary", "en").slides:
        assert case.stamp in texts(slide)


def test_only_a_draft_has_a_watermark():
    """A draft says so across every slide; the final one does not."""
    assert all("Brouillon" in texts(slide) for slide in opened("ordinary", "fr", True).slides)
    assert not any("Brouillon" in texts(slide) for slide in opened("ordinary", "fr").slides)


def test_the_same_case_gives_the_same_bytes(tmp_path):
    """Neither the clock nor the run shows in the file, and the old one is replaced whole."""
    first, second = tmp_path / "first.pptx", tmp_path / "second.pptx"
    second.write_text("before")
    seen: list[float] = []
    for path in (first, second):
        write_slides(case_in("ordinary", "en"), path, seen.append)
    assert first.read_bytes() == second.read_bytes()
    assert seen[-1] == 1
    properties = Presentation(first).core_properties
    assert properties.created.date() == told("ordinary", "en").front.day
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_the_look_is_ours():
    """The theme has our colours and one typeface, on a 16 to 9 page."""
    deck = opened("ordinary", "en")
    assert (deck.slide_width, deck.slide_height) == (Pt(WIDTH), Pt(HEIGHT))
    with zipfile.ZipFile(io.BytesIO(written("ordinary", "en"))) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
    assert PRINT["accent"][1:] in theme
    assert set(re.findall(r'<a:latin typeface="([^"]*)"', theme)) == {"Arial"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_keeps_to_its_box(kind):
    """Measured by a wider typeface than the slides', each text is no taller than its shape."""
    for slide in opened(kind, "fr", draft=True).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= Pt(WIDTH)
            assert shape.top + shape.height <= Pt(HEIGHT)
            if shape.has_text_frame and shape.text_frame.text:
                assert height_of(shape) <= shape.height.pt + 0.5, shape.text_frame.text


def height_of(shape) -> float:
    taken = 0.0
    for paragraph in shape.text_frame.paragraphs:
        font = paragraph.runs[0].font
        text = "".join(run.text for run in paragraph.runs)
        gap = paragraph.space_before.pt if paragraph.space_before is not None else 0
        broken = lines(text, shape.width.pt, font.size.pt, bool(font.bold))
        taken += gap + len(broken) * LEADING * font.size.pt
    return taken


def test_nothing_overflows_where_it_is_drawn(office, tmp_path):
    """Drawn by LibreOffice, titles stay above the body and the stamp alone is below it."""
    sources = []
    for kind, code in CASES:
        sources.append(tmp_path / f"{kind}-{code}.pptx")
        sources[-1].write_bytes(written(kind, code))
    for (kind, code), page in zip(CASES, convert(sources, "pdf", tmp_path), strict=True):
        slides, drawn = [*opened(kind, code).slides], words(page)
        assert len(slides) == len(drawn)
        for slide, found in zip(slides[1:], drawn[1:], strict=True):
            title = [word for word, top, bottom in found if bottom < TITLE.top + TITLE.height + 8]
            assert flat("".join(title)) == flat(slide.shapes.title.text_frame.text)
            below = [word for word, top, bottom in found if top > BODY.top + BODY.height + 12]
            stamp = next(s for s in slide.shapes if s.name == "stamp").text_frame.text
            assert flat("".join(below)).startswith(flat(stamp))
            assert max(bottom for _, _, bottom in found) < HEIGHT


def words(document) -> list[list[tuple[str, float, float]]]:
    """Return each page's words with their top and bottom, points."""
    command = ["pdftotext", "-bbox", str(document), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    pattern = r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>'
    return [
        [
            (html.unescape(html.unescape(w)), float(top), float(bottom))
            for top, bottom, w in re.findall(pattern, page)
        ]
        for page in text.split("<page ")[1:]
    ]


@pytest.mark.parametrize(
    ("currency", "code", "largest", "expected"),
    [
        ("EUR", "en", 2e6, '"€"#,##0.0,,"M";"−€"#,##0.0,,"M";"€0"'),
        ("EUR", "fr", 2e6, '#,##0.0,,"\xa0M€";"−"#,##0.0,,"\xa0M€";"0\xa0€"'),
        ("USD", "en", 400, '"$"#,##0;"−$"#,##0;"$0"'),
        ("EUR", "en", 5e4, '"€"#,##0,"K";"−€"#,##0,"K";"€0"'),
    ],
)
def test_an_axis_is_written_as_the_language_writes_money(currency, code, largest, expected):
    """The number format of an axis puts sign, unit and currency where the language has them."""
    axis = money_axis([0, largest], 5, currency, Language(code))
    assert money_format(axis, currency, Language(code)) == expected
