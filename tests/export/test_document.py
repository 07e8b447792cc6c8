"""The document: tagged, the same every time, two pages for an executive, names as data."""

import io
import re
from dataclasses import replace
from functools import cache

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from cxsim.export.document import pdf_of, write_document
from cxsim.export.telling.telling import Telling
from tests.export.cases import FORMULA, HOSTILE, LANGUAGES, case_in, told

CASES = [(kind, code) for kind in ("ordinary", "long") for code in LANGUAGES]


@cache
def written(kind: str, code: str, draft: bool = False) -> bytes:
    return pdf_of(told(kind, code, draft), lambda _: None)


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def flat(text: str) -> str:
    """Return a text without any kind of space or hyphen at the end of a line."""
    return re.sub(r"[\s\u200f]+", "", text)


@cache
def pages(kind: str, code: str, draft: bool = False) -> list[str]:
    return [flat(page.extract_text()) for page in read(written(kind, code, draft)).pages]


def tags(reader: PdfReader) -> list[DictionaryObject]:
    """Return every element of the document's structure."""
    found, open_ = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while open_:
        node = open_.pop().get_object()
        if isinstance(node, DictionaryObject):
            found.append(node)
            children = node.get("/K", [])
            open_ += children if isinstance(children, list) else [children]
    return found


@pytest.mark.parametrize(("kind", "code"), [("ordinary", "en"), ("long", "fr")])
def test_it_is_tagged_and_says_its_language(kind, code):
    """Its structure, language and title are there: PDF/UA-1."""
    reader = read(written(kind, code))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == code
    assert told(kind, code).front.customer in reader.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_each_picture_says_what_it_shows():
    """Every figure has its sentence as alternative text."""
    case = told("ordinary", "en")
    alts = [str(node["/Alt"]) for node in tags(read(written("ordinary", "en"))) if "/Alt" in node]
    chapters = (case.answer, case.money, case.cash, case.drivers, case.downside)
    assert sorted(alts) == sorted(chapter.words for chapter in chapters)


@pytest.mark.parametrize(("kind", "code"), CASES)
def test_an_executive_reads_two_pages(kind, code):
    """The answer is on the first, what must be true on the second, and the third is the annex."""
    case, found = told(kind, code), pages(kind, code)
    for chapter in (case.answer, case.money, case.cash):
        assert flat(chapter.title) in found[0]
    for chapter in (case.drivers, case.downside, case.required, case.left_out, case.next):
        assert flat(chapter.title) in found[1]
    assert found[2].startswith(flat(case.language.say("Method")))
    assert flat(case.method[0])[:60] in found[2]


@pytest.mark.parametrize("code", LANGUAGES)
def test_its_figures_are_the_cases(code):
    """Views, percentiles, steps, the tables of finance: each figure as the case has it."""
    case, found = told("ordinary", code), pages("ordinary", code)
    for view in case.views:
        for _, text in view.figures:
            assert flat(text) in found[0]
    for text, _ in case.shape.points:
        assert flat(text) in found[0]
    for step in case.steps:
        assert flat(step.amount) in found[0]
    whole = "".join(found)
    for table in (case.needed, case.stresses, *case.years):
        for row in table.rows:
            assert all(flat(text) in whole for text in row)
    for row in case.register.rows:
        assert flat(row[1]) in whole
    for owner in set(case_in("ordinary", code).whose.values()):  # whose numbers they are
        assert flat(owner) in whole


def test_every_page_is_stamped_and_numbered():
    """Scenario, seed and fingerprint stand at the foot of every page."""
    case, found = told("ordinary", "en"), pages("ordinary", "en")
    for number, page in enumerate(found, 1):
        assert flat(case.stamp) in page
        assert f"{number}/{len(found)}" in page


def test_only_a_draft_has_a_watermark():
    """A draft says so across every page; the final one does not."""
    assert all("Brouillon" in page for page in pages("ordinary", "fr", draft=True))
    assert not any("Brouillon" in page for page in pages("ordinary", "fr"))


def test_hostile_names_are_plain_text():
    """Markup of typst, Markdown or HTML in a name is shown to the letter and does nothing."""
    whole = "".join(pages("hostile", "en"))
    for name in (FORMULA, *HOSTILE, '#eval("1") *x*'):
        assert flat(name) in whole


def test_the_same_case_gives_the_same_bytes(tmp_path):
    """Neither the clock nor the folder shows in the file."""
    path, seen = tmp_path / "case.pdf", list[float]()
    write_document(case_in("ordinary", "en"), path, seen.append)
    assert path.read_bytes() == written("ordinary", "en")
    assert seen[-1] == 1
    made = read(path.read_bytes()).metadata.creation_date
    assert made.date() == told("ordinary", "en").front.day


def with_customer(name: str, logo: bytes | None = None) -> Telling:
    case = told("ordinary", "en")
    return replace(case, front=case.front._replace(customer=name, logo=logo))


def test_a_name_that_the_typeface_lacks_is_no_fault():
    """A name in another script costs the seal of PDF/UA, not the document nor its tags."""
    reader = read(pdf_of(with_customer("株式会社"), lambda _: None))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert "株式会社" in reader.metadata.title


def test_the_customers_logo_is_on_the_first_page():
    """A PNG or a JPEG is set there, with the customer's name as its text."""
    for kind in ("PNG", "JPEG"):
        file = io.BytesIO()
        Image.new("RGB", (90, 30), "navy").save(file, kind)
        reader = read(pdf_of(with_customer("Aster", file.getvalue()), lambda _: None))
        assert len(reader.pages[0].images) == 1
        assert any(node.get("/Alt") == "Aster" for node in tags(reader))


def test_only_the_bundled_typeface_is_used():
    """Every font in the file is ours and embedded: it looks the same everywhere."""
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in read(written("ordinary", "fr")).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(name.startswith("Inter") for name in fonts)
