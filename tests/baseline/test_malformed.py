"""Malformed files: each ends as accepted, corrected and told, asked, rows rejected, or refused."""

import io
import struct
import zipfile

import pytest

from tests.baseline.reader import Reader, ends_as

HEAD = "customer,date,amount\n"
ROWS = "0012,2026-03-01,10.50\n1E5,2026-03-02,20.00\nNA,2026-03-15,30.25\n"
PLAIN = HEAD + ROWS
FRENCH = "client;date;montant\n0012;31/03/2026;10,50\n1E5;02/04/2026;1234,50\nNA;03/04/2026;3,25\n"
BOM = b"\xef\xbb\xbf"


def rows(*lines: str) -> str:
    """A good file with further rows."""
    return PLAIN + "".join(f"{line}\n" for line in lines)


def head(names: str) -> str:
    """A file with other names of columns."""
    return names + "\n" + ROWS


TEXT_CASES = {
    "encoding": [
        ("utf-8", rows("Zoë,2026-03-03,1.00").encode(), "accepted"),
        ("utf-16", PLAIN.encode("utf-16"), "told"),
        ("latin", rows("Zoë,2026-03-03,1.00").encode("cp1252"), "asked"),
        ("dos", rows("Zoé,2026-03-03,1.00").encode("cp850"), "asked"),
    ],
    "byte order mark": [
        ("utf-8", BOM + PLAIN.encode(), "told"),
        ("little end first", b"\xff\xfe" + PLAIN.encode("utf-16-le"), "told"),
        ("big end first", b"\xfe\xff" + PLAIN.encode("utf-16-be"), "told"),
        ("alone", BOM, "refused"),
    ],
    "delimiter": [
        ("comma", PLAIN, "accepted"),
        ("semicolon", PLAIN.replace(",", ";"), "told"),
        ("tab", PLAIN.replace(",", "\t"), "told"),
        ("bar", PLAIN.replace(",", "|"), "told"),
        ("spaces", PLAIN.replace(",", "   "), "told"),
        ("said by Excel", "sep=;\n" + PLAIN.replace(",", ";"), "accepted"),
        ("two that fit", PLAIN.replace("\n", ";x;y\n"), "asked"),
    ],
    "decimal mark": [
        ("point", PLAIN, "accepted"),
        ("comma", FRENCH, "told"),
        ("thousands", 'customer,date,amount\na,2026-03-01,"1,234.50"\n', "told"),
        ("either", 'customer,date,amount\na,2026-03-01,"1,234"\nb,2026-03-02,"2,500"\n', "asked"),
        ("both", "customer;date;amount\na;2026-03-01;1,50\nb;2026-03-02;1.50\n", "asked"),
    ],
    "line ends": [
        ("feeds", PLAIN, "accepted"),
        ("Windows", PLAIN.replace("\n", "\r\n"), "accepted"),
        ("old Macintosh", PLAIN.replace("\n", "\r"), "told"),
        ("mixed", PLAIN.replace("\n", "\r\n", 2), "told"),
        ("none at the end", PLAIN.rstrip("\n"), "accepted"),
    ],
    "quoting": [
        ("quoted", PLAIN.replace("0012", '"0012"'), "accepted"),
        ("a line break within", rows('"a\nb",2026-03-03,1.00'), "accepted"),
        ("doubled", rows('"a ""b""",2026-03-03,1.00'), "accepted"),
        ("backslash", rows('"a \\"b\\"",2026-03-03,1.00'), "told"),
        ("single", "'customer','date','amount'\n'a','2026-03-01','1.50'\n", "told"),
        ("not closed", rows('"a,2026-03-03,1.00'), "rejected"),
        ("in the middle", rows('"a"b,2026-03-03,1.00'), "rejected"),
    ],
    "header": [
        ("two alike", head("customer,date,amount").replace("amount", "amount", 1), "accepted"),
        ("repeated", PLAIN.replace("\n", ",1\n").replace("amount,1", "amount,amount"), "told"),
        ("empty", PLAIN.replace("\n", ",1\n").replace("amount,1", "amount,"), "told"),
        ("none", ROWS, "asked"),
        ("below a title", "Export of March\n" + PLAIN, "asked"),
        ("unknown words", head("a,b,c"), "asked"),
    ],
    "duplicates": [
        ("none", PLAIN, "accepted"),
        ("to the letter", rows("NA,2026-03-15,30.25"), "asked"),
        ("same day, other amount", rows("NA,2026-03-15,30.26"), "accepted"),
        (
            "same number",
            "order id,customer,date,amount\n1,a,2026-03-01,2\n1,a,2026-03-01,2\n",
            "told",
        ),
    ],
    "dates": [
        ("of one order", PLAIN.replace("2026-03-15", "2026-03-16"), "accepted"),
        ("ambiguous", HEAD + "a,03/04/2026,1.00\nb,05/06/2026,2.00\n", "asked"),
        (
            "settled by a 31st",
            HEAD + "a,31/03/2026,1.00\nb,30/04/2026,2.00\nc,29/05/2026,1\n",
            "told",
        ),
        ("in the future", rows("a,2031-01-01,1.00"), "rejected"),
        ("no day", rows("a,2026-02-30,1.00"), "rejected"),
        ("empty", rows("a,,1.00"), "rejected"),
        ("before there were any", rows("a,0026-03-01,1.00"), "rejected"),
        (
            "with a time",
            HEAD + "a,2026-03-01 12:30:00,1.00\nb,2026-03-02T08:00:00Z,2.00\n",
            "accepted",
        ),
    ],
    "refunds": [
        ("none", PLAIN, "accepted"),
        ("minus", rows("a,2026-03-03,-5.00"), "asked"),
        ("in brackets", rows("a,2026-03-03,(5.00)"), "asked"),
        ("minus behind", rows("a,2026-03-03,5.00-"), "asked"),
    ],
    "totals": [
        ("none", rows("Totally Ltd,2026-03-03,5.00"), "accepted"),
        ("English", rows("TOTAL,2026-03-31,60.75"), "asked"),
        ("French", rows("Somme,2026-03-31,60.75"), "asked"),
        ("without a name", rows(",,60.75"), "rejected"),
    ],
    "ids": [
        ("with zeros", PLAIN, "accepted"),
        ("empty", rows(",2026-03-03,1.00"), "rejected"),
        ("of spaces", rows("   ,2026-03-03,1.00"), "rejected"),
        ("very long", rows("x" * 10_000 + ",2026-03-03,1.00"), "accepted"),
    ],
    "non-finite": [
        ("NaN", rows("a,2026-03-03,NaN"), "rejected"),
        ("infinity", rows("a,2026-03-03,inf"), "rejected"),
        ("overflow", rows("a,2026-03-03," + "9" * 400), "rejected"),
        ("words", rows("a,2026-03-03,n/a"), "rejected"),
        ("too large", rows("a,2026-03-03,9999999999999999"), "rejected"),
    ],
    "truncated": [
        ("in a row", rows("a,2026-03"), "rejected"),
        ("in a quote", rows('a,2026-03-03,"1.'), "rejected"),
        ("after the header", HEAD, "accepted"),
    ],
    "empty": [
        ("nothing", b"", "refused"),
        ("spaces", b" \n\n ", "refused"),
        ("zeros", b"\x00" * 64, "refused"),
        ("blank lines between", PLAIN.replace("\n", "\n\n"), "accepted"),
    ],
    "wrong format": [
        ("old Excel", b"\xd0\xcf\x11\xe0" + b"x" * 600, "refused"),
        ("PDF", b"%PDF-1.7 ...", "refused"),
        ("gzip", b"\x1f\x8b\x08\x00" + b"x" * 50, "refused"),
        ("JSON", b'[{"customer": "a"}]', "refused"),
        ("a program", b"\x7fELF\x00\x00\x01" + bytes(range(256)), "refused"),
        ("Parquet cut off", b"PAR1" + b"x" * 100, "refused"),
        ("Parquet in name", b"PAR1" + b"x" * 100 + b"PAR1", "refused"),
    ],
    "HTML and control characters": [
        ("a web page", b"<!DOCTYPE html><table><tr><td>a</td></tr></table>", "refused"),
        ("a table in it", b"\xef\xbb\xbf  <table><tr><td>1</td></tr></table>", "refused"),
        ("a script as a name", rows("<script>alert(1)</script>,2026-03-03,1.00"), "accepted"),
        ("escapes", rows("\x1b[2Ja,2026-03-03,1.00"), "accepted"),
        ("right to left", rows("\u202egnp.exe,2026-03-03,1.00"), "accepted"),
        ("a bell in the header", head("customer\x07,date,amount"), "told"),
    ],
    "formula": [
        ("as a name", rows("\"=cmd|' /C calc'!A0\",2026-03-03,1.00"), "accepted"),
        ("as an amount", rows("a,2026-03-03,=1+1"), "rejected"),
        ("as a day", rows("a,=TODAY(),1.00"), "rejected"),
    ],
}
CASES = [(kind, *case) for kind, cases in TEXT_CASES.items() for case in cases]


@pytest.mark.parametrize(("kind", "name", "content", "end"), CASES, ids=lambda v: str(v)[:40])
def test_text_files_end_as_they_should(reader: Reader, kind, name, content, end):
    """Each malformed text ends as the right one of the five, its rows and amounts conserved."""
    assert ends_as(reader.put("in.csv", content)) == end


@pytest.mark.parametrize("kind", TEXT_CASES)
def test_there_are_three_of_each(kind):
    """No class of malformed text has fewer than three cases."""
    assert len(TEXT_CASES[kind]) >= 3


SURVEYS = [
    ("0 to 10", "0,3,10,9,7", "accepted"),
    ("no zero", "1,3,10,9,7", "asked"),
    ("one to five", "1,3,5,4,2", "asked"),
    ("beyond ten", "0,3,10,9,11", "asked"),
    ("percent", "0,30,100,90,70", "asked"),
]


@pytest.mark.parametrize(("name", "scores", "end"), SURVEYS)
def test_scales_are_asked(reader: Reader, name, scores, end):
    """Only a 0 and a 10 together settle the scale of an answer."""
    lines = [f"c{i},2026-03-0{1 + i % 9},{s}" for i, s in enumerate(scores.split(","))]
    reader.put("survey.csv", "customer,date,recommend\n" + "\n".join(lines) + "\n", "survey")
    assert ends_as(reader) == end


def test_answers_off_the_scale_are_rejected(reader: Reader):
    """On 1 to 5 a 7, a half and a word are no answers, an empty cell is an invitation."""
    scores = ["1", "5", "7", "2.5", "good", "", "4"]
    lines = [f"c{i},2026-03-01,{score}" for i, score in enumerate(scores)]
    reader.put("s.csv", "customer,date,recommend\n" + "\n".join(lines) + "\n", "survey")
    ledger = reader.answer(recommend__scale="1-5").one().ledger
    assert (ledger.accepted.rows, ledger.lost.rows) == (4, 3)
    assert [example.line for example in ledger.examples] == [4, 5, 6]


def workbook(rows_xml: str, extra: dict[str, bytes] | None = None) -> bytes:
    """Return a workbook with these rows of XML in its one sheet."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{book}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{link}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{link}"><sheets><sheet name="Data" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{link}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{rows_xml}</sheetData>"
        "</worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


def cell(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(place: str, value: str, formula: str = "") -> str:
    return f'<c r="{place}">{f"<f>{formula}</f>" if formula else ""}<v>{value}</v></c>'


TITLES = (
    '<row r="1">' + cell("A1", "customer") + cell("B1", "date") + cell("C1", "amount") + "</row>"
)
GOOD = TITLES + "".join(
    f'<row r="{i}">{cell(f"A{i}", f"00{i}")}{cell(f"B{i}", f"2026-03-0{i}")}'
    f"{number(f'C{i}', '12.5')}</row>"
    for i in (2, 3, 4)
)
FAR = "XFD1048576"
BOOKS = {
    "accepted as they are": [
        ("plain", workbook(GOOD), "accepted"),
        ("an id kept as text", workbook(GOOD), "accepted"),
        ("a picture in it", workbook(GOOD, {"xl/media/a.png": b"\x89PNG" * 50}), "accepted"),
    ],
    "formula": [
        (
            "with its value",
            workbook(GOOD.replace(number("C2", "12.5"), number("C2", "3", "1+2"))),
            "told",
        ),
        (
            "an error",
            workbook(GOOD.replace(number("C2", "12.5"), cell("C2", "#DIV/0!"))),
            "rejected",
        ),
        ("as text", workbook(GOOD.replace("002", "=1+1")), "accepted"),
    ],
    "far cells": [
        ("the last of all", workbook(GOOD + f'<row r="1048576">{cell(FAR, "x")}</row>'), "refused"),
        ("the last alone", workbook(f'<row r="1048576">{cell(FAR, "x")}</row>'), "asked"),
        (
            "far down",
            workbook(GOOD + f'<row r="1000000">{cell("XFA1000000", "x")}</row>'),
            "refused",
        ),
    ],
    "zip bombs": [
        ("one part", workbook(GOOD, {"xl/x.bin": b"0" * 600_000_000}), "refused"),
        ("many parts", workbook(GOOD, {f"xl/{i}.xml": b"" for i in range(2_100)}), "refused"),
        (
            "entities",
            workbook(GOOD, {"xl/e.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "refused",
        ),
    ],
    "truncated": [
        ("half", workbook(GOOD)[:700], "refused"),
        ("without its end", workbook(GOOD)[:-30], "refused"),
        ("its start alone", b"PK\x03\x04", "refused"),
    ],
    "wrong format": [
        ("an archive", workbook(GOOD).replace(b"xl/workbook.xml", b"xl/workbooc.xml"), "refused"),
        ("rubbish in it", workbook("<row><c></row"), "refused"),
        ("a lie about its size", struct.pack("<4sI", b"PK\x03\x04", 9) + b"x" * 99, "refused"),
    ],
}


@pytest.mark.parametrize(
    ("name", "content", "end"),
    [case for cases in BOOKS.values() for case in cases],
    ids=lambda value: str(value)[:30],
)
def test_workbooks_end_as_they_should(reader: Reader, name, content, end):
    """A workbook that would bring the server down is refused; the others are read."""
    assert ends_as(reader.put("in.xlsx", content)) == end


def test_ids_stay_as_they_are_written(reader: Reader):
    """00123, 1E5 and NA are names of customers, not numbers nor gaps."""
    reader.put("in.csv", PLAIN)
    assert [row[0] for row in reader.rows("customer")] == ["0012", "1E5", "NA"]


def test_french_amounts_are_no_cents(reader: Reader):
    """1234,50 after a semicolon is twelve hundred and some; a 31st settles its days."""
    reader.put("in.csv", FRENCH)
    if "date.order" in reader.topics():
        reader.answer(date__order="day/month/year")
    assert [row[0] for row in reader.rows("amount")] == [10.5, 1234.5, 3.25]
