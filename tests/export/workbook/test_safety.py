"""A workbook holds no formula but ours, whatever the case and its items are called."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cxsim.export.workbook import write_content, write_fill_in
from cxsim.export.workbook.names import sheet_name
from cxsim.text.language import Language
from tests.export.workbook.cases import DAY, HOSTILE, hostile, told, written

FUNCTIONS = {
    *("ABS", "AND", "EDATE", "IF", "INDEX", "ISNUMBER", "MAX", "MIN", "MONTH", "OR"),
    *("ROUNDUP", "SUM", "SUMIF", "YEAR"),
}
NAME = re.compile(r"[a-z][a-z0-9_]*")
TOKEN = re.compile(
    r"""'[^']+'!|\$?[A-Z]{1,3}\$?\d+|"[^"]*"|[A-Z]+(?=\()|[a-z][a-z0-9_]*|[\d.]+(E[-+]\d+)?"""
    r"""|[-+*/^(),:]|<=|>=|<|>|="""
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workbook of a case whose names would do something elsewhere."""
    return written(hostile(), tmp_path_factory.mktemp("hostile") / "book.xlsx", "fr")


@pytest.fixture(scope="module")
def book(file: Path) -> Any:
    """Return it opened for its formulas."""
    return openpyxl.load_workbook(file)


def test_every_formula_is_one_of_ours(book):
    """Each is made of cells, names, numbers and a dozen functions, read to its last character."""
    formulas = [c.value for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) > 1000
    for formula in formulas:
        rest = formula[1:]
        while rest:
            found = TOKEN.match(rest)
            assert found, (formula, rest)
            rest = rest[found.end() :]
        assert set(re.findall(r"[A-Z]+(?=\()", re.sub(r"'[^']+'!", "", formula))) <= FUNCTIONS


def test_names_are_texts(book):
    """Each hostile name is in the workbook, as it is, and every cell that has it is a text."""
    cells = [c for s in book for row in s.iter_rows() for c in row if isinstance(c.value, str)]
    for name in HOSTILE[:7]:
        found = [cell for cell in cells if cell.value == name]
        assert found, name
        assert {cell.data_type for cell in found} == {"s"}
        assert all(cell.hyperlink is None for cell in found)
        if name.startswith(("=", "+", "-", "@")):
            assert all(cell.quotePrefix for cell in found), name


def test_no_part_of_the_file_computes_a_name(file):
    """Charts and defined names neither hold a formula made of a name; nothing points outside."""
    with zipfile.ZipFile(file) as archive:
        for part in archive.namelist():
            text = archive.read(part).decode("utf-8", "replace")
            for formula in re.findall(r"<(?:c:)?f>([^<]*)</", text):
                assert "cmd" not in re.sub(r"'[^']*'!", "", formula)
            if part.endswith(".rels"):
                assert 'TargetMode="External"' not in text


def test_defined_names_are_cells(book):
    """Each defined name is a plain word and stands for one cell of this workbook."""
    ours = [n for n in book.defined_names if not n.startswith("_xlnm")]
    assert len(ours) > 100
    for name in ours:
        assert NAME.fullmatch(name), name
        [(sheet, place)] = list(book.defined_names[name].destinations)
        assert re.fullmatch(r"\$[A-Z]+\$\d+", place)
        assert sheet in book.sheetnames


def test_sheets_have_names_that_excel_takes(book):
    """At most 31 characters, none that is forbidden, no two alike."""
    names = book.sheetnames
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert sheet_name(3, "'") == "3"


def test_the_same_case_gives_the_same_bytes(tmp_path):
    """No clock and no chance is in the file."""
    content = told(hostile())
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    shares: list[float] = []
    for path in files:
        write_content(content, path, shares.append)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert shares[-1] == 1.0
    assert shares == sorted(shares[:4]) * 2
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".xlsx"] == []


def test_a_draft_says_so_on_every_sheet(file):
    """The watermark heads each printed page and stands on the first sheet."""
    book = openpyxl.load_workbook(file)
    assert all("DRAFT" in (sheet.oddHeader.center.text or "") for sheet in book)
    assert "DRAFT" in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


def test_nothing_is_protected_and_inputs_are_blue(book):
    """A modeller sees what may be typed over, and may change everything."""
    sheet = book[Language("fr").say("Assumptions")]
    colours = {}
    for row in sheet.iter_rows(min_row=8):
        if row[0].value and str(row[0].value).endswith(".customers"):
            colours["input"] = row[2].font.color.rgb
    ledger = book[Language("fr").say("Ledger")]
    colours["formula"] = ledger["D20"].font.color.rgb
    assert colours["input"] == "FF0000FF" != colours["formula"]
    assert not any(each.protection.sheet for each in book)


def test_a_blank_sheet_holds_no_formula(tmp_path):
    """The sheet that is sent out has choices and rules for its cells, and computes nothing."""
    path = tmp_path / "blank.xlsx"
    write_fill_in(path, hostile(), Language("fr"), DAY)
    sheet = openpyxl.load_workbook(path).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert len(sheet.data_validations.dataValidation) > 10
