"""The first sheet: whose case it is, what it says, how the workbook is used, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from cxsim.export.workbook.book import Sheet
from cxsim.export.workbook.content import Content
from cxsim.text.phrase import Phrase, say

STEPS: tuple[Phrase, ...] = (
    say(
        "Change a blue cell on the sheet of assumptions: results, years and ledgers follow. "
        "They are formulas, month by month, with nothing typed into them."
    ),
    say(
        "An uncertain number stands at its mean, and risk events do not happen: this is the plan, "
        "not the forecast. What may happen instead is on the sheets of the simulation, which are "
        "figures and do not move."
    ),
    say(
        "Write your name on the sheet of assumptions and send the file back: cxsim opens it "
        "as a scenario, lists what changed, and keeps whose number it now is."
    ),
    say("Add your own sheets as you like. Rows and columns that are hidden are read by cxsim."),
)


def write_cover(sheet: Sheet, content: Content, others: Sequence[tuple[str, str]]) -> None:
    """Write the cover.

    Parameters
    ----------
    sheet : Sheet
    content : Content
    others : sequence of (str, str)
        Names of the other sheets and what is on them.
    """
    language, scenario = sheet.book.language, content.result.scenario
    sheet.widths(3, 30, 95)
    sheet.text(1, 1, scenario.name, "title")
    row = 2
    if content.logo:
        _logo(sheet, content.logo)
    if content.draft:
        sheet.text(row, 1, content.draft, "alert")
        row += 1
    row = _pairs(sheet, row, _people(content))
    row = _paragraph(sheet, row + 1, language.say("The answer"), [content.headline])
    if content.views:
        row = _paragraph(sheet, row, language.say("Three views"), content.views)
    if scenario.description:
        row = _paragraph(sheet, row, language.say("What the case is about"), [scenario.description])
    steps = [language.read(step) for step in STEPS]
    row = _paragraph(sheet, row, language.say("How to use it"), steps)
    row = _paragraph(sheet, row, language.say("What is left out"), [content.left_out])
    sheet.text(row, 1, language.say("Sheets"), "head")
    sheet.text(row, 2, "", "head")
    for name, words in others:
        row += 1
        sheet.made.write_url(row, 1, f"internal:'{name}'!A1", string=name)
        sheet.text(row, 2, words, "wrapped")
    sheet.text(row + 2, 1, language.say("Stamp"), "head")
    sheet.text(row + 2, 2, "", "head")
    _pairs(sheet, row + 3, content.stamp)


def _logo(sheet: Sheet, logo: bytes) -> None:
    """Put the customer's mark above the title."""
    width, height = (int.from_bytes(logo[at : at + 4], "big") for at in (16, 20))  # a PNG's head
    scale = min(220 / width, 80 / height)
    place = {"x_scale": scale, "y_scale": scale, "y_offset": 6, "decorative": True}
    sheet.made.set_row(0, 78)
    sheet.made.insert_image(0, 1, "logo.png", {"image_data": BytesIO(logo), **place})


def _people(content: Content) -> list[tuple[str, str]]:
    language = content.language
    named = (
        (language.say("For"), content.customer),
        (language.say("By"), content.author),
        (language.say("Date"), language.day(content.day)),
    )
    return [(name, value) for name, value in named if value]


def _pairs(sheet: Sheet, row: int, pairs: Sequence[tuple[str, str]]) -> int:
    for step, (name, value) in enumerate(pairs):
        sheet.text(row + step, 1, name, "known")
        sheet.text(row + step, 2, value, "wrapped")
        sheet.fit(row + step, (value, 95))
    return row + len(pairs)


def _paragraph(sheet: Sheet, row: int, title: str, texts: Sequence[str]) -> int:
    """Write texts under a title; return the row after an empty one."""
    sheet.text(row, 1, title, "head")
    sheet.text(row, 2, "", "head")
    for text in texts:
        row += 1
        sheet.made.merge_range(row, 1, row, 2, "")
        sheet.text(row, 1, text, "wrapped")
        sheet.fit(row, (text, 125))
    return row + 2
